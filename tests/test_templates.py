"""What every page template keeps to; a browser test sees only the pages it opens."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# A mail client and a PDF have no policy to keep, and no stylesheet to fetch.
PAPER = {"email", "emails", "mail", "letters", "letter", "pdf", "papers"}
LONGEST = 80


def page_templates() -> list[Path]:
    """The templates a browser is sent."""
    return sorted(path for path in TEMPLATES.rglob("*.html") if not PAPER & set(path.relative_to(TEMPLATES).parts))


def named(path: Path) -> str:
    """How a template is called in the test's name."""
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", page_templates(), ids=named)
def test_templates_begin_by_naming_what_they_take(path):
    first = path.read_text().lstrip().split("\n", 1)[0]
    assert first.startswith(("{#", "{% comment", "{% extends")), first


@pytest.mark.parametrize("path", page_templates(), ids=named)
def test_templates_stay_small(path):
    assert len(path.read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("path", page_templates(), ids=named)
def test_templates_keep_to_the_content_policy(path):
    text = path.read_text()
    inline = re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", text) + re.findall(r"<style\b", text)
    scripts = [
        tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag and "application/json" not in tag
    ]
    foreign = re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//[^\"']+", text)
    assert inline + scripts + foreign == []

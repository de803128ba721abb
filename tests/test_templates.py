"""Every page template keeps to the content policy; a browser test sees only the pages it opens."""

import re
from pathlib import Path

from tests.each import each

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# A mail client and a PDF have no policy to keep, and no stylesheet to fetch.
PAPER = {"email", "emails", "mail", "letters", "letter", "pdf", "papers"}


def page_templates() -> list[Path]:
    """The templates a browser is sent."""
    return sorted(path for path in TEMPLATES.rglob("*.html") if not PAPER & set(path.relative_to(TEMPLATES).parts))


def named(path: Path) -> str:
    """How a template is called in the test's name."""
    return str(path.relative_to(TEMPLATES))


@each("path", page_templates())
def test_templates_keep_to_the_content_policy(path):
    text = path.read_text()
    inline = re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", text) + re.findall(r"<style\b", text)
    scripts = [
        tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag and "application/json" not in tag
    ]
    foreign = re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//[^\"']+", text)
    assert inline + scripts + foreign == []

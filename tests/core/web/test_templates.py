"""Every template opens with its variables, stays short, and asks for nothing that is not there."""

import re
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

from labor_office.core.web.components import ICONS
from tests.each import each

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
SPRITE = Path(settings.BASE_DIR) / "node_modules/@uswds/uswds/dist/img/sprite.svg"


@each("path", TEMPLATES)
def test_a_template_names_its_variables_and_stays_short(path):
    text = path.read_text()

    assert re.match(r"{#|{% comment|{% extends|{% load|<!doctype", text)
    assert len(text.splitlines()) < 80
    assert " style=" not in text
    assert not re.search(r"\son[a-z]+=", text)
    assert "invalid" not in text.lower()
    if path.relative_to(ROOT).parts[0] != "letters":  # papers have an engine and filters of their own
        get_template(str(path.relative_to(ROOT)))


def test_every_picture_is_in_the_sprite():
    there = set(re.findall(r'id="(\w+)"', SPRITE.read_text()))
    asked = {name for path in TEMPLATES for name in re.findall(r'{% icon "(\w+)"', path.read_text())}

    assert asked | set(ICONS.values()) <= there

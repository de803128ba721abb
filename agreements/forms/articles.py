"""Naming articles in a form, the way people type them: ``14.3, 14.4``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from agreements.models.text import Article
from agreements.queries.reading import articles_called
from labor_office.core.web.forms import DeskForm
from labor_office.core.workforce.models import BargainingUnit

_SEPARATORS = re.compile(r"[,;\s]+")
_PREFIXES = re.compile(r"\b(?:art(?:icle)?|sec(?:tion)?|§)\.?\s*(?=\d)", re.IGNORECASE)
MOST_NAMED = 20


class NotHeld(Exception):
    """What was typed does not name articles of that unit; the words say why."""


def numbers_in(text: str) -> list[str]:
    """The numbers in ``Art. 14, section 14.3; 14.4``, each once, in order."""
    plain = _PREFIXES.sub("", text)
    return list(dict.fromkeys(part for part in _SEPARATORS.split(plain) if part))


def articles_named(unit: BargainingUnit | None, text: str, *, on: date) -> Sequence[Article]:
    """The articles of ``unit`` that ``text`` names, in its order, as they were numbered on a day.

    Raises NotHeld, naming what the unit's agreements do not have.
    """
    numbers = numbers_in(text)
    if not numbers:
        return ()
    if len(numbers) > MOST_NAMED:
        raise NotHeld(f"Name at most {MOST_NAMED} articles; these are {len(numbers)}.")
    if unit is None:
        message = "Choose the unit whose articles these are."
        raise NotHeld(message)
    known = articles_called(unit.pk, numbers, on=on)
    missing = [number for number in numbers if number not in known]
    if missing:
        raise NotHeld(f"The agreements of {unit} have no {', '.join(missing)}. Check the number, for example 14.3.")
    return [known[number] for number in numbers]


def read_articles(
    form: DeskForm, given: dict[str, Any], *, unit: BargainingUnit | None = None, on: date | None = None
) -> None:
    """Put into ``given`` the articles that the field ``articles`` names, or say on the field what is not held.

    Of the form's own unit and day where no other is given.
    """
    named = _named(form, given, "articles", unit or given.get("unit"), on)
    if named is not None:
        given["articles"] = named


def read_article(form: DeskForm, given: dict[str, Any]) -> None:
    """The same for a form that asks for one, in the field ``article``; None where it is left empty."""
    named = _named(form, given, "article", given.get("unit"), None)
    if named is not None:
        given["article"] = named[0] if named else None


def _named(
    form: DeskForm, given: dict[str, Any], field: str, unit: BargainingUnit | None, on: date | None
) -> Sequence[Article] | None:
    day = on or form.today
    assert day is not None  # noqa: S101 -- every form that asks for articles is given the day
    try:
        return articles_named(unit, given.get(field, ""), on=day)
    except NotHeld as missing:
        form.add_error(field, str(missing))
        return None

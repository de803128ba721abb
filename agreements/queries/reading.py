"""Which article a number names, and where a citation is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet, Value
from django.urls import reverse

from agreements.models.text import Agreement, Article, ArticleVersion
from bargaining.language import CurrentText, Heading
from labor_office.core.web.compiled import Compiled
from labor_office.core.workforce.models import BargainingUnit


def articles_called(unit_id: int | None, numbers: Sequence[str], *, on: date) -> dict[str, Article]:
    """Which article or section of a unit each of ``numbers`` names, as it was numbered on a day. One query at most.

    Where no words are held for that day, the one that bears the number last; unknown numbers are left out.
    """
    if not numbers or unit_id is None:
        return {}
    # What is dated comes last and so counts.
    rows = sorted(_CALLED.rows(None, unit=unit_id, numbers=list(numbers), on=on), key=lambda row: (row[3], row[0]))
    columns = ("id", "unit_id", "number")
    return {called: Article.from_db(DEFAULT_DB_ALIAS, columns, (pk, unit_id, own)) for pk, own, called, _ in rows}


def _called(_user: None, unit: int, numbers: list[str], on: date) -> QuerySet[Any, tuple[int, str, str, int]]:
    """Article, its number now, the number asked for, and whether that is of the day."""
    bears = Article.objects.filter(unit=unit, number__any_of=numbers)
    dated = ArticleVersion.objects.in_force(on).filter(unit=unit, number__any_of=numbers)
    return bears.order_by().values_list("pk", "number", "number", Value(0)).union(
        dated.order_by().values_list("article", "article__number", "number", Value(1)), all=True
    )  # fmt: skip


_CALLED = Compiled(_called)


def current_language(unit_id: int, number: str, on: date) -> CurrentText | None:
    """An article of a unit with its sections, in the words in force on a day: what a table bargains over. Two queries.

    Whoever sits at the table reads it as the contract it is, so no reader is asked for.
    """
    held = ArticleVersion.objects.in_force(on).filter(unit=unit_id)
    article = held.filter(number=number).select_related("unit").first()
    if article is None:
        return None
    parts = [article, *held.filter(parent=article.article_id)]
    text = "\n\n".join(part.text if part is article else f"{part.number} {part.title}\n{part.text}" for part in parts)
    return CurrentText(number, article.title, text.strip(), text_url(article.unit.slug, number, on))


def current_outline(unit_id: int, on: date) -> tuple[Heading, ...]:
    """The articles of a unit in force on a day, in their order, without their sections. One query."""
    held = ArticleVersion.objects.in_force(on).filter(unit=unit_id, parent=None).order_by("position")
    return tuple(Heading(number, title) for number, title in held.values_list("number", "title") if number)


# "Art. 11, section 11.5(b)" as a procedure cites, and "14.3" as people type.
_CITED = re.compile(r"^Art\.\s*(?P<article>\w+)(?:,\s*section\s+(?P<section>[\w.]+?)(?:\(\w+\))*)?$")
_TYPED = re.compile(r"^(?P<section>(?P<article>\d+\w*)(?:\.\w+)*)$")


def text_url(unit_slug: str, citation: str, on: date) -> str:
    """Where ``Art. 11, section 11.5(b)`` or ``14.3`` is read as of ``on``; "" for what cites no article."""
    match = _CITED.match(citation.strip()) or _TYPED.match(citation.strip())
    if match is None:
        return ""
    article, section = match["article"], match["section"]
    address = f"{reverse('agreements:text', args=[unit_slug, article])}?as-of={on.isoformat()}"
    return f"{address}#{section}" if section else address


def contents(agreement: Agreement) -> QuerySet[ArticleVersion]:
    """The articles of an agreement in their order, without their sections; its own words, as they began."""
    found = agreement.versions.filter(parent=None, change=None).select_related("article")
    # By the column itself: the model's own order of articles would be asked for instead.
    return found.order_by("position", "article_id", "pk").distinct("position", "article_id")


def unit_called(slug: str) -> BargainingUnit | None:
    """The bargaining unit of that slug; units are no secret."""
    return BargainingUnit.objects.filter(slug=slug).first()


def every_unit() -> QuerySet[BargainingUnit]:
    """The units by name."""
    return BargainingUnit.objects.order_by("name")

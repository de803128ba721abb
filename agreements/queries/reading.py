"""Reads of agreement text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from agreements.models.text import Agreement, Article, ArticleVersion
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its sections, each in the words in force on ``as_of``."""

    article: Article
    as_of: date
    versions: Sequence[ArticleVersion]
    agreement: Agreement | None

    @property
    def heading(self) -> str:
        """``Art. 14, Overtime``; the number alone when nothing was in force."""
        return str(self.versions[0]) if self.versions else str(self.article)


def text_of(user: User, unit_slug: str, number: str, *, as_of: date) -> Reading:
    """The article or section and its sections as of a day, of agreements ``user`` may read. Three queries.

    Raises Article.DoesNotExist.
    """
    unit = BargainingUnit.objects.filter(slug=unit_slug).first()
    article = Article.objects.cited_as(unit, number, on=as_of).select_related("unit").first() if unit else None
    if article is None:
        raise Article.DoesNotExist
    found = ArticleVersion.objects.visible_to(user).in_force(as_of).select_related("article", "agreement")
    own = found.filter(article=article)
    sections = found.filter(parent=article)
    versions = [*own, *sections]
    return Reading(article, as_of, versions, versions[0].agreement if versions else None)


def articles_called(unit_id: int | None, numbers: Sequence[str], *, on: date) -> dict[str, Article]:
    """Which article or section of a unit each of ``numbers`` names, as it was numbered on a day. Two queries.

    Where no words are held for that day, the one that bears the number last; unknown numbers are left out.
    """
    named: dict[str, Article] = {
        row.number: row for row in Article.objects.filter(unit=unit_id, number__in=numbers).order_by("pk")
    }
    dated = ArticleVersion.objects.in_force(on).filter(unit=unit_id, number__in=numbers).select_related("article")
    return named | {row.number: row.article for row in dated}


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


def shelf(user: User) -> QuerySet[Agreement]:
    """The agreements ``user`` may read, by unit, the newest first."""
    return Agreement.objects.visible_to(user).published().select_related("unit").order_by("unit__name", "-starts_on")


def contents(agreement: Agreement) -> QuerySet[ArticleVersion]:
    """The articles of an agreement in their order, without their sections."""
    return agreement.versions.filter(parent=None, change=None).select_related("article")

"""Reads of agreement text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from agreements.models import Agreement, Article, ArticleVersion
from labor_office.core.users.models import User


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
        return f"{self.article}, {self.versions[0].title}" if self.versions else str(self.article)


def text_of(user: User, unit_slug: str, number: str, *, as_of: date) -> Reading:
    """The article or section and its sections as of a day, of agreements ``user`` may read. Three queries.

    Raises Article.DoesNotExist.
    """
    article = Article.objects.select_related("unit").get(unit__slug=unit_slug, number=number)
    found = ArticleVersion.objects.visible_to(user).in_force(as_of).select_related("article", "agreement")
    own = found.filter(article=article)
    sections = found.filter(article__parent=article).order_by("article_id")
    versions = [*own, *sections]
    return Reading(article, as_of, versions, versions[0].agreement if versions else None)


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
    return Agreement.objects.visible_to(user).select_related("unit").order_by("unit__name", "-starts_on")


def contents(agreement: Agreement) -> QuerySet[ArticleVersion]:
    """The articles of an agreement in their order, without their sections."""
    return agreement.versions.filter(article__parent=None).select_related("article").order_by("article_id")

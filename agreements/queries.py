"""Reads of agreement text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
    readable = Agreement.objects.visible_to(user)
    found = ArticleVersion.objects.in_force(as_of).filter(agreement__in=readable).select_related("article", "agreement")
    own = found.filter(article=article)
    sections = found.filter(article__parent=article).order_by("article_id")
    versions = [*own, *sections]
    return Reading(article, as_of, versions, versions[0].agreement if versions else None)

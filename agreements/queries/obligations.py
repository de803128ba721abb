"""Reads of obligations: the list, what an agreement's words suggest, and the money of each year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.models.obligations import FundingYear, Obligation, ObligationQuerySet, RefusedSuggestion
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.obligations import Source, Suggestion, fiscal_years, suggest
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit


@dataclass(frozen=True, slots=True)
class Suggested:
    """A sentence that may oblige, and where it stands: the article, and its place among that article's sentences."""

    version: ArticleVersion
    place: int
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class YearOfMoney:
    """One fiscal year of a term and what is known of its money."""

    fiscal_year: int
    name: str
    known: FundingYear | None


def whole(user: User) -> ObligationQuerySet:
    """Obligations ``user`` may read, with what a list shows."""
    found = Obligation.objects.visible_to(user)
    return found.select_related("unit", "department", "owner", "article", "origin")


def has_list(agreement: Agreement) -> bool:
    """Whether the list of what the agreement asks of the office after adoption was begun. One query."""
    return Obligation.objects.filter(origin=agreement.pk, source=Source.ADOPTION).exists()


def suggested(user: User, unit: BargainingUnit, *, on: date) -> list[Suggested]:
    """Sentences in force on ``on`` that may oblige the City and that nobody has judged. Three queries."""
    versions = list(ArticleVersion.objects.visible_to(user).in_force(on).filter(unit=unit).select_related("article"))
    refused = set(RefusedSuggestion.objects.filter(version__in=versions).values_list("version", "text"))
    taken = set(Obligation.objects.filter(unit=unit).exclude(quote="").values_list("article", "quote"))
    return [
        Suggested(version, place, one)
        for version in versions
        for place, one in enumerate(suggest(version.text), start=1)
        if (version.pk, one.text) not in refused and (version.article_id, one.text) not in taken
    ]


def suggestion_at(user: User, unit: BargainingUnit, number: str, place: int, *, on: date) -> Suggested | None:
    """The ``place``-th obliging sentence of the article ``number``; None when there is none."""
    found = ArticleVersion.objects.visible_to(user).in_force(on).filter(unit=unit, number=number)
    version = found.select_related("article").first()
    sentences = suggest(version.text) if version else ()
    if version is None or not 1 <= place <= len(sentences):
        return None
    return Suggested(version, place, sentences[place - 1])


def money_of(agreement: Agreement) -> list[YearOfMoney]:
    """Each fiscal year of the term, with what was recorded of it. One query."""
    known = {year.fiscal_year: year for year in agreement.funding_years.select_related("recorded_by")}
    years = sorted({*fiscal_years(agreement.starts_on, agreement.ends_on), *known})
    return [YearOfMoney(year, FundingYear(fiscal_year=year).name, known.get(year)) for year in years]

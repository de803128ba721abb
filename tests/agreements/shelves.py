"""Agreements to read: numbers and words in, an agreement with its text out."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.models.text import Agreement, Article, Paragraph
from agreements.rules.vocabulary import ClauseLevel
from labor_office.core.workforce.models import BargainingUnit
from tests.factories.agreements import AgreementFactory, ArticleVersionFactory
from tests.factories.workforce import BargainingUnitFactory

TITLES = {"14": "Overtime and call-outs", "14.3": "Order of call-outs", "15": "Leave"}


def agreement_with(
    texts: dict[str, str], *, unit: BargainingUnit | None = None, until: date | None = None, **fields
) -> Agreement:
    """A published agreement with a paragraph of words for each number, in force from its first day until ``until``."""
    unit = unit or BargainingUnit.objects.filter(slug="lt").first()
    unit = unit or BargainingUnitFactory(slug="lt", name="Labor and Trades", nicknames=["L&T", "trades"])
    agreement = AgreementFactory(unit=unit, **fields)
    held: dict[str, Article] = {}
    for position, (number, words) in enumerate(texts.items(), start=1):
        article, _ = Article.objects.get_or_create(unit=unit, number=number)
        above = held.get(number.rpartition(".")[0])
        held[number] = article
        version = ArticleVersionFactory(
            article=article,
            agreement=agreement,
            parent=above,
            level=ClauseLevel.SECTION if above else ClauseLevel.ARTICLE,
            title=TITLES.get(number, f"Subject {number}"),
            position=position,
            text=words,
            in_force=DateRange(agreement.starts_on, until),
        )
        if words:
            above_words = f"{above.number} {TITLES.get(above.number, '')}, " if above else ""
            Paragraph.objects.create(
                version=version,
                unit=unit,
                position=1,
                anchor=number,
                heading=f"{above_words}{number} {version.title}",
                text=words,
                in_force=version.in_force,
            )
    return agreement

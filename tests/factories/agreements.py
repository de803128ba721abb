"""Agreements and their dated text."""

from datetime import UTC, date, datetime

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from agreements.models.papers import TextPaper
from agreements.models.side_letters import SideLetter, TextChange
from agreements.models.text import Agreement, Article, ArticleVersion, Paragraph
from agreements.rules.editions import Edition
from agreements.rules.vocabulary import ChangeEffect, ClauseLevel, LetterForm
from labor_office.core.matters.rules import Level
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory


class AgreementFactory(DjangoModelFactory[Agreement]):
    """An agreement in force from mid 2023 to mid 2026."""

    class Meta:
        model = Agreement

    kind = "agreement"
    # Of a year in which no test opens one by the action, which numbers from 1.
    reference = factory.Sequence(lambda n: f"AG-2013-{n + 1:04}")
    title = "Labor and Trades Agreement"
    level = Level.OFFICE
    unit = factory.SubFactory(BargainingUnitFactory)
    opened_on = date(2023, 7, 1)
    created_at = datetime(2023, 7, 1, 12, tzinfo=UTC)
    term_name = "2023 to 2026"
    starts_on = date(2023, 7, 1)
    ends_on = date(2026, 6, 30)
    published_at = datetime(2023, 7, 1, 12, tzinfo=UTC)


class ArticleFactory(DjangoModelFactory[Article]):
    class Meta:
        model = Article

    unit = factory.SubFactory(BargainingUnitFactory)
    number = factory.Sequence(lambda n: str(n + 1))


class ArticleVersionFactory(DjangoModelFactory[ArticleVersion]):
    class Meta:
        model = ArticleVersion

    article = factory.SubFactory(ArticleFactory)
    unit = factory.SelfAttribute("article.unit")
    number = factory.SelfAttribute("article.number")
    level = ClauseLevel.ARTICLE
    agreement = factory.SubFactory(AgreementFactory)
    title = "Overtime"
    text = "Overtime call-outs go to the most senior employee on the list."
    in_force = DateRange(date(2023, 7, 1), date(2026, 7, 1))


class ParagraphFactory(DjangoModelFactory[Paragraph]):
    class Meta:
        model = Paragraph

    version = factory.SubFactory(ArticleVersionFactory)
    unit = factory.SelfAttribute("version.unit")
    position = factory.Sequence(lambda n: n)
    anchor = factory.LazyAttribute(lambda made: f"{made.version.number}-p{made.position}")
    text = factory.SelfAttribute("version.text")
    in_force = factory.SelfAttribute("version.in_force")


class SideLetterFactory(DjangoModelFactory[SideLetter]):
    """A side letter that nobody has signed."""

    class Meta:
        model = SideLetter

    kind = "side_letter"
    reference = factory.Sequence(lambda n: f"SL-2013-{n + 1:04}")
    title = "Call-outs on the night shift"
    level = Level.OFFICE
    unit = factory.SelfAttribute("agreement.unit")
    opened_on = date(2024, 3, 1)
    created_at = datetime(2024, 3, 1, 12, tzinfo=UTC)
    agreement = factory.SubFactory(AgreementFactory)
    form = LetterForm.SIDE_LETTER
    effective_on = date(2024, 4, 1)


class TextChangeFactory(DjangoModelFactory[TextChange]):
    """Other words for one article, for good."""

    class Meta:
        model = TextChange

    letter = factory.SubFactory(SideLetterFactory)
    article = factory.SubFactory(ArticleFactory)
    effect = ChangeEffect.REPLACE
    level = ClauseLevel.ARTICLE
    number = factory.SelfAttribute("article.number")
    text = "Night call-outs go by rotation."
    effective_on = factory.SelfAttribute("letter.effective_on")


class TextPaperFactory(DjangoModelFactory[TextPaper]):
    """A conformed copy that was asked for and is not set yet."""

    class Meta:
        model = TextPaper

    agreement = factory.SubFactory(AgreementFactory)
    edition = Edition.CONFORMED
    as_of = date(2024, 2, 1)
    reference = factory.Sequence(lambda n: f"DOC-T{n:04}")
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2024, 2, 1, 12, tzinfo=UTC)

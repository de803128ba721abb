"""Rows of advice, past practice and obligations. What is counted is brought there by the actions."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from agreements.models.advice import Advice, TrainingNeed
from agreements.models.obligations import Fulfilment, FundingYear, Obligation, RefusedSuggestion
from agreements.models.practices import Practice
from agreements.rules.obligations import Funding, Rhythm, Source
from tests.factories.agreements import AgreementFactory, ArticleVersionFactory
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

AT = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)


class AdviceFactory(MatterFactory):
    """A question nobody has answered."""

    class Meta:
        model = Advice

    kind = "advice"
    reference = factory.Sequence(lambda n: f"ADV-2020-{n + 1:04}")
    question = "May we leave the list?"


class TrainingNeedFactory(DjangoModelFactory[TrainingNeed]):
    class Meta:
        model = TrainingNeed

    advice = factory.SubFactory(AdviceFactory)
    subject = "Calling down the list"
    noted_by = factory.SubFactory(UserFactory)
    noted_at = AT


class PracticeFactory(DjangoModelFactory[Practice]):
    class Meta:
        model = Practice

    number = factory.Sequence(lambda n: n + 1)
    unit = factory.SubFactory(BargainingUnitFactory)
    title = "Trading a call-out"
    practice = "They trade."
    since = "2015"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT


class ObligationFactory(MatterFactory):
    """Owed each year, with no clock."""

    class Meta:
        model = Obligation

    kind = "obligation"
    reference = factory.Sequence(lambda n: f"OB-2020-{n + 1:03}")
    title = "Publish the seniority list"
    source = Source.CLAUSE
    rhythm = Rhythm.YEARLY
    first_due_on = date(2026, 9, 1)


class FulfilmentFactory(DjangoModelFactory[Fulfilment]):
    class Meta:
        model = Fulfilment

    obligation = factory.SubFactory(ObligationFactory)
    done_on = date(2026, 6, 1)
    evidence = "Posted on the board."
    attested_by = factory.SubFactory(UserFactory)
    attested_at = AT


class RefusedSuggestionFactory(DjangoModelFactory[RefusedSuggestion]):
    class Meta:
        model = RefusedSuggestion

    version = factory.SubFactory(ArticleVersionFactory)
    text = "The City shall post the list."
    refused_by = factory.SubFactory(UserFactory)
    refused_at = AT


class FundingYearFactory(DjangoModelFactory[FundingYear]):
    class Meta:
        model = FundingYear

    agreement = factory.SubFactory(AgreementFactory)
    fiscal_year = 2026
    status = Funding.COMMITTED
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT

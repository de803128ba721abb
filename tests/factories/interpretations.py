"""Rows of interpretations. One that is published is brought there by its actions."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from agreements.models.interpretations import ConstruedSection, CounselReview, Interpretation, ReadingRecipient
from tests.factories.agreements import ArticleFactory
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

ASKED_AT = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)


class InterpretationFactory(MatterFactory):
    """A draft that says nothing yet."""

    class Meta:
        model = Interpretation

    kind = "interpretation"
    reference = factory.Sequence(lambda n: f"INT-2020-{n + 1:04}")
    title = "Call-outs on the night shift"
    opened_on = date(2026, 6, 1)


class ConstruedSectionFactory(DjangoModelFactory[ConstruedSection]):
    class Meta:
        model = ConstruedSection

    interpretation = factory.SubFactory(InterpretationFactory)
    article = factory.SubFactory(ArticleFactory)


class CounselReviewFactory(DjangoModelFactory[CounselReview]):
    """A review that counsel has not answered."""

    class Meta:
        model = CounselReview

    interpretation = factory.SubFactory(InterpretationFactory)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = ASKED_AT


class ReadingRecipientFactory(DjangoModelFactory[ReadingRecipient]):
    class Meta:
        model = ReadingRecipient

    interpretation = factory.SubFactory(InterpretationFactory)
    user = factory.SubFactory(UserFactory)
    why = "Liaison of a department it binds."
    told_at = ASKED_AT

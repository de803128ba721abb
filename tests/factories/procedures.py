"""Rows of procedures. A whole procedure that runs is ``tests.factories.deadlines.published_version``."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from labor_office.core.deadlines.models.procedures import (
    Procedure,
    ProcedureStep,
    ProcedureVersion,
    SavedExample,
    TimeLimit,
)
from labor_office.core.deadlines.rules.procedure import Actor, CountUnit
from tests.factories.calendars import CalendarFactory

MADE_AT = datetime(2026, 1, 2, 15, 0, tzinfo=UTC)


class ProcedureFactory(DjangoModelFactory[Procedure]):
    class Meta:
        model = Procedure

    slug = factory.Sequence(lambda n: f"procedure-{n}")
    title = factory.Sequence(lambda n: f"Procedure {n}")
    calendar = factory.SubFactory(CalendarFactory)


class ProcedureVersionFactory(DjangoModelFactory[ProcedureVersion]):
    """A draft: the limits of a published version can no longer be written."""

    class Meta:
        model = ProcedureVersion

    procedure = factory.SubFactory(ProcedureFactory)
    number = 1
    made_at = MADE_AT


class ProcedureStepFactory(DjangoModelFactory[ProcedureStep]):
    class Meta:
        model = ProcedureStep

    version = factory.SubFactory(ProcedureVersionFactory)
    code = factory.Sequence(lambda n: str(n + 1))
    name = factory.LazyAttribute(lambda step: f"Step {step.code}")
    position = factory.Sequence(lambda n: n)


class TimeLimitFactory(DjangoModelFactory[TimeLimit]):
    """Ten working days to file."""

    class Meta:
        model = TimeLimit

    version = factory.SubFactory(ProcedureVersionFactory)
    code = factory.Sequence(lambda n: f"R{n + 1}")
    position = factory.Sequence(lambda n: n)
    name = "File at Step 1"
    actor = Actor.UNION
    start = ("knowledge",)
    amount = 10
    count_unit = CountUnit.BUSINESS_DAYS


class SavedExampleFactory(DjangoModelFactory[SavedExample]):
    class Meta:
        model = SavedExample

    version = factory.SubFactory(ProcedureVersionFactory)
    code = factory.Sequence(lambda n: f"example-{n}")
    title = "Filed in time"
    timeline = factory.LazyFunction(dict)

"""Rows of running clocks. A clock that counts is begun by its action, not made here."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from labor_office.core.deadlines.models.clocks import Clock, ClockStop, Extension, Trigger
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove, DeadlineState
from labor_office.core.deadlines.rules.procedure import Actor
from tests.factories.calendars import CalendarFactory
from tests.factories.matters import MatterFactory
from tests.factories.procedures import ProcedureVersionFactory, TimeLimitFactory
from tests.factories.users import UserFactory

RECORDED_AT = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)


class ClockFactory(DjangoModelFactory[Clock]):
    class Meta:
        model = Clock

    matter = factory.SubFactory(MatterFactory)
    version = factory.SubFactory(ProcedureVersionFactory)
    calendar = factory.SubFactory(CalendarFactory)
    started_at = RECORDED_AT


class TriggerFactory(DjangoModelFactory[Trigger]):
    class Meta:
        model = Trigger

    matter = factory.SubFactory(MatterFactory)
    event = "filed:1"
    on = date(2026, 6, 12)
    recorded_at = RECORDED_AT


class ExtensionFactory(DjangoModelFactory[Extension]):
    """More time to a day, agreed and signed."""

    class Meta:
        model = Extension

    matter = factory.SubFactory(MatterFactory)
    limit_code = "R1"
    new_due_on = date(2026, 6, 30)
    agreed_on = date(2026, 6, 12)
    signed_on = date(2026, 6, 12)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = RECORDED_AT


class ClockStopFactory(DjangoModelFactory[ClockStop]):
    """A clock that stands still now."""

    class Meta:
        model = ClockStop

    matter = factory.SubFactory(MatterFactory)
    from_on = date(2026, 6, 12)
    reason = "Held in abeyance."
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = RECORDED_AT


class DeadlineFactory(DjangoModelFactory[Deadline]):
    """An answer that the City still owes."""

    class Meta:
        model = Deadline

    matter = factory.SubFactory(MatterFactory)
    limit = factory.SubFactory(TimeLimitFactory)
    code = factory.SelfAttribute("limit.code")
    name = "Step 1 decision"
    actor = Actor.EMPLOYER
    state = DeadlineState.OPEN
    due_on = date(2026, 6, 23)
    computed_at = RECORDED_AT


class DeadlineMoveFactory(DjangoModelFactory[DeadlineMove]):
    class Meta:
        model = DeadlineMove

    deadline = factory.SubFactory(DeadlineFactory)
    was_due_on = date(2026, 6, 22)
    now_due_on = date(2026, 6, 23)
    cause = "A closed day was added."
    moved_at = RECORDED_AT

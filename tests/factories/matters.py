"""Matters and what their file holds."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterEvent, MatterExclusion
from labor_office.core.matters.models.record import Meeting, Note, Party, Request
from labor_office.core.matters.rules import Level, PartyRole
from tests.factories.users import UserFactory

OPENED_ON = date(2026, 5, 14)
OPENED_AT = datetime(2026, 5, 14, 13, 0, tzinfo=UTC)


class MatterFactory(DjangoModelFactory[Matter]):
    """A bare matter, open to the office."""

    class Meta:
        model = Matter

    kind = "grievance"
    reference = factory.Sequence(lambda n: f"X-2026-{n + 1:04}")
    title = factory.Sequence(lambda n: f"Overtime call-out {n}")
    level = Level.OFFICE
    opened_on = OPENED_ON
    created_at = OPENED_AT


class MatterAccessFactory(DjangoModelFactory[MatterAccess]):
    class Meta:
        model = MatterAccess

    matter = factory.SubFactory(MatterFactory)
    user = factory.SubFactory(UserFactory)
    reason = "Works on it."
    granted_at = OPENED_AT


class MatterExclusionFactory(DjangoModelFactory[MatterExclusion]):
    class Meta:
        model = MatterExclusion

    matter = factory.SubFactory(MatterFactory)
    user = factory.SubFactory(UserFactory)
    reason = "Named in it."
    excluded_at = OPENED_AT


class MatterEventFactory(DjangoModelFactory[MatterEvent]):
    class Meta:
        model = MatterEvent

    matter = factory.SubFactory(MatterFactory)
    verb = "note.added"
    summary = factory.Sequence(lambda n: f"Something happened, {n}")
    occurred_at = OPENED_AT


class PartyFactory(DjangoModelFactory[Party]):
    class Meta:
        model = Party

    matter = factory.SubFactory(MatterFactory)
    role = PartyRole.GRIEVANT
    name = factory.Sequence(lambda n: f"Grievant {n}")


class NoteFactory(DjangoModelFactory[Note]):
    class Meta:
        model = Note

    matter = factory.SubFactory(MatterFactory)
    author = factory.SubFactory(UserFactory)
    text = "Spoke with the supervisor."
    written_at = OPENED_AT


class RequestFactory(DjangoModelFactory[Request]):
    """Records asked of a department on the day the matter opened."""

    class Meta:
        model = Request

    matter = factory.SubFactory(MatterFactory)
    kind = Request.Kind.RECORDS
    title = factory.Sequence(lambda n: f"Call-out log {n}")
    asked_on = OPENED_ON
    asked_by = factory.SubFactory(UserFactory)


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    matter = factory.SubFactory(MatterFactory)
    title = "Step 1 meeting"
    on = date(2026, 5, 20)
    owner = factory.SubFactory(UserFactory)

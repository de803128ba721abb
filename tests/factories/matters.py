"""Matters and what their file holds."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from labor_office.core.matters.models.matter import (
    Matter,
    MatterAccess,
    MatterEvent,
    MatterExclusion,
    MatterReading,
    ReferenceCounter,
)
from labor_office.core.matters.models.record import FormDraft, Meeting, Note, Party, Request, SavedView
from labor_office.core.matters.models.retention import Disposal, LegalHold, RetentionRule
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


class MatterReadingFactory(DjangoModelFactory[MatterReading]):
    class Meta:
        model = MatterReading

    matter = factory.SubFactory(MatterFactory)
    user = factory.SubFactory(UserFactory)
    read_at = OPENED_AT


class ReferenceCounterFactory(DjangoModelFactory[ReferenceCounter]):
    """A prefix that no kind of matter has, so that no number is ever drawn from it by chance."""

    class Meta:
        model = ReferenceCounter

    prefix = factory.Sequence(lambda n: f"X{n}")
    year = 2026
    last = 1


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


class SavedViewFactory(DjangoModelFactory[SavedView]):
    """A person's own view of the list of grievances."""

    class Meta:
        model = SavedView

    user = factory.SubFactory(UserFactory)
    page = "grievances:list"
    name = factory.Sequence(lambda n: f"Overdue {n}")
    query = "overdue=1"


class FormDraftFactory(DjangoModelFactory[FormDraft]):
    class Meta:
        model = FormDraft

    user = factory.SubFactory(UserFactory)
    key = "grievance:new"
    values = factory.LazyFunction(lambda: {"title": "Overtime call-out"})
    saved_at = OPENED_AT


class RetentionRuleFactory(DjangoModelFactory[RetentionRule]):
    class Meta:
        model = RetentionRule

    kind = "grievance"
    series = "GS-03, example"
    title = "Grievance files"
    years = 5


class LegalHoldFactory(DjangoModelFactory[LegalHold]):
    class Meta:
        model = LegalHold

    matter = factory.SubFactory(MatterFactory)
    reason = "A charge was announced."
    placed_by = factory.SubFactory(UserFactory)
    placed_at = datetime(2026, 6, 15, 13, 0, tzinfo=UTC)


class DisposalFactory(DjangoModelFactory[Disposal]):
    class Meta:
        model = Disposal

    matter = factory.SubFactory(MatterFactory)
    certificate = "RM-3 2026-01"
    series = "GS-03, example"
    was_due_on = date(2026, 1, 1)
    papers_count = 0
    destroyed_by = factory.SubFactory(UserFactory)
    destroyed_at = datetime(2026, 6, 15, 13, 0, tzinfo=UTC)

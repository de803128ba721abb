"""Rows of several tables in one statement."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from labor_office.core.matters.actions.record import event_row, next_matter
from labor_office.core.matters.models.matter import Matter, MatterEvent
from labor_office.core.matters.models.record import Party
from labor_office.core.matters.rules import PartyRole
from labor_office.core.web.together import insert_together
from tests.factories.grievances import GrievanceFactory
from tests.factories.interpretations import InterpretationFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 15, 12, 30, 15, 250_000, tzinfo=UTC)
STATEMENT, KINDS = 'He said: "50% or {nothing}", \\ and ‘left’\n', ["termination", 'a "quoted", {odd} \\ kind']


def opened():
    """A grievance with a key and a number, not yet saved."""
    taken = next_matter(kind="grievance", year=2026)
    row = GrievanceFactory.build(
        id=taken.key,
        matter_id=taken.key,
        kind="grievance",
        reference=taken.reference,
        received_at=AT.time(),
        statement=STATEMENT,
        kinds=KINDS,
        days_late=None,
        opened_on=date(2026, 5, 14),
        created_at=AT,
    )
    row.unit = row.owner = row.department = None
    return row


def parties(matter, *names):
    return [Party(matter_id=matter.pk, role=PartyRole.GRIEVANT, name=name) for name in names]


def test_a_matter_of_two_tables_and_what_hangs_on_it_are_one_statement(django_assert_num_queries):
    by = UserFactory()
    grievance = opened()
    event = event_row(matter=grievance, verb="grievance.filed", summary="Filed", by=by, at=AT, day=date(2026, 5, 14))
    with django_assert_num_queries(1):
        insert_together([grievance], parties(grievance, "Marcus Bell", "Rosa Lind"), [], [event])
    stored = type(grievance).objects.get()
    assert (stored.pk, stored.reference) == (grievance.pk, "G-2026-0001")
    assert (stored.statement, stored.kinds, stored.days_late) == (STATEMENT, KINDS, None)
    assert (stored.received_at, stored.created_at, stored.has_precedent) == (AT.time(), AT, True)
    assert [party.name for party in stored.parties.order_by("pk")] == ["Marcus Bell", "Rosa Lind"]
    assert stored.events.get().details == {"day": "2026-05-14"}
    # The history of its row is written as by any insert.
    kept = apps.get_model("matters", "MatterRow").objects.filter(pgh_obj=grievance.pk)
    assert [row.pgh_label for row in kept] == ["insert"]
    grievance.title = "Corrected"
    grievance.save(update_fields=["title"])  # it is known to be stored
    with django_assert_num_queries(0):
        insert_together([], [])


def test_what_the_database_works_out_by_itself_is_left_to_it():
    taken = next_matter(kind="interpretation", year=2026)
    row = InterpretationFactory.build(
        id=taken.key, matter_id=taken.key, reference=taken.reference, question="Who is called out?", created_at=AT
    )
    insert_together([row])
    assert "call" in type(row).objects.get(pk=taken.key).words


def test_nothing_is_written_where_one_row_cannot_be():
    grievance, by = opened(), UserFactory()
    twice = event_row(matter=grievance, verb="grievance.filed", summary="x" * 301, by=by, at=AT)
    with pytest.raises(Exception, match="too long"), transaction.atomic():
        insert_together([grievance], parties(grievance, "Marcus Bell"), [twice])
    assert not Matter.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together([grievance, grievance])
    assert not MatterEvent.objects.exists()

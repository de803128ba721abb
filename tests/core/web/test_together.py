"""Rows of several tables in one statement."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.postgres import fields as postgres
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange, NumericRange
from django.db.models.functions import Now
from django.test.utils import isolate_apps

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


def moments(lower, upper):
    return DateTimeTZRange(lower and AT.replace(day=lower), upper and AT.replace(day=upper))


# A column of each kind, and values that a table of ours may hold tomorrow.
COLUMNS = {
    "money": (models.DecimalField(max_digits=12, decimal_places=2), Decimal("1234567.10"), Decimal("-0.01")),
    "share": (models.FloatField(), 0.1, 1e300),
    "count": (models.BigIntegerField(), 2**62, -1),
    "took": (models.DurationField(), timedelta(days=-3, seconds=7, microseconds=9), timedelta(hours=50)),
    "address": (models.GenericIPAddressField(), "10.7.3.20", "2001:db8::1"),
    "days": (postgres.DateRangeField(), DateRange(date(2026, 6, 1), date(2026, 7, 1)), DateRange(None, None)),
    "moments": (postgres.DateTimeRangeField(), moments(1, 2), moments(None, 3)),
    "amounts": (postgres.DecimalRangeField(), NumericRange(Decimal("1.5"), None), NumericRange(empty=True)),
    "steps": (postgres.ArrayField(models.DecimalField(max_digits=6, decimal_places=2)), [Decimal("1.25")], []),
    "bytes": (models.BinaryField(), b"\x00\\\xff", b""),
    "key": (models.UUIDField(), UUID(int=7), UUID(int=8)),
    "facts": (models.JSONField(), {"a": [None, "ü"]}, []),
    "hour": (models.TimeField(), AT.time(), AT.time()),
    "maybe": (models.DecimalField(max_digits=5, decimal_places=1, null=True), None, Decimal("2.5")),
    "begun": (models.DateTimeField(db_default=Now()), AT, AT),
}


@isolate_apps("labor_office.core.matters")
def test_a_column_of_any_kind_is_written_as_one_row_at_a_time_would_be():
    named = {name: field for name, (field, *_) in COLUMNS.items()}
    meta = type("Meta", (), {"app_label": "matters"})
    of_any_kind = type("OfAnyKind", (models.Model,), {"__module__": __name__, "Meta": meta, **named})
    with connection.schema_editor() as editor:
        editor.create_model(of_any_kind)
    rows = [{name: given[which] for name, given in COLUMNS.items()} for which in (1, 2)]
    for row in rows:
        of_any_kind(**row).save()
    insert_together([of_any_kind(**row) for row in rows])
    stored = list(of_any_kind.objects.order_by("pk").values_list(*COLUMNS))
    assert stored[2:] == stored[:2]

    unsaid = {name: value for name, value in rows[0].items() if name != "begun"}
    insert_together([of_any_kind(**unsaid)])
    assert of_any_kind.objects.last().begun > AT
    with pytest.raises(TypeError, match="A DatabaseDefault cannot be written together"):
        insert_together([of_any_kind(**unsaid), of_any_kind(**rows[1])])

"""A matter's clock from its start to a correction, on the stored rows."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from labor_office.core.deadlines.actions.clocks import (
    Beginning,
    Happened,
    VersionIsADraft,
    change_version,
    new_cycle,
    start_clock,
)
from labor_office.core.deadlines.actions.triggers import (
    AlreadyRecorded,
    NotRecorded,
    correct_trigger,
    record_trigger,
    withdraw_trigger,
)
from labor_office.core.deadlines.models.clocks import Clock, Trigger
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove
from labor_office.core.deadlines.queries.changes import preview
from labor_office.core.deadlines.rules.supposing import happened, never_happened
from labor_office.core.deadlines.rules.trace import Trace
from labor_office.core.matters.models.matter import Matter
from tests.factories.deadlines import LIMITS, draft_version, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
FILED = date(2026, 5, 28)
AT = datetime(2026, 5, 28, 15, 0, tzinfo=UTC)
KNOWN_AND_FILED = [Happened("knowledge", date(2026, 5, 14)), Happened("filed:1", FILED)]


def _started(triggers=KNOWN_AND_FILED, today=FILED, **wanted):
    matter = MatterFactory()
    version = wanted.pop("version", None) or published_version()
    start_clock(
        matter_id=matter.pk, version_id=version.pk, begins=Beginning(triggers), by=None, at=AT, today=today, **wanted
    )
    return matter


def _docket(matter):
    rows = Deadline.objects.filter(matter=matter, cycle=matter.clock.cycle).order_by("code")
    return [(row.code, row.state, row.due_on) for row in rows]


def _record(matter, event, on, **wanted):
    return record_trigger(
        **{"matter_id": matter.pk, "what": Happened(event, on), "by": None, "at": AT, "today": on, **wanted}
    )


def test_start_clock_stores_each_running_limit_with_its_trace():
    matter = _started()

    # Five working days over the weekend; Memorial Day lies before the start.
    assert _docket(matter) == [("R1", "MET", date(2026, 6, 5)), ("R2", "OPEN", date(2026, 6, 4))]
    row = Deadline.objects.get(code="R2")
    trace = Trace.from_json(row.trace)
    assert (trace.limit, trace.due_on, trace.calendar) == (LIMITS[1], date(2026, 6, 4), "labor-and-trades version 1")
    assert (row.is_plain, row.from_on, row.counted_due_on) == (True, FILED, date(2026, 6, 4))
    assert row.calendar_version_id == matter.clock.calendar.current_id
    matter.refresh_from_db()
    assert matter.next_due_on == date(2026, 6, 4)


def test_start_clock_takes_four_statements_however_many_deadlines_follow(django_assert_num_queries):
    matter, version = MatterFactory(), published_version(slug="six")
    wanted = {"version_id": version.pk, "by": None, "at": AT, "today": FILED}
    # The version is read once a process.
    start_clock(matter_id=MatterFactory().pk, begins=Beginning(KNOWN_AND_FILED), **wanted)
    six = [Happened(event, date(2026, 5, day)) for event, day in (
        ("knowledge", 4), ("filed:1", 5), ("meeting:1", 6), ("response:1", 7), ("filed:2", 8), ("meeting:2", 11),
    )]  # fmt: skip

    with django_assert_num_queries(4):
        start_clock(matter_id=matter.pk, begins=Beginning(six), **wanted)

    assert Deadline.objects.filter(matter=matter).count() == 6


def test_start_clock_refuses_a_draft():
    with pytest.raises(VersionIsADraft):
        _started(version=draft_version())


def test_start_clock_gives_no_date_past_the_calendar():
    matter = _started([Happened("filed:1", date(2026, 12, 28))], today=date(2026, 12, 28))

    assert _docket(matter) == [("R2", "NEEDS_DATE", None)]
    assert Deadline.objects.get().missing == "holidays for 2027 have not been entered"
    matter.refresh_from_db()
    assert matter.next_due_on is None


def test_record_trigger_meets_one_limit_and_starts_the_next():
    matter = _started()

    moves = _record(matter, "meeting:1", date(2026, 6, 3))

    assert _docket(matter) == [
        ("R1", "MET", date(2026, 6, 5)),
        ("R2", "MET", date(2026, 6, 4)),
        ("R3", "OPEN", date(2026, 6, 17)),
    ]
    assert [(m.code, m.state_was, m.state_now, m.was, m.now) for m in moves] == [
        ("R2", "OPEN", "MET", date(2026, 6, 4), date(2026, 6, 4)),
        ("R3", "", "OPEN", None, date(2026, 6, 17)),
    ]
    matter.refresh_from_db()
    assert matter.next_due_on == date(2026, 6, 17)
    (event,) = matter.events.all()
    assert event.summary == (
        "The Step 1 meeting on Wed, Jun 3, 2026 recorded. Step 1 decision now due Wed, Jun 17, 2026."
    )
    assert not DeadlineMove.objects.exists()


def test_record_trigger_refuses_a_second_date_for_one_event():
    matter = _started()

    with pytest.raises(AlreadyRecorded):
        _record(matter, "filed:1", date(2026, 5, 29))

    assert Trigger.objects.filter(matter=matter).count() == 2


def test_correct_trigger_moves_what_is_unfinished_and_keeps_the_former_date():
    matter = _started()
    by = UserFactory()
    previewed = preview(matter.pk, happened("filed:1", date(2026, 5, 26)), today=FILED, is_correction=True)

    moves = correct_trigger(
        matter_id=matter.pk, event="filed:1", on=date(2026, 5, 26), reason="The form is stamped May 26.",
        by=by, at=AT, today=FILED,
    )  # fmt: skip

    assert moves == previewed
    assert _docket(matter) == [("R1", "MET", date(2026, 6, 5)), ("R2", "OPEN", date(2026, 6, 2))]
    (kept,) = DeadlineMove.objects.all()
    assert (kept.was_due_on, kept.now_due_on, kept.moved_by) == (date(2026, 6, 4), date(2026, 6, 2), by)
    assert Trace.from_json(kept.former_trace).due_on == date(2026, 6, 4)
    wrong = Trigger.objects.get(replaced_at__isnull=False)
    assert (wrong.on, wrong.replaced_reason) == (FILED, "The form is stamped May 26.")


def test_withdraw_trigger_opens_what_it_had_met_and_ends_what_it_had_started():
    matter = _started()
    _record(matter, "meeting:1", date(2026, 6, 3))
    wanted = {"matter_id": matter.pk, "event": "meeting:1", "reason": "It was another matter's meeting.",
              "by": UserFactory(), "at": AT, "today": date(2026, 6, 3)}  # fmt: skip
    previewed = preview(matter.pk, never_happened("meeting:1"), today=date(2026, 6, 3), is_correction=True)

    assert withdraw_trigger(**wanted) == previewed

    assert _docket(matter) == [
        ("R1", "MET", date(2026, 6, 5)),
        ("R2", "OPEN", date(2026, 6, 4)),
        ("R3", "LAPSED", None),
    ]
    with pytest.raises(NotRecorded):
        withdraw_trigger(**wanted)


def test_what_was_taken_back_runs_again_when_it_does_happen():
    matter = _started()
    _record(matter, "meeting:1", date(2026, 6, 2))
    withdraw_trigger(
        matter_id=matter.pk,
        event="meeting:1",
        reason="It was put off.",
        by=UserFactory(),
        at=AT,
        today=date(2026, 6, 2),
    )

    _record(matter, "meeting:1", date(2026, 6, 3))

    assert _docket(matter)[-1] == ("R3", "OPEN", date(2026, 6, 17))


def test_a_silent_city_is_overtaken_by_the_appeal():
    matter = _started()
    _record(matter, "meeting:1", date(2026, 6, 3))
    # The decision was due Jun 17; the union's appeal is counted from then.
    _record(matter, "filed:2", date(2026, 6, 24))

    assert _docket(matter) == [
        ("R1", "MET", date(2026, 6, 5)),
        ("R2", "MET", date(2026, 6, 4)),
        ("R3", "LAPSED", date(2026, 6, 17)),
        ("R4", "MET", date(2026, 7, 2)),
        ("R5", "OPEN", date(2026, 7, 14)),
    ]
    assert Deadline.objects.get(code="R3").lapsed_reason == "Overtaken by the Step 2 filing on Wed, Jun 24, 2026"


def test_a_matter_filed_at_a_later_step_owes_nothing_below():
    matter = _started([Happened("knowledge", date(2026, 5, 14)), Happened("filed:2", FILED)], today=date(2026, 6, 8))

    assert _docket(matter) == [("R5", "OPEN", date(2026, 6, 17))]


def test_change_version_counts_anew_what_is_unfinished():
    matter = _started()
    slower = [*LIMITS]
    slower[1] = type(LIMITS[1])(**{f: getattr(LIMITS[1], f) for f in LIMITS[1].__slots__} | {"amount": 7})
    version = published_version(slug="amended", limits=slower)

    moves = change_version(
        matter_id=matter.pk, version_id=version.pk, kinds=[], reason="Filed after the new agreement took effect.",
        by=UserFactory(), at=AT, today=FILED,
    )  # fmt: skip

    assert [(m.code, m.was, m.now) for m in moves] == [("R2", date(2026, 6, 4), date(2026, 6, 8))]
    assert Clock.objects.get().version == version
    assert Deadline.objects.get(code="R2").limit.version == version
    assert Deadline.objects.get(code="R1").limit.version != version


def test_new_cycle_begins_again_and_leaves_the_first_pass_as_history():
    matter = _started()

    new_cycle(
        matter_id=matter.pk, triggers=[Happened("filed:1", date(2026, 6, 8))], reason="Remanded to Step 1",
        by=UserFactory(), at=AT, today=date(2026, 6, 8),
    )  # fmt: skip

    matter = Matter.objects.get(pk=matter.pk)
    assert _docket(matter) == [("R2", "OPEN", date(2026, 6, 15))]
    first = Deadline.objects.filter(cycle=1).order_by("code").values_list("code", "state", "lapsed_reason")
    assert list(first) == [("R1", "MET", ""), ("R2", "LAPSED", "Remanded to Step 1")]
    assert matter.next_due_on == date(2026, 6, 15)


def test_start_clock_outside_a_transaction_is_a_mistake(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        _started()

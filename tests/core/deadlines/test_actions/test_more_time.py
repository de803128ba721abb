"""Extensions, stops and dates set by hand: previewed, saved, kept."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from labor_office.core.deadlines.actions.by_hand import (
    MayNotOverride,
    NothingToSet,
    confirm_checked,
    count_again,
    lapse,
    preview_by_hand,
    set_by_hand,
)
from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.actions.extensions import (
    NoFollowUp,
    NotExtendable,
    NothingToExtend,
    NotLater,
    agree_extension,
    extend_as_of_right,
    sign_extension,
    withdraw_extension,
)
from labor_office.core.deadlines.actions.stops import (
    AlreadyStopped,
    NotStopped,
    StopsBeforeItBegins,
    UnknownLimit,
    restart_clock,
    stop_clock,
)
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.models.clocks import Extension
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove
from labor_office.core.deadlines.queries.changes import preview
from labor_office.core.deadlines.queries.dockets import explanation_of, projected
from labor_office.core.deadlines.rules.procedure import CountUnit
from labor_office.core.deadlines.rules.supposing import all_stopped, extended_by, extended_to, restarted
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import LIMITS, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 12)
AT = datetime(2026, 6, 12, 15, 0, tzinfo=UTC)
MET_ON = [Happened("filed:1", date(2026, 5, 28)), Happened("meeting:1", date(2026, 6, 3))]
ALL = tuple(limit.code for limit in LIMITS)
JUN_17, JUN_23 = date(2026, 6, 17), date(2026, 6, 23)


@pytest.fixture
def matter():
    """A matter whose Step 1 decision is due June 17, ten working days after the meeting of June 3."""
    return _matter()


@pytest.fixture
def specialist():
    return UserFactory(name="Rosa Castellanos")


def _matter(**wanted):
    found = MatterFactory()
    version = published_version(slug=found.reference.lower(), **wanted)
    start_clock(matter_id=found.pk, version_id=version.pk, begins=Beginning(MET_ON), by=None, at=AT, today=TODAY)
    return found


def _due(matter, code="R3"):
    return Deadline.objects.get(matter=matter, code=code).due_on


def _agree(matter, by, **wanted):
    return agree_extension(**{
        "matter_id": matter.pk, "code": "R3", "agreed_on": TODAY, "agreed_by": "the union", "by": by,
        "at": AT, "today": TODAY, "signed_on": TODAY, **wanted,
    })  # fmt: skip


def test_agreed_working_days_are_added_over_the_holiday(matter, specialist):
    previewed = preview(matter.pk, extended_by("R3", 3, CountUnit.BUSINESS_DAYS), today=TODAY)

    moves = _agree(matter, specialist, amount=3)

    assert moves == previewed
    assert [(m.code, m.was, m.now) for m in moves] == [("R3", JUN_17, JUN_23)]  # Juneteenth and a weekend lie between
    row = Deadline.objects.get(code="R3")
    assert (row.is_extended, row.is_plain, row.due_on) == (True, False, JUN_23)
    (kept,) = DeadlineMove.objects.all()
    assert kept.cause == "Step 1 decision extended by 3 working days, agreed Fri, Jun 12, 2026 with the union"


def test_a_later_agreed_date_stands_for_itself_after_days_were_added(matter, specialist):
    _agree(matter, specialist, amount=3)
    previewed = preview(matter.pk, extended_to("R3", date(2026, 6, 30)), today=TODAY)

    assert _agree(matter, specialist, new_due_on=date(2026, 6, 30)) == previewed
    assert _due(matter) == date(2026, 6, 30)
    # Counting again from what is stored gives the same.
    record_trigger(matter_id=matter.pk, what=Happened("hearing", TODAY), by=None, at=AT, today=TODAY)
    assert _due(matter) == date(2026, 6, 30)


def test_an_unsigned_extension_is_not_in_force_until_signed(matter, specialist):
    with pytest.raises(NoFollowUp):
        _agree(matter, specialist, amount=3, signed_on=None)

    assert _agree(matter, specialist, amount=3, signed_on=None, follow_up_on=date(2026, 6, 15)) == []
    assert _due(matter) == JUN_17

    wanted = {"extension_id": Extension.objects.get().pk, "signed_on": date(2026, 6, 15),
              "by": specialist, "at": AT, "today": date(2026, 6, 15)}  # fmt: skip
    assert [(m.code, m.now) for m in sign_extension(**wanted)] == [("R3", JUN_23)]
    assert sign_extension(**wanted) == []
    assert _due(matter) == JUN_23


def test_the_database_refuses_an_unsigned_extension_without_a_follow_up(matter, specialist):
    with pytest.raises(IntegrityError, match="extension_unsigned_has_a_follow_up"), transaction.atomic():
        Extension.objects.create(
            matter=matter, limit_code="R3", amount=3, count_unit="business_days", agreed_on=TODAY,
            recorded_by=specialist, recorded_at=AT,
        )  # fmt: skip


def test_an_extension_taken_back_gives_the_former_date(matter, specialist):
    extend_as_of_right(
        matter_id=matter.pk, code="R3", amount=5, unit=CountUnit.CALENDAR_DAYS, taken_on=TODAY,
        taken_by="the City", by=specialist, at=AT, today=TODAY,
    )  # fmt: skip
    assert _due(matter) == date(2026, 6, 22)

    withdraw_extension(extension_id=Extension.objects.get().pk, reason="Not needed", by=specialist, at=AT, today=TODAY)

    assert _due(matter) == JUN_17


def test_extensions_are_refused_where_there_is_nothing_to_extend(matter, specialist):
    with pytest.raises(NothingToExtend):
        _agree(matter, specialist, code="R2", amount=3)
    with pytest.raises(NothingToExtend):
        _agree(matter, specialist, code="R6", amount=3)
    with pytest.raises(NotLater, match="Wed, Jun 17, 2026"):
        _agree(matter, specialist, new_due_on=JUN_17)
    assert not Extension.objects.exists()


def test_a_limit_the_agreement_fixes_is_not_extended(specialist):
    fixed = [*LIMITS]
    fixed[2] = type(LIMITS[2])(
        **{name: getattr(LIMITS[2], name) for name in LIMITS[2].__slots__} | {"not_extendable": True}
    )
    matter = _matter(limits=fixed)

    with pytest.raises(NotExtendable):
        _agree(matter, specialist, amount=3)

    # Someone who answers for it may still set it by hand.
    _set(matter, specialist, JUN_23)
    assert _due(matter) == JUN_23


def test_a_stopped_clock_shows_days_left_and_adds_them_back(matter, specialist):
    stopping = all_stopped("abeyance", TODAY, ALL)
    previewed = preview(matter.pk, stopping, today=TODAY)

    moves = stop_clock(matter_id=matter.pk, from_on=TODAY, reason="Mediation", by=specialist, at=AT, today=TODAY)

    assert moves == previewed
    row = Deadline.objects.get(code="R3")
    assert (row.state, row.due_on, row.days_left_when_stopped) == ("STOPPED", None, 4)
    matter.refresh_from_db()
    assert matter.next_due_on is None

    previewed = preview(matter.pk, restarted(date(2026, 6, 22)), today=date(2026, 6, 22))
    moves = restart_clock(matter_id=matter.pk, on=date(2026, 6, 22), by=specialist, at=AT, today=date(2026, 6, 22))

    assert moves == previewed
    assert _due(matter) == date(2026, 6, 25)
    matter.refresh_from_db()
    assert matter.next_due_on == date(2026, 6, 25)
    assert [(m.was_due_on, m.now_due_on) for m in DeadlineMove.objects.order_by("pk")] == [
        (JUN_17, None),
        (None, date(2026, 6, 25)),
    ]


def test_stops_are_refused_where_they_make_no_sense(matter, specialist):
    wanted = {"matter_id": matter.pk, "reason": "Mediation", "by": specialist, "at": AT, "today": TODAY}
    with pytest.raises(UnknownLimit):
        stop_clock(**wanted, from_on=TODAY, codes=["R9"])
    with pytest.raises(StopsBeforeItBegins):
        stop_clock(**wanted, from_on=TODAY, to_on=date(2026, 6, 11))
    with pytest.raises(NotStopped):
        restart_clock(matter_id=matter.pk, on=TODAY, by=specialist, at=AT, today=TODAY)
    stop_clock(**wanted, from_on=TODAY)
    with pytest.raises(AlreadyStopped):
        stop_clock(**wanted, from_on=JUN_17)
    with pytest.raises(StopsBeforeItBegins, match="Sat, Jun 13"):
        restart_clock(matter_id=matter.pk, on=TODAY, by=specialist, at=AT, today=TODAY)


def _set(matter, by, due_on, code="R3"):
    row = Deadline.objects.get(matter=matter, code=code)
    return set_by_hand(deadline_id=row.pk, due_on=due_on, reason="the arbitrator's order", by=by, at=AT, today=TODAY)


def test_a_date_set_by_hand_keeps_the_counted_one_beside_it(matter, specialist):
    row = Deadline.objects.get(code="R3")
    previewed = preview_by_hand(deadline_id=row.pk, due_on=JUN_23, today=TODAY)

    assert _set(matter, specialist, JUN_23) == previewed

    row.refresh_from_db()
    assert (row.due_on, row.counted_due_on, row.is_plain, row.state) == (JUN_23, JUN_17, False, "OPEN")
    assert explanation_of(row, TODAY).sentence == (
        "Set by hand by R. Castellanos on Jun 12: the arbitrator's order. The rule gives Wed, Jun 17, 2026."
    )

    count_again(deadline_id=row.pk, reason="The order was lifted", by=specialist, at=AT, today=TODAY)
    assert _due(matter) == JUN_17


def test_a_date_set_by_hand_holds_through_every_later_count(matter, specialist):
    _set(matter, specialist, JUN_23)

    stop_clock(matter_id=matter.pk, from_on=TODAY, reason="Mediation", by=specialist, at=AT, today=TODAY)

    row = Deadline.objects.get(code="R3")
    assert (row.state, row.due_on) == ("OPEN", JUN_23)


def test_setting_a_date_needs_the_permission_and_an_unfinished_deadline(matter, specialist):
    with pytest.raises(MayNotOverride):
        _set(matter, UserFactory(role=Role.ANALYST), JUN_23)
    with pytest.raises(NothingToSet):
        _set(matter, specialist, JUN_23, code="R2")


def test_a_checked_date_that_moves_must_be_checked_anew(matter, specialist):
    row = Deadline.objects.get(code="R3")
    confirm_checked(deadline_id=row.pk, by=specialist, at=AT)
    row.refresh_from_db()
    assert (row.checked_by, row.checked_at) == (specialist, AT)

    _agree(matter, specialist, amount=3)

    row.refresh_from_db()
    assert (row.checked_by, row.checked_at) == (None, None)


def test_what_people_let_lapse_the_clock_does_not_bring_back(matter, specialist):
    lapse(matter_id=matter.pk, codes=["R3"], reason="Waived by the union", by=specialist, at=AT)
    matter.refresh_from_db()
    assert matter.next_due_on is None

    record_trigger(matter_id=matter.pk, what=Happened("hearing", TODAY), by=None, at=AT, today=TODAY)

    row = Deadline.objects.get(code="R3")
    assert (row.state, row.due_on, row.lapsed_reason) == ("LAPSED", JUN_17, "Waived by the union")


def test_projected_limits_say_on_what_they_hang_and_have_no_row(matter):
    (appeal,) = projected(matter.pk, TODAY)

    assert (appeal.code, appeal.due_on, appeal.condition) == (
        "R4",
        date(2026, 7, 2),
        "if the Step 1 answer comes on Wed, Jun 17",
    )
    assert not Deadline.objects.filter(code="R4").exists()


def test_explanation_takes_no_query_once_the_calendar_is_known(matter, django_assert_num_queries):
    row = Deadline.objects.get(code="R3")
    explanation_of(row, TODAY)

    with django_assert_num_queries(0):
        assert explanation_of(row, TODAY).party == "employer"

"""A calendar that changes: what moves, what stays, and that SQL counts as the clock does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labor_office.core.deadlines.actions.by_hand import set_by_hand
from labor_office.core.deadlines.actions.calendars import (
    Closing,
    NotAWorkingDay,
    NotClosed,
    OutsideCalendar,
    YearOutOfTurn,
    add_closed_day,
    preview_closed_day,
    preview_open_day,
    publish_year,
    remove_closed_day,
)
from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.actions.derivation import Cause
from labor_office.core.deadlines.actions.extensions import agree_extension
from labor_office.core.deadlines.actions.recounting import recount
from labor_office.core.deadlines.models.calendars import CalendarDay, ClosedDay
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.queries.situations import situation
from labor_office.core.deadlines.rules.procedure import Actor, CountUnit, Limit, Roll
from labor_office.core.matters.models.matter import Matter
from tests.factories.deadlines import HOLIDAYS, calendar, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
TODAY = date(2026, 6, 10)
SNOW = Closing(date(2026, 6, 16), "Water main break", ClosedDay.Kind.CLOSURE)
UNITS = (CountUnit.BUSINESS_DAYS, CountUnit.CALENDAR_DAYS, CountUnit.WEEKS, CountUnit.MONTHS)


@pytest.fixture
def city():
    return calendar()


@pytest.fixture
def chief():
    return UserFactory()


def _matter(version, *happened, today=TODAY):
    matter = MatterFactory()
    start_clock(
        matter_id=matter.pk, version_id=version.pk, by=None, at=AT, today=today,
        begins=Beginning([Happened(event, on) for event, on in happened]),
    )  # fmt: skip
    return matter


def _close(city, chief, closing=SNOW, today=TODAY):
    return add_closed_day(calendar_id=city.pk, closing=closing, reason="", by=chief, at=AT, today=today)


def _due(matter, code):
    return Deadline.objects.get(matter=matter, code=code).due_on


def test_a_calendar_ranks_every_day_and_counts_as_the_pure_one_does(city):
    read = work_calendar(city.current_id)

    assert (read.first, read.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert read.closed == {one.day: one.name for one in HOLIDAYS}
    assert read.closures == frozenset()
    assert CalendarDay.objects.filter(version=city.current, is_open=True).count() == read.open_days_between(
        read.first, read.last
    )
    row = CalendarDay.objects.get(version=city.current, day=date(2026, 6, 19))
    assert (row.is_open, row.label, row.rank) == (
        False,
        "Juneteenth",
        read.open_days_between(read.first, date(2026, 6, 18)),
    )


def test_a_closed_day_moves_what_counts_over_it_and_keeps_the_former_date(city, chief):
    version = published_version(on=city)
    matter = _matter(version, ("filed:1", date(2026, 5, 28)), ("meeting:1", date(2026, 6, 3)))
    later = _matter(version, ("meeting:1", date(2026, 6, 16)), today=date(2026, 6, 16))
    before = _matter(version, ("meeting:1", date(2026, 6, 1)))  # due June 15
    previewed = preview_closed_day(calendar_id=city.pk, closing=SNOW, by=chief, at=AT, today=TODAY)
    assert _due(matter, "R3") == date(2026, 6, 17)

    made = _close(city, chief)

    assert [(move.reference, move.code, move.was, move.now) for move in previewed] == [
        (matter.reference, "R3", date(2026, 6, 17), date(2026, 6, 18))
    ]
    assert [_due(one, "R3") for one in (matter, later, before)] == [
        date(2026, 6, 18),
        date(2026, 7, 1),
        date(2026, 6, 15),
    ]
    row = Deadline.objects.get(matter=matter, code="R3")
    (kept,) = DeadlineMove.objects.all()
    assert (kept.deadline, kept.batch, kept.moved_by) == (row, f"calendar-{city.pk}-2", chief)
    assert kept.cause == "City closed on Tue, Jun 16, 2026: Water main break"
    assert kept.former_trace["calendar"] == "City version 1"
    assert (row.calendar_version, row.trace["closed"]) == (made, [["2026-06-16", "Water main break", False]])
    matter.refresh_from_db()
    assert matter.next_due_on == date(2026, 6, 18)


def test_opening_the_day_again_brings_every_date_back(city, chief):
    version = published_version(on=city)
    matter = _matter(version, ("meeting:1", date(2026, 6, 3)))
    _close(city, chief)
    wanted = {"calendar_id": city.pk, "day": SNOW.day, "by": chief, "at": AT, "today": TODAY}
    assert [(move.was, move.now) for move in preview_open_day(**wanted)] == [(date(2026, 6, 18), date(2026, 6, 17))]

    remove_closed_day(**wanted, reason="The main was mended overnight")

    row = Deadline.objects.get(matter=matter, code="R3")
    assert (row.due_on, row.trace["calendar"], "closed" in row.trace) == (date(2026, 6, 17), "City version 3", False)
    assert matter.clock.next_look_on <= date(2026, 6, 17)


def test_finished_extended_and_hand_set_deadlines_each_follow_their_own_rule(city, chief):
    version = published_version(on=city)
    done = _matter(version, ("meeting:1", date(2026, 6, 3)), ("response:1", date(2026, 6, 9)))
    extended = _matter(version, ("meeting:1", date(2026, 6, 3)))
    agree_extension(matter_id=extended.pk, code="R3", agreed_on=TODAY, agreed_by="the union", amount=3, signed_on=TODAY,
                    by=chief, at=AT, today=TODAY)  # fmt: skip
    by_hand = _matter(version, ("meeting:1", date(2026, 6, 3)))
    row = Deadline.objects.get(matter=by_hand)
    set_by_hand(deadline_id=row.pk, due_on=date(2026, 6, 22), reason="An order", by=chief, at=AT, today=TODAY)
    closed = _matter(version, ("meeting:1", date(2026, 6, 3)))
    Matter.objects.filter(pk=closed.pk).update(closed_on=TODAY)

    _close(city, chief)

    assert [_due(one, "R3") for one in (done, extended, by_hand, closed)] == [
        date(2026, 6, 17),
        date(2026, 6, 24),
        date(2026, 6, 22),
        date(2026, 6, 17),
    ]
    assert Deadline.objects.get(matter=by_hand).counted_due_on == date(2026, 6, 18)


def test_a_day_closed_after_the_fact_takes_the_miss_back(city, chief):
    version = published_version(on=city)
    # Due June 9; the next morning it counts as missed, and then the closure of June 9 is entered.
    matter = _matter(version, ("filed:1", date(2026, 6, 2)))
    assert Deadline.objects.get(matter=matter).state == "MISSED"

    _close(city, chief, Closing(date(2026, 6, 9), "Power failure", ClosedDay.Kind.CLOSURE))

    row = Deadline.objects.get(matter=matter)
    assert (row.state, row.due_on) == ("OPEN", TODAY)


def test_publishing_the_next_year_gives_the_waiting_their_dates(city, chief):
    matter = _matter(published_version(on=city), ("filed:1", date(2026, 12, 28)), today=date(2026, 12, 28))
    wanted = {"calendar_id": city.pk, "by": chief, "at": AT, "today": date(2026, 12, 28)}
    with pytest.raises(YearOutOfTurn, match="Publish 2027 first"):
        publish_year(**wanted, year=2028, closed=[])
    with pytest.raises(YearOutOfTurn):
        publish_year(**wanted, year=2027, closed=[Closing(date(2028, 1, 1), "New Year's Day")])

    publish_year(**wanted, year=2027, closed=[Closing(date(2027, 1, 1), "New Year's Day")])

    row = Deadline.objects.get(matter=matter)
    assert (row.state, row.due_on, row.missing) == ("OPEN", date(2027, 1, 5), "")
    city.refresh_from_db()
    assert city.published_through == date(2027, 12, 31)


def test_what_cannot_be_closed_or_opened_says_why(city, chief):
    with pytest.raises(NotAWorkingDay, match="weekend"):
        _close(city, chief, Closing(date(2026, 6, 13), "Picnic"))
    with pytest.raises(NotAWorkingDay, match="Juneteenth"):
        _close(city, chief, Closing(date(2026, 6, 19), "Picnic"))
    with pytest.raises(OutsideCalendar, match="Thu, Dec 31, 2026"):
        _close(city, chief, Closing(date(2027, 6, 21), "Picnic"))
    with pytest.raises(NotClosed):
        remove_closed_day(calendar_id=city.pk, day=date(2026, 6, 16), reason="", by=chief, at=AT, today=TODAY)
    assert city.versions.count() == 1


def test_recounting_twice_changes_nothing(city, chief):
    _matter(published_version(on=city), ("meeting:1", date(2026, 6, 3)))
    made = _close(city, chief)
    stored = list(Deadline.objects.values())

    again = recount(made, first=SNOW.day, last=SNOW.day, cause=Cause("again", None, AT, TODAY))

    assert (again.plain_count, again.matter_count, list(Deadline.objects.values())) == (0, 0, stored)
    assert DeadlineMove.objects.count() == 1


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_set_based_count_and_the_clock_agree_on_every_date_and_trace(data, chief):
    number = data.draw(st.integers(0, 10**9))
    limits = [
        Limit(f"L{place}", "Act", Actor.EMPLOYER, ("began",), amount, unit, roll=roll, satisfied_by=f"act:{place}")
        for place, (amount, unit, roll) in enumerate(
            data.draw(
                st.lists(
                    st.tuples(st.integers(1, 6), st.sampled_from(UNITS), st.sampled_from(list(Roll))),
                    min_size=1,
                    max_size=6,
                )
            )
        )
    ]
    city = calendar(name=f"City {number} {Matter.objects.count()}")
    version = published_version(limits=limits, on=city, slug=f"drawn-{city.pk}")
    began = data.draw(st.lists(st.dates(date(2026, 5, 20), TODAY), min_size=1, max_size=4))
    matters = [_matter(version, ("began", on)) for on in began]
    days = data.draw(st.lists(st.dates(TODAY - timedelta(5), date(2026, 8, 1)), min_size=1, max_size=3, unique=True))

    for day in days:
        if day.weekday() < 5 and not ClosedDay.objects.filter(calendar=city, day=day).exists():
            _close(city, chief, Closing(day, "Storm", data.draw(st.sampled_from(ClosedDay.Kind))))

    for matter in matters:
        now = situation(matter.pk)
        for entry in now.docket(TODAY).entries:
            row = now.rows[entry.limit.code]
            assert (row.state, row.due_on, row.counted_due_on) == (entry.state, entry.due_on, entry.counted_due_on)
            expected = entry.trace.to_json()
            if row.calendar_version_id != now.calendar_version_id:  # no change lay between its start and its end
                expected["calendar"] = row.trace["calendar"]
            assert row.trace == expected

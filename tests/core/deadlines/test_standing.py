"""Where a deadline stands, as a table a specialist can check against the desk."""

from datetime import date, time

import pytest

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules.docket import docket
from labor_office.core.deadlines.rules.facts import Freeze
from labor_office.core.deadlines.rules.procedure import Actor, LimitKind, Procedure
from labor_office.core.deadlines.rules.standing import Band, Facts, facts_of, standing
from tests.core.deadlines.rules.cases import CALENDAR, facts, june, limit
from tests.each import each

MONDAY = date(2026, 6, 15)
JUNETEENTH = date(2026, 6, 19)


class Weekdays:
    """Monday to Friday less Juneteenth."""

    def open_days_after(self, day, last):
        days = (date.fromordinal(n) for n in range(day.toordinal() + 1, last.toordinal() + 1))
        return sum(day.weekday() < 5 and day != JUNETEENTH for day in days)


def ours(state="OPEN", due_on=None, **more):
    return Facts(state=state, is_ours=True, due_on=due_on, **more)


@each(
    ("facts", "band", "word"),
    [
        (ours(due_on=date(2026, 6, 12)), Band.OVERDUE, "Overdue 1 working day"),
        (ours(state="MISSED", due_on=date(2026, 6, 11)), Band.OVERDUE, "Overdue 2 working days"),
        (ours(due_on=MONDAY, cutoff=time(17)), Band.TODAY, "Due today, 5:00 p.m."),
        (ours(due_on=MONDAY), Band.TODAY, "Due today"),
        (ours(due_on=date(2026, 6, 16)), Band.SOON, "1 working day left"),
        (ours(due_on=date(2026, 6, 18)), Band.SOON, "3 working days left"),
        (ours(due_on=date(2026, 6, 22)), Band.SCHEDULED, "4 working days left"),
        (ours(due_on=date(2026, 6, 23)), Band.SCHEDULED, "5 working days left"),
        (ours(state="NEEDS_DATE"), Band.NEEDS_DATE, "Needs a date"),
        (
            ours(state="STOPPED", stopped_on=date(2026, 6, 2), days_left_when_stopped=4),
            Band.STOPPED,
            "Clock stopped Jun 2, 4 left",
        ),
        (ours(state="MET", due_on=date(2026, 5, 26), satisfied_on=date(2026, 5, 22)), Band.MET, "Met May 22"),
        (
            ours(state="MISSED", due_on=date(2026, 6, 10), satisfied_on=date(2026, 6, 12)),
            Band.MISSED,
            "Done Jun 12, 2 working days late",
        ),
        (ours(state="LAPSED", due_on=date(2026, 6, 1)), Band.QUIET, "No longer owed"),
        (ours(state="WAITING", due_on=date(2026, 6, 30)), Band.QUIET, "Not before this day"),
    ],
)
def test_standing_of_what_the_city_owes(facts, band, word):
    found = standing(facts, today=MONDAY, calendar=Weekdays())

    assert (found.band, found.word) == (band, word)


@each(
    ("due_on", "band", "word"),
    [
        (date(2026, 6, 16), Band.WAITING, "Theirs, 1 working day left"),
        (MONDAY, Band.WAITING, "Theirs, due today"),
        (date(2026, 6, 12), Band.MISSED, "Not done by Jun 12"),
    ],
)
def test_standing_of_what_the_other_side_owes_never_turns_red(due_on, band, word):
    found = standing(Facts(state="OPEN", is_ours=False, due_on=due_on), today=MONDAY, calendar=Weekdays())

    assert (found.band, found.word) == (band, word)


def test_standing_on_a_weekend_counts_from_the_next_working_day():
    found = standing(ours(due_on=MONDAY), today=date(2026, 6, 13), calendar=Weekdays())

    assert found.word == "1 working day left"


@pytest.mark.parametrize(
    ("facts", "band", "word"),
    [
        (ours(due_on=date(2026, 6, 12)), Band.OVERDUE, "Overdue"),
        (ours(due_on=MONDAY), Band.TODAY, "Due today"),
        (ours(due_on=date(2026, 6, 18)), Band.SOON, "Due Jun 18"),
        (ours(due_on=date(2026, 6, 30)), Band.SCHEDULED, "Due Jun 30"),
        (Facts("OPEN", is_ours=False, due_on=date(2026, 6, 18)), Band.WAITING, "Theirs, due Jun 18"),
        (
            ours(state="MISSED", due_on=date(2026, 6, 10), satisfied_on=date(2026, 6, 12)),
            Band.MISSED,
            "Done Jun 12, late",
        ),
    ],
)
@pytest.mark.parametrize("calendar", [None, WorkCalendar(date(2025, 1, 1), date(2025, 12, 31), {})])
def test_past_the_calendar_the_words_give_the_day_and_no_number(facts, band, word, calendar):
    found = standing(facts, today=MONDAY, calendar=calendar)

    assert (found.band, found.word) == (band, word)


@each(
    ("today", "days", "rest", "band", "word"),
    [
        (june(2), {"start": june(1)}, {}, Band.SCHEDULED, "7 working days left"),
        (june(10), {"start": june(1)}, {}, Band.SOON, "1 working day left"),
        (june(11), {"start": june(1)}, {}, Band.TODAY, "Due today"),
        (june(15), {"start": june(1)}, {}, Band.OVERDUE, "Overdue 2 working days"),
        (june(15), {"start": june(1), "done": june(11)}, {}, Band.MET, "Met Jun 11"),
        (june(15), {"start": june(1), "done": june(12)}, {}, Band.MISSED, "Done Jun 12, 1 working day late"),
        (june(15), {"start": june(1), "freezes": [Freeze("", ("R1",), june(8), None)]}, {}, Band.STOPPED,
         "Clock stopped Jun 8, 4 left"),
        (june(10), {"start": june(1)}, {"actor": Actor.UNION}, Band.WAITING, "Theirs, 1 working day left"),
        (june(15), {"start": june(1)}, {"kind": LimitKind.WAITING_PERIOD}, Band.QUIET, "Waiting period ended"),
    ],
)  # fmt: skip
def test_what_is_derived_and_not_stored_stands_as_it_would(today, days, rest, band, word):
    one = limit(**({"actor": Actor.EMPLOYER} | rest))
    (entry,) = docket(Procedure("p", "P", (one,)), facts(**days), CALENDAR, today).entries

    found = standing(facts_of(entry), today=today, calendar=CALENDAR)

    assert (found.band, found.word) == (band, word)

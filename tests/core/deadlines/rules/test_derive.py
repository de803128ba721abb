"""Each form of a limit, at its edge. June 2026 begins on a Monday; Juneteenth is Friday the 19th."""

from datetime import date, time

import pytest

from labor_office.core.deadlines.rules.derive import Outcome
from labor_office.core.deadlines.rules.facts import AgreedExtension, Facts, Freeze, Happening, UnilateralExtension
from labor_office.core.deadlines.rules.order import ProcedureError
from labor_office.core.deadlines.rules.procedure import (
    AgendaCutoff,
    Cap,
    CountUnit,
    Direction,
    LateFilingEffect,
    LimitKind,
    Procedure,
    SpecialKind,
    StartMode,
    Strength,
)
from tests.core.deadlines.rules.cases import CALENDAR, FORWARD, derived, facts, june, limit

CALENDAR_DAYS, WORKING = CountUnit.CALENDAR_DAYS, CountUnit.BUSINESS_DAYS


@pytest.mark.parametrize(
    ("start", "given", "expected"),
    [
        (june(1), {"amount": 10}, june(11)),  # the start day is not counted
        (june(3), {"amount": 10}, june(13)),  # ends on a Saturday and stays
        (june(3), {"amount": 10, "roll": FORWARD}, june(15)),  # ends on a Saturday and rolls
        (june(9), {"amount": 10, "roll": FORWARD}, june(22)),  # ends on a holiday before a weekend
        (june(6), {"amount": 1, "unit": WORKING}, june(8)),  # from a Saturday Monday is day 1
        (june(15), {"amount": 5, "unit": WORKING}, june(23)),  # over a holiday and a weekend
        (june(15), {"amount": 5, "unit": CountUnit.SCHOOL_DAYS}, june(23)),
        (june(1), {"amount": 2, "unit": CountUnit.WEEKS}, june(15)),
        (date(2026, 3, 31), {"amount": 1, "unit": CountUnit.MONTHS}, date(2026, 4, 30)),
        (date(2026, 8, 31), {"amount": 6, "unit": CountUnit.MONTHS}, date(2027, 2, 28)),
        (date(2024, 2, 29), {"amount": 1, "unit": CountUnit.YEARS}, date(2025, 2, 28)),
        (date(2024, 2, 29), {"amount": 4, "unit": CountUnit.YEARS}, date(2028, 2, 29)),
        (june(22), {"amount": 7, "direction": Direction.BEFORE}, june(15)),
        (june(27), {"amount": 7, "direction": Direction.BEFORE, "roll": FORWARD}, june(20)),  # never rolled
        (june(22), {"amount": 2, "unit": WORKING, "direction": Direction.BEFORE}, june(17)),
        (date(2026, 7, 31), {"amount": 1, "unit": CountUnit.MONTHS, "direction": Direction.BEFORE}, june(30)),
    ],
)
def test_count(start, given, expected):
    answer = derived(limit(**given), facts(start=start))["R1"]
    assert (answer.from_on, answer.due_on) == (start, expected)


@pytest.mark.parametrize(
    ("done", "as_of", "rest", "expected"),
    [
        (june(11), june(11), {}, Outcome.MET),  # the limit ends with the end of its day
        (june(12), june(12), {}, Outcome.MISSED),
        (None, june(11), {}, Outcome.OPEN),
        (None, june(12), {}, Outcome.MISSED),
        (june(10), june(5), {}, Outcome.OPEN),  # an act set for a later day has not been done
        (None, june(12), {"strength": Strength.TARGET}, Outcome.TARGET_PASSED),
        (june(12), june(12), {"strength": Strength.TARGET}, Outcome.TARGET_PASSED),
        (june(11), june(12), {"strength": Strength.TARGET}, Outcome.MET),
        (None, june(11), {"kind": LimitKind.WAITING_PERIOD}, Outcome.RUNNING),
        (None, june(12), {"kind": LimitKind.WAITING_PERIOD}, Outcome.ENDED),
    ],
)
def test_outcome(done, as_of, rest, expected):
    days = {"start": june(1)} | ({"done": done} if done else {})
    assert derived(limit(**rest), facts(**days), as_of)["R1"].outcome is expected


@pytest.mark.parametrize(
    ("mode", "days", "expected"),
    [
        (StartMode.EARLIEST, {"a": june(3), "b": june(1)}, june(1)),
        (StartMode.EARLIEST, {"b": june(4)}, june(4)),
        (StartMode.LATEST, {"a": june(3), "b": june(1)}, june(3)),
        (StartMode.LATEST, {"b": june(1)}, june(1)),
        (StartMode.LATEST, {"a": june(29), "b": june(1)}, june(1)),  # what lies ahead has not happened
        (StartMode.LATEST_ALL, {"a": june(3), "b": june(1)}, june(3)),
        (StartMode.LATEST_ALL, {"b": june(1)}, None),
        (StartMode.LATEST_ALL, {"a": june(29), "b": june(1)}, None),
        (StartMode.EARLIEST, {}, None),
    ],
)
def test_start_modes_of_events(mode, days, expected):
    answer = derived(limit(start=("a", "b"), start_mode=mode), facts(**days), as_of=june(20))["R1"]
    assert answer.from_on == expected
    assert (answer.outcome is Outcome.NOT_RUNNING) is (expected is None)


@pytest.mark.parametrize(
    ("mode", "answered", "as_of", "expected"),
    [
        (StartMode.RECEIVED_IF_TIMELY_ELSE_DUE, june(5), june(5), june(5)),
        (StartMode.RECEIVED_IF_TIMELY_ELSE_DUE, june(11), june(11), june(11)),  # on the last day is timely
        (StartMode.RECEIVED_IF_TIMELY_ELSE_DUE, june(12), june(20), june(11)),  # a late answer restarts nothing
        (StartMode.RECEIVED_IF_TIMELY_ELSE_DUE, None, june(11), june(11)),
        (StartMode.RECEIVED_IF_TIMELY_ELSE_DUE, None, june(10), None),  # the due date has not come
        (StartMode.EVENT_ELSE_DUE, june(15), june(20), june(15)),  # the event whenever it came
        (StartMode.EVENT_ELSE_DUE, None, june(20), june(11)),
        (StartMode.EVENT_ELSE_DUE, None, june(10), None),
        (StartMode.EARLIEST, june(15), june(20), june(11)),
        (StartMode.EARLIEST, june(5), june(20), june(5)),
        (StartMode.EARLIEST, None, june(10), None),
    ],
)
def test_start_modes_that_look_at_another_limits_due_date(mode, answered, as_of, expected):
    answer = limit("A", start=("filed",), satisfied_by="answered")
    appeal = limit("B", start=("answered", "due:A"), start_mode=mode)
    days = {"filed": june(1)} | ({"answered": answered} if answered else {})
    assert derived((answer, appeal), facts(**days), as_of)["B"].from_on == expected


@pytest.mark.parametrize(("as_of", "expected"), [(june(10), None), (june(11), june(11)), (june(30), june(11))])
def test_due_only_waits_for_the_due_date_even_after_an_answer(as_of, expected):
    answer = limit("A", start=("filed",), satisfied_by="answered")
    appeal = limit("B", start=("due:A",), start_mode=StartMode.DUE_ONLY)
    got = derived((appeal, answer), facts(filed=june(1), answered=june(4)), as_of)["B"]
    assert got.from_on == expected


def test_a_due_date_is_taken_after_its_extension():
    answer = limit("A", start=("filed",), satisfied_by="answered")
    appeal = limit("B", start=("due:A",), start_mode=StartMode.DUE_ONLY)
    given = facts(filed=june(1), extensions=[AgreedExtension("A", june(18))])
    got = derived((answer, appeal), given, june(30))
    assert (got["A"].nominal_due_on, got["A"].due_on, got["B"].from_on) == (june(11), june(18), june(18))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(june(11), None), (june(12), None), (june(13), june(13))],  # missed on the 12th, comes on the 13th
)
def test_a_miss_creates_its_event_after_the_offset(as_of, expected):
    answer = limit(
        "A", start=("filed",), satisfied_by="answered", missed_creates="denied", missed_creates_offset_days=2
    )
    appeal = limit("B", start=("answered", "denied"))
    assert derived((appeal, answer), facts(filed=june(1)), as_of)["B"].from_on == expected


def test_a_late_answer_does_not_undo_what_its_miss_created():
    answer = limit("A", start=("filed",), satisfied_by="answered", missed_creates="denied")
    appeal = limit("B", start=("answered", "denied"))
    got = derived((answer, appeal), facts(filed=june(1), answered=june(15)), june(20))
    assert (got["A"].outcome, got["B"].from_on) == (Outcome.MISSED, june(11))


def test_an_answer_that_is_deemed_given_does_not_meet_its_own_limit_or_its_twin():
    first = limit("A", start=("filed",), satisfied_by="answered", missed_creates="answered")
    twin = limit("A2", amount=20, start=("filed",), satisfied_by="answered", missed_creates="answered")
    appeal = limit("B", start=("answered",))
    got = derived((first, twin, appeal), facts(filed=june(1)), june(30))
    assert [got[code].outcome for code in ("A", "A2")] == [Outcome.MISSED, Outcome.MISSED]
    assert got["B"].from_on == june(11)


def test_an_event_that_a_miss_creates_meets_the_next_limit():
    answer = limit(
        "A", start=("filed",), satisfied_by="answered", missed_creates="filed2", missed_creates_offset_days=1
    )
    appeal = limit("B", start=("answered",), satisfied_by="filed2")
    got = derived((answer, appeal), facts(filed=june(1), answered=june(15)), june(30))
    assert (got["B"].outcome, got["B"].satisfied_on) == (Outcome.MET, june(12))


@pytest.mark.parametrize(
    ("cap", "given", "expected"),
    [
        (Cap(20, CALENDAR_DAYS, ("incident",)), {}, june(9)),
        (Cap(30, CALENDAR_DAYS, ("incident",)), {}, june(11)),  # later, so it changes nothing
        (Cap(17, CALENDAR_DAYS, ("incident",), FORWARD), {}, june(8)),  # June 6 is a Saturday
        (Cap(20, CALENDAR_DAYS, ("unheard",)), {}, june(11)),
        (Cap(20, CALENDAR_DAYS, ("incident",), not_for=("pay",)), {"kinds": ["pay"]}, june(11)),
        (Cap(20, CALENDAR_DAYS, ("incident",), not_for=("pay",)), {"pay": date(2026, 5, 1)}, june(11)),
        (Cap(20, CALENDAR_DAYS, ("incident",), not_for=("pay",)), {}, june(9)),
    ],
)
def test_outer_limit(cap, given, expected):
    answer = derived(limit(cap=cap), facts(incident=date(2026, 5, 20), start=june(1), **given), june(2))["R1"]
    assert (answer.from_on, answer.due_on) == (june(1), expected)


def test_an_outer_limit_runs_through_a_stop_unless_the_stop_holds_it_too():
    capped = limit(cap=Cap(20, CALENDAR_DAYS, ("incident",)))
    stops = [Freeze("abeyance", ("R1",), june(3), june(7), stops_outer_limit=holds) for holds in (False, True)]
    days = {"incident": date(2026, 5, 20), "start": june(1)}
    dates = [derived(capped, facts(freezes=[stop], **days), june(8))["R1"].due_on for stop in stops]
    assert dates == [june(9), june(14)]


@pytest.mark.parametrize(
    ("unit", "spans", "expected"),
    [
        (CALENDAR_DAYS, [(3, 5)], june(14)),
        (CALENDAR_DAYS, [(1, 1)], june(11)),  # the start day was not counted anyway
        (CALENDAR_DAYS, [(11, 11)], june(12)),
        (CALENDAR_DAYS, [(12, 20)], june(11)),  # after the end
        (CALENDAR_DAYS, [(3, 5), (13, 13)], june(15)),  # the second lies in what the first added
        (CALENDAR_DAYS, [(3, 6), (5, 8)], june(17)),  # overlapping days are stopped once
        (WORKING, [(6, 7)], june(15)),  # a weekend was not counted anyway
        (WORKING, [(5, 8)], june(17)),  # two working days
        (CountUnit.WEEKS, [(3, 3)], date(2026, 8, 11)),
        (CountUnit.MONTHS, [(3, 4)], date(2027, 4, 3)),
    ],
)
def test_stopped_days_are_not_counted(unit, spans, expected):
    freezes = [Freeze("abeyance", ("R1",), june(first), june(last)) for first, last in spans]
    assert derived(limit(unit=unit), facts(start=june(1), freezes=freezes), june(1))["R1"].due_on == expected


@pytest.mark.parametrize(
    ("freeze", "expected"),
    [
        (Freeze("m", ("R1",), june(3), june(12), cap_amount=4), june(15)),
        (Freeze("m", ("R1",), june(3), june(12), cap_on=june(4)), june(13)),
        (Freeze("m", ("R1",), june(3), None, cap_amount=4), june(15)),  # nothing ends it but its cap
        (Freeze("m", ("R1",), june(5), june(30), cap_amount=2, cap_unit=WORKING), june(15)),  # Fri, Mon
    ],
)
def test_a_stop_covers_no_more_than_its_cap(freeze, expected):
    assert derived(limit(), facts(start=june(1), freezes=[freeze]), june(20))["R1"].due_on == expected


def test_stopping_before_a_day_counted_back():
    stop = Freeze("abeyance", ("R1",), june(16), june(17))
    back = limit(amount=3, direction=Direction.BEFORE)
    assert derived(back, facts(start=june(20), freezes=[stop]), june(1))["R1"].due_on == june(15)


@pytest.mark.parametrize(
    ("unit", "since", "left"),
    [(CALENDAR_DAYS, 5, 7), (WORKING, 5, 7), (WORKING, 6, 6), (CALENDAR_DAYS, 1, 10)],
)
def test_a_clock_that_stands_has_days_left_and_no_date(unit, since, left):
    stop = Freeze("mediation", ("R1",), june(since), None)
    answer = derived(limit(unit=unit), facts(start=june(1), freezes=[stop]), june(20))["R1"]
    assert (answer.outcome, answer.due_on, answer.days_left_when_stopped) == (Outcome.STOPPED, None, left)
    assert not answer.is_running


def test_a_clock_that_ran_out_before_it_was_stopped_is_not_stopped():
    stop = Freeze("mediation", ("R1",), june(12), None)
    answer = derived(limit(), facts(start=june(1), freezes=[stop]), june(20))["R1"]
    assert (answer.outcome, answer.due_on) == (Outcome.MISSED, june(11))


def test_an_act_while_the_clock_stands_is_in_time_and_has_a_date():
    stop = Freeze("mediation", ("R1",), june(5), None)
    answer = derived(limit(), facts(start=june(1), done=june(15), freezes=[stop]), june(20))["R1"]
    assert (answer.outcome, answer.due_on) == (Outcome.MET, june(22))


@pytest.mark.parametrize(
    ("rest", "unilateral", "expected"),
    [
        ({"roll": FORWARD}, [UnilateralExtension("R1", 2, CALENDAR_DAYS)], june(15)),  # June 13, a Saturday
        ({}, [UnilateralExtension("R1", 2, CALENDAR_DAYS)], june(13)),
        ({}, [UnilateralExtension("R1", 3, WORKING)], june(16)),
        ({}, [UnilateralExtension("R1", 1, CountUnit.WEEKS), UnilateralExtension("R1", 1, CALENDAR_DAYS)], june(19)),
        ({"not_extendable": True}, [UnilateralExtension("R1", 2, CALENDAR_DAYS)], june(11)),
        ({}, [UnilateralExtension("R2", 2, CALENDAR_DAYS)], june(11)),
    ],
)
def test_extensions_as_of_right_begin_at_the_due_date(rest, unilateral, expected):
    assert derived(limit(**rest), facts(start=june(1), unilateral=unilateral), june(2))["R1"].due_on == expected


def test_the_last_agreed_extension_stands_and_more_time_as_of_right_follows_it():
    given = facts(
        start=june(1),
        extensions=[AgreedExtension("R1", june(15)), AgreedExtension("R1", june(20))],
        unilateral=[UnilateralExtension("R1", 2, CALENDAR_DAYS)],
    )
    answer = derived(limit(), given, june(2))["R1"]
    assert (answer.nominal_due_on, answer.due_on) == (june(11), june(22))


def test_an_extension_of_a_limit_that_cannot_be_extended_is_refused_and_kept():
    answer = derived(limit(not_extendable=True), facts(start=june(1), extensions=[AgreedExtension("R1", june(20))]))[
        "R1"
    ]
    assert (answer.due_on, [given.is_refused for given in answer.trace.extensions]) == (june(11), [True])


@pytest.mark.parametrize(
    ("effect", "on", "at", "expected"),
    [
        (LateFilingEffect.NEXT_DAY, june(5), time(17, 0), june(5)),  # at the cut-off is in time
        (LateFilingEffect.NEXT_DAY, june(5), time(17, 1), june(6)),
        (LateFilingEffect.NEXT_BUSINESS_DAY, june(5), time(17, 1), june(8)),  # Friday evening
        (LateFilingEffect.NEXT_BUSINESS_DAY, june(18), time(17, 1), june(22)),  # before a holiday
        (LateFilingEffect.NEXT_BUSINESS_DAY, june(6), time(9, 0), june(6)),  # a Saturday morning is not late
        (LateFilingEffect.NEXT_BUSINESS_DAY, june(5), None, june(5)),
    ],
)
def test_cut_off(effect, on, at, expected):
    given = Facts((Happening("start", on, at),))
    answer = derived(limit(), given, june(30), cutoff_time=time(17), late_filing_effect=effect)["R1"]
    assert answer.from_on == expected


def test_an_act_after_the_cut_off_of_the_last_day_is_late():
    given = Facts((Happening("start", june(1)), Happening("done", june(11), time(17, 20))))
    answer = derived(limit(), given, june(11), cutoff_time=time(17), late_filing_effect=LateFilingEffect.NEXT_DAY)["R1"]
    assert (answer.outcome, answer.satisfied_on) == (Outcome.MISSED, june(12))


def test_extra_closed_days_count_for_the_count_and_the_roll():
    given = Facts((Happening("start", june(1)),), extra_closed=(june(11),))
    working, rolled = limit("W", 8, WORKING), limit("C", 10, roll=FORWARD)
    got = derived((working, rolled), given)
    assert (got["W"].due_on, got["C"].due_on) == (june(12), june(12))


@pytest.mark.parametrize(
    ("rest", "days", "outcome", "due"),
    [
        ({"amount": 2}, [june(9), june(2), june(5), june(2)], Outcome.OPEN, june(5)),  # in order, each once
        ({"amount": 2}, [june(1), june(5)], Outcome.NEEDS_DATE, None),  # the start day is not counted
        ({"amount": 1, "direction": Direction.BEFORE}, [date(2026, 5, 30), june(1)], Outcome.MISSED, date(2026, 5, 30)),
        ({"amount": 1}, [], Outcome.NEEDS_DATE, None),
    ],
)
def test_a_persons_work_days(rest, days, outcome, due):
    own = limit(unit=CountUnit.PERSON_WORK_DAYS, person="grievant", **rest)
    answer = derived(own, facts(start=june(1), work_dates={"grievant": tuple(days)}), june(1))["R1"]
    assert (answer.outcome, answer.due_on) == (outcome, due)
    assert ("grievant" in answer.missing) is (due is None)


@pytest.mark.parametrize(
    ("kind", "given", "listed", "expected"),
    [
        (SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER, {}, [june(30), june(11), june(12)], june(12)),
        (SpecialKind.ROLL_TO_PRESENCE, {}, [june(30), june(11)], june(11)),  # on the day itself
        (SpecialKind.ROLL_TO_PRESENCE, {"roll": FORWARD, "amount": 12}, [june(13), june(15)], june(13)),
        (SpecialKind.AGENDA_MEETING, {}, [june(3), june(10)], june(10)),  # a Wednesday: the agenda closes a week before
        (SpecialKind.AGENDA_MEETING, {}, [june(4)], june(4)),  # closes Wednesday, June 3
        (SpecialKind.ROLL_TO_PRESENCE, {}, [june(10)], None),
        (SpecialKind.AGENDA_MEETING, {}, [june(2)], None),
    ],
)
def test_listed_dates(kind, given, listed, expected):
    cutoff = AgendaCutoff(2, time(12)) if kind is SpecialKind.AGENDA_MEETING else None
    special = limit(special_kind=kind, list_key="board", agenda_cutoff=cutoff, **given)
    answer = derived(special, facts(start=june(1), lists={"board": tuple(listed)}), june(1))["R1"]
    assert answer.due_on == expected
    assert (answer.outcome is Outcome.NEEDS_DATE) is (expected is None)


@pytest.mark.parametrize(
    ("at", "expected"), [(time(12, 0), june(4)), (time(12, 1), june(11)), (None, june(4)), (time(17, 30), june(11))]
)
def test_an_agenda_closes_at_its_hour(at, expected):
    special = limit(special_kind=SpecialKind.AGENDA_MEETING, list_key="board", agenda_cutoff=AgendaCutoff(2, time(12)))
    given = Facts((Happening("start", june(3), at),), lists={"board": (june(4), june(11))})
    assert derived(special, given, june(3))["R1"].due_on == expected


@pytest.mark.parametrize(
    ("start", "amount", "roll", "opens", "due"),
    [
        (date(2026, 1, 1), 1, "none", date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 1, 31), 2, "none", date(2026, 3, 1), date(2026, 4, 30)),
        (date(2025, 12, 15), 1, "none", date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 10), 1, "forward", date(2026, 5, 1), date(2026, 6, 1)),  # May 31 is a Sunday
    ],
)
def test_a_window_begins_with_the_second_full_month(start, amount, roll, opens, due):
    window = limit(
        amount=amount,
        unit=CountUnit.MONTHS,
        special_kind=SpecialKind.WINDOW_SECOND_FULL_MONTH,
        roll=FORWARD if roll == "forward" else "none",
    )
    answer = derived(window, facts(start=start), date(2026, 3, 1))["R1"]
    assert (answer.window_start, answer.due_on) == (opens, due)


def test_an_act_before_its_window_opens_does_not_count_and_one_inside_does():
    window = limit(amount=1, unit=CountUnit.MONTHS, special_kind=SpecialKind.WINDOW_SECOND_FULL_MONTH)
    early = facts(start=date(2026, 1, 5), done=date(2026, 2, 20))
    again = Facts((*early.happenings, Happening("done", date(2026, 3, 2))))
    as_of = date(2026, 3, 3)
    assert [derived(window, given, as_of)["R1"].outcome for given in (early, again)] == [Outcome.OPEN, Outcome.MET]


def test_of_several_happenings_the_first_counts():
    given = Facts(
        (
            Happening("start", june(5)),
            Happening("start", june(1)),
            Happening("done", june(20)),
            Happening("done", june(9)),
        )
    )
    answer = derived(limit(), given, june(30))["R1"]
    assert (answer.from_on, answer.satisfied_on, answer.outcome) == (june(1), june(9), Outcome.MET)


def test_an_event_set_for_a_later_day_gives_a_projection():
    answer = derived(limit(), facts(start=june(20)), june(5))["R1"]
    assert (answer.due_on, answer.outcome, answer.trace.start.is_scheduled) == (june(30), Outcome.OPEN, True)


@pytest.mark.parametrize(
    ("given", "start"),
    [
        ({"unit": WORKING}, date(2027, 12, 28)),
        ({"roll": FORWARD, "amount": 5}, date(2027, 12, 28)),
        ({"unit": WORKING, "direction": Direction.BEFORE}, date(2025, 1, 3)),
    ],
)
def test_past_the_published_calendar_there_is_no_date(given, start):
    answer = derived(limit(**given), facts(start=start), date(2027, 12, 31))["R1"]
    assert (answer.outcome, answer.from_on, answer.due_on) == (Outcome.NEEDS_DATE, start, None)
    assert answer.missing.startswith("holidays for 20")


def test_calendar_days_that_never_roll_need_no_calendar():
    assert derived(limit(), facts(start=date(2031, 5, 1)), date(2031, 5, 2))["R1"].due_on == date(2031, 5, 11)


def test_a_count_beyond_any_calendar_has_no_date():
    answer = derived(limit(amount=9000, unit=CountUnit.YEARS), facts(start=june(1)))["R1"]
    assert (answer.outcome, answer.missing) == (Outcome.NEEDS_DATE, "9000 years reach beyond any calendar")


def test_what_waits_says_for_what():
    answer = limit("A", start=("filed:1",), name="Step 1 answer", satisfied_by="response:1")
    appeal = limit("B", start=("response:1", "due:A"), start_mode=StartMode.RECEIVED_IF_TIMELY_ELSE_DUE)
    waiting = derived((answer, appeal), facts(), june(5))
    running = derived((answer, appeal), facts(filed_1=june(1)), june(5))
    assert waiting["A"].missing == "the Step 1 filing has not been recorded"
    assert waiting["B"].missing == "the Step 1 answer has not been recorded or “Step 1 answer” has no due date yet"
    assert running["B"].missing.endswith("or the due date of “Step 1 answer”, Thu, Jun 11, 2026, has not come")


@pytest.mark.parametrize(
    ("limits", "code", "words"),
    [
        ((limit("A", start=("due:B",)), limit("B", start=("due:A",))), "A", "A -> B -> A"),
        ((limit("A", start=("due:A",)),), "A", "A -> A"),
        (
            (limit("A", start=("x",), missed_creates="y"), limit("B", start=("y",), missed_creates="x")),
            "A",
            "A -> B -> A",
        ),
        ((limit("A", start=("due:C",)),), "A", "C, which this procedure does not have"),
        ((limit("A", cap=Cap(1, WORKING, ("due:C",))),), "A", "C, which this procedure does not have"),
        ((limit("A"), limit("A")), "A", "used by two rules"),
    ],
)
def test_limits_that_contradict_each_other_are_refused_by_name(limits, code, words):
    with pytest.raises(ProcedureError) as refused:
        Procedure("p", "P", limits)
    assert refused.value.code == code
    assert words in str(refused.value)


def test_a_plain_date_hangs_on_one_event_and_the_calendar():
    plain = derived(limit(unit=WORKING), facts(start=june(1)), calendar=CALENDAR)["R1"].trace
    extended = derived(limit(), facts(start=june(1), extensions=[AgreedExtension("R1", june(20))]))["R1"].trace
    assert (plain.is_plain, extended.is_plain) == (True, False)

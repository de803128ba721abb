"""What sets a clock going: events, due dates of other limits, what a miss creates, the cut-off."""

from datetime import time

import pytest

from labor_office.core.deadlines.rules.derive import Outcome
from labor_office.core.deadlines.rules.facts import AgreedExtension, Facts, Happening
from labor_office.core.deadlines.rules.order import ProcedureError
from labor_office.core.deadlines.rules.procedure import (
    Cap,
    CountUnit,
    LateFilingEffect,
    Procedure,
    StartMode,
)
from tests.core.deadlines.rules.cases import derived, facts, june, limit
from tests.each import each

CALENDAR_DAYS, WORKING = CountUnit.CALENDAR_DAYS, CountUnit.BUSINESS_DAYS


@each(
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


@each(
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


@each(("as_of", "expected"), [(june(10), None), (june(11), june(11)), (june(30), june(11))])
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


@each(
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


@each(
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


def test_what_waits_says_for_what():
    answer = limit("A", start=("filed:1",), name="Step 1 answer", satisfied_by="response:1")
    appeal = limit("B", start=("response:1", "due:A"), start_mode=StartMode.RECEIVED_IF_TIMELY_ELSE_DUE)
    waiting = derived((answer, appeal), facts(), june(5))
    running = derived((answer, appeal), facts(filed_1=june(1)), june(5))
    assert waiting["A"].missing == "the Step 1 filing has not been recorded"
    assert waiting["B"].missing == "the Step 1 answer has not been recorded or “Step 1 answer” has no due date yet"
    assert running["B"].missing.endswith("or the due date of “Step 1 answer”, Thu, Jun 11, 2026, has not come")


@each(
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

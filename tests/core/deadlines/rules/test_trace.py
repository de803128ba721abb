"""The explanation: what a person reads, word for word."""

import json
from datetime import date, time
from functools import partial

import pytest

from labor_office.core.deadlines.rules.explanation import DayKind
from labor_office.core.deadlines.rules.facts import AgreedExtension, Facts, Freeze, Happening, UnilateralExtension
from labor_office.core.deadlines.rules.procedure import (
    Actor,
    Cap,
    CountUnit,
    Direction,
    LateFilingEffect,
    LimitKind,
    MissedEffect,
    StartMode,
    Strength,
)
from labor_office.core.deadlines.rules.trace import Trace, explain
from tests.core.deadlines.rules.cases import FORWARD, derived, facts, june, limit
from tests.each import each

WORKING = CountUnit.BUSINESS_DAYS
decision = partial(
    limit,
    name="Step 2 decision",
    actor=Actor.EMPLOYER,
    start=("meeting:2",),
    unit=WORKING,
    satisfied_by="response:2",
    missed="the union may move the grievance to Step 3 as if denied (11.8)",
    missed_effect=MissedEffect.ADVANCE_ALLOWED,
    citation="Art. 11, section 11.2",
    quote="Ten (10) working days.",
    is_verified=True,
)


TODAY = june(15)


def explained(one, given, today=TODAY, **procedure):
    return explain(derived(one, given, today, **procedure)["R1"].trace, today)


def test_working_days_with_an_extension_over_a_holiday():
    told = explained(decision(), facts(meeting_2=june(3), extensions=[AgreedExtension("R1", june(22))]))

    assert told.headline == "Step 2 decision: Monday, June 22, 2026"
    assert told.sentence == (
        "10 working days after the Step 2 meeting (Wed, Jun 3) is Wed, Jun 17. Extended by agreement to Mon, Jun 22."
    )
    assert [(cell.kind.value, cell.n) for cell in told.days[-6:]] == [
        ("counted", 10),
        ("extension", 11),
        ("holiday", None),
        ("weekend", None),
        ("weekend", None),
        ("due", 12),
    ]
    assert told.days[0].text == "Wednesday, June 3, 2026: starting event, not counted"
    assert told.days[-4].text == "Friday, June 19, 2026: Juneteenth, not counted"
    assert told.days[-1].text == "Monday, June 22, 2026: working day 12, due date"
    assert [cell.date for cell in told.days if cell.is_today] == [june(15)]
    assert [(line.label, line.text, line.on, line.change) for line in told.ledger] == [
        ("Starts from", "The Step 2 meeting", june(3), ""),
        ("Period", "10 working days; the next day is day 1 (Art. 11, section 11.2)", june(17), ""),
        ("Clock stopped", "Never", None, "no change"),
        ("Weekend or holiday", "Wed, Jun 17 is a working day", None, "no change"),
        ("Extension", "By written agreement", june(22), "+5 days"),
        ("Due", "By the end of the day", june(22), ""),
        ("If missed", told.consequence, None, ""),
    ]
    assert told.consequence == (
        "If the City does not act by then: the union may move the grievance to Step 3 as if denied (11.8)."
    )
    assert (told.party, told.consequence_for, told.unit) == (Actor.EMPLOYER, Actor.UNION, "working day")
    assert told.verified == ""


def test_received_after_the_cut_off():
    given = Facts((Happening("filed:2", june(4), time(17, 40)),))
    rules = {"cutoff_time": time(17), "late_filing_effect": LateFilingEffect.NEXT_BUSINESS_DAY}
    told = explained(limit(start=("filed:2",), unit=WORKING), given, **rules)
    assert told.sentence.startswith(
        "The Step 2 filing came Thu, Jun 4 at 5:40 p.m., after 5:00 p.m., and counts as Fri, Jun 5. "
        "10 working days after"
    )
    assert told.ledger[1].text == "Came Thu, Jun 4 at 5:40 p.m., after 5:00 p.m."


def test_a_start_from_a_due_date_says_whose():
    answer = limit("A", name="Step 1 answer", start=("filed:1",), satisfied_by="response:1")
    appeal = limit("B", start=("response:1", "due:A"), start_mode=StartMode.EVENT_ELSE_DUE)
    trace = derived((answer, appeal), facts(filed_1=june(1)), june(15))["B"].trace
    told = explain(trace, june(15), {"response:1": "the supervisor's answer"})
    assert told.sentence.startswith(
        "10 calendar days after the due date of “Step 1 answer” (Thu, Jun 11) is Sun, Jun 21."
    )
    assert told.rule == "10 calendar days after the supervisor's answer or the due date of “Step 1 answer”."


@each(
    ("rest", "days", "consequence"),
    [
        (
            {"strength": Strength.TARGET, "missed": "only a wish"},
            {"start": june(1)},
            "This is a target, not a limit. If it passes: only a wish.",
        ),
        (
            {"kind": LimitKind.WAITING_PERIOD},
            {"start": june(1)},
            "Nothing may be done before this period ends.",
        ),
        (
            {"missed_effect": MissedEffect.WITHDRAWN},
            {"start": june(10)},
            "If the union does not act by then: the grievance ends.",
        ),
        ({"missed": "none stated"}, {"start": june(1)}, "The source states no consequence."),
        (
            {"actor": Actor.BOTH, "missed": "strike."},
            {},
            "If the parties do not act by then: strike.",
        ),
        ({}, {"start": june(29)}, "The source states no consequence."),
    ],
)
def test_kinds_of_limits(rest, days, consequence):
    assert explained(limit(**rest), facts(**days)).consequence == consequence


def test_an_unverified_limit_says_so():
    assert explained(limit(), facts(start=june(1))).verified.startswith("This limit has not been checked")


def test_while_the_clock_stands_the_strip_reaches_today_and_says_why():
    stop = Freeze("mediation", ("R1",), june(8), None)
    told = explained(limit(), facts(start=june(1), freezes=[stop]), june(10))
    assert [cell.kind for cell in told.days[-3:]] == [DayKind.STOPPED] * 3
    assert told.days[-1].text == "Wednesday, June 10, 2026: clock stopped (mediation), not counted"
    assert told.headline == "R1: clock stopped, 4 calendar days left"


def test_an_outer_limit_that_ended_before_the_start_is_drawn_from_left_to_right():
    capped = limit(cap=Cap(5, CountUnit.CALENDAR_DAYS, ("incident",)))
    told = explained(capped, facts(incident=date(2026, 5, 20), start=june(1)))
    assert (told.days[0].kind, told.days[0].date) == (DayKind.DUE, date(2026, 5, 25))
    assert (told.days[-1].kind, told.days[-1].date) == (DayKind.START, june(1))
    assert all(cell.n is None for cell in told.days)


def test_a_persons_work_days_are_numbered_and_other_days_are_not():
    own = limit(amount=2, unit=CountUnit.PERSON_WORK_DAYS, person="grievant")
    told = explained(own, facts(start=june(1), work_dates={"grievant": (june(2), june(5), june(8))}))
    assert [(cell.kind.value, cell.n) for cell in told.days] == [
        ("start", None),
        ("counted", 1),
        ("waiting", None),
        ("waiting", None),
        ("due", 2),
    ]
    assert told.rule == "2 work days of grievant after the start."


def test_a_trace_survives_json_with_all_its_parts():
    full = decision(cap=Cap(60, WORKING, ("incident",), FORWARD, ("pay",)), roll=FORWARD)
    given = Facts(
        (Happening("meeting:2", june(3), time(18)), Happening("incident", date(2026, 5, 1))),
        extensions=(AgreedExtension("R1", june(22), "signed"),),
        unilateral_extensions=(UnilateralExtension("R1", 1, CountUnit.WEEKS),),
        freezes=(Freeze("abeyance", ("R1",), june(8), june(9)),),
    )
    rules = {"cutoff_time": time(17), "late_filing_effect": LateFilingEffect.NEXT_DAY}
    trace = derived(full, given, june(15), **rules)["R1"].trace
    stored = json.loads(json.dumps(trace.to_json()))
    assert Trace.from_json(stored) == trace
    assert explain(Trace.from_json(stored), june(15)) == explain(trace, june(15))


@each("stored", [{"procedure": "p"}, {"procedure": "p", "limit": {}, "colour": "red"}])
def test_what_is_not_a_trace_is_refused(stored):
    with pytest.raises(KeyError):
        Trace.from_json(stored)


def test_summary():
    assert derived(decision(amount=7), facts(meeting_2=june(4)))["R1"].trace.summary == "7 working days from Jun 4"
    back = limit(direction=Direction.BEFORE)
    assert derived(back, facts(start=june(30)))["R1"].trace.summary == "10 calendar days before Jun 30"
    assert derived(back, facts())["R1"].trace.summary == ""

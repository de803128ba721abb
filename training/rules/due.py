"""When a requirement is due: counted by the clock that counts every other deadline. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules.derive import derive
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.deadlines.rules.procedure import Actor, CountUnit, Direction, Limit, Procedure, Roll
from labor_office.core.deadlines.rules.trace import Trace
from training.rules.vocabulary import Trigger

# The event that began the count, as the clock reads its name aloud.
_EVENTS: dict[Trigger, str] = {
    Trigger.HIRED: "hiring",
    Trigger.PROMOTED: "promotion",
    Trigger.JOINED: "day_the_person_came_under_the_rule",
    Trigger.AGREEMENT: "day_the_agreement_takes_effect",
    Trigger.CASE_OUTCOME: "outcome_of_the_case",
    Trigger.FIXED_DAY: "day_the_rule_names",
}
FIRST_DAY = "first_day_of_the_rule"
# What nobody was asked before a rule existed, its first day begins.
FROM_THE_RULE = frozenset({Trigger.HIRED, Trigger.PROMOTED, Trigger.JOINED})


@dataclass(frozen=True, slots=True)
class DueRule:
    """How long after what a requirement is due. ``amount`` below zero counts back; ``began_on`` is its first day."""

    title: str
    trigger: Trigger
    amount: int
    unit: CountUnit
    began_on: date
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The day, or what must be entered before it can be counted; and the reasoning."""

    on: date | None
    missing: str
    trace: Trace


def due_of(rule: DueRule, trigger_on: date, calendar: WorkCalendar) -> Due:
    """The last day to satisfy ``rule`` for whom it began to run on ``trigger_on``, which itself is not counted.

    A last day on a weekend or holiday moves to the next working day; counted back, it
    stays. A day the calendar does not reach is not guessed: ``missing`` says what to enter.
    """
    event = _EVENTS[rule.trigger]
    if rule.trigger in FROM_THE_RULE and trigger_on == rule.began_on:
        event = FIRST_DAY
    procedure = Procedure(id="training", title=rule.title, limits=(_limit(rule, event),))
    (derived,) = derive(procedure, Facts((Happening(event, trigger_on),)), calendar, trigger_on)
    missing = "" if derived.due_on else derived.missing or "the date cannot be counted"
    return Due(derived.due_on, missing, derived.trace)


def _limit(rule: DueRule, event: str) -> Limit:
    is_back = rule.amount < 0
    return Limit(
        code="training",
        name=rule.title,
        actor=Actor.EMPLOYER,
        start=(event,),
        amount=abs(rule.amount),
        unit=rule.unit,
        direction=Direction.BEFORE if is_back else Direction.AFTER,
        roll=Roll.NONE if is_back else Roll.FORWARD,
        missed="the training is overdue and the department answers for it",
        citation=rule.basis,
        is_verified=True,
    )

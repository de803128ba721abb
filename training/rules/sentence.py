"""A requirement's rule as one sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from labor_office.core.deadlines.rules.words import listed
from training.rules.vocabulary import WHO_WORDS, Trigger, Who

_UNITS = {
    "calendar_days": ("day", "days"),
    "business_days": ("working day", "working days"),
    "months": ("month", "months"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says, each part in words already. ``amount`` below zero counts back from the trigger."""

    who: Who
    courses: Sequence[str]
    trigger: Trigger
    amount: int
    unit: str
    units: Sequence[str] = ()
    departments: Sequence[str] = ()
    classifications: Sequence[str] = ()
    agreement_unit: str = ""
    fixed_on: date | None = None
    repeat_months: int | None = None


def sentence(rule: Rule) -> str:
    """``Supervisors in Fire and EMS must complete Grievance basics within 60 days of promotion and every 24 months.``

    Several courses are joined by "or": each satisfies it.
    """
    courses = listed(list(rule.courses), "or") or "a course still to be named"
    again = f" and every {_count(rule.repeat_months, 'months')}" if rule.repeat_months else ""
    return f"{whom(rule)} must complete {courses} {_by_when(rule)}{again}."


def whom(rule: Rule) -> str:
    """``Supervisors in Fire and EMS, classified as Fire Lieutenant``."""
    places = listed(list(rule.departments), "or")
    units = listed(list(rule.units), "or")
    titles = listed(list(rule.classifications), "or")
    return (
        WHO_WORDS[rule.who]
        + (f" in {places}" if places else "")
        + (f" of the {units} unit{'s' if len(rule.units) > 1 else ''}" if units else "")
        + (f", classified as {titles}" if titles else "")
    )


def _by_when(rule: Rule) -> str:
    count = _count(abs(rule.amount), rule.unit)
    if rule.trigger is Trigger.FIXED_DAY:
        day = f"{rule.fixed_on:%B} {rule.fixed_on.day}, {rule.fixed_on.year}" if rule.fixed_on else "a day to be named"
        return f"by {day}" if not rule.amount else f"within {count} of {day}"
    event = {
        Trigger.HIRED: "being hired",
        Trigger.PROMOTED: "promotion",
        Trigger.JOINED: "coming under this rule",
        Trigger.AGREEMENT: f"the day a new {rule.agreement_unit} agreement takes effect",
        Trigger.CASE_OUTCOME: "the outcome of the case that names them",
    }[rule.trigger]
    if rule.amount < 0:
        return f"at least {count} before {event}"
    return f"within {count} of {event}" if rule.amount else f"on {event}"


def _count(amount: int, unit: str) -> str:
    return f"{amount} {_UNITS[unit][amount != 1]}"

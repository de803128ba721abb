"""How dates, counts, events and parties are said."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from labor_office.core.deadlines.rules.procedure import DUE_PREFIX, Actor, CountUnit

_NOON = 12
_ASIDE = re.compile(r"(?<=\s)\(([^()]*)\)")
# A participle, so not ``bed``, which is nothing without its ending, nor ``deed`` and ``feed``; but ``agreed``.
_BEFELL = re.compile(r"[a-z]*[aeiouy][a-z]*(?<!e)ed|(dis)?agreed|decreed|freed|guaranteed")
_EVENTS = {
    "award": "the award",
    "briefs_filed": "the filing of the briefs",
    "deemed_denied": "the deemed denial",
    "demand": "the demand for arbitration",
    "discipline_notice": "the notice of discipline",
    "expires": "the last day of the letter",
    "filed": "the filing",
    "hearing_closed": "the close of the hearing",
    "hearing_date": "the hearing",
    "incident": "the incident",
    "knowledge": "knowledge of the incident",
    "meeting": "the meeting",
    "record_closed": "the close of the record",
    "response": "the answer",
    "arbitrator_selected": "the selection of the arbitrator",
    "panel_received": "receipt of the panel",
    "position_filed": "the filing of our position",
    "produced": "the production",
    "requested": "the request",
    "served": "the service of the charge",
    "strikes_sent": "the sending of the strikes",
    "exhibits_sent": "the sending of the exhibits",
    "list_received": "receipt of the list of arbitrators",
}
_AT_STEP = {
    "filed": "the Step {step} filing",
    "meeting": "the Step {step} meeting",
    "response": "the Step {step} answer",
    "deemed_denied": "the deemed denial at Step {step}",
}
_UNITS = {
    CountUnit.CALENDAR_DAYS: ("calendar day", "calendar days"),
    CountUnit.BUSINESS_DAYS: ("working day", "working days"),
    CountUnit.SCHOOL_DAYS: ("school day", "school days"),
    CountUnit.WEEKS: ("week", "weeks"),
    CountUnit.MONTHS: ("month", "months"),
    CountUnit.YEARS: ("year", "years"),
    CountUnit.PERSON_WORK_DAYS: ("work day", "work days"),
}
_PARTIES = {
    Actor.UNION: "the union",
    Actor.EMPLOYER: "the City",
    Actor.BOTH: "the parties",
    Actor.EITHER: "either party",
    Actor.NEUTRAL: "the arbitrator",
}


def short_day(day: date) -> str:
    """``Jun 4``."""
    return f"{day:%b} {day.day}"


def day(day: date, today: date | None = None) -> str:
    """``Thu, Jun 4``; with the year when it is not this year's."""
    text = f"{day:%a}, {short_day(day)}"
    return text if today is not None and today.year == day.year else f"{text}, {day.year}"


def full_day(day: date) -> str:
    """``Thursday, June 4, 2026``."""
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def hour(at: time) -> str:
    """``5:40 p.m.``"""
    return f"{at.hour % _NOON or _NOON}:{at:%M} {'a.m.' if at.hour < _NOON else 'p.m.'}"


def moment(day: date, at: time) -> datetime:
    """A civil day and hour as one value, to compare with another."""
    return datetime.combine(day, at)


def beginning_of(day: date) -> datetime:
    """The first moment of a civil day."""
    return moment(day, time.min)


def unit_of_day(unit: CountUnit) -> str:
    """What one counted day is called: ``working day``; ``calendar day`` also for weeks, months, years."""
    return _UNITS[days_unit(unit)][0]


def units(amount: int, unit: CountUnit, person: str = "") -> str:
    """``1 working day``, ``10 calendar days``, ``5 work days of the grievant``."""
    text = f"{amount:,} {_UNITS[unit][amount != 1]}"
    return f"{text} of {person.replace('_', ' ')}" if person else text


def days_unit(unit: CountUnit) -> CountUnit:
    """The unit in which what is left of a count is told: days, also of weeks, months, years."""
    return CountUnit.CALENDAR_DAYS if unit in {CountUnit.WEEKS, CountUnit.MONTHS, CountUnit.YEARS} else unit


def event(name: str, labels: Mapping[str, str] | None = None) -> str:
    """An event as one says it: ``meeting:2`` is ``the Step 2 meeting``.

    ``labels`` has the first word; a name that nobody has words for is read as it stands.
    """
    if labels and name in labels:
        return labels[name]
    if name.startswith(DUE_PREFIX):
        return f"the due date of {name.removeprefix(DUE_PREFIX)}"
    kind, _, step = name.partition(":")
    if step and kind in _AT_STEP:
        return _AT_STEP[kind].format(step=step.upper() if step.isalpha() else step)
    said = _EVENTS.get(kind) or (f"the day it was {kind}" if is_said_of_it(kind) else f"the {kind.replace('_', ' ')}")
    return f"{said} at Step {step}" if step else said


def within_brackets(text: str) -> str:
    """``Article 30 [Procedures]``: a citation as it stands between brackets; ``11.5(b)`` keeps its own."""
    return _ASIDE.sub(r"[\1]", text)


def is_said_of_it(name: str) -> bool:
    """Whether an event that nobody has words for is named by what befell the matter: ``answered``, ``adopted:2``."""
    kind = name.partition(":")[0]
    return kind not in _EVENTS and bool(_BEFELL.fullmatch(kind))


def party(actor: Actor) -> str:
    """``the union``, ``the City``..."""
    return _PARTIES[actor]


def capitalized(text: str) -> str:
    """The text with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""

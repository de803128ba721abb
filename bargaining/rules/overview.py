"""What must stand before both sides sit down, and the days of a round in order. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of the timeline, and whether it has come."""

    label: str
    on: date
    is_past: bool
    is_today: bool = False


def marks(days: Iterable[tuple[str, date]], *, today: date) -> tuple[Mark, ...]:
    """The days in order with today among them, once; of one day the labels in the order given."""
    found = [Mark(label, on, is_past=on < today) for label, on in days]
    found.append(Mark("Today", today, is_past=False, is_today=True))
    return tuple(sorted(found, key=lambda mark: (mark.on, not mark.is_today)))


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is known of a negotiation's preparation."""

    has_demand: bool = False
    has_term: bool = False
    has_spokesperson: bool = False
    has_note_taker: bool = False
    has_costing: bool = False
    has_union_team: bool = False
    has_ground_rules: bool = False
    ground_rules_signed: bool = False
    departments_asked: bool = False
    intakes_unread: int = 0
    has_issues: bool = False
    has_sessions: bool = False
    is_counted: bool = False
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """One line of the checklist: what, whether it is done, what is missing, and the page where it is mended."""

    what: str
    is_done: bool
    missing: str
    page: str


def readiness(known: Readiness) -> tuple[Ready, ...]:
    """The checklist in the order of doing; a line that is done says nothing is missing."""
    roles = [
        word
        for word, is_there in (
            ("a chief spokesperson", known.has_spokesperson),
            ("a note taker", known.has_note_taker),
            ("someone for costing", known.has_costing),
        )
        if not is_there
    ]
    waiting = known.intakes_unread
    lines = (
        ("Demand or notice", known.has_demand, "No day of the demand is recorded.", "dates"),
        ("Dates counted", known.is_counted, "No rules count its dates yet.", "dates"),
        ("Planned back from the Council", known.is_planned, "The latest days are not counted.", "plan_back"),
        ("City's team", not roles, f"The team lacks {_listed(roles)}.", "team"),
        ("Union's team named", known.has_union_team, "Nobody of the union is named.", "team"),
        ("Departments asked", known.departments_asked, "No department was asked what to mend.", "intakes"),
        ("Answers turned into issues", known.departments_asked and not waiting, _unread(waiting), "intakes"),
        ("Issues on the board", known.has_issues, "The board is empty.", "table"),
        ("Ground rules signed", known.ground_rules_signed, _rules(known), "ground_rules"),
        ("Sessions planned", known.has_sessions, "No session is planned.", "sessions"),
    )
    return tuple(Ready(what, done, "" if done else missing, page) for what, done, missing, page in lines)


def _rules(known: Readiness) -> str:
    return "Written, not signed yet." if known.has_ground_rules else "None are written."


def _unread(count: int) -> str:
    if not count:
        return "No answer has come yet."
    return f"{count} answer{'' if count == 1 else 's'} of departments wait{'s' if count == 1 else ''}."


def _listed(words: list[str]) -> str:
    if not words:
        return ""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

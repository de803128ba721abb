"""A time limit as sentences to be read aloud, cut into plain words and the parts that a person fills in."""

from collections.abc import Mapping
from dataclasses import dataclass

from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.procedure import (
    DUE_PREFIX,
    Actor,
    Cap,
    CountUnit,
    Direction,
    Limit,
    LimitKind,
    MissedEffect,
    Roll,
    SpecialKind,
    StartMode,
    Strength,
)

EFFECT_WORDS: Mapping[MissedEffect, str] = {
    MissedEffect.WITHDRAWN: "the matter ends",
    MissedEffect.SETTLED_ON_LAST_ANSWER: "it is settled on the last answer",
    MissedEffect.BOUND_BY_LAST_ANSWER: "the last answer stands and binds",
    MissedEffect.ADVANCE_ALLOWED: "it may be moved to the next step",
    MissedEffect.AUTO_ADVANCE: "it goes to the next step by itself",
    MissedEffect.DEEMED_DENIED: "it counts as denied",
    MissedEffect.GRANTED: "it is granted",
    MissedEffect.DEFAULT_AGAINST_MISSER: "it is decided against the side that missed it",
    MissedEffect.NONE_STATED: "the source states no consequence",
}
_ACTS = {
    "filed": ("file", "file at Step {step}"),
    "meeting": ("hold the meeting", "hold the Step {step} meeting"),
    "response": ("answer", "answer at Step {step}"),
    "demand": ("demand arbitration", "demand arbitration at Step {step}"),
    "award": ("issue the award", "issue the award at Step {step}"),
    "briefs_filed": ("file the briefs", "file the briefs at Step {step}"),
}
_ROLLING_UNITS = (CountUnit.CALENDAR_DAYS, CountUnit.WEEKS, CountUnit.MONTHS, CountUnit.YEARS)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words. ``field`` names the column it comes from; empty for the words between."""

    text: str
    field: str = ""


Names = Mapping[str, str]


def sentences(limit: Limit, names: Names) -> tuple[Phrase, ...]:
    """The whole limit in words, in the order in which an agreement says it.

    ``names`` gives the name of each limit by code, for limits that start from another's due date.
    """
    return (
        *_duty(limit, names),
        *_rolling(limit),
        *_outer(limit.cap, names),
        *_consequence(limit),
        *_reach(limit),
    )


def spoken(limit: Limit, names: Names) -> str:
    """The same as one text, for a list or a screen reader."""
    return "".join(phrase.text for phrase in sentences(limit, names))


def act(limit: Limit) -> str:
    """What must be done, as a verb: ``hold the Step 2 meeting``; an event nobody has words for, by name."""
    kind, _, step = limit.satisfied_by.partition(":")
    if kind in _ACTS:
        return _ACTS[kind][bool(step)].format(step=step.upper() if step.isalpha() else step)
    if words.is_said_of_it(limit.satisfied_by):
        return words.event(limit.satisfied_by).replace("the day it was", "see that it is")
    return f"see to it: {words.event(limit.satisfied_by)}" if limit.satisfied_by else "act"


def start(limit: Limit, names: Names) -> str:
    """What sets the clock going, in words: one event, or which of several governs."""
    told = [_reference(reference, names) for reference in limit.start]
    match limit.start_mode:
        case StartMode.EARLIEST:
            return f"{words.listed(told, 'or')}, whichever comes first"
        case StartMode.LATEST:
            return f"{words.listed(told, 'or')}, whichever comes last"
        case StartMode.LATEST_ALL:
            return f"{words.listed(told)}, once all have happened"
        case StartMode.RECEIVED_IF_TIMELY_ELSE_DUE if len(told) > 1:
            return f"{told[0]} if it came in time, else {told[1]}"
        case StartMode.EVENT_ELSE_DUE if len(told) > 1:
            return f"{told[0]} whenever it came, else {told[1]}"
        case _:
            return words.listed(told, "or")


def period(limit: Limit) -> str:
    """``10 working days``."""
    return words.units(limit.amount, limit.unit, limit.person)


def _duty(limit: Limit, names: Names) -> tuple[Phrase, ...]:
    actor = Phrase(words.capitalized(words.party(limit.actor)), "actor")
    after = Phrase(start(limit, names), "start")
    if limit.kind is LimitKind.WAITING_PERIOD:
        wait = Phrase(" must wait ", "")
        return (actor, wait, Phrase(period(limit), "amount"), Phrase(" after "), after, Phrase("."))
    must = " should " if limit.strength is Strength.TARGET else _must(limit.actor)
    return (actor, Phrase(must), Phrase(act(limit), "satisfied_by"), *_when(limit, after), Phrase("."))


def _must(actor: Actor) -> str:
    return " must each " if actor is Actor.BOTH else " must "


def _when(limit: Limit, after: Phrase) -> tuple[Phrase, ...]:
    length, listed = Phrase(period(limit), "amount"), limit.list_key.replace("_", " ") or "listed"
    match limit.special_kind:
        case SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER:
            first = (Phrase(" on "), Phrase(f"the first date of “{listed}”", "special_kind"), Phrase(" more than "))
            return (*first, length, Phrase(" after "), after)
        case SpecialKind.ROLL_TO_PRESENCE:
            then = Phrase(f"the first date of “{listed}” on or after that day", "special_kind")
            return (Phrase(" within "), length, Phrase(" after "), after, Phrase(", or on "), then)
        case SpecialKind.AGENDA_MEETING:
            return (Phrase(" at "), Phrase(_agenda(limit, listed), "special_kind"), Phrase(" after "), after)
        case SpecialKind.WINDOW_SECOND_FULL_MONTH:
            window = Phrase("that opens with the second full month", "special_kind")
            return (Phrase(" within a window of "), length, Phrase(" "), window, Phrase(" after "), after)
    side = " before " if limit.direction is Direction.BEFORE else " after "
    opening = " no later than " if limit.direction is Direction.BEFORE else " within "
    return (Phrase(opening), length, Phrase(side, "direction"), after)


def _agenda(limit: Limit, listed: str) -> str:
    if limit.agenda_cutoff is None:
        return f"the first meeting of “{listed}” whose agenda is still open"
    weekday = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[
        limit.agenda_cutoff.weekday
    ]
    closes = f"{weekday} before it at {words.hour(limit.agenda_cutoff.closes_at)}"
    return f"the first meeting of “{listed}” whose agenda is still open (it closes the {closes})"


def _rolling(limit: Limit) -> tuple[Phrase, ...]:
    if limit.direction is Direction.BEFORE:
        return (Phrase(" It is counted back and never moves."),)
    if limit.special_kind is not None or limit.kind is LimitKind.WAITING_PERIOD:
        return ()
    day_one = Phrase(" The next day is day 1.")
    if limit.unit not in _ROLLING_UNITS:
        return (day_one,)
    moves = "the date moves to the next working day" if limit.roll is Roll.FORWARD else "the date stays"
    return (day_one, Phrase(" If the last day is a weekend or holiday, "), Phrase(moves, "roll"), Phrase("."))


def _outer(cap: Cap | None, names: Names) -> tuple[Phrase, ...]:
    if cap is None:
        return ()
    begins = words.listed([_reference(one, names) for one in cap.start], "or")
    spared = f", not for {words.listed(list(cap.not_for), 'or')}" if cap.not_for else ""
    outer = Phrase(f"{words.units(cap.amount, cap.unit)} after {begins}", "cap")
    return (Phrase(" In any case within "), outer, Phrase(f"{spared}; the earlier date governs."))


def _consequence(limit: Limit) -> tuple[Phrase, ...]:
    if limit.kind is LimitKind.WAITING_PERIOD:
        return ()
    effect = Phrase(EFFECT_WORDS[limit.missed_effect], "missed_effect")
    if not limit.missed_creates:
        return (Phrase(" If missed: "), effect, Phrase("."))
    created = Phrase(words.event(limit.missed_creates), "missed_creates")
    days = limit.missed_creates_offset_days
    when = "the due date" if not days else f"{words.units(days, CountUnit.CALENDAR_DAYS)} after the due date"
    return (Phrase(" If missed: "), effect, Phrase(", and "), created, Phrase(f" is dated {when}."))


def _reach(limit: Limit) -> tuple[Phrase, ...]:
    parts = []
    if limit.applies_when:
        parts += [Phrase(" Only when: "), Phrase(limit.applies_when, "applies_when"), Phrase(".")]
    if limit.kind is LimitKind.LIMIT:
        can = "may not be extended" if limit.not_extendable else "may be extended in writing"
        parts += [Phrase(" It "), Phrase(can, "is_extendable"), Phrase(".")]
    return tuple(parts)


def _reference(reference: str, names: Names) -> str:
    if not reference.startswith(DUE_PREFIX):
        return words.event(reference)
    code = reference.removeprefix(DUE_PREFIX)
    return f"the due date of “{names.get(code, code)}”"

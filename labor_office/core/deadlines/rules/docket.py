"""What a matter's procedure and facts come to: the limits at work, and those that may follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules.applying import overtaken
from labor_office.core.deadlines.rules.derive import Derived, Outcome, derive
from labor_office.core.deadlines.rules.facts import AgreedExtension, Facts, Happening
from labor_office.core.deadlines.rules.procedure import DUE_PREFIX, CountUnit, Direction, Limit, Procedure
from labor_office.core.deadlines.rules.trace import Trace

ONE_DAY = timedelta(days=1)
LAPSED = "LAPSED"
# How an outcome is stored; NOT_RUNNING has no row.
STATES: dict[Outcome, str] = {
    Outcome.OPEN: "OPEN",
    Outcome.MET: "MET",
    Outcome.MISSED: "MISSED",
    Outcome.TARGET_PASSED: "TARGET_PASSED",
    Outcome.STOPPED: "STOPPED",
    Outcome.NEEDS_DATE: "NEEDS_DATE",
    Outcome.RUNNING: "WAITING",
    Outcome.ENDED: "ENDED",
}


@dataclass(frozen=True, slots=True)
class ByHand:
    """A date that a person set in the place of the counted one, and the reason in words."""

    due_on: date
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One limit at work, as it is to be stored.

    ``counted_due_on`` is what the rule gives, ``due_on`` what is in force; they differ when
    the date is set by hand. ``is_plain``: nothing but start, amount and calendar made the
    date, so that it may be counted again without the rest of the matter.
    """

    limit: Limit
    state: str
    trace: Trace
    from_on: date | None
    due_on: date | None
    counted_due_on: date | None
    window_start_on: date | None
    satisfied_on: date | None
    is_extended: bool
    days_left_when_stopped: int | None
    missing: str
    lapsed_reason: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Docket:
    """Every limit of a matter on one day.

    ``entries`` are at work or done; ``waiting`` have not started, or lie ahead as
    projections; ``next_look_on`` is the first later day on which anything can change by
    itself, None when nothing can.
    """

    entries: tuple[Entry, ...]
    waiting: tuple[Derived, ...]
    next_look_on: date | None


def docket(
    procedure: Procedure,
    facts: Facts,
    calendar: WorkCalendar,
    as_of: date,
    by_hand: Mapping[str, ByHand] | None = None,
) -> Docket:
    """The limits of ``procedure`` as they stand on ``as_of``.

    A date set by hand is in force like an agreed one, so what starts from it follows it,
    even where the limit cannot be extended. Pure.
    """
    hands = dict(by_hand or {})
    counted = derive(procedure, facts, calendar, as_of)
    in_force = counted
    if hands:
        in_force = derive(_extendable(procedure, hands), _with_hands(facts, hands), calendar, as_of)
    why_overtaken = overtaken(procedure, facts, as_of)
    entries: list[Entry] = []
    waiting: list[Derived] = []
    for one, plain in zip(in_force, counted, strict=True):
        if one.outcome is Outcome.NOT_RUNNING or _is_projection(one):
            waiting.append(one)
        else:
            entry = _entry(one, plain.due_on, why_overtaken.get(one.limit.code, ""))
            hand = hands.get(one.limit.code)
            entries.append(_set_by_hand(entry, hand, as_of) if hand else entry)
    return Docket(tuple(entries), tuple(waiting), _next_look(in_force, facts, as_of))


def projections(
    procedure: Procedure, facts: Facts, calendar: WorkCalendar, as_of: date
) -> tuple[tuple[Derived, Derived | None], ...]:
    """What would follow if every act still open were done on its due date.

    Each limit not yet running that then would, with the open limit it would start from;
    None where it starts from an event set for a day ahead.
    """
    now = derive(procedure, facts, calendar, as_of)
    open_acts = {
        one.limit.satisfied_by: one
        for one in now
        if one.outcome is Outcome.OPEN and one.due_on is not None and one.limit.satisfied_by
    }
    supposed = tuple(
        Happening(event, one.due_on)
        for event, one in open_acts.items()
        if one.due_on is not None and one.due_on > as_of
    )
    then = derive(procedure, replace(facts, happenings=facts.happenings + supposed), calendar, as_of)
    waiting = {one.limit.code for one in now if one.outcome is Outcome.NOT_RUNNING or _is_projection(one)}
    return tuple(
        (one, open_acts.get(one.trace.start.event))
        for one in then
        if one.limit.code in waiting and one.due_on is not None and one.trace.start is not None
    )


def _is_projection(one: Derived) -> bool:
    """A start set for a later day makes no deadline yet; counted back from it, it does."""
    start = one.trace.start
    return start is not None and start.is_scheduled and one.limit.direction is Direction.AFTER


def _entry(one: Derived, counted_due_on: date | None, why_overtaken: str) -> Entry:
    is_over = bool(why_overtaken) and one.satisfied_on is None and one.outcome is not Outcome.ENDED
    return Entry(
        limit=one.limit,
        state=LAPSED if is_over else STATES[one.outcome],
        trace=one.trace,
        from_on=one.from_on,
        due_on=one.due_on,
        counted_due_on=counted_due_on,
        window_start_on=one.window_start,
        satisfied_on=one.satisfied_on,
        is_extended=any(not e.is_refused for e in one.trace.extensions),
        days_left_when_stopped=one.days_left_when_stopped,
        missing=one.missing,
        lapsed_reason=why_overtaken if is_over else "",
        is_plain=is_plain(one),
    )


def _set_by_hand(entry: Entry, hand: ByHand, as_of: date) -> Entry:
    """The date that a person set governs, also while the clock stands or the calendar ends too soon."""
    if entry.satisfied_on is not None:
        outcome = Outcome.MET if entry.satisfied_on <= hand.due_on else Outcome.MISSED
    else:
        outcome = Outcome.OPEN if as_of <= hand.due_on else Outcome.MISSED
    return replace(
        entry,
        state=entry.state if entry.state == LAPSED else STATES[outcome],
        due_on=hand.due_on,
        is_extended=False,
        is_plain=False,
        days_left_when_stopped=None,
        missing="",
    )


def is_plain(one: Derived) -> bool:
    """Whether the date hangs on nothing but its start, its amount and the calendar."""
    limit, trace = one.limit, one.trace
    start = trace.start
    if start is None or one.outcome is not Outcome.OPEN:
        return False
    is_simple_limit = (
        limit.special_kind is None
        and limit.cap is None
        and limit.direction is Direction.AFTER
        and limit.unit is not CountUnit.PERSON_WORK_DAYS
        and not any(reference.startswith(DUE_PREFIX) for reference in limit.start)
    )
    is_simple_start = (
        start.recorded_on is None
        and not start.is_created
        and not start.is_scheduled
        and all(passed.on is None for passed in start.passed_over)
    )
    return is_simple_limit and is_simple_start and not trace.stops and not trace.extensions


def _extendable(procedure: Procedure, hands: Mapping[str, ByHand]) -> Procedure:
    fixed = [limit for limit in procedure.limits if limit.code in hands and limit.not_extendable]
    if not fixed:
        return procedure
    limits = tuple(replace(limit, not_extendable=False) if limit in fixed else limit for limit in procedure.limits)
    return replace(procedure, limits=limits)


def _with_hands(facts: Facts, hands: Mapping[str, ByHand]) -> Facts:
    set_dates = tuple(AgreedExtension(code, hand.due_on, hand.note) for code, hand in hands.items())
    return replace(
        facts,
        extensions=tuple(e for e in facts.extensions if e.limit not in hands) + set_dates,
        unilateral_extensions=tuple(e for e in facts.unilateral_extensions if e.limit not in hands),
    )


def _next_look(derived: tuple[Derived, ...], facts: Facts, as_of: date) -> date | None:
    days = [*_turns(derived), *(happening.on for happening in facts.happenings)]
    days += [freeze.to_on + ONE_DAY for freeze in facts.freezes if freeze.to_on is not None]
    days += [freeze.from_on for freeze in facts.freezes]
    return min((day for day in days if day > as_of), default=None)


def _turns(derived: tuple[Derived, ...]) -> Iterator[date]:
    """The due dates, the days after, and when what a miss creates comes into being."""
    for one in derived:
        if one.due_on is not None:
            yield one.due_on
            yield one.due_on + ONE_DAY
            if one.limit.missed_creates:
                yield one.limit.creates_on(one.due_on)

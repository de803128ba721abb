"""Which event, or which due date, sets a limit's clock going."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import NamedTuple, Protocol

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.counting import ONE_DAY
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.deadlines.rules.procedure import (
    DUE_PREFIX,
    LateFilingEffect,
    Limit,
    Procedure,
    StartMode,
)
from labor_office.core.deadlines.rules.trace import PassedOver, Start


class NotRunning(Exception):
    """The clock has not started; the message says what has not happened yet."""


class KnownDue(Protocol):
    """What a start needs to know of another limit: its name, and its due date if it has one."""

    @property
    def due_on(self) -> date | None: ...
    @property
    def missing(self) -> str: ...
    @property
    def limit(self) -> Limit: ...


class Occurrence(NamedTuple):
    """An event and the day it counts for. ``recorded_on`` is the day it came."""

    event: str
    on: date
    recorded_on: date
    at: time | None = None
    is_created: bool = False

    @property
    def moment(self) -> datetime:
        """When it came, for a closing hour: an event without an hour came at the day's beginning.

        An event that a cut-off moved to another day comes at the beginning of that day.
        """
        at = self.at if self.at and self.on == self.recorded_on else time.min
        return words.moment(self.on, at)


class Record:
    """The events of a matter as they stand on ``as_of``, in the order in which they count."""

    __slots__ = ("_calendar", "_created", "_first", "_happenings", "as_of", "procedure")

    def __init__(self, procedure: Procedure, facts: Facts, calendar: WorkCalendar, as_of: date) -> None:
        self.procedure, self.as_of, self._calendar = procedure, as_of, calendar
        self._happenings: dict[str, list[Happening]] = {}
        self._created: dict[str, list[date]] = {}
        self._first: dict[str, Occurrence | None] = {}
        for happening in facts.happenings:
            self._happenings.setdefault(happening.event, []).append(happening)

    def create(self, event: str, on: date) -> None:
        """An event that came into being because a limit was missed."""
        self._created.setdefault(event, []).append(on)
        self._first.pop(event, None)

    def happened(self, event: str, *, from_on: date = date.min, created: bool = True) -> Occurrence | None:
        """The first occurrence of ``event`` up to ``as_of`` that counts for ``from_on`` or later.

        Raises CalendarNotPublished when a cut-off moves it to a day beyond the calendar.
        """
        is_usual = from_on == date.min and (created or event not in self._created)
        if is_usual and event in self._first:
            return self._first[event]
        first = self._first_of(event, from_on, with_created=created)
        if is_usual:
            self._first[event] = first
        return first

    def _first_of(self, event: str, from_on: date, *, with_created: bool) -> Occurrence | None:
        occurrences = [
            occurrence
            for happening in self._happenings.get(event, ())
            if happening.on <= self.as_of
            if (occurrence := self.counted(happening)).on >= from_on
        ]
        if with_created:
            occurrences += [
                Occurrence(event, on, on, is_created=True)
                for on in self._created.get(event, ())
                if from_on <= on <= self.as_of
            ]
        return min(occurrences, key=_by_day) if occurrences else None

    def scheduled(self, event: str) -> Occurrence | None:
        """The first occurrence of ``event`` that is set for a day after ``as_of``."""
        ahead = [self.counted(h) for h in self._happenings.get(event, ()) if h.on > self.as_of]
        return min(ahead, key=_by_day) if ahead else None

    def comes_on(self, event: str) -> date | None:
        """When an event that a miss creates comes into being, if that day still lies ahead."""
        return min((on for on in self._created.get(event, ()) if on > self.as_of), default=None)

    def counted(self, happening: Happening) -> Occurrence:
        """The happening with the day it counts for: later when it came after the cut-off."""
        cutoff = self.procedure.cutoff_time
        on = happening.on
        if cutoff is not None and happening.at is not None and happening.at > cutoff:
            on += ONE_DAY
            if self.procedure.late_filing_effect is LateFilingEffect.NEXT_BUSINESS_DAY:
                on = self._calendar.next_open_day(on)
        return Occurrence(happening.event, on, happening.on, happening.at)


def _by_day(occurrence: Occurrence) -> tuple[date, time]:
    return occurrence.on, occurrence.at or time.min


class _Candidate(NamedTuple):
    """One reference of a limit's start: the day it counts for when it has come."""

    reference: str
    on: date | None
    occurrence: Occurrence | None
    is_due: bool


def start_of(limit: Limit, record: Record, dues: Mapping[str, KnownDue]) -> tuple[Start, Occurrence | None]:
    """What starts ``limit``, and the occurrence when it is an event.

    An event has happened when it came up to ``as_of``; a due date has come when ``as_of``
    has reached it. An event set for a later day starts the clock as a projection, where no
    other start has come. Raises NotRunning with what is waited for.
    """
    candidates = [_candidate(reference, record, dues) for reference in limit.start]
    chosen = _CHOICES[limit.start_mode](limit, candidates, record, dues)
    others = tuple(
        PassedOver(c.reference, c.on, _due_name(c.reference, dues))
        for c in candidates
        if c.reference != chosen.reference
    )
    return _start(chosen, others, record, dues), chosen.occurrence


def event_start(event: str, record: Record, dues: Mapping[str, KnownDue]) -> Start | None:
    """The start of an outer limit, or None while it has not come."""
    candidate = _candidate(event, record, dues)
    return _start(candidate, (), record, dues) if candidate.on is not None else None


def _start(chosen: _Candidate, others: tuple[PassedOver, ...], record: Record, dues: Mapping[str, KnownDue]) -> Start:
    if chosen.on is None:
        raise NotRunning
    occurrence = chosen.occurrence
    if occurrence is None:
        return Start(
            chosen.reference,
            chosen.on,
            due_of=chosen.reference.removeprefix(DUE_PREFIX),
            due_name=_due_name(chosen.reference, dues),
            passed_over=others,
        )
    moved = occurrence.recorded_on != occurrence.on
    return Start(
        chosen.reference,
        occurrence.on,
        recorded_on=occurrence.recorded_on if moved else None,
        at=occurrence.at,
        cutoff=record.procedure.cutoff_time if moved else None,
        is_scheduled=occurrence.recorded_on > record.as_of,
        is_created=occurrence.is_created,
        passed_over=others,
    )


def _due_name(reference: str, dues: Mapping[str, KnownDue]) -> str:
    is_due = reference.startswith(DUE_PREFIX)
    return dues[reference.removeprefix(DUE_PREFIX)].limit.name if is_due else ""


def _candidate(reference: str, record: Record, dues: Mapping[str, KnownDue]) -> _Candidate:
    if reference.startswith(DUE_PREFIX):
        due_on = dues[reference.removeprefix(DUE_PREFIX)].due_on
        come = due_on if due_on is not None and due_on <= record.as_of else None
        return _Candidate(reference, come, None, is_due=True)
    occurrence = record.happened(reference)
    return _Candidate(reference, occurrence.on if occurrence else None, occurrence, is_due=False)


_Choice = Callable[[Limit, list[_Candidate], Record, Mapping[str, KnownDue]], _Candidate]


def _first(limit: Limit, candidates: list[_Candidate], record: Record, dues: Mapping[str, KnownDue]) -> _Candidate:
    return _extreme(limit, candidates, record, dues, latest=False)


def _last(limit: Limit, candidates: list[_Candidate], record: Record, dues: Mapping[str, KnownDue]) -> _Candidate:
    return _extreme(limit, candidates, record, dues, latest=True)


def _extreme(
    limit: Limit,
    candidates: list[_Candidate],
    record: Record,
    dues: Mapping[str, KnownDue],
    *,
    latest: bool,
) -> _Candidate:
    choose = max if latest else min
    come = [candidate for candidate in candidates if candidate.on is not None]
    if come:
        return choose(come, key=_on)
    ahead = [
        _Candidate(c.reference, occurrence.on, occurrence, is_due=False)
        for c in candidates
        if not c.is_due and (occurrence := record.scheduled(c.reference))
    ]
    if ahead:
        return choose(ahead, key=_on)
    raise NotRunning(_waits_for(limit.start, record, dues, "or"))


def _last_of_all(
    limit: Limit, candidates: list[_Candidate], record: Record, dues: Mapping[str, KnownDue]
) -> _Candidate:
    absent = tuple(c.reference for c in candidates if c.on is None)
    if absent:
        raise NotRunning(_waits_for(absent, record, dues, "and"))
    return max(candidates, key=_on)


def _timely_else_due(
    limit: Limit, candidates: list[_Candidate], record: Record, dues: Mapping[str, KnownDue]
) -> _Candidate:
    event, due = candidates
    due_on = dues[due.reference.removeprefix(DUE_PREFIX)].due_on
    if event.on is not None and (due_on is None or event.on <= due_on):
        return event
    if due.on is not None:
        return due
    raise NotRunning(_waits_for(limit.start, record, dues, "or"))


def _event_else_due(
    limit: Limit, candidates: list[_Candidate], record: Record, dues: Mapping[str, KnownDue]
) -> _Candidate:
    for candidate in candidates:
        if candidate.on is not None:
            return candidate
    raise NotRunning(_waits_for(limit.start, record, dues, "or"))


_CHOICES: dict[StartMode, _Choice] = {
    StartMode.SINGLE: _first,
    StartMode.EARLIEST: _first,
    StartMode.LATEST: _last,
    StartMode.LATEST_ALL: _last_of_all,
    StartMode.RECEIVED_IF_TIMELY_ELSE_DUE: _timely_else_due,
    StartMode.EVENT_ELSE_DUE: _event_else_due,
    StartMode.DUE_ONLY: _first,
}


def _on(candidate: _Candidate) -> date:
    return candidate.on or date.max


def _waits_for(references: tuple[str, ...], record: Record, dues: Mapping[str, KnownDue], last: str) -> str:
    """``the Step 2 meeting has not been recorded``, said for every reference that is awaited."""
    return f" {last} ".join(_wait(reference, record, dues) for reference in references)


def _wait(reference: str, record: Record, dues: Mapping[str, KnownDue]) -> str:
    if reference.startswith(DUE_PREFIX):
        known = dues[reference.removeprefix(DUE_PREFIX)]
        if known.due_on is not None:
            return f"the due date of “{known.limit.name}”, {words.day(known.due_on)}, has not come"
        return f"“{known.limit.name}” has no due date yet"
    comes_on = record.comes_on(reference)
    if comes_on is not None:
        return f"{words.event(reference)} comes on {words.day(comes_on)}"
    return f"{words.event(reference)} has not been recorded"

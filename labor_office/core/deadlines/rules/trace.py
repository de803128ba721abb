"""The reasoning behind one due date, kept as data: every page, email and paper reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from labor_office.core.deadlines.calendars import ClosedDay
from labor_office.core.deadlines.rules import codec, ledger, sentences, strip, words
from labor_office.core.deadlines.rules.explanation import Explanation
from labor_office.core.deadlines.rules.procedure import CountUnit, Direction, Limit


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Another start of the same limit that did not set the clock, and its date if it has one.

    ``due_name`` is the name of the limit whose due date it is.
    """

    reference: str
    on: date | None
    due_name: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """What set the clock going.

    ``on`` is the day it counts for; ``recorded_on`` the day it came, when a cut-off moved
    it; ``at`` the hour it came and ``cutoff`` the hour after which it was too late.
    ``due_of`` and ``due_name`` are code and name of the limit whose due date it is.
    ``is_scheduled``: it lies ahead of the day of derivation, so the date is a projection.
    ``is_created``: it came into being because another limit was missed.
    """

    event: str
    on: date
    recorded_on: date | None = None
    at: time | None = None
    due_of: str = ""
    is_scheduled: bool = False
    is_created: bool = False
    due_name: str = ""
    cutoff: time | None = None
    passed_over: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """Days on which the clock stood still; ``to_on`` None while it still stands."""

    kind: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that moved, from a closed day or to a listed one."""

    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class OuterLimit:
    """The second limit from another event. ``governs`` when it is the earlier of the two."""

    event: str
    start_on: date
    amount: int
    unit: CountUnit
    due_on: date
    governs: bool
    rolled_from: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """More time: agreed to a date (no ``amount``), or taken as of right. ``is_refused`` when
    the limit cannot be extended; then ``to_on`` is the date that was asked for."""

    from_on: date
    to_on: date
    amount: int | None = None
    unit: CountUnit | None = None
    rolled_from: date | None = None
    is_refused: bool = False
    note: str = ""
    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that led to a due date, in the order in which it was reckoned.

    ``counted_on`` is where the bare count ended, ``rolled`` how that moved off a closed
    day, ``listed`` how it moved on to a listed date; then the outer limit, then extensions.
    ``counted_days`` are the days of a person or list that were counted. ``early_on`` is an
    act before its window opened. ``closed`` are the holidays and closures met on the way,
    by name, so that the proof stands when the calendar is changed later.
    """

    procedure: str
    limit: Limit
    start: Start | None = None
    counted_on: date | None = None
    rolled: Moved | None = None
    listed: Moved | None = None
    stops: tuple[Stop, ...] = ()
    outer_limit: OuterLimit | None = None
    extensions: tuple[Extension, ...] = ()
    due_on: date | None = None
    window_start: date | None = None
    satisfied_on: date | None = None
    early_on: date | None = None
    days_left: int | None = None
    missing: str = ""
    counted_days: tuple[date, ...] = ()
    closed: tuple[ClosedDay, ...] = ()
    calendar: str = ""

    @property
    def summary(self) -> str:
        """The count in few words: ``"7 working days from Jun 4"``; empty before the start."""
        return sentences.summary(self)

    @property
    def is_plain(self) -> bool:
        """Whether the date hangs on nothing but one event, one amount and the calendar.

        Then a change of calendar can count it again from ``start.on`` alone.
        """
        start, limit = self.start, self.limit
        return (
            start is not None
            and self.due_on is not None
            and not (start.due_of or start.is_created or start.recorded_on or start.passed_over)
            and not (self.stops or self.extensions or self.outer_limit or limit.cap)
            and limit.special_kind is None
            and limit.direction is Direction.AFTER
            and limit.unit is not CountUnit.PERSON_WORK_DAYS
        )

    def to_json(self) -> dict[str, object]:
        """The trace as JSON-safe values, leaving out whatever is at its default."""
        return codec.encode(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "Trace":
        """The trace that ``to_json`` gave. Raises KeyError or ValueError on anything else."""
        return codec.decode(cls, stored)


def explain(trace: Trace, today: date, labels: Mapping[str, str] | None = None) -> Explanation:
    """All that a person is told about a due date, with every number already worked out.

    ``labels`` gives the office's own words for events (``{"meeting:2": "the meeting of
    June 3"}``). The days of the count come from the trace, so an old proof reads the same for
    good; ``today`` only marks its square and shortens dates of this year.
    """
    named = dict(labels or {})
    return Explanation(
        headline=sentences.headline(trace, today),
        sentence=sentences.sentence(trace, today, named),
        rule=sentences.rule(trace, named),
        days=strip.days(trace, today),
        ledger=ledger.lines(trace, today, named),
        consequence=sentences.consequence(trace),
        consequence_for=sentences.consequence_for(trace),
        party=trace.limit.actor,
        unit=words.unit_of_day(trace.limit.unit),
        verified=sentences.verified(trace),
    )

"""Proof that the system counts as the office does: a procedure file, derived and compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.procedure_files.reading import (
    FiledProcedure,
    NotAProcedureFile,
    read_procedure_file,
)
from labor_office.core.deadlines.procedure_files.timelines import Expected, Timeline, days_of
from labor_office.core.deadlines.rules.derive import Derived, by_code, derive
from labor_office.core.deadlines.rules.procedure import CountUnit, Procedure

_DAYS_IN = {
    CountUnit.CALENDAR_DAYS: 1,
    CountUnit.BUSINESS_DAYS: 2,
    CountUnit.SCHOOL_DAYS: 2,
    CountUnit.PERSON_WORK_DAYS: 1,
    CountUnit.WEEKS: 7,
    CountUnit.MONTHS: 31,
    CountUnit.YEARS: 366,
}
_MARGIN_DAYS = 366
_LONGEST_REACH_DAYS = 73_050
_EPOCH = date(2000, 1, 1)
_FIRST_ORDINAL = date.min.toordinal() + 1
_LAST_ORDINAL = date.max.toordinal() - 1


@dataclass(frozen=True, slots=True)
class Verification:
    """How many expected dates agree, differ, or could not be derived, and a line for each fault.

    ``has_problems`` is also true of faults that cost no expected date, such as an unknown
    key at the top of the file.
    """

    agree: int
    differ: int
    unsupported: int
    lines: tuple[str, ...]
    has_problems: bool = False

    @property
    def expected(self) -> int:
        """How many expected dates there are in all."""
        return self.agree + self.differ + self.unsupported

    @property
    def is_clean(self) -> bool:
        """Whether every expected date agrees and nothing else is wrong."""
        return self.differ == self.unsupported == 0 and not self.has_problems

    def __add__(self, other: "Verification") -> "Verification":
        return Verification(
            self.agree + other.agree,
            self.differ + other.differ,
            self.unsupported + other.unsupported,
            self.lines + other.lines,
            self.has_problems or other.has_problems,
        )

    def __str__(self) -> str:
        """``N expected, N agree, N differ, N unsupported``."""
        return f"{self.expected} expected, {self.agree} agree, {self.differ} differ, {self.unsupported} unsupported"


NOTHING = Verification(0, 0, 0, ())


def verify_text(text: str, name: str) -> Verification:
    """The verification of one procedure file; ``name`` begins each line.

    A text that is not TOML is one line with its place, and a problem.
    """
    try:
        file = read_procedure_file(text)
    except NotAProcedureFile as error:
        return broken(name, str(error))
    lines = [f"{name}: note: {note}" for note in file.notes]
    lines += [f"{name}: {problem}" for problem in file.problems]
    total = Verification(0, 0, 0, tuple(lines), bool(file.problems))
    for filed in file.procedures:
        total += _verify_filed(filed, name)
    return total


def broken(name: str, message: str) -> Verification:
    """The verification of a file that could not be read at all."""
    return Verification(0, 0, 0, (f"{name}: {message}",), has_problems=True)


def _verify_filed(filed: FiledProcedure, name: str) -> Verification:
    lines = tuple(f"{name}: {problem}" for problem in filed.problems)
    procedure = filed.procedure
    if procedure is None:
        return Verification(0, 0, filed.expected_count, lines, has_problems=True)
    total = Verification(0, 0, 0, lines, bool(filed.problems))
    calendar = calendar_of(procedure, filed.timelines)
    for timeline in filed.timelines:
        total += verify_timeline(procedure, timeline, calendar, name)
    return total


def verify_timeline(procedure: Procedure, timeline: Timeline, calendar: WorkCalendar, name: str = "") -> Verification:
    """Every expected entry of ``timeline`` against what is derived from its facts."""
    lines = tuple(f"{name}: {problem}" for problem in timeline.problems)
    if timeline.facts is None:
        return Verification(0, 0, timeline.expected_count, lines, has_problems=True)
    derived = by_code(derive(procedure, timeline.facts, calendar, timeline.as_of))
    found = [_differences(expected, derived[expected.rule]) for expected in timeline.expected]
    differ = sum(bool(differences) for differences in found)
    place = f"{name}: procedure {procedure.id}, timeline {timeline.id}"
    lines += tuple(
        f"{place}, rule {expected.rule}: {difference}"
        for expected, differences in zip(timeline.expected, found, strict=True)
        for difference in differences
    )
    unsupported = timeline.expected_count - len(timeline.expected)
    return Verification(len(found) - differ, differ, unsupported, lines, bool(timeline.problems))


def _differences(expected: Expected, derived: Derived) -> list[str]:
    """``due expected 2026-06-17, got 2026-06-18``, for each key of the entry that differs."""
    got: dict[str, object] = {
        "from": derived.from_on,
        "due": derived.due_on,
        "window_start": derived.window_start,
        "outcome": derived.outcome,
        "running": derived.is_running,
    }
    because = f" ({derived.missing})" if derived.missing else ""
    return [
        f"{key} expected {_said(value)}, got {_said(got[key])}{because}"
        for key, value in expected.values.items()
        if value != got[key]
    ]


def _said(value: object) -> str:
    if value is None:
        return "no date"
    return str(value).lower() if isinstance(value, bool) else str(value)


def calendar_of(procedure: Procedure, timelines: Sequence[Timeline] = ()) -> WorkCalendar:
    """The work calendar that the procedure's own holidays and closed ranges make.

    Its holidays are the only holidays there are, so a day beyond the last listed year is
    not unknown but simply has none: the calendar reaches as far as the timelines can.
    """
    closed = {
        first + timedelta(days=offset): label
        for first, last, label in procedure.closed_ranges
        for offset in range((last - first).days + 1)
    }
    closures = frozenset(closed) - procedure.holidays
    closed |= dict.fromkeys(procedure.holidays, "holiday")
    known = [day.toordinal() for timeline in timelines for day in days_of(timeline)]
    known += [day.toordinal() for day in closed] or [_EPOCH.toordinal()]
    reach = _reach_in_days(procedure, timelines) + len(closed)
    return WorkCalendar(
        date.fromordinal(max(min(known) - reach, _FIRST_ORDINAL)),
        date.fromordinal(min(max(known) + reach, _LAST_ORDINAL)),
        closed,
        closures=closures,
        name=procedure.id,
    )


def _reach_in_days(procedure: Procedure, timelines: Sequence[Timeline]) -> int:
    """At least as many days as a chain of every limit and extension could run, one after another."""
    periods = [(limit.amount, limit.unit) for limit in procedure.limits]
    periods += [(limit.cap.amount, limit.cap.unit) for limit in procedure.limits if limit.cap]
    days = sum(limit.missed_creates_offset_days for limit in procedure.limits)
    for timeline in timelines:
        if timeline.facts is not None:
            taken = timeline.facts.unilateral_extensions
            periods += [(extension.amount, extension.unit) for extension in taken]
            days += len(timeline.facts.extra_closed)
    days += sum(amount * _DAYS_IN[unit] for amount, unit in periods)
    return min(days + _MARGIN_DAYS, _LONGEST_REACH_DAYS)

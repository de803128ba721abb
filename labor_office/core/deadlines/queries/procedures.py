"""What the procedures editor asks: which version is in force, what a limit gives, whether examples hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from itertools import combinations
from typing import Any

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.procedures import (
    Procedure as ProcedureRow,
)
from labor_office.core.deadlines.models.procedures import (
    ProcedureVersion,
    SavedExample,
    VersionState,
)
from labor_office.core.deadlines.procedure_files.timelines import Timeline, read_timeline
from labor_office.core.deadlines.queries.readings import as_procedure, work_calendar
from labor_office.core.deadlines.rules.derive import Derived, derive
from labor_office.core.deadlines.rules.explanation import Explanation
from labor_office.core.deadlines.rules.facts import (
    AgreedExtension,
    Facts,
    Freeze,
    Happening,
    UnilateralExtension,
)
from labor_office.core.deadlines.rules.procedure import (
    DUE_PREFIX,
    CountUnit,
    Limit,
    Procedure,
    StartMode,
    Strength,
)
from labor_office.core.deadlines.rules.trace import explain
from labor_office.core.deadlines.verification import verify_timeline

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Examples are counted as their author did: beyond the published years only weekends are closed.
_FIRST, _LAST = date(1990, 1, 1), date(2079, 12, 31)


@dataclass(frozen=True, slots=True)
class Tested:
    """What a limit gives for a start that was only supposed. Without a date, ``missing`` says why."""

    start_on: date
    due_on: date | None
    missing: str
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Difference:
    """One start for which two versions give different dates; None where one has no such limit or date."""

    code: str
    name: str
    start_on: date
    due_before: date | None
    due_after: date | None


def version_in_force(procedure: ProcedureRow, on: date) -> ProcedureVersion | None:
    """The published version that took effect last on or before ``on``; None when none had yet."""
    return (
        procedure.versions.filter(state=VersionState.PUBLISHED, effective_from__lte=on)
        .order_by("-effective_from", "-number")
        .first()
    )


def try_date(
    version: ProcedureVersion,
    code: str,
    start_on: date,
    *,
    at: time | None = None,
    extended_to: date | None = None,
    extended_by: int = 0,
    unit: CountUnit = CountUnit.BUSINESS_DAYS,
    stopped: tuple[date, date | None] | None = None,
    today: date,
) -> Tested:
    """What the limit ``code`` gives from ``start_on``, with more time or a stop if wanted. Nothing is saved.

    The limit is counted by itself, without its outer limit, from any one start. Raises
    KeyError when the version has no such limit.
    """
    limit = as_procedure(version).limit(code)
    facts = Facts(
        happenings=(Happening(_start_of(limit), start_on, at),),
        extensions=(AgreedExtension(code, extended_to),) if extended_to else (),
        unilateral_extensions=(UnilateralExtension(code, extended_by, unit),) if extended_by else (),
        freezes=(Freeze("stop", (code,), *stopped),) if stopped else (),
    )
    calendar = calendar_of(version.procedure)
    one = _counted(version, limit, facts, calendar, max(start_on, today if stopped else start_on))
    return Tested(start_on, one.due_on, one.missing, explain(one.trace, calendar, today))


def due_dates(version: ProcedureVersion, code: str, starts: Sequence[date]) -> list[tuple[date, date | None]]:
    """What the limit gives from each of ``starts``: the table of the next twelve Fridays."""
    limit, calendar = as_procedure(version).limit(code), calendar_of(version.procedure)
    return [(start, _due(version, limit, start, calendar)) for start in starts]


def compare_versions(before: ProcedureVersion, after: ProcedureVersion, starts: Sequence[date]) -> list[Difference]:
    """Every limit and start for which the two versions differ, in the order of ``after``."""
    old = {limit.code: limit for limit in as_procedure(before).limits}
    new = {limit.code: limit for limit in as_procedure(after).limits}
    calendar = calendar_of(after.procedure)
    found = []
    for code in [*new, *(code for code in old if code not in new)]:
        for start in starts:
            due_before = _due(before, old[code], start, calendar) if code in old else None
            due_after = _due(after, new[code], start, calendar) if code in new else None
            if due_before != due_after:
                name = (new.get(code) or old[code]).name
                found.append(Difference(code, name, start, due_before, due_after))
    return found


def calendar_of(procedure: ProcedureRow) -> WorkCalendar:
    """The work calendar by which matters of the procedure count now."""
    if procedure.calendar.current_id is None:
        raise ValueError(f"{procedure.calendar} has no published days.")
    return work_calendar(procedure.calendar.current_id)


def failing_examples(version: ProcedureVersion) -> list[str]:
    """A line for each date of a saved example that the version does not give: rule, expected, got."""
    procedure = as_procedure(version)
    calendar_id = version.procedure.calendar.current_id
    calendar = _unbounded(calendar_id) if calendar_id else WorkCalendar(_FIRST, _LAST, {})
    rules = frozenset(limit.code for limit in procedure.limits)
    lines: list[str] = []
    for number, example in enumerate(SavedExample.objects.filter(version=version), start=1):
        timeline = timeline_of(example, procedure.id, number, rules)
        found = verify_timeline(procedure, timeline, calendar, example.title or example.code)
        lines += found.lines
    return lines


def timeline_of(example: SavedExample, procedure: str, number: int, rules: frozenset[str]) -> Timeline:
    """The example as the procedure file's reader reads it; its faults are in ``problems``."""
    return read_timeline(_with_days(example.timeline), procedure, number, rules)


def plain(content: Any) -> Any:  # noqa: ANN401 -- whatever TOML holds
    """A part of a procedure file as JSON-safe values; ``timeline_of`` reads it back."""
    if isinstance(content, dict):
        return {key: plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [plain(value) for value in content]
    return content.isoformat() if isinstance(content, date | time) else content


def same_acts(procedure: Procedure) -> list[str]:
    """A line for each two binding limits that set different clocks for one act from one start."""
    binding = [limit for limit in procedure.limits if limit.satisfied_by and limit.strength is Strength.LIMIT]
    return [
        f"{one.code} “{one.name}” and {other.code} “{other.name}” both set the time for {one.satisfied_by}. "
        "Keep one, or say for which kind of matter each is."
        for one, other in combinations(binding, 2)
        if (one.satisfied_by, one.applies_when, one.kind) == (other.satisfied_by, other.applies_when, other.kind)
        and set(one.start) & set(other.start)
    ]


def _due(version: ProcedureVersion, limit: Limit, start: date, calendar: WorkCalendar) -> date | None:
    return _counted(version, limit, Facts((Happening(_start_of(limit), start),)), calendar, start).due_on


def _counted(version: ProcedureVersion, limit: Limit, facts: Facts, calendar: WorkCalendar, as_of: date) -> Derived:
    alone = replace(limit, start=(_start_of(limit),), start_mode=StartMode.SINGLE, cap=None, satisfied_by="")
    whole = as_procedure(version)
    (one,) = derive(replace(whole, limits=(alone,)), facts, calendar, as_of)
    return one


def _start_of(limit: Limit) -> str:
    """An event to start from; a due date of another limit is supposed as one."""
    first = limit.start[0]
    return f"due_date_of_{first.removeprefix(DUE_PREFIX)}" if first.startswith(DUE_PREFIX) else first


def _with_days(stored: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(stored, dict):
        return {key: _with_days(value) for key, value in stored.items()}
    if isinstance(stored, list):
        return [_with_days(value) for value in stored]
    return date.fromisoformat(stored) if isinstance(stored, str) and _DAY.fullmatch(stored) else stored


@lru_cache(maxsize=32)
def _unbounded(calendar_version_id: int) -> WorkCalendar:
    known = work_calendar(calendar_version_id)
    return WorkCalendar(
        min(known.first, _FIRST), max(known.last, _LAST), known.closed, closures=known.closures, name=known.name
    )

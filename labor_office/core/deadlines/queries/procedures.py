"""What the procedures editor asks: which version is in force, what a limit gives, whether examples hold."""

from __future__ import annotations

import re
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
)
from labor_office.core.deadlines.procedure_files.timelines import Timeline, read_timeline
from labor_office.core.deadlines.queries.readings import as_procedure, work_calendar
from labor_office.core.deadlines.rules.procedure import (
    Procedure,
    Strength,
)
from labor_office.core.deadlines.verification import verify_timeline

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Examples are counted as their author did: beyond the published years only weekends are closed.
_FIRST, _LAST = date(1990, 1, 1), date(2079, 12, 31)


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

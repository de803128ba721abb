"""Rows to the pure clock: a version as a procedure, a calendar's version as a work calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.calendars import Calendar, CalendarDay, CalendarVersion
from labor_office.core.deadlines.models.procedures import ProcedureVersion, TimeLimit, VersionState
from labor_office.core.deadlines.rules import codec
from labor_office.core.deadlines.rules.applying import for_kinds
from labor_office.core.deadlines.rules.procedure import (
    Actor,
    AgendaCutoff,
    Cap,
    CountUnit,
    Direction,
    LateFilingEffect,
    Limit,
    LimitKind,
    MissedEffect,
    Procedure,
    Roll,
    SpecialKind,
    StartMode,
    Strength,
)

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A published version as one matter runs under it, with the row of each limit by code."""

    procedure: Procedure
    limit_ids: Mapping[str, int]


def as_procedure(version: ProcedureVersion) -> Procedure:
    """The version as the clock reads it. Published versions never change and are read once a process.

    Raises ``rules.order.ProcedureError`` when a draft's limits contradict each other.
    """
    return _read(version) if version.state == VersionState.DRAFT else _published(version.pk)


@lru_cache(maxsize=512)
def reading(version_id: int, kinds: tuple[str, ...]) -> Reading:
    """A published version for a matter of ``kinds``, kept by the process."""
    ids = dict(TimeLimit.objects.filter(version_id=version_id).values_list("code", "pk"))
    return Reading(for_kinds(_published(version_id), kinds), ids)


@lru_cache(maxsize=64)
def work_calendar(version_id: int) -> WorkCalendar:
    """One version of a calendar, which never changes once made, kept by the process."""
    version = CalendarVersion.objects.select_related("calendar").get(pk=version_id)
    rows = list(CalendarDay.objects.filter(version=version).values_list("day", "is_open", "label", "is_closure"))
    closed = {day: label or "closed" for day, is_open, label, _ in rows if not is_open and day.weekday() < SATURDAY}
    return WorkCalendar(
        rows[0][0],
        rows[-1][0],
        closed,
        closures=[day for day, *_, is_closure in rows if is_closure],
        name=version.calendar.name,
        version=version_name(version.number),
    )


def office_calendar() -> WorkCalendar:
    """The office's own published calendar. Raises ``Calendar.DoesNotExist`` before the office has one."""
    current = Calendar.objects.get(is_office=True, current__isnull=False).current_id
    assert current is not None  # noqa: S101 -- the filter asked for it
    return work_calendar(current)


def version_name(number: int) -> str:
    """How a proof cites a calendar's version; ``identity`` joins it to the calendar's name."""
    return f"version {number}"


def limit_of(row: TimeLimit) -> Limit:
    """The row as the clock reads it."""
    return Limit(
        code=row.code,
        name=row.name,
        actor=Actor(row.actor),
        start=tuple(row.start),
        amount=row.amount,
        unit=CountUnit(row.count_unit),
        start_mode=StartMode(row.start_mode),
        step=row.step,
        person=row.person,
        roll=Roll(row.roll),
        direction=Direction(row.direction),
        cap=codec.decode(Cap, row.cap) if row.cap else None,
        satisfied_by=row.satisfied_by,
        missed=row.missed,
        missed_effect=MissedEffect(row.missed_effect),
        missed_creates=row.missed_creates,
        missed_creates_offset_days=row.missed_creates_offset_days,
        applies_when=row.applies_when,
        not_extendable=not row.is_extendable,
        strength=Strength.TARGET if row.is_target else Strength.LIMIT,
        kind=LimitKind.WAITING_PERIOD if row.is_waiting_period else LimitKind.LIMIT,
        special_kind=SpecialKind(row.special_kind) if row.special_kind else None,
        agenda_cutoff=codec.decode(AgendaCutoff, row.agenda_cutoff) if row.agenda_cutoff else None,
        list_key=row.list_key,
        citation=row.citation,
        quote=row.quote,
        is_verified=row.is_verified,
    )


def row_of(limit: Limit, *, version_id: int, position: int) -> TimeLimit:
    """The limit as a row, not yet saved; ``limit_of`` gives the same limit back."""
    return TimeLimit(
        version_id=version_id,
        position=position,
        code=limit.code,
        name=limit.name,
        step=limit.step,
        actor=limit.actor.value,
        start=list(limit.start),
        start_mode=limit.start_mode.value,
        amount=limit.amount,
        count_unit=limit.unit.value,
        person=limit.person,
        roll=limit.roll.value,
        direction=limit.direction.value,
        cap=codec.encode(limit.cap) if limit.cap else None,
        satisfied_by=limit.satisfied_by,
        missed=limit.missed,
        missed_effect=limit.missed_effect.value,
        missed_creates=limit.missed_creates,
        missed_creates_offset_days=limit.missed_creates_offset_days,
        applies_when=limit.applies_when,
        is_extendable=not limit.not_extendable,
        is_target=limit.strength is Strength.TARGET,
        is_waiting_period=limit.kind is LimitKind.WAITING_PERIOD,
        special_kind=limit.special_kind.value if limit.special_kind else "",
        list_key=limit.list_key,
        agenda_cutoff=codec.encode(limit.agenda_cutoff) if limit.agenda_cutoff else None,
        citation=limit.citation,
        quote=limit.quote,
        is_verified=limit.is_verified,
    )


@lru_cache(maxsize=256)
def _published(version_id: int) -> Procedure:
    version = ProcedureVersion.objects.select_related("procedure").get(pk=version_id)
    if version.state == VersionState.DRAFT:
        raise ValueError(f"{version} is a draft: no matter can run under it.")
    return _read(version)


def _read(version: ProcedureVersion) -> Procedure:
    rows = TimeLimit.objects.filter(version=version).order_by("position")
    texts = {key: tuple(text) if isinstance(text, list) else text for key, text in version.texts.items()}
    return Procedure(
        id=version.procedure.slug,
        title=version.procedure.title,
        limits=tuple(limit_of(row) for row in rows),
        cutoff_time=version.cutoff_time,
        late_filing_effect=LateFilingEffect(version.late_filing_effect) if version.late_filing_effect else None,
        texts=texts,
    )

"""One matter as the clock sees it: what has happened, under which rules, by which calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.clocks import Clock, ClockStop, Extension, Trigger
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.readings import Reading, reading, work_calendar
from labor_office.core.deadlines.rules.docket import ByHand, Docket, docket
from labor_office.core.deadlines.rules.facts import (
    AgreedExtension,
    Facts,
    Freeze,
    Happening,
    UnilateralExtension,
)
from labor_office.core.deadlines.rules.procedure import CountUnit

R = TypeVar("R", Trigger, Extension, ClockStop, Deadline)


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a derivation of one matter needs, and its deadlines of this pass by code."""

    clock: Clock
    reading: Reading
    calendar_version_id: int
    facts: Facts
    rows: Mapping[str, Deadline] = field(default_factory=dict)
    # The dates that people set, by code.
    hands: Mapping[str, ByHand] = field(default_factory=dict)

    @property
    def calendar(self) -> WorkCalendar:
        """The work calendar by which the matter is counted."""
        return work_calendar(self.calendar_version_id)

    def docket(self, today: date) -> Docket:
        """Every limit as it stands on ``today``."""
        return docket(self.reading.procedure, self.facts, self.calendar, today, self.hands)

    def with_facts(self, facts: Facts) -> Situation:
        """The same matter, had other things happened."""
        return replace(self, facts=facts)


def clock_of(matter_id: int) -> Clock | None:
    """The matter's clock with its rules; None where none were in use when it was opened."""
    return Clock.objects.filter(pk=matter_id).select_related("version__procedure").first()


def has_clock(matter_id: int) -> bool:
    """Whether anything is counted for the matter."""
    return Clock.objects.filter(pk=matter_id).exists()


def situation(matter_id: int) -> Situation:
    """The matter as recorded. Raises ``Clock.DoesNotExist`` for one without a clock. Five queries."""
    clock = Clock.objects.select_related("matter", "calendar").get(pk=matter_id)
    return situation_of(clock)


def situation_of(clock: Clock, *, calendar_version_id: int | None = None) -> Situation:
    """The matter of ``clock``; by another version of its calendar when one is given. Four queries."""
    return _situations([clock], calendar_version_id)[0]


def situations(matter_ids: Sequence[int], *, calendar_version_id: int | None = None) -> list[Situation]:
    """Many matters as recorded, in the order of their clocks. Five queries, whatever their number."""
    clocks = Clock.objects.filter(pk__in=matter_ids).select_related("matter", "calendar").order_by("pk")
    return _situations(list(clocks), calendar_version_id)


def _situations(clocks: list[Clock], calendar_version_id: int | None) -> list[Situation]:
    ids = [clock.pk for clock in clocks]
    triggers = _by_pass(Trigger.objects.filter(matter__in=ids, replaced_at=None))
    extensions = _by_pass(Extension.objects.filter(matter__in=ids, withdrawn_at=None).order_by("recorded_at", "pk"))
    stops = _by_pass(ClockStop.objects.filter(matter__in=ids))
    deadlines = _by_pass(Deadline.objects.filter(matter__in=ids))
    found = []
    for clock in clocks:
        of_pass = (clock.pk, clock.cycle)
        read = reading(clock.version_id, tuple(clock.kinds))
        facts = facts_of(clock, read, triggers=triggers[of_pass], extensions=extensions[of_pass], stops=stops[of_pass])
        rows = {row.code: row for row in deadlines[of_pass]}
        version_id = calendar_version_id or clock.calendar.current_id
        if version_id is None:
            raise ValueError(f"{clock.calendar} has no published days.")
        found.append(Situation(clock, read, version_id, facts, rows, _hands(rows)))
    return found


def _by_pass(rows: Iterable[R]) -> defaultdict[tuple[int, int], list[R]]:
    """The rows of each matter and pass, in their order."""
    grouped: defaultdict[tuple[int, int], list[R]] = defaultdict(list)
    for row in rows:
        grouped[row.matter_id, row.cycle].append(row)
    return grouped


def facts_of(
    clock: Clock,
    read: Reading,
    *,
    triggers: Iterable[Trigger],
    extensions: Iterable[Extension] = (),
    stops: Iterable[ClockStop] = (),
) -> Facts:
    """The facts that the clock may look at. An agreed extension without a signature is not one."""
    agreed, added = _in_force(list(extensions))
    codes = tuple(limit.code for limit in read.procedure.limits)
    return Facts(
        happenings=tuple(Happening(t.event, t.on, t.at, t.label) for t in triggers),
        extensions=agreed,
        unilateral_extensions=added,
        freezes=tuple(freeze_of(stop, codes) for stop in stops),
        work_dates=_dates(clock.work_dates),
        lists=_dates(clock.lists),
        kinds=frozenset(clock.kinds),
    )


def facts_if(clock: Clock, *, signed: int = 0, without: int = 0) -> Facts:
    """The facts of the clock's pass had one extension been signed, or not been agreed. Three queries."""
    mine = {"matter": clock.pk, "cycle": clock.cycle}
    rows = list(Extension.objects.filter(**mine, withdrawn_at=None).exclude(pk=without).order_by("recorded_at", "pk"))
    for row in rows:
        row.signed_on = row.signed_on or (row.agreed_on if row.pk == signed else None)
    return facts_of(
        clock,
        reading(clock.version_id, tuple(clock.kinds)),
        triggers=Trigger.objects.filter(**mine, replaced_at=None),
        extensions=rows,
        stops=ClockStop.objects.filter(**mine),
    )


def freeze_of(stop: ClockStop, codes: tuple[str, ...]) -> Freeze:
    """The stop of the named limits; of all, outer limits too, when it names none."""
    limits = tuple(stop.limit_codes) or codes
    return Freeze(stop.kind, limits, stop.from_on, stop.to_on, stops_outer_limit=not stop.limit_codes)


def _in_force(
    extensions: list[Extension],
) -> tuple[tuple[AgreedExtension, ...], tuple[UnilateralExtension, ...]]:
    """Signed ones and those as of right, in the order recorded.

    A date agreed after an amount was added stands for itself: it swallows the amount.
    """
    agreed: list[AgreedExtension] = []
    added: list[UnilateralExtension] = []
    for row in extensions:
        if not row.is_as_of_right and row.signed_on is None:
            continue
        if row.new_due_on is not None:
            agreed.append(AgreedExtension(row.limit_code, row.new_due_on, row.agreed_by))
            added = [one for one in added if one.limit != row.limit_code]
        elif row.amount is not None:
            unit = CountUnit(row.count_unit)
            added.append(
                UnilateralExtension(row.limit_code, row.amount, unit, row.agreed_by, is_agreed=not row.is_as_of_right)
            )
    return tuple(agreed), tuple(added)


def _hands(rows: Mapping[str, Deadline]) -> dict[str, ByHand]:
    return {
        code: ByHand(row.due_on, hand_note(row.set_by_hand_reason))
        for code, row in rows.items()
        if row.set_by_hand_on is not None and row.due_on is not None
    }


def hand_note(reason: str) -> str:
    """What the proof says of a date that someone set."""
    return f"Set by hand: {reason}"


def _dates(stored: Mapping[str, list[str]]) -> dict[str, tuple[date, ...]]:
    return {key: tuple(date.fromisoformat(day) for day in days) for key, days in stored.items()}

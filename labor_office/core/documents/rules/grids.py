"""The counted days of a proof as calendar weeks, Sunday first. Pure: no arithmetic on law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

FOLD_FROM = 60  # days; beyond it, whole weeks in which nothing but counting happens become one line
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

_MARKS = {"start": "Start", "holiday": "Holiday", "closure": "Closed", "stopped": "Stopped", "due": "Due"}
_OFF = {"weekend", "holiday", "closure"}


@dataclass(frozen=True, slots=True)
class ProofDay:
    """One calendar day of a proof. ``kind``: start, counted, weekend, holiday, closure, stopped, extension, due."""

    on: date
    kind: str
    n: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class GridDay:
    """One square: its day, the mark it bears, words beneath, and how it is drawn. Empty before the first day."""

    number: str = ""
    mark: str = ""
    note: str = ""
    css: str = "none"


@dataclass(frozen=True, slots=True)
class GridWeek:
    """Seven squares, or one line standing for several whole weeks."""

    days: tuple[GridDay, ...] = ()
    fold: str = ""


def draw_weeks(days: Sequence[ProofDay], *, unit_word: str) -> tuple[GridWeek, ...]:
    """``days`` as weeks; long quiet stretches of more than 60 days are folded and counted in words."""
    if not days:
        return ()
    by_day = {day.on: day for day in days}
    added = {day.on: position for position, day in enumerate((d for d in days if d.kind == "extension"), start=1)}
    weeks = list(_weeks(days[0].on, days[-1].on))
    is_long = len(days) > FOLD_FROM
    found: list[GridWeek] = []
    for is_quiet, run in groupby(weeks, key=lambda week: is_long and _is_quiet(week, by_day)):
        batch = list(run)
        if is_quiet and len(batch) > 1:
            counted = sum(by_day[day].kind == "counted" for week in batch for day in week)
            words = f"{len(batch)} more weeks, {_short(batch[0][0])} to {_short(batch[-1][-1])}: {counted} {unit_word}s"
            found.append(GridWeek(fold=words))
            continue
        found += [GridWeek(tuple(_square(by_day.get(day), day, days[0].on, added) for day in week)) for week in batch]
    return tuple(found)


def _weeks(first: date, last: date) -> Iterator[list[date]]:
    sunday = first - timedelta(days=(first.weekday() + 1) % 7)
    while sunday <= last:
        yield [sunday + timedelta(days=offset) for offset in range(7)]
        sunday += timedelta(days=7)


def _is_quiet(week: list[date], by_day: dict[date, ProofDay]) -> bool:
    return all(day in by_day and by_day[day].kind in {"counted", "weekend"} for day in week)


def _square(day: ProofDay | None, on: date, first: date, added: dict[date, int]) -> GridDay:
    if day is None:
        return GridDay()
    number = _short(on) if on.day == 1 or on == first else str(on.day)
    counted = f"+{added[on]}" if day.kind == "extension" else "" if day.n is None else str(day.n)
    mark = _MARKS.get(day.kind) or counted
    note = day.label if day.kind != "counted" else ""
    if day.kind == "due" and day.n is not None:
        note = f"day {day.n}"
    css = "off" if day.kind in _OFF else day.kind
    return GridDay(number, mark or "\N{EN DASH}", note, css)


def _short(day: date) -> str:
    return f"{day:%b} {day.day}"

"""The counted days as a reader sees and hears them. Pure: from the stored trace to cells, no arithmetic on law.

The trace gives one entry a calendar day: ``date``, ``kind`` (start, counted, weekend, holiday,
closure, stopped, extension, due), ``n`` (which day of the count, or None), ``label`` (the name of a
holiday, a reason, or ""), ``is_today``, ``is_past``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

LONGEST_LINE = 25  # days; a longer period is drawn as calendar weeks
FOLD_FROM = 60  # days; beyond it, weeks in which nothing happens are folded into one line

_WEEKDAY_LETTERS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CLASSES: Mapping[str, str] = {
    "start": "trig",
    "counted": "",
    "weekend": "off",
    "holiday": "off hol",
    "closure": "off hol",
    "stopped": "stop",
    "extension": "ext",
    "due": "due",
}
_MARKS: Mapping[str, str] = {
    "start": "Start",
    "weekend": "\N{EN DASH}",
    "holiday": "Holiday",
    "closure": "Closed",
    "stopped": "II",
    "due": "Due",
}
_QUIET = {"counted", "weekend"}


class TraceDay(Protocol):
    """One calendar day of a deadline's trace."""

    @property
    def date(self) -> date: ...
    @property
    def kind(self) -> str: ...
    @property
    def n(self) -> int | None: ...
    @property
    def label(self) -> str: ...
    @property
    def is_today(self) -> bool: ...
    @property
    def is_past(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the strip, or a line that stands for several whole weeks."""

    css: str
    weekday: str = ""
    number: str = ""
    mark: str = ""
    sentence: str = ""
    is_fold: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """The cells in order, whether they are drawn as weeks, and the name a screen reader says first."""

    cells: tuple[Cell, ...]
    is_weeks: bool
    label: str


def draw_strip(days: Sequence[TraceDay], *, state: str = "plan", unit: str = "working day") -> Strip:
    """The strip for a trace: one line up to 25 days, calendar weeks beyond, quiet weeks folded past 60.

    ``state`` is the chip class that colours the due square; ``unit`` is what one counted day is called.
    """
    if not days:
        return Strip((), is_weeks=False, label="")
    first, last = days[0].date, days[-1].date
    extended = _extension_counts(days)
    cells = tuple(_cells(days, state, unit, extended))
    label = f"Days from {first:%B} {first.day} to {last:%B} {last.day}"
    return Strip(cells, is_weeks=len(days) > LONGEST_LINE, label=label)


def _cells(days: Sequence[TraceDay], state: str, unit: str, extended: Mapping[date, int]) -> Iterator[Cell]:
    first = days[0].date
    if len(days) <= FOLD_FROM:
        yield from (_cell(day, state, unit, extended, begins=day.date == first) for day in days)
        return
    resumes = False
    weeks = [list(week) for _, week in groupby(days, key=lambda day: _sunday_ordinal(day.date))]
    for is_quiet, run in groupby(weeks, key=_is_quiet_week):
        batch = list(run)
        if is_quiet and len(batch) > 1:
            yield _fold(batch, unit)
            resumes = True
            continue
        for week in batch:
            for day in week:
                begins = day.date == week[0].date
                yield _cell(day, state, unit, extended, begins=begins, says_month=begins and resumes)
            resumes = False


def _cell(
    day: TraceDay, state: str, unit: str, extended: Mapping[date, int], *, begins: bool, says_month: bool = False
) -> Cell:
    css = [_CLASSES.get(day.kind, "")]
    if day.kind == "due":
        css.append(state)
    if day.kind == "counted" and day.is_past:
        css.append("done")
    if day.is_today:
        css.append("is-today")
    if begins:
        css.append(f"c{_column(day.date)}")
    return Cell(
        css=" ".join(filter(None, css)),
        weekday=_WEEKDAY_LETTERS[day.date.weekday()],
        number=f"{day.date:%b} {day.date.day}" if day.date.day == 1 or says_month else str(day.date.day),
        mark=_mark(day, extended),
        sentence=_sentence(day, unit),
    )


def _mark(day: TraceDay, extended: Mapping[date, int]) -> str:
    if day.kind == "extension":
        return f"+{extended[day.date]}"
    return _MARKS.get(day.kind) or (str(day.n) if day.n is not None else "")


def _sentence(day: TraceDay, unit: str) -> str:
    words = f"{day.date:%A, %B} {day.date.day}: {_what_it_is(day, unit)}"
    return f"{words}, today" if day.is_today else words


def _what_it_is(day: TraceDay, unit: str) -> str:
    count = f"{unit} {day.n}" if day.n is not None else "counted"
    named = {
        "start": "starting event, not counted",
        "counted": count,
        "weekend": "weekend, not counted",
        "holiday": f"{day.label or 'City holiday'}, City holiday, not counted",
        "closure": f"{day.label or 'City offices closed'}, not counted",
        "stopped": "clock stopped, not counted",
        "extension": f"{count}, added by extension",
        "due": "due date" if day.n is None else f"{count}, due date",
    }
    return named.get(day.kind, day.label)


def _extension_counts(days: Sequence[TraceDay]) -> dict[date, int]:
    added = [day.date for day in days if day.kind == "extension"]
    return {day: position for position, day in enumerate(added, start=1)}


def _is_quiet_week(week: list[TraceDay]) -> bool:
    return len(week) == 7 and all(day.kind in _QUIET and not day.is_today for day in week)


def _fold(weeks: list[list[TraceDay]], unit: str) -> Cell:
    counted = sum(day.kind == "counted" for week in weeks for day in week)
    words = f"{len(weeks)} more weeks, {counted} {unit}s"
    first, last = weeks[0][0].date, weeks[-1][-1].date
    sentence = f"{first:%B} {first.day} to {last:%B} {last.day}: {words}"
    return Cell(css="fold", mark=words, sentence=sentence, is_fold=True)


def _column(day: date) -> int:
    return (day.weekday() + 1) % 7 + 1


def _sunday_ordinal(day: date) -> int:
    return day.toordinal() - (_column(day) - 1)

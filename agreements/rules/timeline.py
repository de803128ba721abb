"""Which words of an article hold on which days: the agreement's own, and what side letters laid over them.

Days are civil days. A range names its first day and the first day on which it no longer
holds. Letters are given in the order in which they were put in force: on a day that two
of them claim, the later one's words hold, and when it has run out the earlier one's again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` up to but not including ``until``; without an end when that is None."""

    first: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)

    @property
    def last(self) -> date | None:
        """The last day; None without an end."""
        return self.until - ONE_DAY if self.until else None

    def within(self, other: Days) -> Days | None:
        """The days that both have; None for none."""
        first = max(self.first, other.first)
        until = earlier(self.until, other.until)
        return Days(first, until) if until is None or first < until else None


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two ends; None is never."""
    return min((day for day in (one, other) if day is not None), default=None)


def through(first: date, last: date | None) -> Days | None:
    """Days from ``first`` to ``last``, both included; None when the last lies before the first."""
    if last is None:
        return Days(first)
    return Days(first, last + ONE_DAY) if last >= first else None


@dataclass(frozen=True, slots=True)
class Letter:
    """A side letter in force: its first and last day, and the letter it puts an end to."""

    key: int
    effective_on: date
    ends_on: date | None = None
    ends_letter: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a letter does to one article. ``is_end``: from then on it has no words."""

    origin: int
    letter: int
    effective_on: date
    ends_on: date | None = None
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with the same words. ``origin`` is the change that brought them, None for the agreement's own."""

    days: Days
    origin: int | None


def days_held(letters: Sequence[Letter]) -> dict[int, Days]:
    """The days on which each letter holds, by its key; one that never came to hold is left out.

    A letter ends on its last day, or with the first day of a letter that puts an end to
    it. A letter that was itself ended before its first day has ended nothing.
    """
    held: dict[int, Days] = {}
    cut: dict[int, date | None] = {}
    for letter in reversed(letters):
        days = through(letter.effective_on, letter.ends_on)
        end = cut.get(letter.key)
        if days is not None and end is not None:
            days = days.within(Days(date.min, end))
        if days is None:
            continue
        held[letter.key] = days
        if letter.ends_letter is not None:
            cut[letter.ends_letter] = earlier(cut.get(letter.ends_letter), letter.effective_on)
    return held


def days_changed(change: Change, held: Mapping[int, Days]) -> Days | None:
    """The days on which ``change`` is at work, given the days on which letters hold; None for none."""
    asked = through(change.effective_on, change.ends_on)
    letter = held.get(change.letter)
    return asked.within(letter) if asked is not None and letter is not None else None


def text_by_day(
    base: Days | None, agreement: Days, changes: Sequence[Change], held: Mapping[int, Days]
) -> list[Stretch]:
    """The words of one article through the days of its agreement, first day first.

    ``base`` are the days of the agreement's own words, None for an article that a letter
    added. Stretches never overlap; a day without one has no words: they were ended, or
    not yet added. Neighbours with the same words are one stretch.
    """
    layers = [
        (change, days)
        for change in changes
        if (found := days_changed(change, held)) is not None and (days := found.within(agreement)) is not None
    ]
    own = base.within(agreement) if base is not None else None
    known = [days for _, days in layers] + ([own] if own else [])
    edges = sorted({days.first for days in known} | {days.until for days in known if days.until is not None})
    stretches: list[Stretch] = []
    for number, first in enumerate(edges):
        until = edges[number + 1] if number + 1 < len(edges) else None
        top = next((change for change, days in reversed(layers) if first in days), None)
        if top.is_end if top else own is None or first not in own:
            continue
        _lay(stretches, Stretch(Days(first, until), top.origin if top else None))
    return stretches


def _lay(stretches: list[Stretch], further: Stretch) -> None:
    """Add a stretch, into the one before where it goes on with the same words."""
    last = stretches[-1] if stretches else None
    if last and last.origin == further.origin and last.days.until == further.days.first:
        stretches[-1] = Stretch(Days(last.days.first, further.days.until), last.origin)
    else:
        stretches.append(further)


@dataclass(frozen=True, slots=True)
class Row:
    """A stored version: whose words, and its days; None for words that never came into force."""

    key: int
    origin: int | None
    days: Days | None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What must be written so that stored versions say ``text_by_day``: new days for rows, and new rows."""

    moved: tuple[tuple[int, Days | None], ...]
    added: tuple[Stretch, ...]


def rewrite(rows: Iterable[Row], stretches: Sequence[Stretch]) -> Rewrite:
    """The fewest changes that make ``rows`` say ``stretches``.

    A row keeps its words for ever, so that what refers to it goes on reading what it
    read: rows are matched by whose words they hold, first those that begin on the same
    day, then in the order of days. What is left over holds on no day any more.
    """
    stored = sorted(rows, key=lambda row: (row.days is None, row.days.first if row.days else date.max, row.key))
    taken: dict[int, Stretch] = {}
    open_stretches = list(stretches)
    for is_exact in (True, False):
        for row in stored:
            if row.key in taken:
                continue
            fit = next(
                (one for one in open_stretches if one.origin == row.origin and _begins(one, row, is_exact)), None
            )
            if fit is not None:
                taken[row.key] = fit
                open_stretches.remove(fit)
    new_days = {row.key: taken[row.key].days if row.key in taken else None for row in stored}
    moved = tuple((row.key, new_days[row.key]) for row in stored if new_days[row.key] != row.days)
    return Rewrite(moved, tuple(open_stretches))


def _begins(stretch: Stretch, row: Row, is_exact: bool) -> bool:  # noqa: FBT001 -- the pass it is asked in
    return not is_exact or (row.days is not None and row.days.first == stretch.days.first)

"""Hours counted to the minute: a notice received at a time, and the earliest time for what it announces. Pure.

An hour is an hour that passes. When the clocks change in between, the hand of the clock
moves by an hour more or less than was counted, and the count says so.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_ONE_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class HoursOfDay:
    """The minutes counted on one civil day; ``change`` says when its clocks were changed, and which way."""

    on: date
    minutes: int
    change: str = ""

    @property
    def words(self) -> str:
        """``13 h``, ``12 h 30 min``."""
        return minutes_words(self.minutes)


@dataclass(frozen=True, slots=True)
class HourCount:
    """So many hours from an instant: where they end by the clock of the place, and each day's part in them."""

    hours: int
    starts_at: datetime
    ends_at: datetime
    days: tuple[HoursOfDay, ...]

    @property
    def is_across_a_change(self) -> bool:
        """Whether the clocks were changed in between."""
        return any(day.change for day in self.days)

    @property
    def sentence(self) -> str:
        """``13 h on Fri, 24 h on Sat, ...: 72 h``, with what a change of the clocks does."""
        parts = ", ".join(f"{day.words} on {day.on:%a, %b} {day.on.day}" for day in self.days)
        changes = ". ".join(day.change for day in self.days if day.change)
        return f"{parts}: {self.hours} h.{f' {changes}.' if changes else ''}"


def count_hours(starts_at: datetime, hours: int, zone: tzinfo) -> HourCount:
    """``hours`` from ``starts_at`` (aware), by the clock of ``zone``.

    Every hour that passes counts, by day and by night, on weekends and holidays. A start
    with seconds counts from its minute. Raises ValueError for a naive start or no hours.
    """
    if starts_at.tzinfo is None:
        message = "The hour has no time zone."
        raise ValueError(message)
    if hours < 1:
        message = "At least one hour is counted."
        raise ValueError(message)
    start = starts_at.astimezone(UTC).replace(second=0, microsecond=0)
    end = start + timedelta(hours=hours)
    local = start.astimezone(zone)
    return HourCount(hours, local, end.astimezone(zone), tuple(_days(start, end, local.date(), zone)))


def _days(start: datetime, end: datetime, day: date, zone: tzinfo) -> list[HoursOfDay]:
    found = []
    while (midnight := _midnight(day, zone)) < end:
        after = _midnight(day + _ONE_DAY, zone)
        minutes = int((min(end, after) - max(start, midnight)) / _MINUTE)
        if minutes:
            is_changed = start.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset()
            change = _change(day, max(start, midnight), min(end, after), zone) if is_changed else ""
            found.append(HoursOfDay(day, minutes, change))
        day += _ONE_DAY
    return found


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def _change(day: date, first: datetime, last: datetime, zone: tzinfo) -> str:
    """What the clocks did between two instants of one day; nothing when they were not changed."""
    before, after = first.astimezone(zone).utcoffset(), last.astimezone(zone).utcoffset()
    if before is None or after is None or before == after:
        return ""
    moved = int((after - before) / _MINUTE)
    way = "forward" if moved > 0 else "back"
    return f"The clocks go {way} {minutes_words(abs(moved))} on {day:%a, %b} {day.day}"


def minutes_words(minutes: int) -> str:
    """``13 h``, ``30 min``, ``12 h 30 min``."""
    whole, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{whole} h" if whole else "", f"{rest} min" if rest else "") if part) or "0 min"

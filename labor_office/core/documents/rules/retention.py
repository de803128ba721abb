"""When what is kept may be destroyed. Pure."""

from __future__ import annotations

from datetime import MAXYEAR, date


def destroy_after(closed_on: date | None, years: int | None) -> date | None:
    """The last day a matter is kept: ``years`` after it closed; None while it is open or is kept for ever."""
    if closed_on is None or years is None:
        return None
    if closed_on.year + years > MAXYEAR:
        return None
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:
        # February 29 of a year that has none.
        return closed_on.replace(year=closed_on.year + years, day=28)


def refusal(*, last_day: date | None, today: date, is_held: bool, is_destroyed: bool) -> str:
    """Why the papers may not be destroyed today; empty when a person may decide it."""
    if is_destroyed:
        return "Its papers are destroyed already."
    if is_held:
        return "A legal hold stands on it. It is released before anything is destroyed."
    if last_day is None:
        return "It is open, or the schedule keeps it for ever."
    if today <= last_day:
        return "Its time is not over yet."
    return ""

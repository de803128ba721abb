"""Counting working days: ours one at a time against numpy, which a programmer would otherwise take."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from bench.measure import Result, median, told
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries.readings import work_calendar

COUNTS = (5, 10, 15, 30, 45)
MANY, FEW = 200_000, 5_000
GOAL_NS = 150


def counting() -> Iterator[Result]:
    """The n-th working day after a day, in nanoseconds."""
    calendar = work_calendar(Calendar.objects.get(is_office=True).current_id or 0)
    draw = random.Random(1)
    days = [date(2015, 1, 1) + timedelta(draw.randrange(4_000)) for _ in range(MANY)]
    counts = [draw.choice(COUNTS) for _ in range(MANY)]
    theirs = np.busdaycalendar(holidays=np.array([str(day) for day in calendar.closed], dtype="datetime64[D]"))
    add = calendar.add_open_days

    def ours() -> None:
        for day, count in zip(days, counts, strict=True):
            add(day, count)

    def nothing() -> None:
        for _ in zip(days, counts, strict=True):
            pass

    def numpy_one_by_one() -> None:
        for day, count in zip(days[:FEW], counts[:FEW], strict=True):
            np.busday_offset(day, count, roll="preceding", busdaycal=theirs)

    agreed = np.busday_offset(
        np.array(days, "datetime64[D]"), np.array(counts), roll="preceding", busdaycal=theirs
    ).tolist()
    assert agreed == [add(day, count) for day, count in zip(days, counts, strict=True)]
    vector_days, vector_counts = np.array(days, "datetime64[D]"), np.array(counts)
    mine = (median(ours) - median(nothing)) / MANY * 1e9
    scalar = median(numpy_one_by_one) / FEW * 1e9
    vector = (
        median(lambda: np.busday_offset(vector_days, vector_counts, roll="preceding", busdaycal=theirs)) / MANY * 1e9
    )
    yield told(
        "n working days after a day", f"{mine:.0f} ns", anchor=f"numpy scalar {scalar:,.0f} ns, vector {vector:.0f} ns",
        ratio=scalar / mine, goal=f"{GOAL_NS} ns", is_met=mine <= GOAL_NS,
    )  # fmt: skip

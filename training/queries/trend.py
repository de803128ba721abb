"""How compliance stood at the end of each month: from the duties' own history, counted when asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from labor_office.core.deadlines.rules.counting import add_months
from training.models.duties import DutyQuerySet

# A duty was asked of somebody from the day it began to the day it ended or its next turn began.
_TREND = """
    SELECT asked_on, count(*) FILTER (WHERE done_on <= asked_on AND (good_until IS NULL OR good_until >= asked_on)),
        count(*) FILTER (WHERE due_on < asked_on AND (done_on IS NULL OR done_on > asked_on)), count(*)
    FROM unnest(%s::date[]) AS asked_on
    JOIN training_duty duty ON duty.began_on <= asked_on AND (duty.ended_on IS NULL OR duty.ended_on > asked_on)
    WHERE duty.id = ANY(%s) AND duty.state <> 'EXEMPT'
        AND NOT EXISTS (SELECT FROM training_duty later WHERE later.employee_id = duty.employee_id
            AND later.requirement_id = duty.requirement_id AND later.turn > duty.turn AND later.began_on <= asked_on)
    GROUP BY asked_on ORDER BY asked_on
"""


@dataclass(frozen=True, slots=True)
class Point:
    """One day: duties asked of people, those that were current, those that were overdue."""

    on: date
    done: int
    overdue: int
    asked: int

    @property
    def percent(self) -> int:
        """How many of a hundred were current."""
        return self.done * 100 // self.asked if self.asked else 0


def trend(duties: DutyQuerySet, *, today: date, months: int = 12) -> list[Point]:
    """The first day of each of the last ``months`` months and today; days on which nothing was asked are left out."""
    first = today.replace(day=1)
    days = [add_months(first, -back) for back in range(months - 1, -1, -1)]
    if days[-1] != today:
        days.append(today)
    statement, parameters = duties.order_by().values("pk").query.sql_with_params()
    inside = _TREND.replace("= ANY(%s)", f"IN ({statement})")
    with connection.cursor() as cursor:
        cursor.execute(inside, [days, *parameters])
        return [Point(*row) for row in cursor.fetchall()]

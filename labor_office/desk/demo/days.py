"""Days of the story, told from the day on which the demo city is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from labor_office.core.deadlines.calendars import WorkCalendar

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """``today`` is the day people sign in on; working days are the City's."""

    today: date
    calendar: WorkCalendar

    def working(self, count: int) -> date:
        """The ``count``-th working day after today, or before it when negative; today itself for 0."""
        if count >= 0:
            return self.calendar.add_open_days(self.today, count) if count else self.today
        return self.calendar.subtract_open_days(self.today, -count)

    @property
    def next_open(self) -> date:
        """Today, or the next working day where the offices are closed today: then nobody meets."""
        return self.today if self.calendar.is_open(self.today) else self.working(1)

    def ago(self, days: int) -> date:
        """``days`` calendar days before today."""
        return self.today - timedelta(days=days)

    def ahead(self, days: int) -> date:
        """``days`` calendar days after today."""
        return self.today + timedelta(days=days)


def moment(day: date, clock: str = "09:00") -> datetime:
    """``clock`` of ``day`` in the city's time."""
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))

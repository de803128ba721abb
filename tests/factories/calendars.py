"""Rows of work calendars. A whole calendar that counts is ``tests.factories.deadlines.calendar``."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from labor_office.core.deadlines.models.calendars import Calendar, CalendarDay, CalendarVersion, ClosedDay

MADE_AT = datetime(2026, 1, 2, 15, 0, tzinfo=UTC)


class CalendarFactory(DjangoModelFactory[Calendar]):
    """A calendar of 2026 of which no version has been counted yet."""

    class Meta:
        model = Calendar

    name = factory.Sequence(lambda n: f"Calendar {n}")
    slug = factory.Sequence(lambda n: f"calendar-{n}")
    first_on = date(2026, 1, 1)
    published_through = date(2026, 12, 31)


class ClosedDayFactory(DjangoModelFactory[ClosedDay]):
    """A holiday that nobody has confirmed."""

    class Meta:
        model = ClosedDay

    calendar = factory.SubFactory(CalendarFactory)
    day = date(2026, 6, 19)
    name = "Juneteenth"


class CalendarVersionFactory(DjangoModelFactory[CalendarVersion]):
    class Meta:
        model = CalendarVersion

    calendar = factory.SubFactory(CalendarFactory)
    number = factory.Sequence(lambda n: n + 1)
    reason = "First published"
    made_at = MADE_AT


class CalendarDayFactory(DjangoModelFactory[CalendarDay]):
    """The first working day of 2026."""

    class Meta:
        model = CalendarDay

    version = factory.SubFactory(CalendarVersionFactory)
    day = date(2026, 1, 2)
    is_open = True
    rank = 1

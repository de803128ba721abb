"""Work calendars: dated closed days, and numbered versions of the count they give."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q


@pghistory.track()
class Calendar(models.Model):
    """Whose working days: the City's, or those an agreement names for itself.

    Working days are Monday to Friday less ``ClosedDay`` rows, from ``first_on`` to
    ``published_through``; past that nobody has confirmed the holidays and no date is given.
    """

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    # Which set of the ``holidays`` library proposes rows, for example "US-VA"; a person confirms them.
    proposes_from = models.CharField(max_length=10, blank=True)
    first_on = models.DateField()
    published_through = models.DateField()
    # The version that counts now; earlier ones stay for the dates they explain.
    current = models.ForeignKey("CalendarVersion", models.PROTECT, null=True, blank=True, related_name="+")
    is_office = models.BooleanField("the office's own calendar", default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="calendar_published_from_first_to_last", condition=Q(published_through__gte=F("first_on"))
            ),
            models.UniqueConstraint("is_office", condition=Q(is_office=True), name="calendar_one_is_the_office"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ClosedDay(models.Model):
    """A weekday that is not a working day in this calendar: a dated row, so history never moves by itself."""

    class Kind(models.TextChoices):
        HOLIDAY = "HOLIDAY", "Holiday"
        CLOSURE = "CLOSURE", "Closure"

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="closed_days")
    day = models.DateField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.HOLIDAY)
    source = models.CharField(max_length=160, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["calendar", "day"]
        constraints = [
            models.UniqueConstraint("calendar", "day", name="closed_day_once_per_calendar"),
            models.CheckConstraint(
                name="closed_day_confirmed_by_someone_at_a_time",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"


class CalendarVersion(models.Model):
    """One state of a calendar. A new holiday makes a new version; deadlines say which one counted them."""

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["calendar", "-number"]
        constraints = [models.UniqueConstraint("calendar", "number", name="calendar_version_once_per_number")]

    def __str__(self) -> str:
        return f"{self.calendar}, version {self.number}"


class CalendarDay(models.Model):
    """One day of one version: open or closed and why, and how many open days lie up to it.

    ``rank`` lets SQL add n working days with one look-up: the day with ``is_open`` whose
    rank is n higher.
    """

    version = models.ForeignKey(CalendarVersion, models.CASCADE, related_name="days")
    day = models.DateField()
    is_open = models.BooleanField()
    rank = models.PositiveIntegerField()
    label = models.CharField(max_length=80, blank=True)
    # A break or a snow day and not a holiday: counted the same, called differently.
    is_closure = models.BooleanField(default=False)

    class Meta:
        ordering = ["version", "day"]
        constraints = [
            models.UniqueConstraint("version", "day", name="calendar_day_once_per_version"),
            models.UniqueConstraint(
                "version", "rank", condition=Q(is_open=True), name="calendar_day_one_open_day_per_rank"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"

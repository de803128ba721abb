"""What happened on a matter, and the deadlines that follow from it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import ProcedureVersion
from labor_office.core.matters.models.matter import Matter


class Clock(models.Model):
    """That a matter runs under a version of a procedure, by a calendar, from the day it began."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="clock")
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    # Why this version and not another, in words ("in force on the event date, May 9, 2026").
    version_reason = models.CharField(max_length=200, blank=True)
    # Which special kinds of the procedure's ``applies_when`` this matter is.
    kinds = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    # Person to work dates, named lists of dates: what person_work_days and special kinds need.
    work_dates = models.JSONField(default=dict, blank=True)
    lists = models.JSONField(default=dict, blank=True)
    # Counts the passes after a remand; facts of earlier passes are history.
    cycle = models.PositiveSmallIntegerField(default=1)
    # The first day on which something changes by itself: a due date passes, a planned day comes.
    next_look_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["next_look_on"], name="clock_to_look_at", condition=Q(next_look_on__isnull=False))
        ]

    def __str__(self) -> str:
        return f"Clock of {self.matter}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Trigger(models.Model):
    """Something that happened on a date and that a limit may start from or be met by.

    A correction never overwrites: the wrong row stays with ``replaced_at`` set.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="triggers")
    cycle = models.PositiveSmallIntegerField(default=1)
    event = models.CharField(max_length=60)
    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    label = models.CharField(max_length=160, blank=True, help_text="What happened, in words.")
    method = models.CharField(max_length=60, blank=True)
    # The reference of a document that shows it.
    evidence = models.CharField(max_length=12, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "matter", "cycle", "event", condition=Q(replaced_at=None), name="trigger_once_per_event"
            ),
            models.CheckConstraint(
                name="trigger_replaced_with_its_reason", condition=Q(replaced_at=None) | ~Q(replaced_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} on {self.on}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Extension(models.Model):
    """More time for one limit: agreed with the other side, or taken as of right.

    An agreed extension without a signature is not in force: the earlier date stands.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="extensions")
    cycle = models.PositiveSmallIntegerField(default=1)
    limit_code = models.CharField(max_length=20)
    is_as_of_right = models.BooleanField(default=False)
    new_due_on = models.DateField(null=True, blank=True)
    amount = models.PositiveIntegerField(null=True, blank=True)
    count_unit = models.CharField(max_length=20, blank=True)
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=160, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=12, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_to_a_date_or_by_an_amount",
                condition=Q(new_due_on__isnull=False, amount=None)
                | Q(new_due_on=None, amount__isnull=False) & ~Q(count_unit=""),
            ),
            models.CheckConstraint(
                name="extension_unsigned_has_a_follow_up",
                condition=Q(is_as_of_right=True) | Q(signed_on__isnull=False) | Q(follow_up_on__isnull=False),
                violation_error_message="Say when you will ask for the signature again.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.limit_code} to {self.new_due_on or self.amount}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ClockStop(models.Model):
    """Days that are not counted: the clock stopped on ``from_on`` and, once restarted, through ``to_on``."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="clock_stops")
    cycle = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=40, default="abeyance")
    # Which limits stand still; empty for all of them.
    limit_codes = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=160)
    basis = models.CharField(max_length=160, blank=True)
    evidence = models.CharField(max_length=12, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="clock_stop_ends_on_or_after_start", condition=Q(to_on=None) | Q(to_on__gte=F("from_on"))
            ),
            models.UniqueConstraint("matter", condition=Q(to_on=None), name="clock_stop_one_open_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}, from {self.from_on}"

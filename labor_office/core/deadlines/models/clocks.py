"""What happened on a matter, and the deadlines that follow from it."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from labor_office.core.deadlines.models.calendars import Calendar, CalendarVersion
from labor_office.core.deadlines.models.procedures import ProcedureVersion, TimeLimit
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User


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


class DeadlineState(models.TextChoices):
    """What the clock last found."""

    OPEN = "OPEN", "Open"
    MET = "MET", "Met"
    MISSED = "MISSED", "Missed"
    TARGET_PASSED = "TARGET_PASSED", "Target passed"
    STOPPED = "STOPPED", "Clock stopped"
    NEEDS_DATE = "NEEDS_DATE", "Needs a date"
    WAITING = "WAITING", "Waiting period"
    ENDED = "ENDED", "Waiting period ended"
    LAPSED = "LAPSED", "No longer owed"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Reads of the docket."""

    def visible_to(self, user: User) -> Self:
        """Deadlines of matters ``user`` may know of."""
        return self.filter(matter__in=Matter.objects.visible_to(user))

    def unfinished(self) -> Self:
        """Still to be done, on time or not: open, missed without the act, stopped, or not countable."""
        return self.filter(state__in=UNFINISHED, satisfied_on=None, matter__closed_on=None)

    def owed_by_city(self) -> Self:
        """What the City must do itself."""
        return self.filter(actor__in=["employer", "both", "either"])

    def overdue(self, today: date) -> Self:
        """Still to be done and past."""
        return self.unfinished().filter(due_on__lt=today)


# A missed act of the City is still owed until it is done, overtaken or closed.
UNFINISHED = (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.STOPPED, DeadlineState.NEEDS_DATE)


PARTY_WORDS = {
    "employer": "The City",
    "union": "The union",
    "both": "Both sides",
    "either": "Either side",
    "neutral": "The neutral",
}


@pghistory.track()
class Deadline(models.Model):
    """One limit at work on one matter: the clock's answer, its inputs and its reasoning.

    ``due_on`` is in force: after extension, stops, cap and roll, or set by hand, in
    which case ``counted_due_on`` keeps what the rule gives.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="deadlines")
    cycle = models.PositiveSmallIntegerField(default=1)
    limit = models.ForeignKey(TimeLimit, models.PROTECT, related_name="+")
    # Copied from the limit, so that the docket needs no join and no later edit can move it.
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    step = models.CharField(max_length=20, blank=True)
    actor = models.CharField(max_length=10)
    state = models.CharField(max_length=14, choices=DeadlineState.choices)
    from_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    counted_due_on = models.DateField(null=True, blank=True)
    window_start_on = models.DateField(null=True, blank=True)
    satisfied_on = models.DateField(null=True, blank=True)
    is_extended = models.BooleanField(default=False)
    days_left_when_stopped = models.PositiveIntegerField(null=True, blank=True)
    missing = models.CharField(max_length=300, blank=True)
    # The whole reasoning, as ``rules.trace.Trace`` writes it.
    trace = models.JSONField(default=dict)
    calendar_version = models.ForeignKey(CalendarVersion, models.PROTECT, null=True, related_name="+")
    # The date hangs on nothing but start, amount and calendar: SQL may count it again by itself.
    is_plain = models.BooleanField(default=False)
    set_by_hand_on = models.DateField(null=True, blank=True)
    set_by_hand_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_by_hand_reason = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    lapsed_reason = models.CharField(max_length=200, blank=True)
    # Lapsed because a later step overtook it or its start was taken back: owed again when that no longer holds.
    is_lapsed_by_clock = models.BooleanField(default=False)
    computed_at = models.DateTimeField()

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint("matter", "cycle", "code", name="deadline_once_per_limit"),
            models.CheckConstraint(
                name="deadline_open_has_a_date",
                condition=~Q(state__in=["OPEN", "MET", "MISSED", "TARGET_PASSED"]) | Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="deadline_needing_a_date_says_why", condition=~Q(state="NEEDS_DATE") | ~Q(missing="")
            ),
            models.CheckConstraint(
                name="deadline_set_by_hand_with_person_and_reason",
                condition=Q(set_by_hand_on=None) | (Q(set_by_hand_by__isnull=False) & ~Q(set_by_hand_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="deadline_docket",
                condition=Q(state__in=["OPEN", "MISSED"]),
                include=["matter"],
            ),
            models.Index(
                fields=["calendar_version", "from_on", "due_on"],
                name="deadline_by_calendar",
                condition=Q(state__in=["OPEN", "STOPPED", "NEEDS_DATE"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """``DL-20931``: how a deadline is quoted."""
        return f"DL-{self.pk}"

    @property
    def is_ours(self) -> bool:
        """Whether the City must act."""
        return self.actor in {"employer", "both", "either"}

    @property
    def party_words(self) -> str:
        """Who must act, as the register says it."""
        return PARTY_WORDS[self.actor]


class DeadlineMove(models.Model):
    """That a date moved: from where to where, why, by whom. Former dates are kept for good."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="moves")
    was_due_on = models.DateField(null=True)
    now_due_on = models.DateField(null=True)
    cause = models.CharField(max_length=200)
    # One cause may move many; all of its moves carry the same key, and one notice tells of them.
    batch = models.CharField(max_length=60, blank=True)
    former_trace = models.JSONField(default=dict)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["-moved_at", "-pk"]
        indexes = [
            models.Index(fields=["deadline", "-moved_at"], name="deadline_move_history"),
            models.Index(fields=["batch"], name="deadline_move_batch"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.was_due_on} to {self.now_due_on}"

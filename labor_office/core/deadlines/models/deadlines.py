"""Deadlines: the clock's answer on one matter, with its reasoning, and every date it had before."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from labor_office.core.deadlines.models.calendars import CalendarVersion
from labor_office.core.deadlines.models.procedures import TimeLimit
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.web.kept import kept_keys


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


# Whose act the City must see to: its own, and what binds both sides or whichever comes first.
OWED_BY_CITY = ("employer", "both", "either")


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Reads of the docket."""

    def visible_to(self, user: User) -> Self:
        """Deadlines of matters ``user`` may know of."""
        return self.filter(matter__in=Matter.objects.visible_to(user))

    def unfinished(self) -> Self:
        """Still to be done, on time or not: open, missed without the act, stopped, or not countable."""
        return self.filter(state__in=UNFINISHED, satisfied_on=None, lapsed_reason="", matter__closed_on=None)

    def owed_by_city(self) -> Self:
        """What the City must do itself."""
        return self.filter(actor__in=OWED_BY_CITY)

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


_KEPT = kept_keys(
    matter=Matter, limit=TimeLimit, calendar_version=CalendarVersion, set_by_hand_by=User, checked_by=User
)


@pghistory.track(attrs=_KEPT)
class Deadline(models.Model):
    """One limit at work on one matter: the clock's answer, its inputs and its reasoning.

    ``due_on`` is in force: after extension, stops, cap and roll, or set by hand, in
    which case ``counted_due_on`` keeps what the rule gives.
    """

    # Two of the indexes below begin with these keys; one less makes every date that moves cheaper.
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="deadlines", db_index=False)
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
    calendar_version = models.ForeignKey(CalendarVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    # The date hangs on nothing but start, amount and calendar: SQL may count it again by itself.
    is_plain = models.BooleanField(default=False)
    set_by_hand_on = models.DateField(null=True, blank=True)
    # Of hundreds of dates hardly one: who set or checked it stands only in the small indexes below.
    set_by_hand_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    set_by_hand_reason = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    # On a missed one: what its miss brought about, which took the place of the act.
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
            models.CheckConstraint(
                name="deadline_checked_by_someone_at_a_time",
                condition=Q(checked_by=None, checked_at=None) | Q(checked_by__isnull=False, checked_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="deadline_docket",
                condition=Q(state__in=["OPEN", "MISSED"]),
                include=["matter"],
            ),
            # The register of all of them, those done included.
            models.Index(fields=["due_on", "id"], name="deadline_register", condition=Q(due_on__isnull=False)),
            models.Index(
                fields=["calendar_version", "from_on", "due_on"],
                name="deadline_by_calendar",
                condition=Q(state__in=["OPEN", "STOPPED", "NEEDS_DATE"]),
            ),
            # Asked only when an account is removed, which would go through every date otherwise.
            models.Index(
                fields=["set_by_hand_by"], name="deadline_set_by_hand_by", condition=Q(set_by_hand_by__isnull=False)
            ),
            models.Index(fields=["checked_by"], name="deadline_checked_by", condition=Q(checked_by__isnull=False)),
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
        return self.actor in OWED_BY_CITY

    @property
    def is_settled_by_miss(self) -> bool:
        """Whether what its miss brought about took the place of the act: no longer owed, and a miss all the same."""
        return self.state == DeadlineState.MISSED and bool(self.lapsed_reason) and self.satisfied_on is None

    @property
    def party_words(self) -> str:
        """Who must act, as the register says it."""
        return PARTY_WORDS[self.actor]


class DeadlineMove(models.Model):
    """That a date moved: from where to where, why, by whom. Former dates are kept for good."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="moves", db_index=False)
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

"""Sessions: a course held on a day, who is to come, and what each needs to take part."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import Employee
from training.models.courses import CourseVersion
from training.models.reach import about_people, reads_training
from training.rules.vocabulary import ENROLMENT_WORDS, EnrolmentState


class TrainingSessionQuerySet(models.QuerySet["TrainingSession"]):
    """Reads of sessions."""

    def visible_to(self, user: User) -> Self:
        """Sessions, for everyone who may know what is taught."""
        return self.all() if reads_training(user) else self.none()

    def to_come(self, today: date) -> Self:
        """Those held today or later and not cancelled."""
        return self.filter(held_on__gte=today, cancelled_at=None)


@pghistory.track()
class TrainingSession(models.Model):
    """One class: day, hours, place or link, trainer, room for so many."""

    reference = models.CharField(max_length=20, unique=True, editable=False)
    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    begins_at = models.TimeField()
    ends_at = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    trainer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Who teaches when that is nobody of the Desk.
    trainer_name = models.CharField(max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField()
    # What a calendar client goes by: the identity of the event and how often it was changed.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    # Set when the trainer has finished the attendance: from then on completions stand.
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "begins_at", "pk"]
        constraints = [
            models.CheckConstraint(name="session_ends_after_it_begins", condition=Q(ends_at__gt=F("begins_at"))),
            models.CheckConstraint(name="session_has_room_for_someone", condition=Q(capacity__gt=0)),
            models.CheckConstraint(name="session_is_held_somewhere", condition=~Q(place="", link="")),
            models.CheckConstraint(
                name="session_has_a_trainer", condition=Q(trainer__isnull=False) | ~Q(trainer_name="")
            ),
            models.CheckConstraint(
                name="session_cancelled_by_someone_at_a_time_says_why",
                condition=Q(cancelled_by=None, cancelled_at=None, cancelled_because="")
                | Q(cancelled_by__isnull=False, cancelled_at__isnull=False) & ~Q(cancelled_because=""),
            ),
            models.CheckConstraint(
                name="session_settled_by_someone_at_a_time_and_not_cancelled",
                condition=Q(settled_by=None, settled_at=None)
                | Q(settled_by__isnull=False, settled_at__isnull=False, cancelled_at=None),
            ),
        ]
        indexes = [models.Index(fields=["held_on", "begins_at"], name="session_by_day")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Where its record is read."""
        return reverse("training:session", args=[self.reference])

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not be held."""
        return self.cancelled_at is not None

    @property
    def led_by(self) -> str:
        """Who teaches it."""
        return self.trainer_name or (self.trainer.name if self.trainer else "")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Reads of enrolments."""

    def visible_to(self, user: User) -> Self:
        """Enrolments of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))

    def enrolled(self) -> Self:
        """Those who have a seat."""
        return self.filter(state=EnrolmentState.ENROLLED)

    def waiting(self) -> Self:
        """Those on the waiting list, who asked first first."""
        return self.filter(state=EnrolmentState.WAITLISTED).order_by("asked_at", "pk")


@pghistory.track()
class Enrolment(models.Model):
    """One person's place in a session. Withdrawn and enrolled again is a second row."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="enrolments")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(key.value, words) for key, words in ENROLMENT_WORDS.items()])
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # When the seat was given: at once, or on moving up from the waiting list.
    seated_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["session", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "session", "employee", condition=~Q(state=EnrolmentState.WITHDRAWN), name="enrolled_once_in_a_session"
            ),
            models.CheckConstraint(
                name="enrolment_has_a_seat_when_enrolled",
                condition=~Q(state=EnrolmentState.ENROLLED) | Q(seated_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enrolment_withdrawn_by_someone_at_a_time",
                condition=Q(state=EnrolmentState.WITHDRAWN, withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                | ~Q(state=EnrolmentState.WITHDRAWN) & Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because=""),
            ),
        ]
        indexes = [models.Index(fields=["session", "state", "asked_at"], name="enrolment_of_session")]

    def __str__(self) -> str:
        return f"{self.employee} in {self.session}"


class AccommodationRequestQuerySet(models.QuerySet["AccommodationRequest"]):
    """Reads of what people need."""

    def visible_to(self, user: User) -> Self:
        """Requests for those who arrange them, for whoever passed them on, and for the person."""
        if user.may(Permission.TRAINING_EDIT):
            return self.all()
        return self.filter(Q(asked_by=user) | Q(enrolment__employee__user=user))


class AccommodationRequest(models.Model):
    """What someone needs to take part, and what was arranged.

    Apart from the enrolment: few may read it, and no history copies it.
    """

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="accommodation")
    needs = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    arranged = models.TextField(blank=True)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    arranged_at = models.DateTimeField(null=True, blank=True)

    objects = AccommodationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(name="accommodation_says_what_is_needed", condition=~Q(needs="")),
            models.CheckConstraint(
                name="accommodation_arranged_by_someone_at_a_time_in_words",
                condition=Q(arranged_by=None, arranged_at=None, arranged="")
                | Q(arranged_by__isnull=False, arranged_at__isnull=False) & ~Q(arranged=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Accommodation for {self.enrolment}"

"""Who was there: marked at the door, on a device that may have been offline."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.reach import about_people, reads_everyone
from training.models.sessions import TrainingSession
from training.rules.vocabulary import MARK_WORDS


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Reads of attendance."""

    def visible_to(self, user: User) -> Self:
        """Attendance of people whose training ``user`` may read; walk-ins nobody has placed, for those who read all."""
        known = about_people(user, employee="employee")
        return self.filter(known) if reads_everyone(user) else self.filter(known, employee__isnull=False)


@pghistory.track()
class Attendance(models.Model):
    """One person's presence in a session. A walk-in not on the roster stands by name until placed."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="attendances")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    # As the person gave them at the door; kept when the person is found on the roster later.
    walk_in_name = models.CharField(max_length=120, blank=True)
    walk_in_department = models.CharField(max_length=120, blank=True)
    mark = models.CharField(max_length=8, choices=[(key.value, words) for key, words in MARK_WORDS.items()])
    in_at = models.TimeField(null=True, blank=True)
    out_at = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    # The device's own name for the tap: sent twice, it is written once.
    device_key = models.UUIDField(null=True, blank=True)
    # When it was tapped, by the device; of two devices the later tap holds.
    marked_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint("session", "employee", name="attendance_once_per_person"),
            models.UniqueConstraint("session", "device_key", name="attendance_once_per_tap"),
            models.CheckConstraint(
                name="attendance_is_somebodys", condition=Q(employee__isnull=False) | ~Q(walk_in_name="")
            ),
            models.CheckConstraint(
                name="attendance_out_after_in",
                condition=Q(in_at=None) | Q(out_at=None) | Q(out_at__gte=F("in_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee or self.walk_in_name} in {self.session}"

    @property
    def name(self) -> str:
        """Who it is."""
        return self.employee.name if self.employee else self.walk_in_name

    @property
    def is_walk_in(self) -> bool:
        """Whether the person came without being enrolled and was written down by name."""
        return bool(self.walk_in_name)

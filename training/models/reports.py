"""Reports on paper and rounds of reminders: what was asked for, by whom, and what it held."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.duties import Duty
from training.models.reach import about_people


class ComplianceReportQuerySet(models.QuerySet["ComplianceReport"]):
    """Reads of printed reports."""

    def visible_to(self, user: User) -> Self:
        """Those that ``user`` asked for; what another printed is theirs."""
        return self.filter(asked_by=user)


class ComplianceReport(models.Model):
    """One report as it was printed: its facts are frozen when it is asked for."""

    # The number of the document it becomes.
    reference = models.CharField(max_length=12, unique=True, editable=False)
    title = models.CharField(max_length=160)
    facts = models.JSONField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = ComplianceReportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.reference


class ReminderRound(models.Model):
    """One press of the button: who was reminded together."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"Reminders of {self.asked_at}"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reads of reminders."""

    def visible_to(self, user: User) -> Self:
        """Reminders of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))


class Reminder(models.Model):
    """That a person was reminded of what they owe: in one email, whatever the number of duties."""

    round = models.ForeignKey(ReminderRound, models.PROTECT, related_name="reminders")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    duties = models.ManyToManyField(Duty, related_name="+")
    # Where it went; empty where no address is known, and then ``not_sent_because`` says so.
    address = models.EmailField(blank=True)
    copied_to = models.EmailField(blank=True)
    not_sent_because = models.CharField(max_length=160, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint("round", "employee", name="reminded_once_a_round"),
            models.CheckConstraint(
                name="reminder_goes_somewhere_or_says_why_not", condition=~Q(address="", not_sent_because="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.round}"

"""What each person owes: derived from the roster, the rules and the proof; what was stays."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.proof import Completion
from training.models.reach import about_people
from training.models.requirements import Exemption, Requirement, RequirementVersion
from training.rules.vocabulary import DUTY_WORDS, DutyState


class DueDate(models.Model):
    """The clock's answer for everyone whose time under a rule began on the same day, with its reasoning."""

    version = models.ForeignKey(RequirementVersion, models.PROTECT, related_name="due_dates")
    trigger_on = models.DateField()
    # Empty where the calendar does not reach so far; ``missing`` says what must be entered.
    due_on = models.DateField(null=True, blank=True)
    missing = models.CharField(max_length=300, blank=True)
    # The clock's trace as plain values; the name of the calendar it counted by stands in it.
    trace = models.JSONField(default=dict)

    class Meta:
        ordering = ["version", "trigger_on"]
        constraints = [
            models.UniqueConstraint("version", "trigger_on", name="due_date_once_per_trigger"),
            models.CheckConstraint(
                name="due_date_is_counted_or_says_what_is_missing",
                condition=Q(due_on__isnull=False, missing="") | Q(due_on=None) & ~Q(missing=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} from {self.trigger_on}"


class DutyQuerySet(models.QuerySet["Duty"]):
    """Reads of what is owed."""

    def visible_to(self, user: User) -> Self:
        """Duties of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))

    def current(self) -> Self:
        """The last turn of each person at each requirement that still applies to them."""
        return self.filter(is_current=True)

    def on(self, day: date) -> Self:
        """Each person's turn at each requirement as it was asked of them on ``day``."""
        later = Duty.objects.filter(
            employee=OuterRef("employee"), requirement=OuterRef("requirement"), turn__gt=OuterRef("turn"),
            began_on__lte=day,
        )  # fmt: skip
        asked = self.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)
        return asked.filter(~Exists(later))

    def owed(self) -> Self:
        """Still to be done."""
        return self.filter(state=DutyState.OWED)

    def overdue(self, today: date) -> Self:
        """Still to be done and past."""
        return self.owed().filter(due_on__lt=today)


class Duty(models.Model):
    """That a person must satisfy a requirement by a day: one row for each time round.

    Rows are written by the derivation alone. One that ended, or was done, stays as it was:
    taking it anew opens the next turn. Only proof that is taken back opens it again. The
    keys have no index of their own: hundreds of thousands of rows are written at once, and
    the ones below serve every read.
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+", db_index=False)
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="duties", db_index=False)
    version = models.ForeignKey(RequirementVersion, models.PROTECT, related_name="duties", db_index=False)
    # 1 the first time, 2 when it had to be renewed.
    turn = models.PositiveSmallIntegerField(default=1)
    trigger_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    due_date = models.ForeignKey(DueDate, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=[(key.value, words) for key, words in DUTY_WORDS.items()])
    is_current = models.BooleanField(default=True)
    completion = models.ForeignKey(
        Completion, models.PROTECT, null=True, blank=True, related_name="duties", db_index=False
    )
    done_on = models.DateField(null=True, blank=True)
    # The last day the completion satisfies the requirement.
    good_until = models.DateField(null=True, blank=True)
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=120, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["requirement", "employee", "-turn"]
        constraints = [
            models.UniqueConstraint("employee", "requirement", "turn", "trigger_on", name="duty_once_per_turn"),
            models.UniqueConstraint(
                "employee", "requirement", condition=Q(is_current=True), name="duty_one_current_per_requirement"
            ),
            models.CheckConstraint(
                name="duty_done_by_a_completion_on_a_day",
                condition=Q(state=DutyState.DONE, completion__isnull=False, done_on__isnull=False)
                | ~Q(state=DutyState.DONE) & Q(completion=None, done_on=None, good_until=None),
            ),
            models.CheckConstraint(
                name="duty_exempt_by_an_exemption",
                condition=Q(state=DutyState.EXEMPT, exemption__isnull=False)
                | ~Q(state=DutyState.EXEMPT) & Q(exemption=None),
            ),
            models.CheckConstraint(
                name="duty_ended_on_a_day_says_why",
                condition=Q(ended_on=None, ended_because="") | Q(ended_on__isnull=False) & ~Q(ended_because=""),
            ),
            models.CheckConstraint(
                name="duty_that_ended_is_not_owed",
                condition=Q(state=DutyState.ENDED, ended_on__isnull=False, is_current=False)
                | Q(state=DutyState.DONE)
                | Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="duty_good_from_its_day_on", condition=Q(good_until=None) | Q(good_until__gte=F("done_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["requirement", "state"], name="duty_now", condition=Q(is_current=True)),
            models.Index(fields=["due_on"], name="duty_by_due_date", condition=Q(is_current=True, state="OWED")),
        ]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.employee}: {self.requirement}"

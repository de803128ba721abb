"""Essential services and job-action plans: known to the people named on each."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bargaining.models.negotiation import choices
from bargaining.rules.plans import (
    CRITICALITY_WORDS,
    STANDING_CHIPS,
    STANDING_WORDS,
    STOPPAGE_WORDS,
    Standing,
)
from labor_office.core.matters.models.matter import Matter, MatterQuerySet
from labor_office.core.workforce.models import Classification, Employee, EmployeeOrganization


class ServicePlanQuerySet(MatterQuerySet["ServicePlan"]):
    """Reads of plans. They begin restricted to the people named on them."""


class ServicePlan(Matter):
    """One service, why it cannot stop, what it needs at the least and how that is kept up."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    criticality = models.CharField(max_length=14, choices=choices(CRITICALITY_WORDS))
    why = models.TextField("why it is essential")
    # Hours that the City can do without it.
    outage_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField("law or article it rests on", max_length=200, blank=True)
    is_basis_verified = models.BooleanField(default=False)
    standing = models.CharField(max_length=12, choices=choices(STANDING_WORDS), default=Standing.NOT_STARTED)
    agreed_on = models.DateField(null=True, blank=True)
    conditions = models.TextField("conditions while people are designated", blank=True)
    reviewed_on = models.DateField()

    objects = ServicePlanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_plan_agreed_on_a_day",
                condition=Q(standing__in=["AGREED", "DETERMINED"], agreed_on__isnull=False)
                | ~Q(standing__in=["AGREED", "DETERMINED"]) & Q(agreed_on=None),
            ),
        ]

    @property
    def chip(self) -> str:
        """The look of how far its minimum is agreed."""
        return STANDING_CHIPS[Standing(self.standing)]


@pghistory.track()
class ShiftMinimum(models.Model):
    """How many of a title a shift needs at the least."""

    plan = models.ForeignKey(ServicePlan, models.CASCADE, related_name="minimums")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="+")
    shift = models.CharField(max_length=60)
    usual = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "classification", "pk"]
        constraints = [
            models.UniqueConstraint("plan", "classification", "shift", name="shift_minimum_once_per_shift"),
            models.CheckConstraint(name="shift_minimum_within_the_usual", condition=Q(minimum__lte=F("usual"))),
        ]

    def __str__(self) -> str:
        return f"{self.classification}, {self.shift}: {self.minimum} of {self.usual}"


@pghistory.track()
class Designation(models.Model):
    """A position that must be filled during an action, and who fills it."""

    minimum = models.ForeignKey(ShiftMinimum, models.CASCADE, related_name="designations")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    qualification = models.CharField(max_length=120, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["minimum", "pk"]
        constraints = [models.UniqueConstraint("minimum", "employee", name="designation_once_per_shift")]

    def __str__(self) -> str:
        return str(self.employee)


@pghistory.track()
class CallBack(models.Model):
    """Someone who is called when the minimum is not there, in this order."""

    plan = models.ForeignKey(ServicePlan, models.CASCADE, related_name="call_backs")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    note = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint("plan", "position", name="call_back_once_per_place")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class MutualAid(models.Model):
    """Who else can help, with what, by which agreement."""

    plan = models.ForeignKey(ServicePlan, models.CASCADE, related_name="aid")
    partner = models.CharField(max_length=120)
    offers = models.CharField(max_length=200)
    contact = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["plan", "pk"]

    def __str__(self) -> str:
        return f"{self.partner}: {self.offers}"


@pghistory.track()
class StoppageScenario(models.Model):
    """What is done in one kind of action."""

    plan = models.ForeignKey(ServicePlan, models.CASCADE, related_name="scenarios")
    stoppage = models.CharField(max_length=14, choices=choices(STOPPAGE_WORDS))
    measures = models.TextField("what is done")

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [models.UniqueConstraint("plan", "stoppage", name="service_scenario_once_per_kind")]

    def __str__(self) -> str:
        return self.get_stoppage_display()


@pghistory.track()
class ActionNotice(models.Model):
    """Notice of an action, received at a time; the earliest time of the action follows from the hours."""

    plan = models.ForeignKey(ServicePlan, models.PROTECT, related_name="action_notices")
    organization = models.ForeignKey(EmployeeOrganization, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    method = models.CharField(max_length=80, blank=True)
    announces = models.CharField(max_length=200)
    hours = models.PositiveSmallIntegerField()
    citation = models.CharField(max_length=160, blank=True)
    is_verified = models.BooleanField("the hours were checked against their source", default=False)
    earliest_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="action_notice_earliest_after_receipt", condition=Q(earliest_at__gt=F("received_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"Notice of {self.organization}"


class PlanLine(models.Model):
    """One line of what happened, with the server's time. Append-only."""

    plan = models.ForeignKey(ServicePlan, models.PROTECT, related_name="log")
    words = models.CharField(max_length=500)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()

    class Meta:
        ordering = ["-logged_at", "-pk"]
        constraints = [models.CheckConstraint(name="plan_line_has_words", condition=~Q(words=""))]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.words


class PlanPrint(models.Model):
    """A plan as it was printed: its facts are frozen when it is asked for."""

    plan = models.ForeignKey(ServicePlan, models.PROTECT, related_name="prints")
    reference = models.CharField(max_length=12, unique=True, editable=False)
    facts = models.JSONField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.reference

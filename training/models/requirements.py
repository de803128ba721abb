"""Requirements: who must know what, by when; apart from the courses that satisfy them."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from agreements.models.text import Article
from labor_office.core.deadlines.rules.procedure import CountUnit
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit, Classification, DateRange, Department, Employee
from training.models.courses import Course
from training.models.reach import about_people, reads_training
from training.rules.vocabulary import EXEMPTION_WORDS, TRIGGER_WORDS, WHO_WORDS, ExemptionKind, Trigger, Who

DUE_UNITS = [
    (CountUnit.CALENDAR_DAYS.value, "days"),
    (CountUnit.BUSINESS_DAYS.value, "working days"),
    (CountUnit.MONTHS.value, "months"),
]


class RequirementQuerySet(models.QuerySet["Requirement"]):
    """Reads of requirements."""

    def visible_to(self, user: User) -> Self:
        """Requirements, for everyone who may know what is taught."""
        return self.all() if reads_training(user) else self.none()


@pghistory.track()
class Requirement(models.Model):
    """One thing certain people must have learnt. Its rule stands in versions, each from a day to a day."""

    code = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    title = models.CharField(max_length=120)
    basis = models.CharField(max_length=200, blank=True, help_text="The article, policy or law it rests on.")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where its record is read."""
        return reverse("training:requirement", args=[self.slug])


class RequirementVersionQuerySet(models.QuerySet["RequirementVersion"]):
    """Reads of rules."""

    def on(self, day: date) -> Self:
        """The rules in force on ``day``: at most one of each requirement."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


@pghistory.track()
class RequirementVersion(models.Model):
    """The rule of a requirement from a day to a day: for whom, set going by what, due when, good how long.

    Units, departments and classifications each narrow whom it is for; none given narrows
    nothing. ``counts_from_days`` is how long before the trigger a completion may lie and
    still count; empty means any that is still good counts.
    """

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    who = models.CharField(max_length=16, choices=[(key.value, words) for key, words in WHO_WORDS.items()])
    units = models.ManyToManyField(BargainingUnit, related_name="+", blank=True)
    departments = models.ManyToManyField(Department, related_name="+", blank=True)
    classifications = models.ManyToManyField(Classification, related_name="+", blank=True)
    trigger = models.CharField(max_length=12, choices=[(key.value, words) for key, words in TRIGGER_WORDS.items()])
    # The unit whose new agreement sets it going.
    agreement_unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    fixed_on = models.DateField(null=True, blank=True)
    # Negative counts back from the trigger: read before the day on which it takes effect.
    due_amount = models.SmallIntegerField(default=0)
    due_unit = models.CharField(max_length=16, choices=DUE_UNITS, default=CountUnit.CALENDAR_DAYS)
    counts_from_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # Every so many months again; empty means once.
    repeat_months = models.PositiveSmallIntegerField(null=True, blank=True)
    # How long before it runs out taking it again renews it without losing days.
    window_days = models.PositiveSmallIntegerField(default=90)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = RequirementVersionQuerySet.as_manager()

    class Meta:
        ordering = ["requirement", "-number"]
        constraints = [
            models.UniqueConstraint("requirement", "number", name="requirement_version_number_once"),
            models.CheckConstraint(
                name="requirement_version_ends_on_or_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            ExclusionConstraint(
                name="requirement_one_rule_on_a_day",
                expressions=[
                    ("requirement", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="requirement_on_an_agreement_names_its_unit",
                condition=Q(trigger=Trigger.AGREEMENT, agreement_unit__isnull=False)
                | ~Q(trigger=Trigger.AGREEMENT) & Q(agreement_unit=None),
            ),
            models.CheckConstraint(
                name="requirement_on_a_fixed_day_names_it",
                condition=Q(trigger=Trigger.FIXED_DAY, fixed_on__isnull=False)
                | ~Q(trigger=Trigger.FIXED_DAY) & Q(fixed_on=None),
            ),
            models.CheckConstraint(
                name="requirement_after_a_case_is_for_named_people",
                condition=~Q(trigger=Trigger.CASE_OUTCOME) | Q(who=Who.NAMED),
            ),
            models.CheckConstraint(
                name="requirement_repeats_after_a_month_or_more",
                condition=Q(repeat_months=None) | Q(repeat_months__gt=0),
            ),
        ]
        # What set people's dates stays as it was; only its end may be set, once.
        triggers = [
            pgtrigger.ReadOnly(
                name="rule_stays",
                fields=[
                    "requirement", "number", "starts_on", "who", "trigger", "agreement_unit", "fixed_on", "due_amount",
                    "due_unit", "counts_from_days", "repeat_months", "window_days",
                ],
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.requirement}, rule {self.number}"


class SatisfyingCourse(models.Model):
    """A course that satisfies a rule, itself or as the equal of one that does."""

    version = models.ForeignKey(RequirementVersion, models.PROTECT, related_name="courses")
    course = models.ForeignKey(Course, models.PROTECT, related_name="satisfies")
    is_equivalent = models.BooleanField(default=False)

    class Meta:
        ordering = ["version", "is_equivalent", "pk"]
        constraints = [models.UniqueConstraint("version", "course", name="course_satisfies_a_rule_once")]

    def __str__(self) -> str:
        return f"{self.course} for {self.version}"


class NamedPersonQuerySet(models.QuerySet["NamedPerson"]):
    """Reads of who is named."""

    def visible_to(self, user: User) -> Self:
        """Those whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))


@pghistory.track()
class NamedPerson(models.Model):
    """Someone a requirement names, from a day on: by decision, or because a case ended so.

    The matter is read only through its own walls: the reason says what everyone who reads
    the person's training may know.
    """

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="named")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    since_on = models.DateField()
    because = models.CharField(max_length=200)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    objects = NamedPersonQuerySet.as_manager()

    class Meta:
        ordering = ["requirement", "since_on", "pk"]
        constraints = [
            models.UniqueConstraint("requirement", "employee", "since_on", name="named_once_a_day"),
            models.CheckConstraint(name="named_person_says_why", condition=~Q(because="")),
            models.CheckConstraint(
                name="named_person_ends_on_or_after_start", condition=Q(ended_on=None) | Q(ended_on__gte=F("since_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} for {self.requirement}"


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    """Reads of exemptions."""

    def visible_to(self, user: User) -> Self:
        """Exemptions of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))

    def on(self, day: date) -> Self:
        """Those that hold on ``day``."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)


@pghistory.track()
class Exemption(models.Model):
    """That a person need not for a while, and why. Without an end it holds until somebody ends it."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="exemptions")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(key.value, words) for key, words in EXEMPTION_WORDS.items()],
                            default=ExemptionKind.EXEMPT)  # fmt: skip
    reason = models.CharField(max_length=300)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["requirement", "-from_on", "pk"]
        constraints = [
            models.CheckConstraint(name="exemption_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="exemption_ends_on_or_after_start", condition=Q(until_on=None) | Q(until_on__gte=F("from_on"))
            ),
            ExclusionConstraint(
                name="exempt_once_at_a_time",
                expressions=[
                    ("requirement", RangeOperators.EQUAL),
                    ("employee", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} exempt from {self.requirement}"

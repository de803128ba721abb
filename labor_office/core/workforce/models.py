"""The City as employer: departments, classifications, organizations, units, employees."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower

from labor_office.core.workforce.rules.values import person_code


class DateRange(Func):
    """The days from one column to another as a Postgres range, both ends included."""

    function = "DATERANGE"
    output_field = DateRangeField()


@pghistory.track()
class Department(models.Model):
    """A department of the City. ``code`` is what payroll prints."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    code = models.CharField(max_length=20, unique=True)
    head_title = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="department_name_once_in_any_case")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class DepartmentContact(models.Model):
    """Who speaks or decides for a department: its liaisons, and who decides which step."""

    class Part(models.TextChoices):
        LIAISON = "LIAISON", "HR liaison"
        DECISION_MAKER = "DECISION_MAKER", "Step decision maker"

    department = models.ForeignKey(Department, models.PROTECT, related_name="contacts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    # The step this person decides; empty for a liaison.
    step = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["department", "part", "step"]
        constraints = [
            models.UniqueConstraint("department", "user", "part", "step", name="department_contact_once_per_part")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_part_display()}, {self.department})"


@pghistory.track()
class EmployeeOrganization(models.Model):
    """A union or association."""

    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    short_name = models.CharField(max_length=60)
    address_for_service = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name


@pghistory.track()
class Representative(models.Model):
    """An officer or representative of an organization, from a date to a date."""

    organization = models.ForeignKey(EmployeeOrganization, models.PROTECT, related_name="representatives")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80, default="Representative")
    # What they speak for within it: a yard, a shift, grievances.
    areas = models.CharField(max_length=160, blank=True, default="", db_default="")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organization", "name"]
        constraints = [
            models.CheckConstraint(
                name="representative_ends_on_or_after_start",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class BargainingUnit(models.Model):
    """A certified or recognized bargaining unit and who represents it."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    code = models.CharField(max_length=20, unique=True)
    nicknames = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    organization = models.ForeignKey(EmployeeOrganization, models.PROTECT, null=True, blank=True, related_name="units")
    certified_on = models.DateField(null=True, blank=True)
    # The specialist a new matter of this unit goes to unless someone says otherwise.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Classification(models.Model):
    """A job classification and the unit it belongs to, if any."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="classifications")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class EmployeeQuerySet(models.QuerySet["Employee"]):
    """Questions about employees."""

    def employed(self, on: date) -> Self:
        """Those whom the roster shows at work on ``on``."""
        return self.filter(Q(left_on=None) | Q(left_on__gte=on))

    def matching(self, words: str) -> Self:
        """Those whose number begins with, or whose name contains, every one of ``words``."""
        found = self
        for word in words.split():
            found = found.filter(Q(number__istartswith=word) | Q(name__icontains=word))
        return found


class Employee(models.Model):
    """One employee: who they are. Where they work stands in dated ``Assignment`` rows."""

    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    hired_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="employee"
    )

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "number"]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """How addresses on the web name this person: neither number nor name."""
        return person_code(self.pk)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions about who works where."""

    def on(self, day: date) -> Self:
        """The roster as it stood on ``day``: one row for each person at work."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Assignment(models.Model):
    """Where an employee works from ``starts_on`` until ``ends_on`` (open while current)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="assignments")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="+")
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    pay_step = models.CharField(max_length=20, blank=True)
    annual_pay = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    supervisor_number = models.CharField(max_length=20, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    roster_import = models.ForeignKey("RosterImport", models.PROTECT, null=True, blank=True, related_name="assignments")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["employee", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_on_or_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            ExclusionConstraint(
                name="assignment_one_at_a_time",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["employee"], name="assignment_current", condition=Q(ends_on=None)),
            models.Index(fields=["unit", "department"], name="assignment_by_unit", condition=Q(ends_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.employee}: {self.classification}, {self.department}"


@pghistory.track(exclude=["rows"])
class RosterImport(models.Model):
    """One roster file: what it said, how it was read, what it changed. Nothing is half loaded."""

    class State(models.TextChoices):
        CHECKED = "CHECKED", "Checked, not applied"
        APPLIED = "APPLIED", "Applied"
        REVERTED = "REVERTED", "Reverted"

    # How its pages are addressed: the roster date, and a count when that day has several.
    slug = models.SlugField(max_length=20, unique=True, editable=False)
    as_of = models.DateField("roster date")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    # The file's headings, and which of them each field is read from.
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    # What a person decided on the review page: unknown codes, rows left out and why, swings checked.
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKED)
    # Counts by kind of change and the problems found, as the review page shows them.
    report = models.JSONField(default=dict)
    rows = models.BinaryField(help_text="The file as received, for proof and for applying.")
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    reverted_at = models.DateTimeField(null=True, blank=True)
    reverted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revert_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="roster_import_applied_with_its_time",
                condition=Q(state="CHECKED", applied_at=None) | ~Q(state="CHECKED"),
            ),
            models.CheckConstraint(
                name="roster_import_reverted_with_person_time_and_reason",
                condition=Q(state="REVERTED", reverted_at__isnull=False, reverted_by__isnull=False)
                & ~Q(revert_reason="")
                | ~Q(state="REVERTED") & Q(reverted_at=None, reverted_by=None, revert_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Roster of {self.as_of}"


class RosterBefore(models.Model):
    """A row as it stood before an import changed or removed it; what taking the import back restores."""

    class Kind(models.TextChoices):
        EMPLOYEE = "EMPLOYEE", "Employee"
        ASSIGNMENT = "ASSIGNMENT", "Assignment"

    roster_import = models.ForeignKey(RosterImport, models.CASCADE, related_name="befores")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    fields = models.JSONField()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} before {self.roster_import}"

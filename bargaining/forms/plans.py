"""What people type about essential services plans, as typed values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone

from bargaining.forms.units import listed
from bargaining.rules.plans import CRITICALITY_WORDS, STANDING_WORDS, STOPPAGE_WORDS, check_minimum
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import (
    BargainingUnit,
    Classification,
    Department,
    Employee,
    EmployeeOrganization,
)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlanForm(DeskForm):
    """A service, why it cannot stop, and who may know of its plan."""

    service = forms.CharField(label="Service", max_length=120, help_text="Water treatment and distribution.")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit that works it", to_field_name="slug",
        empty_label="Choose a unit",
    )  # fmt: skip
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), label="Department", to_field_name="slug", required=False,
        empty_label="Several",
    )  # fmt: skip
    criticality = forms.ChoiceField(label="It serves", choices=listed(CRITICALITY_WORDS))
    why = forms.CharField(label="Why it is essential", widget=_area(4))
    outage_hours = forms.IntegerField(
        label="Hours the City can do without it", min_value=0, max_value=8784, required=False
    )
    basis = forms.CharField(label="Law or article it rests on", max_length=200, required=False)
    is_basis_verified = forms.BooleanField(label="I have checked it against its source", required=False)
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Who may know of it, beside you", required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}), help_text="Hold Ctrl to choose several.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("name")
        self.fields["readers"].queryset = people  # type: ignore[attr-defined]


class StandingForm(DeskForm):
    """How far the minimum is agreed, and under which conditions."""

    standing = forms.ChoiceField(label="The minimum is", choices=listed(STANDING_WORDS), widget=forms.RadioSelect)
    on = DayField(label="Since", only_past=True)
    conditions = forms.CharField(
        label="Conditions while people are designated", required=False, widget=_area(4),
        help_text="Pay and benefits, reporting, access through a picket line.",
    )  # fmt: skip


class MinimumForm(DeskForm):
    """How many of a title a shift needs at the least."""

    classification = forms.ModelChoiceField(
        Classification.objects.order_by("title"), label="Classification", to_field_name="code",
        empty_label="Choose a classification",
    )  # fmt: skip
    shift = forms.CharField(label="Shift", max_length=60, help_text="Days, nights, weekend.")
    usual = forms.IntegerField(label="Usually on the shift", min_value=0, max_value=5000)
    minimum = forms.IntegerField(label="At the least", min_value=0, max_value=5000)

    def clean(self) -> dict[str, Any]:
        """The least is not more than the usual."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("usual") is not None and given.get("minimum") is not None:
            try:
                check_minimum(given["usual"], given["minimum"])
            except ValueError as why:
                self.add_error("minimum", str(why))
        return given


class DesignationForm(DeskForm):
    """Who fills a position during an action, by their number."""

    number = forms.CharField(label="Employee number", max_length=20)
    qualification = forms.CharField(label="License or qualification", max_length=120, required=False)
    told_on = DayField(label="Told on", required=False, only_past=True)

    def clean(self) -> dict[str, Any]:
        """The employee of that number."""
        given: dict[str, Any] = super().clean() or {}
        found = Employee.objects.filter(number=given.get("number", ""), left_on=None).first()
        if found is None and "number" in given:
            self.add_error("number", "The roster shows nobody at work with that number.")
        return given | {"employee": found}


class CallBackForm(DeskForm):
    """Someone at the end of the call-back list."""

    name = forms.CharField(label="Name", max_length=120)
    phone = forms.CharField(label="Phone", max_length=40)
    note = forms.CharField(label="Note", max_length=160, required=False)


class AidForm(DeskForm):
    """Who else can help."""

    partner = forms.CharField(label="Partner", max_length=120)
    offers = forms.CharField(label="With what, by which agreement", max_length=200)
    contact = forms.CharField(label="Whom to call", max_length=160, required=False)


class ScenarioForm(DeskForm):
    """What is done in one kind of action."""

    stoppage = forms.ChoiceField(label="Kind of action", choices=listed(STOPPAGE_WORDS))
    measures = forms.CharField(label="What is done", widget=_area(6))


class NoticeForm(DeskForm):
    """Notice of an action: when it was received to the minute, and how many hours it must give."""

    organization = forms.ModelChoiceField(
        EmployeeOrganization.objects.order_by("name"), label="From", to_field_name="slug",
        empty_label="Choose an organization",
    )  # fmt: skip
    received_on = DayField(label="Received on", only_past=True)
    received_time = forms.TimeField(
        label="At", input_formats=["%H:%M", "%I:%M %p", "%I:%M%p"], help_text="To the minute: 4:30 pm or 16:30."
    )
    method = forms.CharField(label="How it came", max_length=80, required=False)
    announces = forms.CharField(label="What it announces", max_length=200)
    hours = forms.IntegerField(label="Hours of notice", min_value=1, max_value=2000, initial=72)
    citation = forms.CharField(label="Where the hours stand", max_length=160, required=False)
    is_verified = forms.BooleanField(label="I have checked the hours against their source", required=False)

    def clean(self) -> dict[str, Any]:
        """The day and the time as one instant, by the clock of the city; one that the clocks skip does not exist."""
        given: dict[str, Any] = super().clean() or {}
        on, hour = given.pop("received_on", None), given.pop("received_time", None)
        if on is not None and hour is not None:
            given["received_at"] = timezone.make_aware(datetime.combine(on, hour))
            shown = timezone.localtime(given["received_at"].astimezone(UTC))
            if shown.replace(tzinfo=None) != datetime.combine(on, hour):
                self.add_error("received_time", "The clocks skip that time on that day. Enter the time they showed.")
        return given


class LogForm(DeskForm):
    """A line of what happens."""

    what = forms.CharField(label="What happened", max_length=500)


class ReviewForm(DeskForm):
    """That the plan was gone through."""

    on = DayField(label="Reviewed on", only_past=True)

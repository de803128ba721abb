"""Forms of bills and of policies: text to typed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from agreements.forms.articles import read_articles
from agreements.models.policies import Policy
from agreements.rules.legislation import FORM_WORDS, POSITION_WORDS, STATUS_WORDS, Status
from agreements.rules.policies import ANSWER_WORDS, CYCLES, POLICY_WORDS, Answer, PolicyState
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Department, EmployeeOrganization


def _choices(words: Mapping[Any, str]) -> list[tuple[Any, str]]:
    return [(getattr(key, "value", key), label) for key, label in words.items()]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TouchingForm(DeskForm):
    """Whatever may touch clauses of an agreement: the unit, and its articles by number."""

    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", required=False,
        empty_label="Every unit",
    )  # fmt: skip
    articles = forms.CharField(
        label="Articles and sections", max_length=200, required=False, help_text="By number: 14.3, 14.4."
    )

    def clean(self) -> dict[str, Any]:
        """The articles by their numbers."""
        given: dict[str, Any] = super().clean() or {}
        read_articles(self, given)
        return given


class BillForm(TouchingForm):
    """What is known of a bill, and what it would change."""

    form = forms.ChoiceField(label="What it is", choices=_choices(FORM_WORDS))
    number = forms.CharField(label="Number", max_length=40, help_text="HB 1263.")
    session = forms.CharField(label="Session or docket", max_length=60, help_text="2026 regular session.")
    title = forms.CharField(label="Subject", max_length=200, help_text="In our words, in a line.")
    sponsor = forms.CharField(label="Sponsor or agency", max_length=160, required=False)
    status = forms.ChoiceField(label="Status", choices=_choices(STATUS_WORDS), initial=Status.INTRODUCED)
    status_on = DayField(label="Status since", only_past=True)
    next_hearing_on = DayField(label="Next hearing", required=False)
    owner = forms.ModelChoiceField(User.objects.none(), label="Who follows it")
    summary = forms.CharField(label="Summary in our words", required=False, widget=_area(5))
    effect = forms.CharField(label="Effect on our agreements, policies and procedures", required=False, widget=_area(4))
    policies = forms.ModelMultipleChoiceField(
        Policy.objects.none(), label="Policies hit", required=False, widget=forms.CheckboxSelectMultiple
    )
    procedures = forms.ModelMultipleChoiceField(
        Procedure.objects.order_by("title"), label="Procedures hit", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    field_order = (
        "form", "number", "session", "title", "sponsor", "status", "status_on", "next_hearing_on", "owner", "summary",
        "effect", "unit", "articles", "policies", "procedures",
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.in_role(Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY).order_by("name")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
        policies = Policy.objects.visible_to(user).exclude(state=PolicyState.REPEALED).order_by("number")
        self.fields["policies"].queryset = policies  # type: ignore[attr-defined]
        for name in () if is_new else ("status", "status_on", "next_hearing_on"):
            del self.fields[name]

    def words(self) -> dict[str, Any]:
        """What the actions take; the unit only names whose articles were meant."""
        return {name: value for name, value in self.cleaned_data.items() if name != "unit"}


class StatusForm(DeskForm):
    """The status a bill reached."""

    status = forms.ChoiceField(label="Status", choices=_choices(STATUS_WORDS))
    on = DayField(label="Since", only_past=True)
    note = forms.CharField(label="Note", max_length=300, required=False)
    next_hearing_on = DayField(label="Next hearing", required=False)
    effective_on = DayField(label="Binds from", required=False, help_text="Once enacted.")

    def clean(self) -> dict[str, Any]:
        """What is enacted binds from a day."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("status") == Status.ENACTED and not given.get("effective_on"):
            self.add_error("effective_on", "Enter the day from which it binds.")
        return given


class PositionForm(DeskForm):
    """What the City asks of the legislature."""

    position = forms.ChoiceField(label="Position", choices=_choices(POSITION_WORDS), widget=forms.RadioSelect)
    because = forms.CharField(label="Why", max_length=200, required=False, widget=_area(2))


class OutcomeForm(DeskForm):
    """What becomes of an agreement that a bill may reopen."""

    outcome = forms.CharField(label="What was found", max_length=300, widget=_area(3))


class BillFilter(FilterForm):
    """Which bills the list shows."""

    q = forms.CharField(label="Words or number", max_length=80)
    session = forms.CharField(label="Session", max_length=60)
    status = forms.ChoiceField(label="Status", choices=[("", "Any status"), *_choices(STATUS_WORDS)])
    position = forms.ChoiceField(label="Position", choices=[("", "Any position"), *_choices(POSITION_WORDS)])


class PolicyForm(TouchingForm):
    """A policy on the register."""

    number = forms.CharField(label="Number", max_length=40, help_text="AR 4-12.")
    title = forms.CharField(label="Title", max_length=200)
    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True).order_by("name"), label="Department that owns it",
        to_field_name="slug", required=False, empty_label="Labor Relations",
    )  # fmt: skip
    words = forms.CharField(label="Text or summary", required=False, widget=_area(8))
    cycle = forms.TypedChoiceField(label="Reviewed", choices=_choices(CYCLES), coerce=int, initial=3)
    adopted_on = DayField(label="Adopted on", required=False, only_past=True, help_text="Empty for a draft.")
    field_order = ("number", "title", "department", "words", "cycle", "adopted_on", "unit", "articles")


class MoveForm(DeskForm):
    """The day on which a policy is sent on."""

    on = DayField(label="On", only_past=True)


class ReviewedForm(DeskForm):
    """That a policy was looked at and stands."""

    on = DayField(label="Reviewed on", only_past=True)
    note = forms.CharField(label="What was found", max_length=200)


class UnionNoticeForm(DeskForm):
    """That a union was given notice."""

    organization = forms.ModelChoiceField(
        EmployeeOrganization.objects.order_by("name"), label="Union", to_field_name="slug", empty_label="Choose a union"
    )
    sent_on = DayField(label="Sent on", only_past=True)


class AnswerForm(DeskForm):
    """What a union made of the notice."""

    answer = forms.ChoiceField(
        label="Answer", choices=[(one.value, ANSWER_WORDS[one]) for one in Answer if one is not Answer.NONE],
        widget=forms.RadioSelect,
    )  # fmt: skip
    answered_on = DayField(label="Answered on", only_past=True)
    note = forms.CharField(label="Note", max_length=300, required=False)


class PolicyFilter(FilterForm):
    """Which policies the list shows."""

    q = forms.CharField(label="Words or number", max_length=80)
    state = forms.ChoiceField(label="State", choices=[("", "Any state"), *_choices(POLICY_WORDS)])
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), label="Department", to_field_name="slug", empty_label="Every department"
    )

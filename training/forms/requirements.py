"""Forms of requirements: the rule as a sentence of fields."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from agreements.forms.articles import NotHeld, articles_named
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Classification, Department
from training.models.courses import Course
from training.models.requirements import DUE_UNITS, Requirement
from training.rules.standing import STANDING_WORDS
from training.rules.vocabulary import EXEMPTION_WORDS, TRIGGER_WORDS, WHO_WORDS, ExemptionKind, Trigger, Who

WHO = [(key.value, words) for key, words in WHO_WORDS.items()]
TRIGGERS = [(key.value, words) for key, words in TRIGGER_WORDS.items()]
BEFORE, AFTER = "before", "after"


def _several(label: str, rows: Any, hint: str = "") -> Any:  # noqa: ANN401 -- a field over any queryset
    return forms.ModelMultipleChoiceField(
        rows, label=label, required=False, help_text=hint, widget=forms.CheckboxSelectMultiple
    )


class RuleForm(DeskForm):
    """A rule, in the order in which its sentence is said."""

    who = forms.ChoiceField(label="Who", choices=WHO)
    departments = _several("In these departments", Department.objects.filter(is_active=True), "None chosen: all.")
    units = _several("Of these units", BargainingUnit.objects.all(), "None chosen: any, and none.")
    classifications = _several("Classified as", Classification.objects.all(), "None chosen: all.")
    courses = _several("Must complete one of", Course.objects.filter(retired_on=None))
    equivalents = _several(
        "These count as equal", Course.objects.all(), "Courses that are no longer given, or that another office gives."
    )
    due_amount = forms.IntegerField(label="Within", min_value=0, max_value=1000)
    due_unit = forms.ChoiceField(label="Counted in", choices=DUE_UNITS)
    side = forms.ChoiceField(label="After or before", choices=[(AFTER, "after"), (BEFORE, "before")])
    trigger = forms.ChoiceField(label="What sets it going", choices=TRIGGERS)
    agreement_unit = forms.ModelChoiceField(
        BargainingUnit.objects.all(), label="Whose new agreement", required=False, empty_label="Not by an agreement"
    )
    fixed_on = DayField(label="The fixed day", required=False)
    repeat_months = forms.IntegerField(
        label="And every so many months", min_value=1, max_value=240, required=False, help_text="Empty: once."
    )
    window_days = forms.IntegerField(
        label="May be renewed so many days before it runs out", min_value=0, max_value=365, initial=90
    )
    counts_from_days = forms.IntegerField(
        label="Training taken earlier counts if it was at most so many days before", min_value=0, max_value=3650,
        required=False, help_text="Empty: any that is still good counts. 0: it must be taken anew.",
    )  # fmt: skip
    starts_on = DayField(label="The rule holds from")
    basis = forms.CharField(label="It rests on", max_length=200, required=False, help_text="Art. 14; policy 3-2.")

    def clean(self) -> dict[str, Any]:
        """What its trigger needs; a course at least."""
        given: dict[str, Any] = super().clean() or {}
        trigger = given.get("trigger")
        if not given.get("courses") and "courses" not in self.errors:
            self.add_error("courses", "Choose the course that satisfies it.")
        if trigger == Trigger.AGREEMENT and not given.get("agreement_unit"):
            self.add_error("agreement_unit", "Choose the unit whose new agreement sets it going.")
        if trigger == Trigger.FIXED_DAY and not given.get("fixed_on") and "fixed_on" not in self.errors:
            self.add_error("fixed_on", "Enter the fixed day.")
        if trigger == Trigger.CASE_OUTCOME and given.get("who") != Who.NAMED:
            self.add_error("who", "The outcome of a case is for people named one by one. Choose that.")
        return given

    def rule(self) -> dict[str, Any]:
        """What the action takes for the rule."""
        given = self.cleaned_data
        trigger = Trigger(given["trigger"])
        plain = ("starts_on", "departments", "units", "classifications", "courses", "equivalents", "due_unit")
        return {name: given[name] for name in plain} | {
            "who": Who(given["who"]),
            "trigger": trigger,
            "due_amount": -given["due_amount"] if given["side"] == BEFORE else given["due_amount"],
            "agreement_unit": given["agreement_unit"] if trigger is Trigger.AGREEMENT else None,
            "fixed_on": given["fixed_on"] if trigger is Trigger.FIXED_DAY else None,
            "repeat_months": given["repeat_months"],
            "window_days": given["window_days"],
            "counts_from_days": given["counts_from_days"],
        }


class RequirementForm(RuleForm):
    """A requirement and its first rule."""

    code = forms.CharField(label="Code", max_length=20, help_text="Short, as people say it: RQ-GB.")
    title = forms.CharField(label="Title", max_length=120, help_text="Grievance basics for supervisors")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.all(), label="It rests on the agreement of", required=False, to_field_name="slug",
        empty_label="No agreement",
    )  # fmt: skip
    article = forms.CharField(label="Article", max_length=40, required=False, help_text="By number: 14.3.")

    field_order = ("code", "title")

    def clean(self) -> dict[str, Any]:
        """The article by its number too."""
        given = super().clean()
        on: date | None = self.today
        assert on is not None  # noqa: S101 -- a DayField asks for it
        try:
            named = articles_named(given.get("unit"), given.get("article", ""), on=on)
        except NotHeld as missing:
            self.add_error("article", str(missing))
        else:
            given["article"] = named[0] if named else None
        return given


class EndForm(DeskForm):
    """The last day."""

    ends_on = DayField(label="Its last day")


class PersonForm(DeskForm):
    """Somebody, chosen among those whom a search found."""

    person = forms.ChoiceField(label="Person", widget=forms.RadioSelect)

    field_order = ("person",)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class NameForm(PersonForm):
    """Somebody a requirement names."""

    since_on = DayField(label="From which day")
    because = forms.CharField(label="Why", max_length=200, help_text="Everyone who reads their training reads this.")


class FreeForm(PersonForm):
    """Somebody freed for a while."""

    kind = forms.ChoiceField(
        label="They are", choices=[(key.value, words) for key, words in EXEMPTION_WORDS.items()],
        widget=forms.RadioSelect, initial=ExemptionKind.EXEMPT,
    )  # fmt: skip
    from_on = DayField(label="From")
    until_on = DayField(label="Until", required=False, help_text="Empty: until somebody ends it.")
    reason = forms.CharField(label="Why", max_length=300, help_text="No medical details.")

    def clean(self) -> dict[str, Any]:
        """Ends on or after its first day."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_on"), given.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "Enter a day on or after the first.")
        return given


class ComplianceFilter(FilterForm):
    """Whose training the compliance pages show."""

    q = forms.CharField(label="Name or number", max_length=80)
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), label="Department", to_field_name="slug", empty_label="Every department"
    )
    requirement = forms.ModelChoiceField(
        Requirement.objects.order_by("title"), label="Requirement", to_field_name="slug",
        empty_label="Every requirement",
    )  # fmt: skip
    state = forms.ChoiceField(
        label="Standing", choices=[("", "Any"), *((key.value, words) for key, words in STANDING_WORDS.items())]
    )
    supervisor = forms.CharField(label="Supervisor's name or number", max_length=80)


class AskedForm(FilterForm):
    """Was this person trained on this article on that day?"""

    q = forms.CharField(label="Person, by name or number", max_length=80)
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Choose a unit"
    )
    article = forms.CharField(label="Article", max_length=40, help_text="14, or 14.3")
    on = DayField(label="On the day", help_text="5/9/2026")

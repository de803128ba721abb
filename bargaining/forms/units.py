"""What people type about units and release time, as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from bargaining.rules.units import BASIS_WORDS, EXCLUSION_WORDS
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import BargainingUnit, Classification, EmployeeOrganization, Representative


def listed(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """An enumeration's words as a field's choices."""
    return [(key.value, label) for key, label in words.items()]


class DefinitionForm(DeskForm):
    """What a unit is, and on what that rests."""

    definition = forms.CharField(label="Definition", widget=forms.Textarea(attrs={"rows": 6}))
    exclusions = forms.CharField(
        label="Who is kept out", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In the words of the definition.",
    )  # fmt: skip
    basis = forms.ChoiceField(label="It rests on", choices=listed(BASIS_WORDS), widget=forms.RadioSelect)
    citation = forms.CharField(label="Section or order", max_length=120, required=False)
    case_number = forms.CharField(label="Agency's case number", max_length=60, required=False)


class PlacementForm(DeskForm):
    """A classification, or one position of it, put in a unit or kept out of it from a day on."""

    classification = forms.ModelChoiceField(
        Classification.objects.order_by("title"), label="Classification", to_field_name="code",
        empty_label="Choose a classification",
    )  # fmt: skip
    position = forms.CharField(
        label="Only this position of it", max_length=120, required=False,
        help_text="For example: assistant to the HR director. Leave empty for the whole classification.",
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Choose a unit"
    )
    exclusion = forms.ChoiceField(
        label="In, or kept out because it is", required=False,
        choices=[("", "In the unit"), *((code, f"Out: {label.lower()}") for code, label in listed(EXCLUSION_WORDS))],
    )  # fmt: skip
    starts_on = DayField(label="From")
    because = forms.CharField(
        label="What placed it there", max_length=200, help_text="An agreement of both sides, a decision, an ordinance."
    )


class GrantForm(DeskForm):
    """How much release time is allowed from a day to a day."""

    hours = forms.DecimalField(label="Hours allowed", max_digits=8, decimal_places=2, min_value=1)
    starts_on = DayField(label="From")
    ends_on = DayField(label="Through")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.none(), label="Unit", to_field_name="slug", required=False, empty_label="All its units"
    )
    citation = forms.CharField(label="Article", max_length=120, required=False)

    def __init__(self, *args: Any, organization: EmployeeOrganization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organization.units.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Choose the first day or a later one.")
        return given


class UseForm(DeskForm):
    """Hours that somebody used on a day."""

    representative = forms.ModelChoiceField(
        Representative.objects.none(), label="Who used it", empty_label="Choose a representative"
    )
    on = DayField(label="On", only_past=True)
    hours = forms.DecimalField(label="Hours", max_digits=5, decimal_places=2, min_value=0.25, max_value=24)
    purpose = forms.CharField(label="For what", max_length=200)

    def __init__(self, *args: Any, organization: EmployeeOrganization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = organization.representatives.order_by("name")
        self.fields["representative"].queryset = people  # type: ignore[attr-defined]

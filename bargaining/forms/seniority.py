"""What people choose for a list of seniority, as typed values."""

from __future__ import annotations

from typing import Any

from django import forms

from bargaining.rules.seniority import BASES, MEASURE_WORDS, PURPOSE_WORDS, Measure, Purpose
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import BargainingUnit, Classification, Department

DRAWN = (Purpose.SENIORITY, Purpose.LAYOFF)


def _tie(label: str) -> forms.ChoiceField:
    choices = [("", "Nothing more"), *((each.value, MEASURE_WORDS[each].capitalize()) for each in Measure)]
    return forms.ChoiceField(label=label, choices=choices, required=False)


class ListForm(DeskForm):
    """What a list is for, whom it covers, and by which rule."""

    purpose = forms.ChoiceField(
        label="What it is for", choices=[(each.value, PURPOSE_WORDS[each]) for each in DRAWN],
        widget=forms.RadioSelect, initial=Purpose.SENIORITY,
    )  # fmt: skip
    as_of = DayField(label="Roster day", only_past=True)
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", required=False,
        empty_label="Every unit",
    )  # fmt: skip
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), label="Department", to_field_name="slug", required=False,
        empty_label="Every department",
    )  # fmt: skip
    classifications = forms.ModelMultipleChoiceField(
        Classification.objects.order_by("title"), label="Classifications", to_field_name="code", required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}), help_text="None chosen: all. Hold Ctrl to choose several.",
    )  # fmt: skip
    basis = forms.ChoiceField(
        label="Seniority is counted from the", choices=[(each.value, MEASURE_WORDS[each]) for each in BASES]
    )
    first_tie = _tie("A tie is broken by")
    second_tie = _tie("Then by")
    cut = forms.IntegerField(
        label="How many are laid off", min_value=1, required=False, help_text="For a layoff list: the least senior."
    )
    citation = forms.CharField(label="Article that says so", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A layoff list says how many; the tie-breakers in their order, each once."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("purpose") == Purpose.LAYOFF and not given.get("cut"):
            self.add_error("cut", "Enter how many people are laid off.")
        chosen = [given.pop(name, "") for name in ("first_tie", "second_tie")]
        given["ties"] = [Measure(tie) for tie in dict.fromkeys(chosen) if tie and tie != given.get("basis")]
        return given


class RecallForm(DeskForm):
    """How long those laid off may be recalled."""

    laid_off_on = DayField(label="Laid off on")
    months = forms.IntegerField(label="Months of the right to be recalled", min_value=1, max_value=120, initial=24)

"""The form of the past-practice register."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.actions.practices import ended_on, over
from agreements.forms.articles import read_article
from agreements.rules.practices import PRACTICE_WORDS, PracticeState
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Department

STATES = [(key.value, words) for key, words in PRACTICE_WORDS.items()]


def _area(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=hint, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PracticeForm(DeskForm):
    """What is known of a practice."""

    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Choose a unit"
    )
    title = forms.CharField(label="Subject", max_length=200)
    article = forms.CharField(label="Article", max_length=40, required=False, help_text="By number: 14.3.")
    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True).order_by("name"), label="Department", to_field_name="slug",
        required=False, empty_label="Every department",
    )  # fmt: skip
    practice = forms.CharField(label="What is done", widget=forms.Textarea(attrs={"rows": 4}))
    since = forms.CharField(label="Since when", max_length=80, help_text="As far as it is known: spring of 2019.")
    clarity = _area("Clear", "What shows that everyone meant the same thing by it.")
    consistency = _area("Consistent", "How often, over how long, and the exceptions.")
    acceptance = _area("Accepted", "What shows that both sides took it for the rule.")
    who_knew = _area("Who knew", "On the City's side and on the union's, by office.")
    state = forms.ChoiceField(label="Standing", choices=STATES, widget=forms.RadioSelect)
    ended_on = DayField(label="Day of the notice, or of its end", required=False)
    ended_note = forms.CharField(label="About the notice or end", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """The article by its number; a day where a notice was given or the practice ended."""
        given: dict[str, Any] = super().clean() or {}
        read_article(self, given)
        if given.get("state"):
            state = PracticeState(given["state"])
            if over(state) and not given.get("ended_on"):
                self.add_error("ended_on", "Enter the day of the notice, or on which it ended.")
            given["ended_on"] = ended_on(state, given.get("ended_on"))
        return given


class PracticeFilter(FilterForm):
    """Which practices the register shows."""

    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Every unit"
    )
    state = forms.ChoiceField(label="Standing", choices=[("", "Any"), *STATES])
    article = forms.CharField(label="Article", max_length=40)

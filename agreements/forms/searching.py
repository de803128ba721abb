"""Forms of the agreements app."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.queries.searching import Scope
from labor_office.core.web.forms import DayField, FilterForm
from labor_office.core.workforce.models import BargainingUnit

ANY_UNIT = "any"


class SearchForm(FilterForm):
    """What is searched for, in which unit, in the text of which day."""

    q = forms.CharField(
        label="Find in the agreements", max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    unit = forms.ChoiceField(label="Unit")
    scope = forms.ChoiceField(
        label="Text", choices=[(Scope.DAY.value, "In force on a day"), (Scope.ALL.value, "Of all years")]
    )
    on = DayField(label="Day", help_text="Today when left empty.")

    def __init__(self, *args: Any, units: list[BargainingUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "As the words say, else every unit"), (ANY_UNIT, "Every unit")]
        self.fields["unit"].choices = [*choices, *((unit.slug, unit.name) for unit in units)]  # type: ignore[attr-defined]

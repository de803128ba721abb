"""Filters above the calendar."""

from __future__ import annotations

from django import forms

from labor_office.core.deadlines.rules.leaves import View
from labor_office.core.web.forms import DayField, FilterForm

SCOPES = [("", "Mine"), ("team", "My team")]
KINDS = [
    ("", "Everything"), ("meeting", "Meetings"), ("training", "Training"), ("deadline", "Deadlines"),
    ("absence", "Absences"), ("holiday", "Holidays"),
]  # fmt: skip


class AgendaFilter(FilterForm):
    """Whose calendar, what on it, around which day, and in which layout."""

    scope = forms.ChoiceField(choices=SCOPES, label="Whose")
    kind = forms.ChoiceField(choices=KINDS, label="What")
    date = DayField(label="Around")
    # Chosen by the links above the calendar; kept when the filters are sent.
    view = forms.TypedChoiceField(
        choices=[(each.value, each.value) for each in View], coerce=View, empty_value=None, widget=forms.HiddenInput
    )

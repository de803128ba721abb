"""Filters above the calendar."""

from __future__ import annotations

from django import forms

from labor_office.core.web.forms import DayField, FilterForm

SCOPES = [("", "Mine"), ("team", "My team")]
KINDS = [
    ("", "Everything"), ("meeting", "Meetings"), ("deadline", "Deadlines"),
    ("absence", "Absences"), ("holiday", "Holidays"),
]  # fmt: skip


class AgendaFilter(FilterForm):
    """Whose calendar, what on it, and which month."""

    scope = forms.ChoiceField(choices=SCOPES, label="Whose")
    kind = forms.ChoiceField(choices=KINDS, label="What")
    date = DayField(label="Month of")

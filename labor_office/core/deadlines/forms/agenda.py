"""Filters above the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from labor_office.core.deadlines.rules.leaves import View
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Department

TEAM = "team"
WHOSE_MINE = "Only what is yours"
SCOPES = [("", "Mine"), (TEAM, "My team")]
KINDS = [
    ("", "Everything"), ("meeting", "Meetings"), ("training", "Training"), ("deadline", "Deadlines"),
    ("absence", "Absences"), ("holiday", "Holidays"),
]  # fmt: skip


class AgendaFilter(FilterForm):
    """Whose calendar, what on it, of which unit and department, around which day, and in which layout.

    ``people``: of whom else the calendar may be asked for.
    """

    scope = forms.ChoiceField(choices=SCOPES, label="Whose")
    kind = forms.ChoiceField(choices=KINDS, label="What")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.all(), to_field_name="slug", label="Unit", empty_label="Every unit"
    )
    department = forms.ModelChoiceField(
        Department.objects.all(), to_field_name="slug", label="Department", empty_label="Every department"
    )
    date = DayField(label="Around")
    # Chosen by the links above the calendar; kept when the filters are sent.
    view = forms.TypedChoiceField(
        choices=[(each.value, each.value) for each in View], coerce=View, empty_value=None, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, people: Iterable[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [*SCOPES, *((str(one.pk), one.name) for one in people)]  # type: ignore[attr-defined]

    def whose(self, user: User) -> str:
        """Whose things are shown, in words: "Only what is yours", "Everybody’s", "Only what is Ines Calder’s"."""
        owner = self.owner_id(user)
        if owner is None:
            return "Everybody’s"
        if owner == user.pk:
            return f"{WHOSE_MINE}. “My team” shows everybody’s"
        named = dict(self.fields["scope"].choices)  # type: ignore[attr-defined]
        return f"Only what is {named.get(str(owner), 'theirs')}’s"

    def owner_id(self, user: User) -> int | None:
        """Whose things are asked for; None for everybody's."""
        scope = self.filled().get("scope", "")
        if scope == TEAM:
            return None
        return int(scope) if scope else user.pk

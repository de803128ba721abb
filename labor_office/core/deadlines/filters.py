"""Filters above the register of deadlines."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.db.models import QuerySet

from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, FilterForm
from labor_office.core.workforce.models import BargainingUnit

STATES = [
    ("", "Open"),
    ("overdue", "Overdue"),
    ("week", "Due within 7 days"),
    ("stopped", "Clock stopped"),
    ("needs", "Needs a date"),
    ("met", "Met"),
    ("missed", "Missed"),
    ("all", "All"),
]
PARTIES = [("", "Anyone"), ("city", "The City"), ("union", "The union"), ("neutral", "A neutral")]
OWNERS = [("", "Anyone"), ("me", "Me")]


class RegisterFilter(FilterForm):
    """Which deadlines the register shows."""

    state = forms.ChoiceField(choices=STATES, label="State")
    party = forms.ChoiceField(choices=PARTIES, label="Owed by")
    owner = forms.ChoiceField(choices=OWNERS, label="Owner")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.all(), to_field_name="slug", label="Unit", empty_label="Every unit"
    )
    due_from = DayField(label="Due from")
    due_to = DayField(label="Due to")

    def apply(self, deadlines: QuerySet[Deadline], *, user: User, today: date) -> QuerySet[Deadline]:
        """Narrow ``deadlines`` by whatever was filled in; a mistake narrows nothing."""
        filled = self.filled()
        found = _by_state(deadlines, filled.get("state", ""), today)
        if party := filled.get("party"):
            ours = ["employer", "both", "either"]
            found = found.filter(actor__in=ours if party == "city" else [party])
        if filled.get("owner") == "me":
            found = found.filter(matter__owner=user)
        if unit := filled.get("unit"):
            found = found.filter(matter__unit=unit)
        if first := filled.get("due_from"):
            found = found.filter(due_on__gte=first)
        if last := filled.get("due_to"):
            found = found.filter(due_on__lte=last)
        return found


def _by_state(deadlines: QuerySet[Deadline], state: str, today: date) -> QuerySet[Deadline]:
    open_now = deadlines.filter(matter__closed_on=None, satisfied_on=None)
    live = open_now.filter(state__in=[DeadlineState.OPEN, DeadlineState.MISSED])
    by_state = {
        "overdue": live.filter(due_on__lt=today, actor__in=["employer", "both", "either"]),
        "week": live.filter(due_on__gte=today, due_on__lte=today + timedelta(days=7)),
        "stopped": open_now.filter(state=DeadlineState.STOPPED),
        "needs": open_now.filter(state=DeadlineState.NEEDS_DATE),
        "met": deadlines.filter(state=DeadlineState.MET),
        "missed": deadlines.filter(state=DeadlineState.MISSED),
        "all": deadlines,
    }
    return by_state.get(state, live)

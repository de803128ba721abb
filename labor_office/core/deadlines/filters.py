"""Filters above the register of deadlines."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms

from labor_office.core.deadlines.models.deadlines import DeadlineQuerySet, DeadlineState
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

    def apply(self, deadlines: DeadlineQuerySet, *, user: User, today: date) -> DeadlineQuerySet:
        """Narrow ``deadlines`` by whatever was filled in; a mistake narrows nothing."""
        filled = self.filled()
        found = _by_state(deadlines, filled.get("state", ""), today)
        if party := filled.get("party"):
            found = found.owed_by_city() if party == "city" else found.filter(actor=party)
        if filled.get("owner") == "me":
            found = found.filter(matter__owner=user)
        if unit := filled.get("unit"):
            found = found.filter(matter__unit=unit)
        if first := filled.get("due_from"):
            found = found.filter(due_on__gte=first)
        if last := filled.get("due_to"):
            found = found.filter(due_on__lte=last)
        return found


def _by_state(deadlines: DeadlineQuerySet, state: str, today: date) -> DeadlineQuerySet:
    open_now = deadlines.filter(matter__closed_on=None, satisfied_on=None, lapsed_reason="")
    live = open_now.filter(state__in=[DeadlineState.OPEN, DeadlineState.MISSED])
    by_state = {
        "overdue": live.filter(due_on__lt=today).owed_by_city(),
        "week": live.filter(due_on__gte=today, due_on__lte=today + timedelta(days=7)),
        "stopped": open_now.filter(state=DeadlineState.STOPPED),
        "needs": open_now.filter(state=DeadlineState.NEEDS_DATE),
        "met": deadlines.filter(state=DeadlineState.MET),
        "missed": deadlines.filter(state=DeadlineState.MISSED),
        "all": deadlines,
    }
    return by_state.get(state, live)

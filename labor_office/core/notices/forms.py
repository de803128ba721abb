"""From what a person chose to values."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.db.models import QuerySet

from labor_office.core.notices import rules
from labor_office.core.notices.messages.catalogue import LABELS
from labor_office.core.notices.models import Notice, NoticeState
from labor_office.core.notices.queries import in_person
from labor_office.core.web.forms import DeskForm, FilterForm

MORNINGS = [(time(hour, minute), f"{hour}:{minute:02} a.m.") for hour in (6, 7, 8, 9) for minute in (0, 30)]
MUTABLE = sorted(set(rules.ALL_RUNGS) - rules.CANNOT_MUTE, reverse=True)


class InboxFilter(FilterForm):
    """Which of my notices."""

    show = forms.ChoiceField(label="Show", choices=[("", "All"), ("unread", "Unread")])
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Any kind"), *sorted(LABELS.items(), key=lambda pair: pair[1])]
    )

    def apply(self, notices: QuerySet[Notice]) -> QuerySet[Notice]:
        """Narrow ``notices`` by whatever was filled in."""
        filled = self.filled()
        if filled.get("show") == "unread":
            notices = notices.filter(read_at=None)
        if kind := filled.get("kind"):
            notices = notices.filter(template=kind)
        return notices


class OutboxFilter(FilterForm):
    """Which of the emails."""

    state = forms.ChoiceField(label="State", choices=[("", "Any state"), *NoticeState.choices])
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Any kind"), *sorted(LABELS.items(), key=lambda pair: pair[1])]
    )
    person = forms.CharField(label="Person", max_length=80)
    record = forms.CharField(label="Record number", max_length=20)

    def apply(self, notices: QuerySet[Notice]) -> QuerySet[Notice]:
        """Narrow ``notices`` by whatever was filled in."""
        filled = self.filled()
        if state := filled.get("state"):
            notices = notices.filter(state=state)
        if kind := filled.get("kind"):
            notices = notices.filter(template=kind)
        if person := filled.get("person"):
            notices = notices.filter(in_person(person))
        if record := filled.get("record"):
            notices = notices.filter(matter__reference__iexact=record.strip())
        return notices


class PreferencesForm(DeskForm):
    """When and by what I am told. What is always told has no box here."""

    marks_optional = False

    digest_time = forms.TypedChoiceField(
        label="Morning mail goes out at",
        choices=[(f"{at:%H:%M}", words) for at, words in MORNINGS],
        coerce=time.fromisoformat,
    )
    reminders = forms.TypedMultipleChoiceField(
        label="Reminders before the last two days",
        choices=[(str(rung), f"{rung} working days ahead") for rung in MUTABLE],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="One working day ahead, due today and overdue are always told.",
    )
    has_digest = forms.BooleanField(
        label="One morning mail with everything due",
        required=False,
        help_text="Without it each reminder comes by itself.",
    )
    mails_moved_dates = forms.BooleanField(
        label="Mail when a date moves",
        required=False,
        help_text="Without it the move is told on your notices page only.",
    )

    def choices_made(self) -> dict[str, Any]:
        """The answers as ``set_preferences`` takes them."""
        answers = dict(self.cleaned_data)
        wanted = set(answers.pop("reminders"))
        return {**answers, "rungs_off": [rung for rung in MUTABLE if rung not in wanted]}

"""Forms of work calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from labor_office.core.deadlines.actions.calendars import Closing
from labor_office.core.deadlines.models.calendars import ClosedDay
from labor_office.core.deadlines.rules.proposing import Proposal, source_of
from labor_office.core.web.dates import UnreadableDate, parse_day
from labor_office.core.web.forms import DayField, DeskForm


class CloseDayForm(DeskForm):
    """A day on which no business is done."""

    day = DayField(label="Day")
    name = forms.CharField(label="What it is called", max_length=80, help_text="For example: Snow closure.")
    kind = forms.ChoiceField(label="Kind", choices=ClosedDay.Kind.choices, initial=ClosedDay.Kind.CLOSURE)
    source = forms.CharField(
        label="Where it is ordered", max_length=160, required=False, help_text="The order, agreement or notice."
    )

    @property
    def closing(self) -> Closing:
        """The day to close; only of a form that is valid."""
        filled = self.cleaned_data
        return Closing(filled["day"], filled["name"], filled["kind"], filled["source"])


class OpenDayForm(DeskForm):
    """A day entered as closed that is to be open."""

    day = DayField(label="Day")
    reason = forms.CharField(label="Why it is open", max_length=120)


class PublishYearForm(DeskForm):
    """The closed days of one year, ticked by a person."""

    days = forms.MultipleChoiceField(label="Closed days", required=False, widget=forms.CheckboxSelectMultiple)
    others = forms.CharField(
        label="Other closed days",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line, the day and its name: 12/24 Christmas Eve.",
    )

    def __init__(
        self, *args: Any, year: int, code: str, proposals: Sequence[Proposal], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.year, self.code = year, code
        self.proposals = {one.day.isoformat(): one for one in proposals if not one.is_weekend}
        field = self.fields["days"]
        field.choices = [(key, _said(one)) for key, one in self.proposals.items()]  # type: ignore[attr-defined]
        field.initial = [key for key, one in self.proposals.items() if one.is_likely]

    def clean_others(self) -> list[Closing]:
        """The days that nobody proposed."""
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        return [self._other(line) for line in lines]

    @property
    def closed(self) -> list[Closing]:
        """Every day to close; only of a form that is valid."""
        chosen = [self.proposals[key] for key in self.cleaned_data["days"]]
        proposed = [Closing(one.day, one.name[:80], source=source_of(self.code)) for one in chosen]
        return [*proposed, *self.cleaned_data["others"]]

    def _other(self, line: str) -> Closing:
        text, _, name = line.partition(" ")
        if not name.strip():
            raise ValidationError(f"“{line}”: write the day and its name, for example 12/24 Christmas Eve.")
        try:
            day = parse_day(text, today=date(self.year, 7, 1))
        except UnreadableDate:
            raise ValidationError(f"“{text}” is not a date. Write 12/24 Christmas Eve.") from None
        return Closing(day.replace(year=self.year) if day.year != self.year else day, name.strip()[:80])


def _said(one: Proposal) -> str:
    note = f" ({one.note})" if one.note else ""
    return f"{one.day:%a, %b} {one.day.day}: {one.name}{note}"

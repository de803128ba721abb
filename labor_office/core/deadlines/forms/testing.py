"""The panel that tries a date."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from labor_office.core.deadlines.rules.procedure import Procedure
from labor_office.core.deadlines.rules.trying import Trial, needs_list, parse_listed
from labor_office.core.web.dates import UnreadableDate, parse_day
from labor_office.core.web.forms import DayField, DeskForm


class TestForm(DeskForm):
    """Which limit, from which day, and what else is supposed. ``trial`` is the supposition."""

    __test__ = False  # not a test case, whatever its name begins with

    limit = forms.ChoiceField(label="Limit")
    start_on = DayField(label="The clock starts on")
    at = forms.TimeField(
        label="At", required=False, widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"invalid": "Enter an hour, for example 17:40."},
    )  # fmt: skip
    extended_to = DayField(label="Extended to", required=False)
    stopped_from = DayField(label="Clock stopped from", required=False)
    stopped_to = DayField(label="until", required=False)
    listed = forms.CharField(
        label="Listed dates", required=False, help_text="Meeting days or work days, with commas: 6/3, 6/17, 7/1."
    )
    against = forms.TypedChoiceField(label="Compare with", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, procedure: Procedure, earlier: list[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.procedure = procedure
        choices = [(one.code, f"{one.code}: {one.name}") for one in procedure.limits]
        self.fields["limit"].choices = choices  # type: ignore[attr-defined]
        versions = [("", "Nothing"), *((number, f"Version {number}") for number in earlier)]
        self.fields["against"].choices = versions  # type: ignore[attr-defined]
        if not earlier:
            del self.fields["against"]
        if not any(needs_list(limit) for limit in procedure.limits):
            del self.fields["listed"]

    def clean_listed(self) -> tuple[date, ...]:
        """The dates of a list, in order."""
        parts = [part.strip() for part in self.cleaned_data["listed"].split(",") if part.strip()]
        assert self.today is not None  # noqa: S101 -- every view gives it
        try:
            return parse_listed(parse_day(part, today=self.today) for part in parts)
        except UnreadableDate as unread:
            raise ValidationError(f"“{unread}” is not a date. Write 6/3, 6/17, 7/1.") from None

    def clean(self) -> dict[str, Any]:
        """A stop does not end before it begins."""
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("stopped_from"), cleaned.get("stopped_to")
        if ends and not begins:
            self.add_error("stopped_from", "Say from which day the clock stood still.")
        if begins and ends and ends < begins:
            self.add_error("stopped_to", "Enter a day on or after the one on which the clock stopped.")
        return cleaned

    @property
    def trial(self) -> Trial:
        """What was filled in; only of a form that is valid."""
        filled = self.cleaned_data
        return Trial(
            start_on=filled["start_on"],
            at=filled["at"],
            extended_to=filled["extended_to"],
            stopped_from=filled["stopped_from"],
            stopped_to=filled["stopped_to"],
            listed=filled.get("listed", ()),
        )

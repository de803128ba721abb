"""Changes of one deadline that no kind of matter has a page of its own for."""

from __future__ import annotations

from django import forms

from labor_office.core.deadlines.rules.choosing import ClosedDay
from labor_office.core.web.forms import DayField, DeskForm


def closed_day() -> forms.TypedChoiceField:
    """What is meant by a day on which no business is done; hidden, for the preview asks it in words."""
    return forms.TypedChoiceField(
        label="A closed day",
        required=False,
        choices=[("", ""), *((each.value, each.value) for each in ClosedDay)],
        coerce=ClosedDay,
        empty_value=None,
        widget=forms.HiddenInput,
    )


class ByHandForm(DeskForm):
    """A date put in force in the place of the counted one."""

    due_on = DayField(label="The date in force", help_text="The counted date stays beside it for good.")
    reason = forms.CharField(label="Why", max_length=250, help_text="For example: arbitrator's order of June 12.")
    # Asked in words by the preview when the date is a closed day.
    closed_day = closed_day()


class CountAgainForm(DeskForm):
    """The rule's own date, in force again."""

    reason = forms.CharField(label="Why", max_length=250)

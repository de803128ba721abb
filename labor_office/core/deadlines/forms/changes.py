"""Changes of one deadline that no kind of matter has a page of its own for."""

from __future__ import annotations

from django import forms

from labor_office.core.web.forms import DayField, DeskForm


class ByHandForm(DeskForm):
    """A date put in force in the place of the counted one."""

    due_on = DayField(label="The date in force", help_text="The counted date stays beside it for good.")
    reason = forms.CharField(label="Why", max_length=250, help_text="For example: arbitrator's order of June 12.")


class CountAgainForm(DeskForm):
    """The rule's own date, in force again."""

    reason = forms.CharField(label="Why", max_length=250)

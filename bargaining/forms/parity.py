"""Recording a parity clause."""

from __future__ import annotations

from typing import Any

from django import forms

from bargaining.rules.topics import TOPIC_WORDS, Topic
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import BargainingUnit


class ParityForm(DeskForm):
    """Which unit may ask for what another gets, by which words, from when to when."""

    unit = forms.ModelChoiceField(BargainingUnit.objects.all(), label="Whose clause", empty_label="Choose a unit")
    place = forms.CharField(label="Where it stands", max_length=80, help_text="Art. 29.2, or a side letter's number.")
    topic = forms.ChoiceField(label="Subject", choices=[(topic.value, TOPIC_WORDS[topic]) for topic in Topic])
    watches = forms.ModelChoiceField(
        BargainingUnit.objects.all(), label="Watches", required=False, empty_label="Whichever unit gets more"
    )
    above = forms.DecimalField(
        label="Set off by raises above, in percent", required=False, min_value=0, max_digits=5, decimal_places=2,
        help_text="Empty: by anything agreed on the subject.",
    )  # fmt: skip
    words = forms.CharField(label="What it says", widget=forms.Textarea(attrs={"rows": 4}))
    from_on = DayField(label="First day", required=False)
    until_on = DayField(label="Last day", required=False)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and watches somebody else."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = given.get("from_on"), given.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", "The clause cannot end before it begins.")
        if given.get("watches") and given["watches"] == given.get("unit"):
            self.add_error("watches", "Choose another unit, or whichever gets more.")
        return given


class EndClauseForm(DeskForm):
    """The last day of a clause."""

    until_on = DayField(label="Last day")

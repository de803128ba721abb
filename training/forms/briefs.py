"""A brief's words, and who must read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from labor_office.core.web.forms import DeskForm
from training.actions.briefs import Audience, ItemWords
from training.models.briefs import BriefItem
from training.rules.vocabulary import Who

AUDIENCES = (
    (Who.SUPERVISORS.value, "Supervisors in the departments where people of the unit work"),
    (Who.REPRESENTED.value, "Everyone in the bargaining unit"),
    (Who.DECISION_MAKERS.value, "Step decision makers"),
)


class BriefForm(DeskForm):
    """The whole draft on one page: two fields for each clause."""

    title = forms.CharField(max_length=120)
    opening = forms.CharField(
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Two or three sentences: what this is and what people must do differently.",
    )  # fmt: skip

    def __init__(self, *args: Any, items: Sequence[BriefItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"meaning_{item.pk}"] = forms.CharField(
                label=f"What it means at work: {item.number} {item.heading}".strip(),
                required=False, max_length=4000, initial=item.meaning, widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
            self.fields[f"left_out_{item.pk}"] = forms.BooleanField(
                label=f"Leave {item.number or item.heading} out", required=False, initial=item.is_left_out
            )

    def rows(self) -> list[tuple[BriefItem, Any, Any]]:
        """Each clause with its two fields."""
        return [(item, self[f"meaning_{item.pk}"], self[f"left_out_{item.pk}"]) for item in self.items]

    def words(self) -> dict[int, ItemWords]:
        """What was said of each clause."""
        given = self.cleaned_data
        return {
            item.pk: ItemWords(meaning=given[f"meaning_{item.pk}"], is_left_out=given[f"left_out_{item.pk}"])
            for item in self.items
        }


class AssignForm(DeskForm):
    """Who must read it and by when."""

    who = forms.ChoiceField(
        label="Who must read it?", choices=AUDIENCES, widget=forms.RadioSelect, initial=Who.SUPERVISORS.value
    )
    days_before = forms.IntegerField(
        label="How many days before the agreement takes effect?", min_value=1, max_value=90, initial=7
    )

    def audience(self) -> Audience:
        """The people meant."""
        return Audience(Who(self.cleaned_data["who"]), self.cleaned_data["days_before"])

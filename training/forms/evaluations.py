"""The sheet after a class."""

from __future__ import annotations

from django import forms

from labor_office.core.web.forms import DeskForm
from training.rules.evaluation import Sheet

_MARKS = [("5", "5, very"), ("4", "4"), ("3", "3"), ("2", "2"), ("1", "1, not at all")]


class EvaluationForm(DeskForm):
    """Three marks and words. ``key`` is made by the page, so that pressed twice it is one sheet."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    usefulness = forms.ChoiceField(label="How useful is it for your work?", choices=_MARKS, widget=forms.RadioSelect)
    clarity = forms.ChoiceField(label="How clear was it?", choices=_MARKS, widget=forms.RadioSelect)
    readiness = forms.ChoiceField(label="How ready do you feel to apply it?", choices=_MARKS, widget=forms.RadioSelect)
    went_well = forms.CharField(
        label="What went well?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    to_better = forms.CharField(
        label="What should be better?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def sheet(self) -> Sheet:
        """The sheet as filled in."""
        given = self.cleaned_data
        return Sheet(
            int(given["usefulness"]), int(given["clarity"]), int(given["readiness"]), given["went_well"],
            given["to_better"],
        )  # fmt: skip

"""What was completed before the Desk or elsewhere, and taking back what was recorded by mistake."""

from __future__ import annotations

from typing import Any

from django import forms

from labor_office.core.web.forms import DayField, DeskForm
from training.models.courses import Course
from training.rules.vocabulary import PROOF_WORDS, ProofSource

_ELSEWHERE = (ProofSource.EARLIER, ProofSource.EQUIVALENT)


class ElsewhereForm(DeskForm):
    """A course somebody completed where the Desk did not see it."""

    course = forms.ModelChoiceField(
        Course.objects.order_by("title", "pk"), label="Course", to_field_name="slug", empty_label="Choose a course",
        help_text="The one it was, or the one it is as good as.",
    )  # fmt: skip
    completed_on = DayField(label="Completed on", only_past=True)
    source = forms.ChoiceField(
        label="What it is", choices=[(key.value, PROOF_WORDS[key]) for key in _ELSEWHERE], widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label="What shows it", max_length=300, help_text="Where, by whom, which paper: State academy, certificate 4471."
    )
    paper = forms.FileField(label="A scan of it", required=False)

    def clean_source(self) -> ProofSource:
        """The word it is stored by."""
        return ProofSource(self.cleaned_data["source"])


class TakeBackForm(DeskForm):
    """Why something that was recorded does not hold."""

    because = forms.CharField(
        label="Why", max_length=300, help_text="Everyone who reads this person’s training reads this."
    )

    def clean_because(self) -> str:
        """Words, not blanks."""
        words: Any = self.cleaned_data["because"]
        return " ".join(words.split())

"""What is typed about a side letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from agreements.actions.side_letters.force import Side
from agreements.models.side_letters import SideLetter
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.vocabulary import EFFECT_LABELS, FORM_LABELS, ChangeEffect, LetterForm
from labor_office.core.web.forms import DayField, DeskForm


def _words(label: str, *, rows: int, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


class TermsForm(DeskForm):
    """What the letter is, when it holds, and which letter it ends."""

    title = forms.CharField(label="Subject", max_length=200)
    form = forms.TypedChoiceField(label="Kind of paper", choices=list(FORM_LABELS.items()), coerce=LetterForm)
    effective_on = DayField(label="In effect from")
    ends_on = DayField(
        label="Last day",
        required=False,
        help_text="Leave empty when it holds as long as the agreement. Of an extension: the new last day of the term.",
    )
    ends_letter = forms.ModelChoiceField(
        SideLetter.objects.none(), label="Puts an end to", required=False, empty_label="No other letter"
    )
    text = _words("The letter's own words", rows=8)
    sets_no_precedent = forms.BooleanField(label="Sets no precedent", required=False)

    def __init__(self, *args: Any, letters: QuerySet[SideLetter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ends_letter"]
        field.queryset = letters  # type: ignore[attr-defined]
        field.label_from_instance = lambda letter: f"{letter.reference}, {letter.title}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A letter does not end before it takes effect."""
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("effective_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Enter a day on or after the first day.")
        if given.get("form") is LetterForm.EXTENSION and not ends and "ends_on" not in self.errors:
            self.add_error("ends_on", "Enter the day to which the term is extended.")
        return given


class NewLetterForm(TermsForm):
    """The terms, and the agreement they change."""

    agreement = forms.ModelChoiceField(Agreement.objects.none(), label="Agreement", empty_label="Choose an agreement")
    field_order = ("agreement", "title", "form", "effective_on", "ends_on", "text", "sets_no_precedent")

    def __init__(self, *args: Any, agreements: QuerySet[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agreement"]
        field.queryset = agreements  # type: ignore[attr-defined]
        field.label_from_instance = lambda agreement: agreement.title  # type: ignore[attr-defined]
        # Which letter it ends is said on the draft, when the agreement is known.
        del self.fields["ends_letter"]


class ChangeForm(DeskForm):
    """One change to a section."""

    effect = forms.TypedChoiceField(label="What it does", choices=list(EFFECT_LABELS.items()), coerce=ChangeEffect)
    section = forms.ModelChoiceField(
        ArticleVersion.objects.none(),
        label="Section",
        empty_label="Choose a section",
        help_text="The section that changes; for new text, what it stands under.",
    )
    number = forms.CharField(label="Number of new text", required=False, max_length=40)
    title = forms.CharField(label="Title of new text", required=False, max_length=200)
    text = _words("The new words", rows=10, hint="Leave empty when the section ends.")

    def __init__(self, *args: Any, sections: QuerySet[ArticleVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section"]
        field.queryset = sections  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: f"{row.number} {row.title}".strip()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """New text needs a number; every change but an end needs words."""
        given: dict[str, Any] = super().clean() or {}
        effect = given.get("effect")
        if effect is ChangeEffect.ADD and not given.get("number"):
            self.add_error("number", "Enter the number by which the new text is cited.")
        if effect in {ChangeEffect.ADD, ChangeEffect.REPLACE} and not given.get("text"):
            self.add_error("text", "Enter the new words, or choose that the text ends.")
        return given


class SignForm(DeskForm):
    """A signature under the letter."""

    side = forms.TypedChoiceField(
        label="Signed for", choices=[(Side.CITY, "The City"), (Side.UNION, "The union")], coerce=Side
    )
    name = forms.CharField(label="Who signed", max_length=120)
    on = DayField(label="Date signed", only_past=True)


class EndForm(DeskForm):
    """An end to a letter in force."""

    last_day = DayField(label="Last day")
    reason = forms.CharField(label="Reason", max_length=200)


class WatchForm(DeskForm):
    """What was done about a letter that runs out, as its procedure calls it."""

    event = forms.ChoiceField(
        label="What was done",
        choices=[("letter_reviewed", "We decided whether it goes on"), ("union_told", "The union was told")],
    )
    on = DayField(label="Date", only_past=True)


class GiveUpForm(DeskForm):
    """Why a draft will not be signed."""

    reason = forms.CharField(label="Reason", max_length=200)


class NothingForm(DeskForm):
    """A page that asks for nothing but the press of its button."""

"""Forms of interpretations: text to typed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from agreements.forms.articles import read_articles
from agreements.rules.interpretations import AUDIENCE_WORDS, BASIS_WORDS, STATE_WORDS, Audience, Basis, Verdict
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Department


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(key.value, label) for key, label in words.items()]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class InterpretationForm(DeskForm):
    """What a writer fills in. Only the subject must be there to begin; counsel is sent none with a gap."""

    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Choose a unit"
    )
    title = forms.CharField(label="Subject", max_length=200, help_text="For example: Order of call-outs in a storm.")
    articles = forms.CharField(
        label="Articles and sections", max_length=200, required=False, help_text="By number: 14.3, 14.4."
    )
    question = forms.CharField(label="Question", required=False, widget=_area(3))
    answer = forms.CharField(
        label="Short answer", required=False, widget=_area(3),
        help_text="What a department does, in words that need no lawyer. It stands beside the text.",
    )  # fmt: skip
    reasoning = forms.CharField(
        label="Reasoning", required=False, widget=_area(8), help_text="A blank line begins a new paragraph."
    )
    basis = forms.ChoiceField(label="Rests on", choices=_choices(BASIS_WORDS))
    basis_note = forms.CharField(
        label="Which one",
        max_length=300,
        required=False,
        help_text="The award, settlement or minutes, by number or day.",
    )
    effective_on = DayField(label="Applies from", required=False)
    audience = forms.ChoiceField(label="Binds", choices=_choices(AUDIENCE_WORDS), widget=forms.RadioSelect)
    departments = forms.ModelMultipleChoiceField(
        Department.objects.filter(is_active=True).order_by("name"), label="Departments named", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, unit: BargainingUnit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed_unit = unit
        if unit is not None:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """The articles by their numbers; departments where departments are bound."""
        given: dict[str, Any] = super().clean() or {}
        read_articles(self, given, unit=self.fixed_unit, on=given.get("effective_on"))
        if given.get("audience") == Audience.DEPARTMENTS and not given.get("departments"):
            self.add_error("departments", "Choose the departments it binds, or another audience.")
        return given

    def written(self) -> dict[str, Any]:
        """What the actions take."""
        given = dict(self.cleaned_data)
        given.pop("unit", None)
        named = list(given["departments"]) if given["audience"] == Audience.DEPARTMENTS else []
        return given | {
            "basis": Basis(given["basis"]), "audience": Audience(given["audience"]), "departments": named
        }  # fmt: skip


class ReviewForm(DeskForm):
    """Counsel's answer."""

    verdict = forms.ChoiceField(
        label="Your review", widget=forms.RadioSelect,
        choices=[(Verdict.APPROVED.value, "Approve it for publication"), (Verdict.SENT_BACK.value, "Send it back")],
    )  # fmt: skip
    words = forms.CharField(
        label="Words for its writer", required=False, widget=_area(5),
        help_text="Read by those who draft and review interpretations, by nobody else.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Whoever sends a draft back says why."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("verdict") == Verdict.SENT_BACK and not given.get("words", "").strip():
            self.add_error("words", "Say what its writer should change.")
        return given


class ReasonForm(DeskForm):
    """Why."""

    because = forms.CharField(label="Why", max_length=280, widget=_area(3))


class PublishForm(DeskForm):
    """That the readings which stand beside this one have been read."""

    def __init__(self, *args: Any, has_conflicts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_conflicts:
            self.fields["beside"] = forms.BooleanField(
                label="I have read the earlier ones: they may stand beside it",
                error_messages={
                    "required": "Read the earlier interpretations first. To replace one, send this back and name it."
                },
            )


class InterpretationFilter(FilterForm):
    """Which interpretations the list shows."""

    q = forms.CharField(label="Words or number", max_length=80)
    state = forms.ChoiceField(label="State")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Every unit"
    )
    article = forms.CharField(label="Article", max_length=40)

    def __init__(self, *args: Any, states: Mapping[Any, str] = STATE_WORDS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"] = forms.ChoiceField(
            label="State", choices=[("", "Any state"), *_choices(states), ("question", "Needs review")], required=False
        )

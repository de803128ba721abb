"""Forms of courses."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.forms.articles import read_article
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit
from training.rules.vocabulary import COURSE_FORM_WORDS
from training.rules.vocabulary import CourseForm as Form

FORMS = [(key.value, words) for key, words in COURSE_FORM_WORDS.items()]


def _area(label: str, hint: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=6000, widget=forms.Textarea(attrs={"rows": rows}))


class TaughtForm(DeskForm):
    """What a version teaches."""

    title = forms.CharField(label="Title", max_length=160)
    basis = forms.CharField(
        label="Why it is given", max_length=200, required=False, help_text="The article, policy or law it rests on."
    )
    audience = forms.CharField(label="For whom", max_length=200, required=False)
    objectives = _area("Objectives", "What a person can do afterwards, one a line.")
    length_minutes = forms.IntegerField(label="Length in minutes", min_value=5, max_value=2400)
    validity_months = forms.IntegerField(
        label="Good for how many months", min_value=1, max_value=240, required=False,
        help_text="Empty: a completion does not run out.",
    )  # fmt: skip
    pass_mark = forms.IntegerField(
        label="Percent right to pass", min_value=1, max_value=100, required=False,
        help_text="Only where questions are asked.",
    )  # fmt: skip
    starts_on = DayField(label="In use from")

    def taught(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in _MATERIAL}


_MATERIAL = frozenset({"handout", "handout_title", "handout_link", "dropped"})


class CourseForm(TaughtForm):
    """A course and its first version."""

    code = forms.CharField(label="Code", max_length=20, help_text="Short, as people say it: LR-101.")
    form = forms.ChoiceField(label="How it is taken", choices=FORMS, widget=forms.RadioSelect)

    field_order = ("code", "title", "form")

    def taught(self) -> dict[str, Any]:
        """What the action takes."""
        given = super().taught()
        return given | {"form": Form(given["form"])}


class RevisionForm(TaughtForm):
    """Another version: what is new in it, materials put in or left out."""

    changes = forms.CharField(label="What is new in it", max_length=300)
    handout_title = forms.CharField(label="A new material: its title", max_length=160, required=False)
    handout = forms.FileField(label="Its file", required=False)
    handout_link = forms.URLField(
        label="Or its address", required=False, max_length=300, assume_scheme="https", help_text="https://"
    )
    dropped = forms.MultipleChoiceField(
        label="Materials to leave out", required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("changes", "title")

    def __init__(self, *args: Any, materials: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if materials:
            self.fields["dropped"].choices = materials  # type: ignore[attr-defined]
        else:
            del self.fields["dropped"]

    def clean(self) -> dict[str, Any]:
        """A new material has a title, and is a file or an address."""
        given: dict[str, Any] = super().clean() or {}
        brings = bool(given.get("handout")) + bool(given.get("handout_link"))
        if brings and not given.get("handout_title"):
            self.add_error("handout_title", "Give the new material a title.")
        if given.get("handout_title") and brings != 1 and not self.errors:
            self.add_error("handout", "Choose its file or give its address, one of the two.")
        return given


class RetireForm(DeskForm):
    """No longer taught."""

    on = DayField(label="From which day")
    because = forms.CharField(label="Why", max_length=300)


class TieForm(DeskForm):
    """An article the course teaches."""

    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Choose a unit"
    )
    article = forms.CharField(label="Article", max_length=40, help_text="By number: 14.3.")

    def clean(self) -> dict[str, Any]:
        """The article by its number."""
        given: dict[str, Any] = super().clean() or {}
        read_article(self, given)
        return given


class CourseFilter(FilterForm):
    """Which courses the list shows."""

    q = forms.CharField(label="Words or code", max_length=80)
    form = forms.ChoiceField(label="How it is taken", choices=[("", "Any"), *FORMS])
    standing = forms.ChoiceField(
        label="Standing",
        choices=[("", "Taught now"), ("review", "Needs review"), ("retired", "Retired"), ("all", "All")],
    )

"""Forms of obligations, and of an agreement's term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from agreements.forms.articles import read_article
from agreements.rules.obligations import (
    FUNDING_WORDS,
    PERIODS,
    RHYTHM_WORDS,
    SOURCE_WORDS,
    Funding,
    Rhythm,
    Source,
)
from labor_office.core.documents.models import Document
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Department

OWNER_ROLES = (Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.TRAINER)


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(key.value, label) for key, label in words.items()]


class ObligationForm(DeskForm):
    """What is owed, to be done by whom, and when."""

    title = forms.CharField(label="What must be done", max_length=200, help_text="Publish the seniority list.")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", required=False,
        empty_label="Every unit",
    )  # fmt: skip
    source = forms.ChoiceField(label="It comes from", choices=_choices(SOURCE_WORDS))
    article = forms.CharField(label="Article", max_length=40, required=False, help_text="By number: 17.2.")
    quote = forms.CharField(
        label="The words that oblige", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    detail = forms.CharField(label="How it is done", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True).order_by("name"), label="Department that does it",
        to_field_name="slug", required=False, empty_label="Labor Relations itself",
    )  # fmt: skip
    owner = forms.ModelChoiceField(User.objects.none(), label="Who answers for it")
    rhythm = forms.ChoiceField(label="How often", choices=_choices(RHYTHM_WORDS), widget=forms.RadioSelect)
    first_due_on = DayField(label="The first day it is due", required=False)
    period = forms.ChoiceField(
        label="Within, after it happens", required=False,
        choices=[("", "Not on an event"), *((period, period) for period in PERIODS)],
    )  # fmt: skip
    occasion = forms.CharField(
        label="What must happen first", max_length=120, required=False, help_text="An employee is promoted."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = User.objects.in_role(*OWNER_ROLES).order_by("name")
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A day, or an occasion and its period; the article by its number."""
        given: dict[str, Any] = super().clean() or {}
        read_article(self, given)
        if given.get("rhythm"):
            self._check_when(given, Rhythm(given["rhythm"]))
        return given

    def owing(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return given | {"rhythm": Rhythm(given["rhythm"]), "source": Source(given["source"])}

    def _check_when(self, given: dict[str, Any], rhythm: Rhythm) -> None:
        if rhythm is Rhythm.EVENT:
            given["first_due_on"] = None
            if not given.get("period"):
                self.add_error("period", "Choose how long after the event it is due.")
            if not given.get("occasion"):
                self.add_error("occasion", "Say what must happen before it is due.")
            return
        given["period"], given["occasion"] = "", ""
        first = given.get("first_due_on")
        if first is None and "first_due_on" not in self.errors:
            self.add_error("first_due_on", "Enter the first day it is due.")


class DoneForm(DeskForm):
    """That it was done, and what shows it. ``due_on`` is the day the page showed as owed."""

    due_on = forms.DateField(required=False, widget=forms.HiddenInput)
    done_on = DayField(label="Done on", only_past=True)
    evidence = forms.CharField(
        label="What shows it", widget=forms.Textarea(attrs={"rows": 3}), help_text="Where it was posted, sent or filed."
    )
    document = forms.ModelChoiceField(
        Document.objects.none(), label="Document on this obligation", to_field_name="reference", required=False,
        empty_label="None",
    )  # fmt: skip
    attested = forms.BooleanField(
        label="I attest that it was done as stated",
        error_messages={"required": "Tick this to say in your own name that it was done."},
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    def done(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "attested"}


class OccasionForm(DeskForm):
    """The day on which it happened."""

    on = DayField(label="It happened on", only_past=True)


class EndForm(DeskForm):
    """Why it binds no more."""

    on = DayField(label="It ended on", only_past=True)
    why = forms.CharField(label="Why", max_length=200)


class TermEventForm(DeskForm):
    """Something that happened to the term."""

    event = forms.ChoiceField(label="What happened")
    on = DayField(label="On", only_past=True)

    def __init__(self, *args: Any, events: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"] = forms.ChoiceField(label="What happened", choices=events)


class FundingForm(DeskForm):
    """The money of one fiscal year."""

    status = forms.ChoiceField(label="The money is", choices=_choices(FUNDING_WORDS), widget=forms.RadioSelect)
    decided_on = DayField(label="Decided on", required=False, only_past=True)
    resolution = forms.CharField(label="Resolution or budget", max_length=120, required=False)
    note = forms.CharField(label="Note", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A decision has its day."""
        given: dict[str, Any] = super().clean() or {}
        status = given.get("status")
        if status and status != Funding.COMMITTED and not given.get("decided_on") and "decided_on" not in self.errors:
            self.add_error("decided_on", "Enter the day the Council decided.")
        return given


class ObligationFilter(FilterForm):
    """Which obligations the list shows."""

    q = forms.CharField(label="Words or number", max_length=80)
    standing = forms.ChoiceField(
        label="Standing", choices=[("", "Open"), ("late", "Overdue"), ("ended", "Done or ended"), ("all", "All")]
    )
    owner = forms.ChoiceField(label="Owner", choices=[("", "Anyone"), ("me", "Me")])
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Every unit"
    )
    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True).order_by("name"), label="Department", to_field_name="slug",
        empty_label="Every department",
    )  # fmt: skip

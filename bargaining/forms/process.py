"""Forms of a negotiation's course: rules, what happened, the plan, the Council's days, ground rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from bargaining.models.process import CouncilDay
from labor_office.core.deadlines.models.procedures import ProcedureVersion
from labor_office.core.documents.models import Document
from labor_office.core.web.dates import UnreadableDate, parse_day
from labor_office.core.web.forms import DayField, DeskForm

_MOST_DAYS = 60


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CountForm(DeskForm):
    """By which rules the dates are counted."""

    version = forms.TypedChoiceField(label="Counted by", coerce=int, widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label="Which of these it is", required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip

    def __init__(
        self, *args: Any, versions: Sequence[ProcedureVersion], kinds: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [(one.pk, str(one)) for one in versions]  # type: ignore[attr-defined]
        self.initial.setdefault("version", versions[0].pk if versions else None)
        if kinds:
            self.fields["kinds"].choices = [(kind, kind.capitalize()) for kind in kinds]  # type: ignore[attr-defined]
        else:
            del self.fields["kinds"]


class HappeningForm(DeskForm):
    """Something that happened on the way."""

    event = forms.ChoiceField(label="What happened")
    on = DayField(label="Date", only_past=True)
    label = forms.CharField(
        label="In your words", required=False, max_length=160, help_text="Who it was, how it came: for the history."
    )

    def __init__(self, *args: Any, events: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = events  # type: ignore[attr-defined]


class CorrectForm(DeskForm):
    """A date recorded wrongly: its right day, or that it never happened."""

    event = forms.ChoiceField(label="What was recorded wrongly")
    on = DayField(
        label="Its right date", required=False, help_text="Leave it empty where it did not happen at all."
    )  # fmt: skip
    reason = forms.CharField(label="Why", max_length=160, help_text="The wrong day stays on record with it.")

    def __init__(self, *args: Any, events: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = events  # type: ignore[attr-defined]


class PlanForm(DeskForm):
    """From which day the calendar is planned back."""

    budget = forms.ChoiceField(label="The money is adopted on", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why, if it was planned before", max_length=160, required=False,
        help_text="It stands beside every latest day that moves.",
    )  # fmt: skip

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["budget"].choices = days  # type: ignore[attr-defined]


class CouncilDaysForm(DeskForm):
    """Days of the Council, as many as are known."""

    kind = forms.ChoiceField(label="Kind", choices=CouncilDay.Kind.choices, widget=forms.RadioSelect)
    days = forms.CharField(label="Days", widget=_area(6), help_text="One a line: 9/8/2026.")
    title = forms.CharField(
        label="What is adopted",
        max_length=120,
        required=False,
        help_text="For days of money: Budget of fiscal year 2028.",
    )  # fmt: skip

    def clean_days(self) -> list[date]:
        """Each line as a day."""
        assert self.today is not None  # noqa: S101 -- every form with days is told
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["days"].splitlines())):
            try:
                found.append(parse_day(line, today=self.today))
            except UnreadableDate:
                raise forms.ValidationError(f"“{line[:40]}” is not read as a day. Write it like 9/8/2026.") from None
        if len(found) > _MOST_DAYS:
            raise forms.ValidationError(f"Enter no more than {_MOST_DAYS} days at once.")
        return sorted(set(found))

    def clean(self) -> dict[str, Any]:
        """A day of money says which money."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("kind") == CouncilDay.Kind.BUDGET and not given.get("title"):
            self.add_error("title", "Say what is adopted: a budget, or a supplemental appropriation.")
        return given


class GroundRulesForm(DeskForm):
    """How both sides have agreed to bargain."""

    text = forms.CharField(
        label="Ground rules", required=False, widget=_area(14),
        help_text="Teams and spokespersons, days and place, caucus, cut-off for proposals, tentative agreements, "
        "media, notes, release time.",
    )  # fmt: skip
    signed_on = DayField(label="Signed by both sides on", required=False, only_past=True)
    document = forms.ModelChoiceField(
        Document.objects.none(), label="The signed paper", to_field_name="reference", required=False,
        empty_label="Not on file yet",
    )  # fmt: skip

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- a QuerySet
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

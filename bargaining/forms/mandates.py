"""Recording an authority, naming who holds it, going beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField

from bargaining.actions.mandates import SaidOfIssue
from bargaining.models.mandate import IssueAuthority, Mandate
from bargaining.models.negotiation import Issue
from bargaining.rules.vocabulary import AUTHORITY_WORDS, CEILING_WORDS, Authority, Ceiling
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, DeskForm, MoneyField

_LADDER = "A line for each step back, the next one first. Covered on the page until a holder uncovers it."
_KEPT = "Empty keeps the {count} recorded, which stay covered here."


@dataclass(frozen=True, slots=True)
class IssueFields:
    """One issue's part of the form."""

    issue: Issue
    fields: tuple[BoundField, ...]
    is_open: bool


class MandateForm(DeskForm):
    """What was authorized: by whom and until when, in money, issue by issue. Issues left alone are not named."""

    body = forms.ChoiceField(label="Given by", choices=Mandate.Body.choices)
    given_on = DayField(label="On", only_past=True)
    expires_on = DayField(label="Last day it counts", required=False)
    exemption = forms.CharField(
        label="Exemption cited",
        max_length=120,
        required=False,
        help_text="As the motion to close the meeting named it.",
    )
    words = forms.CharField(label="In its own words", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    term = MoneyField(label=CEILING_WORDS[Ceiling.TERM], required=False, min_value=0)
    first_year = MoneyField(label=CEILING_WORDS[Ceiling.FIRST_YEAR], required=False, min_value=0)
    ongoing = MoneyField(label=CEILING_WORDS[Ceiling.ONGOING], required=False, min_value=0)
    holders = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who else holds it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody else sees that it is there. Whoever records it holds it.",
    )

    def __init__(
        self,
        *args: Any,
        issues: Sequence[Issue],
        people: QuerySet[User],
        standing: Iterable[IssueAuthority] = (),
        **kwargs: Any,
    ) -> None:
        """``standing`` is what the mandate in force says, so that nothing is typed again."""
        super().__init__(*args, **kwargs)
        self.issues = issues
        said = {row.issue_id: row for row in standing}
        self._fallbacks = {pk: row.fallback for pk, row in said.items() if row.fallback}
        self.fields["holders"].queryset = people  # type: ignore[attr-defined]
        if not people.exists():
            del self.fields["holders"]
        for issue in issues:
            self._add(issue, said.get(issue.pk))

    def _add(self, issue: Issue, said: IssueAuthority | None) -> None:
        choices = [("", "Not named"), *((each.value, AUTHORITY_WORDS[each]) for each in Authority)]
        count = len(said.fallback.splitlines()) if said and said.fallback else 0
        self.fields[f"authority_{issue.pk}"] = forms.ChoiceField(
            label="Authority", choices=choices, required=False, initial=said.authority if said else ""
        )
        self.fields[f"ceiling_{issue.pk}"] = MoneyField(
            label="At most, over the term", required=False, min_value=0, initial=said.ceiling if said else None
        )
        self.fields[f"words_{issue.pk}"] = forms.CharField(
            label="In words",
            required=False,
            initial=said.words if said else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"fallback_{issue.pk}"] = forms.CharField(
            label="Fallbacks", required=False, widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_KEPT.format(count=count) if count else _LADDER,
        )  # fmt: skip
        if count:
            self.fields[f"drop_{issue.pk}"] = forms.BooleanField(label="Drop the fallbacks recorded", required=False)

    def general(self) -> list[BoundField]:
        """The fields that are of no issue, in order, without those who hold it."""
        return [self[name] for name in ("body", "given_on", "expires_on", "exemption", "words")]

    def money(self) -> list[BoundField]:
        """The ceilings."""
        return [self[measure.value.lower()] for measure in Ceiling]

    def by_issue(self) -> list[IssueFields]:
        """The issues, those that cost money first; open where something is said or must be mended."""
        ordered = sorted(self.issues, key=lambda issue: not issue.is_economic)
        return [self._fields_of(issue) for issue in ordered]

    def _fields_of(self, issue: Issue) -> IssueFields:
        fields = tuple(self[name] for name in self.fields if name.endswith(f"_{issue.pk}") and name not in {"holders"})
        return IssueFields(issue, fields, any(field.errors for field in fields) or bool(fields[0].value()))

    def clean(self) -> dict[str, Any]:
        """It ends after it is given; what is said of an issue has an authority."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = given.get("given_on"), given.get("expires_on")
        if begins and ends and ends < begins:
            self.add_error("expires_on", "It cannot end before it was given.")
        for issue in self.issues:
            more = any(given.get(f"{name}_{issue.pk}") for name in ("ceiling", "words", "fallback"))
            if more and not given.get(f"authority_{issue.pk}"):
                self.add_error(f"authority_{issue.pk}", f"Choose what is authorized on {issue}.")
        return given

    def ceilings(self) -> dict[Ceiling, Decimal]:
        """The ceilings that were given."""
        amounts = {measure: self.cleaned_data.get(measure.value.lower()) for measure in Ceiling}
        return {measure: amount for measure, amount in amounts.items() if amount is not None}

    def said(self) -> list[SaidOfIssue]:
        """What is authorized, issue by issue."""
        given = self.cleaned_data
        return [
            SaidOfIssue(
                issue_id=issue.pk,
                authority=Authority(given[f"authority_{issue.pk}"]),
                ceiling=given.get(f"ceiling_{issue.pk}"),
                words=given.get(f"words_{issue.pk}", ""),
                fallback=self._fallback(issue.pk),
            )
            for issue in self.issues
            if given.get(f"authority_{issue.pk}")
        ]

    def _fallback(self, pk: int) -> str:
        """What was typed, else what is recorded and not dropped."""
        typed: str = self.cleaned_data.get(f"fallback_{pk}", "")
        is_dropped = self.cleaned_data.get(f"drop_{pk}", False)
        return typed or ("" if is_dropped else self._fallbacks.get(pk, ""))


class HolderForm(DeskForm):
    """Somebody who is to hold the mandate."""

    user = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Choose a person")

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class LeaveForm(DeskForm):
    """Why the City goes beyond the mandate."""

    leave = forms.CharField(
        label="Who allowed it, and why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with your name, the day and what is exceeded or not costed. Nobody can change it.",
    )

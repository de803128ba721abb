"""Proposals that stand or fall together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone

from bargaining.actions.packages import Part
from bargaining.models.negotiation import Issue
from bargaining.models.proposals import Proposal, TentativeAgreement
from labor_office.core.web.forms import DeskForm

END_OF_DAY = time(17, 0)


@dataclass(frozen=True, slots=True)
class PartRow:
    """One issue on the form: its standing proposal to tick, new words to type."""

    issue: Issue
    standing: Proposal | None
    take: BoundField | None
    words: BoundField
    # The sheet that one side has initialled and the other has not.
    half: TentativeAgreement | None = None


class PackageForm(DeskForm):
    """Which issues go together, as they stand or in new words, until when, on the record or off it."""

    all_or_nothing = forms.BooleanField(label="All or nothing", required=False, initial=True)
    is_off_record = forms.BooleanField(
        label="What if: off the record",
        required=False,
        help_text="No position, nobody's move, and in no record that is handed out.",
    )
    expires_on = forms.DateField(label="Expires on", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    expires_time = forms.TimeField(
        label="At",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text="5 p.m. if nothing is said.",
    )
    words = forms.CharField(label="What ties them together", max_length=300, required=False)
    is_despite_initials = forms.BooleanField(
        label="Pass it though a sheet bears one side's initials",
        required=False,
        help_text="The sheet stays as it is and still waits for the other side.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    # What waited for authority and is filled in here, to be thrown away once this is entered.
    waited = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        issues: Sequence[Issue],
        standing: dict[int, Proposal],
        half: dict[int, TentativeAgreement],
        is_safe: bool,
        **kwargs: Any,
    ) -> None:
        """``standing``, the side's proposal, and ``half``, a half-initialled sheet, by the issues that have one.

        Table-safe nothing is floated.
        """
        super().__init__(*args, **kwargs)
        self._issues, self._standing, self._half = issues, standing, half
        if is_safe:
            del self.fields["is_off_record"]
        if not half:
            del self.fields["is_despite_initials"]
        for issue in issues:
            one = standing.get(issue.pk)
            if one is not None:
                self.fields[f"take_{issue.pk}"] = forms.BooleanField(
                    label=f"{one} on {issue} as it stands", required=False
                )
            self.fields[f"words_{issue.pk}"] = forms.CharField(
                label=f"{issue}, in new words", max_length=500, required=False
            )

    @property
    def rows(self) -> list[PartRow]:
        """The issues in the order of the board."""
        return [
            PartRow(
                issue,
                self._standing.get(issue.pk),
                self[f"take_{issue.pk}"] if issue.pk in self._standing else None,
                self[f"words_{issue.pk}"],
                self._half.get(issue.pk),
            )
            for issue in self._issues
        ]

    @property
    def parts(self) -> list[Part]:
        """What was chosen; new words go before what stands."""
        given, found = self.cleaned_data, []
        for issue in self._issues:
            words = given.get(f"words_{issue.pk}", "")
            if words:
                found.append(Part(issue.number, words=words))
            elif given.get(f"take_{issue.pk}"):
                found.append(Part(issue.number, stands=True))
        return found

    @property
    def expires_at(self) -> datetime | None:
        """The moment it expires, in the city's time; None when no day was said."""
        on = self.cleaned_data["expires_on"]
        if on is None:
            return None
        return timezone.make_aware(datetime.combine(on, self.cleaned_data["expires_time"] or END_OF_DAY))

    def clean(self) -> dict[str, Any]:
        """An hour needs its day."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("expires_time") and not given.get("expires_on"):
            self.add_error("expires_on", "Give the day on which it expires.")
        return given

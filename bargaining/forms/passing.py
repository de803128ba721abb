"""The whole paper of a proposal, and the register's filters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from bargaining.forms.packages import END_OF_DAY
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.models.sessions import Session
from bargaining.rules.board import SETTLED
from bargaining.rules.vocabulary import PROPOSAL_WORDS, SIDE_WORDS, Side
from labor_office.core.documents.rules import files
from labor_office.core.web.forms import DeskForm, FilterForm

_DAY = {"type": "date"}
_TIME = {"type": "time"}
_SIDES = [(side.value, SIDE_WORDS[side]) for side in (Side.UNION, Side.CITY)]


class ProposalForm(DeskForm):
    """What passed across: whose, on what, its words, its text, its terms, when, and the paper itself."""

    side = forms.ChoiceField(choices=_SIDES)
    issue = forms.ModelChoiceField(Issue.objects.none(), empty_label="Choose an issue")
    words = forms.CharField(
        label="In a few words", max_length=500, required=False, help_text="For example: 3.5/3.5/3 retro."
    )
    text = forms.CharField(
        label="Text",
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Paste the whole text. A line that begins with a section's number, 22.4, begins that section.",
    )
    terms = forms.CharField(
        label="Terms",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Rows of the exchange table, one a line: Year 1: 3.5. Left empty, they are read from the few words.",
    )
    intent = forms.CharField(
        label="What it is meant to do", max_length=300, required=False, help_text="The City's own; never table-safe."
    )
    replies_to = forms.ModelChoiceField(
        Proposal.objects.none(), label="Answers", required=False, empty_label="The other side's last on the issue"
    )
    session = forms.ModelChoiceField(
        Session.objects.none(), required=False, empty_label="None, passed between sessions"
    )
    passed_on = forms.DateField(
        label="Passed on", required=False, widget=forms.DateInput(attrs=_DAY), help_text="Now, if nothing is said."
    )
    passed_time = forms.TimeField(label="At", required=False, widget=forms.TimeInput(attrs=_TIME))
    expires_on = forms.DateField(label="Expires on", required=False, widget=forms.DateInput(attrs=_DAY))
    expires_time = forms.TimeField(label="Expires at", required=False, widget=forms.TimeInput(attrs=_TIME))
    is_what_if = forms.BooleanField(
        label="What if: off the record",
        required=False,
        help_text="No position, nobody's move, and in no record that is handed out.",
    )
    scan = forms.FileField(label="Scan of the paper", required=False, help_text=f"{files.TAKEN_TYPES}, up to 50 MB.")
    key = forms.UUIDField(widget=forms.HiddenInput)
    # What waited for authority and is filled in here, to be thrown away once this is entered.
    waited = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, negotiation: Negotiation, is_safe: bool, **kwargs: Any) -> None:
        """Table-safe, neither what it is meant to do nor what is floated is on the page at all."""
        super().__init__(*args, **kwargs)
        self._choose("issue", negotiation.issues.exclude(state__in=SETTLED))
        self._choose("session", negotiation.sessions.order_by("-number"))
        passed = negotiation.proposals.on_record().select_related("issue").order_by("issue", "-passed_at")
        self._choose("replies_to", passed)
        self.fields["replies_to"].label_from_instance = _called  # type: ignore[attr-defined]
        if is_safe:
            del self.fields["intent"], self.fields["is_what_if"]

    def _choose(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def rows(self) -> tuple[tuple[str, str], ...] | None:
        """The typed rows of the exchange table; None when they are to be read from the words."""
        typed = self.cleaned_data["terms"].splitlines()
        pairs = [line.rpartition(":") for line in typed if line.strip()]
        return tuple((label.strip(), value.strip()) for label, _, value in pairs) or None

    @property
    def passed_at(self) -> datetime | None:
        """When it passed, in the city's time; None for now."""
        on, at = self.cleaned_data["passed_on"], self.cleaned_data["passed_time"]
        return timezone.make_aware(datetime.combine(on, at)) if on and at else None

    @property
    def expires_at(self) -> datetime | None:
        """When it expires, in the city's time; at 5 p.m. where no hour is said."""
        on = self.cleaned_data["expires_on"]
        return (
            timezone.make_aware(datetime.combine(on, self.cleaned_data["expires_time"] or END_OF_DAY)) if on else None
        )

    def clean(self) -> dict[str, Any]:
        """Something is said; a day goes with its hour; an answer is to the other side, on the issue."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not (given.get("words") or given.get("text") or given.get("scan")):
            self.add_error("words", "Say it in a few words, paste the text, or attach the paper.")
        if bool(given.get("passed_on")) != bool(given.get("passed_time")):
            self.add_error("passed_time" if given.get("passed_on") else "passed_on", "Give both the day and the hour.")
        if given.get("expires_time") and not given.get("expires_on"):
            self.add_error("expires_on", "Give the day on which it expires.")
        for line in given.get("terms", "").splitlines():
            name, _, value = line.rpartition(":")
            if line.strip() and not (name.strip() and value.strip()):
                self.add_error("terms", f"“{line.strip()}” has no name or no value. Write for example Year 1: 3.5.")
        answered = given.get("replies_to")
        if answered is not None and (answered.issue != given.get("issue") or answered.side == given.get("side")):
            self.add_error("replies_to", f"{answered.reference} is not the other side's proposal on this issue.")
        return given


class ScanForm(DeskForm):
    """The paper of a proposal that was logged or typed before."""

    scan = forms.FileField(label="Scan or photo of the paper", help_text=f"{files.TAKEN_TYPES}, up to 50 MB.")


class ProposalFilter(FilterForm):
    """Above the register."""

    side = forms.ChoiceField(choices=[("", "Both sides"), *_SIDES])
    article = forms.ChoiceField(label="Article")
    state = forms.ChoiceField(choices=[("", "Any state"), *((key.value, word) for key, word in PROPOSAL_WORDS.items())])
    session = forms.ChoiceField(label="Session")
    economic = forms.ChoiceField(
        label="Money", choices=[("", "With or without"), ("yes", "Costs money"), ("no", "Costs nothing")]
    )

    def __init__(self, *args: Any, negotiation: Negotiation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issues = [(issue.number, str(issue)) for issue in negotiation.issues.all()]
        held = [(str(one.number), str(one)) for one in negotiation.sessions.all()]
        self.fields["article"].choices = [("", "Any article"), *issues]  # type: ignore[attr-defined]
        self.fields["session"].choices = [("", "Any session"), *held]  # type: ignore[attr-defined]

    def apply(self, proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
        """Narrow ``proposals`` by whatever was filled in."""
        filled = self.filled()
        names = {"side": "side", "article": "issue__number", "state": "state", "session": "session__number"}
        chosen = {names[name]: value for name, value in filled.items() if name in names}
        if economic := filled.get("economic"):
            chosen["issue__is_economic"] = economic == "yes"
        return proposals.filter(**chosen)


def _called(proposal: Proposal) -> str:
    return f"{proposal.reference}, {proposal} on {proposal.issue}"

"""The quick log and what else is filled in at the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from bargaining.models.proposals import Proposal
from bargaining.rules.vocabulary import MOVE_WORDS, SIDE_WORDS, Move, Side
from labor_office.core.web.forms import DeskForm


class LogForm(DeskForm):
    """One line: side, article, what, a few words. ``key`` is made by the page; ``typed_at`` when it had to wait."""

    side = forms.ChoiceField(choices=[(side.value, SIDE_WORDS[side]) for side in (Side.UNION, Side.CITY)])
    number = forms.CharField(label="Article", max_length=20, required=False)
    move = forms.ChoiceField(
        label="What",
        choices=[
            (move.value, MOVE_WORDS[move])
            for move in (Move.COUNTER, Move.PROPOSAL, Move.AGREED, Move.WITHDRAWN, Move.HOLD, Move.NOTE)
        ],
    )
    words = forms.CharField(label="In a few words", max_length=500, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)
    typed_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)


class CaucusForm(DeskForm):
    """A privileged note."""

    words = forms.CharField(label="Caucus note", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class IssueForm(DeskForm):
    """An issue for the board."""

    number = forms.CharField(
        label="Article", max_length=20, help_text="Its number in the agreement, or the one proposed."
    )
    title = forms.CharField(max_length=120)
    is_economic = forms.BooleanField(label="It costs money", required=False)


class ReopenForm(DeskForm):
    """Why a settled issue is taken up again."""

    reason = forms.CharField(max_length=200, help_text="Both teams' history keeps it.")


class SheetForm(DeskForm):
    """The final text of an issue, and by which proposal it is priced and weighed against the mandate."""

    # Words of their own, in no proposal: then there is no price that they inherit.
    NONE = "none"

    text = forms.CharField(label="Text both sides agree to", widget=forms.Textarea(attrs={"rows": 12}))
    effective_on = forms.DateField(
        label="In effect from", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    proposal = forms.ChoiceField(
        label="Whose terms these are",
        help_text="By it the sheet is priced and weighed: choose the proposal that these words agree to.",
    )

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        """``proposals`` of the issue that are on record, the newest first."""
        super().__init__(*args, **kwargs)
        self._proposals = {str(one.pk): one for one in proposals}
        named = [(key, f"{one} ({one.reference})") for key, one in self._proposals.items()]
        cast("forms.ChoiceField", self.fields["proposal"]).choices = [
            ("", "Choose"), *named, (self.NONE, "None of them: the words are new"),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Words that are one proposal's are not priced as another's."""
        said = super().clean() or self.cleaned_data
        chosen = self._proposals.get(said.get("proposal", ""))
        words = _plain(said.get("text", ""))
        whose = [one for one in self._proposals.values() if one.text and _plain(one.text) == words]
        if words and whose and chosen not in whose and "proposal" in said:
            self.add_error("proposal", f"These are the words of {whose[0]}. Choose it, or change the words.")
        said["proposal"] = chosen
        return said


def _plain(words: str) -> str:
    return " ".join(words.split())


class TextForm(DeskForm):
    """What the paper of a proposal says."""

    text = forms.CharField(label="Text of the proposal", widget=forms.Textarea(attrs={"rows": 14}))
    intent = forms.CharField(label="What it is meant to do", max_length=300, required=False)

    def __init__(self, *args: Any, is_safe: bool, **kwargs: Any) -> None:
        """Table-safe, what it is meant to do is the City's own and not on the page at all."""
        super().__init__(*args, **kwargs)
        if is_safe:
            del self.fields["intent"]


class MinutesForm(DeskForm):
    """The minutes of a session."""

    minutes = forms.CharField(widget=forms.Textarea(attrs={"rows": 18}))
    # What the writer began from: a colleague's words are not written over.
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)


class _PlannedForm(DeskForm):
    """A form that plans a session's hours."""

    def clean(self) -> dict[str, Any]:
        """Ends after it begins."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = given.get("planned_from"), given.get("planned_until")
        if begins and ends and ends <= begins:
            self.add_error("planned_until", "The session must end after it begins.")
        return given


class SessionForm(_PlannedForm):
    """The next session."""

    on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    planned_from = forms.TimeField(label="From", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    planned_until = forms.TimeField(label="Until", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(max_length=120, required=False)
    agenda = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))


class FactsForm(_PlannedForm):
    """What is known of a session besides its log."""

    agenda = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))
    place = forms.CharField(max_length=120, required=False)
    planned_from = forms.TimeField(label="From", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    planned_until = forms.TimeField(label="Until", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    release_hours = forms.DecimalField(
        label="Release time, hours",
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=2,
        help_text="Hours of the union's team that the City pays for this session.",
    )


class CorrectForm(DeskForm):
    """Better words for a line of the log."""

    words = forms.CharField(label="In a few words", max_length=500)


class AttendanceForm(DeskForm):
    """Who is in the room, a name a line."""

    city = forms.CharField(label="For the City", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    union = forms.CharField(label="For the union", required=False, widget=forms.Textarea(attrs={"rows": 5}))

"""What is typed when something happens at a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from grievances.rules.timeliness import LATE_CHOICES
from grievances.rules.vocabulary import DECISIONS, StepOutcome, Timeliness
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, DeskForm

METHODS = ("By email", "By hand", "By mail", "By interoffice mail", "Through the portal")


def _method(label: str = "How it came") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "Choose"), *((each, each) for each in METHODS)])


def hour(label: str) -> forms.TimeField:
    """A time of day that may be left empty."""
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}))


def lateness() -> forms.TypedChoiceField:
    """What the office makes of something late; hidden, for the preview asks it in words."""
    return forms.TypedChoiceField(
        label="What the office makes of it",
        required=False,
        choices=[("", ""), *((each.value, each.label) for each in LATE_CHOICES)],
        coerce=Timeliness,
        empty_value=None,
        widget=forms.HiddenInput,
    )


def words(label: str, *, rows: int = 4, required: bool = False, hint: str = "") -> forms.CharField:
    """A paragraph or more."""
    return forms.CharField(label=label, required=required, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


class ArrivalForm(DeskForm):
    """An appeal or a demand that came in."""

    received_on = DayField(label="Date received", only_past=True)
    received_at = hour("Time received")
    method = _method()
    filed_by = forms.CharField(label="Filed by", required=False, max_length=120)
    # Shown beside the verdict when it is late; see the preview.
    lateness = lateness()


class DemandForm(ArrivalForm):
    """A demand for arbitration, and whether its own file is opened with it."""

    opens_file = forms.BooleanField(
        label="Open the arbitration's own file, with what the grievance says already", required=False, initial=True
    )


class OpenFileForm(DeskForm):
    """The file of an arbitration that was demanded; everything else comes from the grievance."""

    forum = forms.CharField(label="Arbitrator or agency", required=False, max_length=120, help_text="If known.")
    case_number = forms.CharField(label="Agency's case number", required=False, max_length=60)


class DeciderForm(DeskForm):
    """Who decides a step."""

    decider = forms.ModelChoiceField(User.objects.none(), label="Decision maker")

    def __init__(self, *args: Any, deciders: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [person.pk for person in deciders]
        self.fields["decider"].queryset = User.objects.filter(pk__in=people)  # type: ignore[attr-defined]


class ScheduleMeetingForm(DeskForm):
    """A meeting to come."""

    on = DayField(label="Date")
    starts_at = hour("Begins")
    ends_at = hour("Ends")
    place = forms.CharField(label="Place or link", required=False, max_length=160)
    people = words("Who is expected", rows=3, hint="One a line.")

    def clean(self) -> dict[str, Any]:
        """A meeting ends after it begins."""
        given: dict[str, Any] = super().clean() or {}
        begins, ends = given.get("starts_at"), given.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", "Enter a time after the meeting begins.")
        return given


class RecordMeetingForm(DeskForm):
    """A meeting that was held."""

    held_on = DayField(label="Held on", only_past=True)
    people = words("Who came", rows=3, hint="One a line.")
    minutes = words("Minutes", rows=6)
    offers = words("Settlement offers", rows=3, hint="Not admissible. Left out of letters and binders.")


class DecisionForm(DeciderForm):
    """Who decides, and how it will read; the letter is written next."""

    outcome = forms.TypedChoiceField(
        label="Decision", choices=[(each.value, each.label) for each in DECISIONS], coerce=StepOutcome,
        widget=forms.RadioSelect,
    )  # fmt: skip


class PassOnForm(DeskForm):
    """A step passed over, or left by agreement."""

    on = DayField(label="Date agreed", only_past=True)
    to_step = forms.ChoiceField(label="Goes on to")
    basis = forms.CharField(
        label="Which section or agreement allows it", max_length=160, help_text="For example: 11.4, letter of June 2."
    )

    def __init__(self, *args: Any, steps: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_step"].choices = steps  # type: ignore[attr-defined]


class RemandForm(DeskForm):
    """A case sent back."""

    to_step = forms.ChoiceField(label="Goes back to")
    on = DayField(label="Date of the remand", only_past=True)
    reason = forms.CharField(label="Why", max_length=160)

    def __init__(self, *args: Any, steps: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_step"].choices = steps  # type: ignore[attr-defined]


PRECEDENT = [("yes", "With precedent"), ("no", "Without precedent")]


class WithdrawForm(DeskForm):
    """The union takes it back."""

    on = DayField(label="Date withdrawn", only_past=True)
    withdrawn_by = forms.CharField(label="By whom", max_length=120)
    has_precedent = forms.TypedChoiceField(
        label="Precedent", choices=PRECEDENT, coerce=lambda given: given == "yes", widget=forms.RadioSelect
    )
    note = words("Note", rows=3)


class SettleForm(DeskForm):
    """Both sides agree."""

    on = DayField(label="Date settled", only_past=True)
    terms = words("Terms", rows=5, required=True, hint="What is paid or done, for whom, by when.")
    has_precedent = forms.TypedChoiceField(
        label="Precedent", choices=PRECEDENT, coerce=lambda given: given == "yes", widget=forms.RadioSelect
    )


class ReasonForm(DeskForm):
    """Why something is done; nothing else is asked."""

    reason = forms.CharField(label="Why", max_length=160)

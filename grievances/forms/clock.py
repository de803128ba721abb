"""What is typed when a date moves: extensions, stops, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from grievances.forms.steps import hour, lateness, words
from grievances.rules.vocabulary import OUTCOME_WORDS, Outcome
from labor_office.core.deadlines.forms.changes import closed_day
from labor_office.core.deadlines.rules.procedure import CountUnit
from labor_office.core.web.forms import DayField, DeskForm

UNTIL_DATE, BY_DAYS = "date", "days"
SIGNED, TO_FOLLOW = "signed", "follow"
UNITS = [(CountUnit.BUSINESS_DAYS, "working days"), (CountUnit.CALENDAR_DAYS, "calendar days"),
         (CountUnit.WEEKS, "weeks"), (CountUnit.MONTHS, "months")]  # fmt: skip


class ExtendForm(DeskForm):
    """More time agreed for one limit: to a date, or by so much. The page shows the fields of the way chosen."""

    asked_when_shown = ("amount", "unit", "new_due_on", "follow_up_on")

    code = forms.ChoiceField(label="Which deadline")
    how = forms.ChoiceField(
        label="How it was agreed",
        choices=[(BY_DAYS, "So much more time"), (UNTIL_DATE, "A new date")],
        widget=forms.RadioSelect,
        initial=BY_DAYS,
    )
    amount = forms.IntegerField(label="How many more", required=False, min_value=1, max_value=365)
    unit = forms.TypedChoiceField(
        label="Of what", choices=UNITS, coerce=CountUnit, initial=CountUnit.BUSINESS_DAYS, required=False,
        empty_value=CountUnit.BUSINESS_DAYS,
    )  # fmt: skip
    new_due_on = DayField(label="New date", required=False)
    # Asked in words by the preview when the new date is a closed day.
    closed_day = closed_day()
    agreed_on = DayField(label="Agreed on", only_past=True)
    agreed_by = forms.CharField(label="Agreed by", max_length=160, help_text="Who spoke for the union.")
    signature = forms.ChoiceField(
        label="Signature",
        choices=[(SIGNED, "Signed, or confirmed by email"), (TO_FOLLOW, "To follow: the earlier date stays in force")],
        widget=forms.RadioSelect,
        initial=SIGNED,
    )
    signed_on = DayField(
        label="Signed on", required=False, only_past=True, help_text="Left empty, the day it was agreed."
    )
    follow_up_on = DayField(label="Ask again on", required=False)

    def __init__(self, *args: Any, limits: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = limits  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The two choices each need their own field; a signature defaults to the day of the agreement."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("how") == BY_DAYS and not given.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "Enter how many more, for example 3.")
        if given.get("how") == UNTIL_DATE and not given.get("new_due_on") and "new_due_on" not in self.errors:
            self.add_error("new_due_on", "Enter the new date, for example 6/23/2026.")
        if given.get("signature") == SIGNED:
            given["signed_on"] = given.get("signed_on") or given.get("agreed_on")
        elif not given.get("follow_up_on") and "follow_up_on" not in self.errors:
            self.add_error("follow_up_on", "Enter the day you will ask for the signature again.")
        return given


def terms_agreed(form: DeskForm) -> dict[str, Any]:
    """The parameters of ``agree_extension`` that an ``ExtendForm`` holds."""
    given = form.cleaned_data
    is_days, is_signed = given["how"] == BY_DAYS, given["signature"] == SIGNED
    return {
        "code": given["code"],
        "amount": given["amount"] if is_days else None,
        "unit": given["unit"],
        "closed_day": given["closed_day"],
        "new_due_on": None if is_days else given["new_due_on"],
        "agreed_on": given["agreed_on"],
        "agreed_by": given["agreed_by"],
        "signed_on": given["signed_on"] if is_signed else None,
        "follow_up_on": None if is_signed else given["follow_up_on"],
    }


class OfRightForm(DeskForm):
    """Time that a side took without needing the other."""

    code = forms.ChoiceField(label="Which deadline")
    amount = forms.IntegerField(label="How much more", min_value=1, max_value=365)
    unit = forms.TypedChoiceField(
        label="Counted in",
        choices=[(CountUnit.BUSINESS_DAYS, "Working days"), (CountUnit.CALENDAR_DAYS, "Calendar days")],
        coerce=CountUnit,
        widget=forms.RadioSelect,
        initial=CountUnit.BUSINESS_DAYS,
    )
    taken_on = DayField(label="Taken on", only_past=True)
    taken_by = forms.CharField(label="Taken by", max_length=160, help_text="Which side, and who spoke for it.")

    def __init__(self, *args: Any, limits: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = limits  # type: ignore[attr-defined]


class VersionForm(DeskForm):
    """Another published version of the procedure to count by."""

    version_id = forms.TypedChoiceField(label="Count by", coerce=int)
    reason = forms.CharField(label="Why", max_length=160, help_text="For example: both sides agreed, letter of June 2.")

    def __init__(self, *args: Any, versions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version_id"].choices = versions  # type: ignore[attr-defined]


class UndoForm(DeskForm):
    """Something recorded that never happened."""

    event = forms.ChoiceField(label="What was recorded by mistake")
    reason = forms.CharField(label="Why it is taken back", max_length=160)

    def __init__(self, *args: Any, events: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = events  # type: ignore[attr-defined]


class SignForm(DeskForm):
    """An extension agreed earlier, now signed."""

    extension_id = forms.TypedChoiceField(label="Which extension", coerce=int)
    signed_on = DayField(label="Signed on", only_past=True, help_text="Or the day it was confirmed by email.")

    def __init__(self, *args: Any, extensions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["extension_id"].choices = extensions  # type: ignore[attr-defined]


class TakeBackForm(DeskForm):
    """An extension that does not stand after all."""

    extension_id = forms.TypedChoiceField(label="Which extension", coerce=int)
    reason = forms.CharField(label="Why it does not stand", max_length=160)

    def __init__(self, *args: Any, extensions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["extension_id"].choices = extensions  # type: ignore[attr-defined]


class StopForm(DeskForm):
    """The clock is stopped."""

    from_on = DayField(label="Stopped from", help_text="This day is no longer counted.")
    reason = forms.CharField(label="Reason", max_length=160, help_text="For example: mediation.")
    basis = forms.CharField(label="Section or agreement", required=False, max_length=160)


class RestartForm(DeskForm):
    """The clock runs again."""

    on = DayField(label="First day that counts again")
    reason = forms.CharField(label="Reason", required=False, max_length=160)


class NewDateForm(DeskForm):
    """A recorded day was wrong."""

    event = forms.ChoiceField(label="What was recorded")
    on = DayField(label="The right date", only_past=True)
    reason = forms.CharField(label="Why it was wrong", max_length=160)

    def __init__(self, *args: Any, events: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = events  # type: ignore[attr-defined]


class CorrectForm(NewDateForm):
    """The same on a grievance, where what came in may turn out late."""

    # Shown beside the verdict; see the preview.
    lateness = lateness()


class HappeningForm(DeskForm):
    """Something else that the procedure counts from."""

    event = forms.ChoiceField(label="What happened")
    on = DayField(label="Date")
    hour = hour("Time")
    label = forms.CharField(label="In your words", required=False, max_length=160)

    def __init__(self, *args: Any, events: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = events  # type: ignore[attr-defined]


class CloseForm(DeskForm):
    """A case that has come to its end."""

    on = DayField(label="Date closed", only_past=True)
    outcome = forms.TypedChoiceField(
        label="How it ended",
        required=False,
        choices=[("", "As the last step was decided"), *((key.value, said) for key, said in OUTCOME_WORDS.items())],
        coerce=Outcome,
        empty_value=None,
    )
    note = words("Remedy, lessons", rows=4)

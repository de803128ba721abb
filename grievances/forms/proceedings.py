"""What is typed to open, list and close an arbitration, charge, discipline case or information request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from grievances.forms.matching import NamedPersonForm
from grievances.forms.steps import words
from grievances.rules.items import NEEDS_A_GROUND, ItemAnswer
from grievances.rules.proceedings import GRIEVANCE_OUTCOMES, Ending, ProceedingWords
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.users.models import User
from labor_office.core.users.permissions import CASE_WORKERS
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import BargainingUnit, Department

# What the title of a task holds.
LONGEST_ITEM = 160
# Which label of the kind's words stands over which field; a field without one is not asked.
_LABELS = {
    "opened_on": "opened_label", "forum": "forum_label", "opponent": "opponent_label", "case_number": "number_label",
    "sections": "sections_label", "summary": "summary_label", "remedy": "remedy_label", "items": "items_label",
    "person": "person_label",
}  # fmt: skip


class OpeningForm(NamedPersonForm):
    """A new proceeding, in the order of the paper that begins it."""

    field_order = (
        "opened_on", "event", "unit", "department", "opponent", "person", "match", "title", "summary", "sections",
        "remedy", "items", "forum", "case_number", "owner", "backup", "is_restricted", "readers",
    )  # fmt: skip

    opened_on = DayField(only_past=True)
    event = forms.ChoiceField(
        label="What happened that day", required=False, help_text="What the procedure counts from."
    )
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.select_related("organization"), to_field_name="slug", label="Bargaining unit",
        required=False, empty_label="None, or all units",
    )  # fmt: skip
    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True), to_field_name="slug", label="Department", required=False,
        empty_label="Not said",
    )  # fmt: skip
    opponent = forms.CharField(required=False, max_length=120, help_text="Left empty, the unit's organization.")
    title = forms.CharField(label="Subject, in a few words", max_length=120, help_text="For lists.")
    summary = words("", rows=5)
    sections = forms.CharField(required=False, max_length=300)
    remedy = words("", rows=2)
    items = words("", rows=5, hint="One item a line. Each becomes a task on the case.")
    forum = forms.CharField(required=False, max_length=120)
    case_number = forms.CharField(required=False, max_length=60)
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Owner", required=False, empty_label="The unit's specialist, else you"
    )
    backup = forms.ModelChoiceField(User.objects.none(), label="Backup", required=False, empty_label="Nobody yet")
    is_restricted = forms.BooleanField(label="Restricted: only named people may know of it", required=False)
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Others who may know of it", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="You, the owner and the backup always may.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        asks: ProceedingWords,
        events: Sequence[tuple[str, str]],
        readers: Iterable[User],
        begins_restricted: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, words_name in _LABELS.items():
            self._ask(name, getattr(asks, words_name))
        fields: dict[str, Any] = self.fields
        if "person" in fields:
            fields["person"].required = asks.is_person_required
        fields["event"].choices = [*events, ("", "Nothing the procedure counts from")]
        # Most often the day is the one the procedure counts from: an unasked "nothing" would owe nothing.
        fields["event"].initial = events[0][0] if events else ""
        for name in ("owner", "backup"):
            fields[name].queryset = User.objects.in_role(*CASE_WORKERS)
        if begins_restricted:
            fields["readers"].queryset = User.objects.filter(pk__in=[person.pk for person in readers])
        del fields["is_restricted" if begins_restricted else "readers"]

    def _ask(self, name: str, label: str) -> None:
        if label:
            self.fields[name].label = label
            return
        del self.fields[name]
        self.fields.pop("match" if name == "person" else "", None)

    def clean(self) -> dict[str, Any]:
        """The organization of the unit where nobody else was named as the other side; items line by line."""
        given = super().clean()
        unit = given.get("unit")
        if "opponent" in given and not given["opponent"] and unit is not None:
            given["opponent"] = str(unit.organization)
        if "items" in given:
            given["items"] = [line.strip() for line in given["items"].splitlines() if line.strip()]
            long = next((item for item in given["items"] if len(item) > LONGEST_ITEM), None)
            if long:
                self.add_error(
                    "items", f"Shorten “{long[:40]} …” to {LONGEST_ITEM} characters, or make two lines of it."
                )
        if given.get("owner") and given.get("owner") == given.get("backup"):
            self.add_error("backup", "Choose someone other than the owner as backup.")
        return given

    def triggers(self) -> tuple[Happened, ...]:
        """What puts the clock in motion."""
        given = self.cleaned_data
        return (Happened(given["event"], given["opened_on"]),) if given.get("event") else ()


class CloseProceedingForm(DeskForm):
    """How it ended."""

    on = DayField(label="Date closed", only_past=True)
    ending = forms.TypedChoiceField(label="How it ended", coerce=Ending, widget=forms.RadioSelect)
    note = words("Award, terms, what must be done and by when", rows=5)
    closes_origin = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, endings: Sequence[Ending], origin: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ending"].choices = [(one.value, one.label) for one in endings]  # type: ignore[attr-defined]
        if origin and set(endings) & GRIEVANCE_OUTCOMES.keys():
            self.fields["closes_origin"].label = f"Close {origin} too, with the same outcome"
        else:
            del self.fields["closes_origin"]


class AnswerItemForm(DeskForm):
    """What became of one thing asked for."""

    answer = forms.TypedChoiceField(
        label="What became of it", coerce=ItemAnswer, widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in ItemAnswer],
    )  # fmt: skip
    ground = forms.CharField(
        label="Ground", required=False, max_length=170, help_text="Why something stays back: the union is told."
    )

    def clean(self) -> dict[str, Any]:
        """What stays back has a ground."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") in NEEDS_A_GROUND and not given.get("ground"):
            self.add_error("ground", "Say on which ground it stays back.")
        return given

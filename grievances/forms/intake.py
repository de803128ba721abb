"""The union's paper, typed in: the fields of the paper form in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.urls import reverse_lazy

from grievances.rules.timeliness import LATE_CHOICES
from grievances.rules.vocabulary import FILER_WORDS, TIMELINESS_WORDS, Filer, Timeliness
from labor_office.core.documents.actions.files import examine
from labor_office.core.documents.rules.files import FileRefused
from labor_office.core.users.models import User
from labor_office.core.users.permissions import CASE_WORKERS
from labor_office.core.web import dates
from labor_office.core.web.forms import DayField, DayWidget, DeskForm
from labor_office.core.workforce.models import BargainingUnit, Department

M = TypeVar("M", bound=Model)
METHODS = ("Email", "Hand delivery", "Certified mail", "U.S. mail", "Interoffice mail", "Fax", "Online form")
# The roster is asked by POST: a name typed here must not stand in an address, and so in no log.
FIND = {
    "data-find": True, "autocomplete": "off", "hx-post": reverse_lazy("grievances:new_people"), "hx-include": "#intake",
    "hx-trigger": "input changed delay:300ms, find", "hx-target": "#people-slot", "hx-swap": "innerHTML",
}  # fmt: skip
_BETWEEN = re.compile(r"[,;\n]+|(?<=\d)\s+(?=\d)")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)


class TypedDay(DayWidget):
    """A date as people type it, without the calendar button: one stop for the Tab key."""

    template_name = "grievances/intake_day.html"


class OpenChoice(forms.ChoiceField):
    """A choice whose options hang on the unit chosen; the procedure judges it, not the form."""

    def valid_value(self, value: Any) -> bool:  # noqa: ANN401 -- Django's own signature
        """Whatever is short enough to be a code."""
        return len(str(value)) <= 20


class OpenChoices(forms.MultipleChoiceField):
    """Several such choices; the caller keeps those that the procedure has."""

    def valid_value(self, value: Any) -> bool:  # noqa: ANN401 -- Django's own signature
        """Whatever is short enough to be a kind."""
        return len(str(value)) <= 200


class ClockField(forms.CharField):
    """An hour as people write it: ``4:12 p.m.``, ``16:12``, ``9am``."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 -- Django's own signature
        """The time of day, or None for nothing typed."""
        typed = str(value or "").strip()
        if not typed:
            return None
        match = _CLOCK.fullmatch(typed)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        if match and match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
        if hour > 23 or minute > 59:
            raise ValidationError("Enter an hour, for example 4:12 p.m.")
        return time(hour, minute)


class Known(forms.ModelChoiceField[M]):
    """A choice among rows of which one may have been read already: choosing that one asks nothing again."""

    known: M | None = None

    def to_python(self, value: Any) -> M | None:  # noqa: ANN401 -- Django's own signature
        """The row chosen, None for nothing."""
        is_known = self.known is not None and str(self.prepare_value(self.known)) == str(value)
        return self.known if is_known else super().to_python(value)


class IntakeForm(DeskForm):
    """What the union's form says. The choices of ``grievants`` are whom the search found and who is chosen."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    filled = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    received_on = DayField(label="Date received", widget=TypedDay(attrs={"autofocus": True}))
    method = forms.ChoiceField(
        label="How it came", required=False, choices=[("", "Not said"), *((name, name) for name in METHODS)]
    )
    scan = forms.FileField(label="Scan of the form", required=False, help_text="PDF or picture; drop it here.")
    filer = forms.TypedChoiceField(
        label="Who grieves", choices=list(FILER_WORDS.items()), coerce=Filer, widget=forms.RadioSelect,
        initial=Filer.INDIVIDUAL,
    )  # fmt: skip
    find = forms.CharField(
        label="Find a grievant", required=False, max_length=80, help_text="Name or employee number.",
        widget=forms.TextInput(attrs=FIND),
    )  # fmt: skip
    grievants = forms.MultipleChoiceField(label="Grievants", widget=forms.CheckboxSelectMultiple)
    unit = Known(BargainingUnit.objects.all(), to_field_name="slug", label="Bargaining unit")
    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True), to_field_name="slug", label="Department", required=False,
        empty_label="Not said",
    )  # fmt: skip
    supervisor = forms.CharField(label="Supervisor", required=False, max_length=120)
    event_on = DayField(label="Date of the event", required=False, widget=TypedDay())
    title = forms.CharField(
        label="Issue, in a few words", required=False, max_length=120,
        help_text="For lists. Left empty, it is taken from what happened.",
    )  # fmt: skip
    statement = forms.CharField(
        label="What happened", max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter what happened, in the union's words."},
    )  # fmt: skip
    articles = forms.CharField(
        label="Articles cited", required=False, max_length=400, help_text="As the form says: 14.3, 14.5"
    )
    remedy = forms.CharField(
        label="Remedy asked", required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    lateness = forms.TypedChoiceField(
        label="It came late. What does the office make of it?", required=False, coerce=Timeliness,
        widget=forms.RadioSelect, choices=[(one, TIMELINESS_WORDS[one]) for one in LATE_CHOICES], empty_value=None,
    )  # fmt: skip
    kinds = OpenChoices(
        label="Is it one of these?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="The procedure treats them apart.",
    )  # fmt: skip
    step = OpenChoice(label="Filed at", required=False)
    basis = forms.CharField(
        label="What allows filing at this step?", required=False, max_length=200,
        help_text="A section, or a letter of agreement and its date.",
    )  # fmt: skip
    owner = Known(User.objects.in_role(*CASE_WORKERS), label="Owner", required=False, empty_label="Nobody yet")
    is_restricted = forms.BooleanField(label="Restricted: only named people may know of it", required=False)
    representative = forms.CharField(label="Union representative", required=False, max_length=120)
    received_at = ClockField(label="Hour received, if stamped", required=False, max_length=12)
    union_number = forms.CharField(label="The union's own number", required=False, max_length=40)
    known_on = DayField(label="Day it became known, if later", required=False, widget=TypedDay())

    # Names typed that someone on the roster bears too, until a person says who is meant.
    doubted: tuple[str, ...] = ()

    def know(self, unit: BargainingUnit | None) -> None:
        """Take ``unit`` and its owner, read with it, for what they are."""
        owner = unit.owner if unit else None
        self.fields["unit"].known = unit  # type: ignore[attr-defined]
        # Only whom the field offers: people of the office who work cases.
        is_offered = owner is not None and owner.is_active and owner.role in CASE_WORKERS
        self.fields["owner"].known = owner if is_offered else None  # type: ignore[attr-defined]

    def clean_received_on(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["received_on"]
        if self.today and day > self.today:
            raise ValidationError(
                f"{dates.short_day_with_year(day)} is still to come. Enter the day the grievance came in."
            )
        return day

    def clean_scan(self) -> Any:  # noqa: ANN401 -- an uploaded file
        """Looked at now, so that a refused file stops nothing half way."""
        scan = self.cleaned_data["scan"]
        if scan:
            try:
                examine(scan.read(), name=scan.name)
            except FileRefused as refusal:
                raise ValidationError(str(refusal)) from None
            scan.seek(0)
        return scan

    def clean(self) -> dict[str, Any]:
        """The days in their order, and somebody who grieves."""
        data = super().clean() or self.cleaned_data
        received, event, known = data.get("received_on"), data.get("event_on"), data.get("known_on")
        if received and event and event > received:
            self.add_error("event_on", _after_receipt("The event", event, received))
        if received and known and known > received:
            self.add_error("known_on", _after_receipt("The day it became known", known, received))
        if event and known and known < event:
            self.add_error(
                "known_on", f"It cannot have been known before the event, {dates.short_day_with_year(event)}."
            )
        self._ask_who_grieves(data)
        return data

    def _ask_who_grieves(self, data: dict[str, Any]) -> None:
        """Somebody, unless the union itself; asked for where the person is looking."""
        is_missing = "grievants" in self._errors and not self["grievants"].data
        if is_missing:
            del self._errors["grievants"]
        for name in self.doubted:
            told = f"{name} is on the roster. Tick that entry, or tick that it is someone else of that name."
            self.add_error("grievants", told)
        if self.doubted:
            return
        if data.get("filer") is Filer.UNION or not is_missing:
            return
        typed, offered = data.get("find"), self.fields["grievants"].choices  # type: ignore[attr-defined]
        if typed and offered:
            self.add_error("grievants", f"Tick who “{typed}” is, or tick it as typed.")
        else:
            self.add_error("find", "Find at least one grievant, or say that the union itself files.")

    def ask_for_scan_again(self) -> None:
        """Say that the scan must be chosen once more: no browser sends a file back with the form."""
        scan = self.files.get("scan")
        if not scan or "scan" in self._errors:
            return
        again = f"Choose {scan.name} again: a browser keeps what was typed, not the file."
        if self._errors:
            self.add_error("scan", again)
        else:
            self["scan"].help_text = again

    def hush(self) -> None:
        """Say nothing of mistakes yet: nobody has asked to save."""
        self._errors = ErrorDict()

    def numbers(self) -> tuple[str, ...]:
        """The articles cited, each once, in the order typed."""
        return article_numbers(str(self.data.get("articles", "")))


def article_numbers(typed: str) -> tuple[str, ...]:
    """``Art. 14.3, §14.5`` as ``("14.3", "14.5")``; what is not a number stands as it was typed."""
    bare = (
        re.sub(r"^(?:article|art\.?|section|sec\.?|§)\s*", "", part.strip(), flags=re.IGNORECASE)
        for part in _BETWEEN.split(typed[:400])
    )
    return tuple(dict.fromkeys(part.strip(" .")[:60] for part in bare if part.strip(" .")))


def short_title(title: str, statement: str) -> str:
    """The issue for lists: as typed, else the beginning of what happened up to a sentence or 80 letters."""
    if title.strip():
        return " ".join(title.split())
    first = re.split(r"(?<=[.!?])\s", " ".join(statement.split()), maxsplit=1)[0].rstrip(".")
    return first if len(first) <= 80 else f"{first[:80].rsplit(' ', 1)[0]} …"


def choose_step(form: IntakeForm, steps: Sequence[tuple[str, str]], begins: str, kinds: Sequence[str]) -> None:
    """Give the form the steps and kinds of the procedure that governs."""
    form.fields["step"].choices = [("", f"Where the procedure begins{f': {begins}' if begins else ''}"), *steps]  # type: ignore[attr-defined]
    form.fields["kinds"].choices = [(kind, kind.capitalize()) for kind in kinds]  # type: ignore[attr-defined]


def _after_receipt(what: str, day: date, received: date) -> str:
    return (
        f"{what}, {dates.short_day_with_year(day)}, is after the day of receipt, "
        f"{dates.short_day_with_year(received)}. Correct whichever is wrong."
    )

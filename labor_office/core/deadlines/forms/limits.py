"""One time limit of a draft, as a sentence whose bold parts are fields."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from labor_office.core.deadlines.rules import procedure as rules
from labor_office.core.deadlines.rules.phrases import EFFECT_WORDS
from labor_office.core.deadlines.rules.procedure import AgendaCutoff, Cap, Limit
from labor_office.core.deadlines.rules.soundness import contradictions
from labor_office.core.web.forms import DeskForm

ACTORS = [("union", "The union"), ("employer", "The City"), ("both", "The parties"),
          ("either", "Either party"), ("neutral", "The arbitrator")]  # fmt: skip
UNITS = [("business_days", "working days"), ("calendar_days", "calendar days"), ("school_days", "school days"),
         ("weeks", "weeks"), ("months", "months"), ("years", "years"),
         ("person_work_days", "work days of one person")]  # fmt: skip
MODES = [("single", "the one event"), ("earliest", "whichever comes first"), ("latest", "whichever comes last"),
         ("latest_all", "once all have happened"),
         ("received_if_timely_else_due", "the event if it came in time, else the date it was due"),
         ("event_else_due", "the event whenever it came, else the date it was due"),
         ("due_only", "the due date of another limit")]  # fmt: skip
ROLLS = [("none", "the date stays"), ("forward", "the date moves to the next working day")]
SIDES = [("after", "after"), ("before", "before")]
EFFECTS = [(effect.value, said) for effect, said in EFFECT_WORDS.items()]
SPECIAL = [("", "A plain count"),
           ("first_listed_date_more_than_n_days_after", "The first listed date more than so many days after"),
           ("roll_to_presence", "A count, then the first listed date"),
           ("agenda_meeting", "The first meeting whose agenda is open"),
           ("window_second_full_month", "A window from the second full month")]  # fmt: skip
WEEKDAYS = [("", "None"), *((str(n), name) for n, name in enumerate(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))]  # fmt: skip
BINDING = [("limit", "must: a limit"), ("target", "should: a target, a wish"),
           ("waiting_period", "must wait: a waiting period")]  # fmt: skip


class NamesField(forms.CharField):
    """Names with commas: events, or due:CODE for the due date of another limit."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 -- Django's own signature
        """The names as a tuple."""
        return tuple(part.strip() for part in (value or "").split(",") if part.strip())

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 -- Django's own signature
        """The names as one types them."""
        return ", ".join(value) if isinstance(value, list | tuple) else value


class LimitForm(DeskForm):
    """Every form of a limit that a procedure file can say. ``limit`` is what was filled in."""

    code = forms.CharField(label="Code", max_length=20)
    name = forms.CharField(label="Name", max_length=200)
    step = forms.CharField(label="Step", max_length=20, required=False)
    actor = forms.ChoiceField(label="Who must act", choices=ACTORS)
    binding = forms.ChoiceField(label="How it binds", choices=BINDING)
    satisfied_by = forms.CharField(
        label="The event that meets it", max_length=60, required=False, help_text="For example response:2."
    )
    amount = forms.IntegerField(
        label="How many", min_value=1, max_value=9999, required=False,
        help_text="Left empty only where a meeting's agenda sets the date.",
    )  # fmt: skip
    unit = forms.ChoiceField(label="Of what", choices=UNITS)
    direction = forms.ChoiceField(label="After or before", choices=SIDES)
    start = NamesField(
        label="What starts the clock", help_text="Events with commas: meeting:2; or due:R2 for a due date."
    )
    start_mode = forms.ChoiceField(label="Which of them governs", choices=MODES)
    roll = forms.ChoiceField(label="If the last day is closed", choices=ROLLS)
    missed_effect = forms.ChoiceField(label="If missed", choices=EFFECTS)
    missed = forms.CharField(label="In its own words", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    missed_creates = forms.CharField(label="A miss brings about the event", max_length=60, required=False)
    missed_creates_offset_days = forms.IntegerField(label="Days after the due date", min_value=0, required=False)
    is_extendable = forms.BooleanField(label="It may be extended in writing", required=False)
    applies_when = forms.CharField(label="Only when", max_length=200, required=False)
    citation = forms.CharField(label="Source", max_length=120, required=False)
    quote = forms.CharField(label="Its words", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    is_verified = forms.BooleanField(label="I have checked it against its source", required=False)
    cap_amount = forms.IntegerField(label="Outer limit", min_value=1, required=False)
    cap_unit = forms.ChoiceField(label="of", choices=[("", "None"), *UNITS], required=False)
    cap_start = NamesField(label="after", required=False)
    cap_roll = forms.ChoiceField(label="If its last day is closed", choices=ROLLS, required=False)
    cap_not_for = NamesField(label="not for", required=False)
    special_kind = forms.ChoiceField(label="How the date is found", choices=SPECIAL, required=False)
    list_key = forms.CharField(label="Which list of dates", max_length=40, required=False)
    agenda_weekday = forms.ChoiceField(label="The agenda closes on the", choices=WEEKDAYS, required=False)
    agenda_time = forms.TimeField(label="at", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    person = forms.CharField(label="Whose work days", max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """What belongs together is given together."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("cap_amount") and not (cleaned.get("cap_unit") and cleaned.get("cap_start")):
            self.add_error("cap_amount", "Say of what the outer limit counts, and from which event.")
        is_agenda = cleaned.get("special_kind") == rules.SpecialKind.AGENDA_MEETING
        if cleaned.get("amount") is None and "amount" not in self.errors and not is_agenda:
            self.add_error("amount", "Enter how many, for example 10.")
        self._clean_start(cleaned)
        if not self.errors:
            for fault in contradictions(self.limit):
                self.add_error("agenda_weekday" if fault.key == "agenda_cutoff" else fault.key, fault.said)
        return cleaned

    def _clean_start(self, cleaned: dict[str, Any]) -> None:
        """The way of choosing between starts fits the starts that are named."""
        start, mode = cleaned.get("start", ()), cleaned.get("start_mode")
        dues = [reference for reference in start if reference.startswith("due:")]
        if "due:" in start:
            self.add_error("start", "Name the limit whose due date it is, for example due:R2.")
        elif mode in _EVENT_THEN_DUE and not (len(start) == 2 and dues == [start[1]]):
            self.add_error("start", "Give an event and then a due date, for example response:1, due:R3.")
        elif mode == rules.StartMode.DUE_ONLY and (len(start) != 1 or not dues):
            self.add_error("start", "Give the due date of one limit, for example due:R3.")
        elif mode == rules.StartMode.SINGLE and len(start) > 1:
            self.add_error("start_mode", "Say which of the events governs.")

    @property
    def limit(self) -> Limit:
        """The limit; only of a form that is valid."""
        given = self.cleaned_data
        said: dict[str, Any] = {name: given[name] for name in _PLAIN}
        said |= {name: kind(given[name]) for name, kind in _CHOSEN.items()} | {"amount": given["amount"] or 0}
        return Limit(
            **said,
            missed_creates_offset_days=given["missed_creates_offset_days"] or 0,
            not_extendable=not given["is_extendable"],
            strength=rules.Strength.TARGET if given["binding"] == "target" else rules.Strength.LIMIT,
            kind=rules.LimitKind.WAITING_PERIOD if given["binding"] == "waiting_period" else rules.LimitKind.LIMIT,
            special_kind=rules.SpecialKind(given["special_kind"]) if given["special_kind"] else None,
            cap=_cap(given),
            agenda_cutoff=_agenda(given),
        )

    @classmethod
    def values_of(cls, limit: Limit) -> dict[str, Any]:
        """The limit as initial values."""
        binding = "waiting_period" if limit.kind is rules.LimitKind.WAITING_PERIOD else limit.strength.value
        values: dict[str, Any] = {name: getattr(limit, name) for name in (*_PLAIN, *_CHOSEN)}
        values |= {
            "amount": limit.amount or None,
            "binding": binding,
            "is_extendable": not limit.not_extendable,
            "missed_creates_offset_days": limit.missed_creates_offset_days,
            "special_kind": limit.special_kind.value if limit.special_kind else "",
        }
        if limit.cap:
            names = ("amount", "unit", "start", "roll", "not_for")
            values |= {f"cap_{name}": getattr(limit.cap, name) for name in names}
        if limit.agenda_cutoff:
            values["agenda_weekday"] = str(limit.agenda_cutoff.weekday)
            values["agenda_time"] = limit.agenda_cutoff.closes_at
        return values

    @property
    def naming(self) -> list[BoundField]:
        """What the limit is called, and where it stands."""
        return [self[name] for name in ("code", "name", "step")]

    @property
    def sentence(self) -> list[BoundField]:
        """The blanks of the sentence, in the order in which it is read."""
        return [self[name] for name in _SENTENCE]

    @property
    def source(self) -> list[BoundField]:
        """Where the limit is written, and whether someone has looked."""
        return [self[name] for name in ("citation", "quote", "is_verified")]

    @property
    def options(self) -> list[BoundField]:
        """The fields that few limits need."""
        return [self[name] for name in _OPTIONS]

    @property
    def has_options(self) -> bool:
        """Whether any of them is filled in, so that the page shows them at once."""
        return any(field.value() for field in self.options if field.name not in {"missed", "cap_roll"})


_PLAIN = ("code", "name", "step", "satisfied_by", "amount", "start", "missed", "missed_creates", "applies_when",
          "citation", "quote", "is_verified", "list_key", "person")  # fmt: skip
_CHOSEN: dict[str, type[StrEnum]] = {
    "actor": rules.Actor,
    "unit": rules.CountUnit,
    "direction": rules.Direction,
    "start_mode": rules.StartMode,
    "roll": rules.Roll,
    "missed_effect": rules.MissedEffect,
}
_SENTENCE = ("actor", "binding", "satisfied_by", "amount", "unit", "direction", "start", "start_mode", "roll",
             "missed_effect", "is_extendable")  # fmt: skip
_OPTIONS = ("missed", "missed_creates", "missed_creates_offset_days", "applies_when", "cap_amount", "cap_unit",
            "cap_start", "cap_roll", "cap_not_for", "special_kind", "list_key", "agenda_weekday", "agenda_time",
            "person")  # fmt: skip


_EVENT_THEN_DUE = {rules.StartMode.RECEIVED_IF_TIMELY_ELSE_DUE, rules.StartMode.EVENT_ELSE_DUE}


def _cap(given: dict[str, Any]) -> Cap | None:
    if not given["cap_amount"]:
        return None
    return Cap(
        given["cap_amount"],
        rules.CountUnit(given["cap_unit"]),
        given["cap_start"],
        rules.Roll(given["cap_roll"] or "none"),
        given["cap_not_for"],
    )


def _agenda(given: dict[str, Any]) -> AgendaCutoff | None:
    if not (given["agenda_weekday"] and given["agenda_time"]):
        return None
    return AgendaCutoff(int(given["agenda_weekday"]), given["agenda_time"])

"""What is typed into a draft beside its sentences: steps, how days are counted, worked examples, a beginning."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import ProcedureVersion
from labor_office.core.deadlines.rules.procedure import LateFilingEffect
from labor_office.core.matters import kinds
from labor_office.core.web.forms import DeskForm
from labor_office.core.workforce.models import BargainingUnit

LATE_EFFECTS = [("", "Nothing: it counts for the day it came"), (LateFilingEffect.NEXT_DAY, "the next day"),
                (LateFilingEffect.NEXT_BUSINESS_DAY, "the next working day")]  # fmt: skip
# The words that stand beside the limits, in the order people ask for them, with their label.
TEXTS = (
    ("jurisdiction", "Jurisdiction"),
    ("union", "Union"),
    ("unit", "Unit"),
    ("agreement", "Agreement"),
    ("term", "Term"),
    ("article", "Article"),
    ("day_rule.default_unit", "What is counted, unless a limit says otherwise"),
    ("day_rule.definition", "What a day is"),
    ("day_rule.excluded", "Days left out"),
    ("day_rule.trigger_day_counted", "Whether the first day is counted"),
    ("day_rule.trigger_day_source", "Why the first day is not counted"),
    ("day_rule.roll_default", "What happens on a closed last day, unless a limit says otherwise"),
    ("day_rule.roll_text", "When the last day is closed"),
    ("day_rule.filing_rule", "Filing"),
    ("day_rule.recurring_freeze_note", "When the clock stands still"),
    ("extension", "Extensions"),
    ("panel", "Arbitration panel"),
    ("special", "Special cases"),
    ("ambiguity", "Read with care"),
    ("holiday_note", "Holidays"),
    ("completeness", "How much was read"),
    ("source_url", "Source address"),
    ("source_seen", "Where it was read"),
)
_LISTS = frozenset({"special", "ambiguity"})
_SHORT = frozenset(
    {"jurisdiction", "union", "unit", "agreement", "term", "article", "source_url", "source_seen",
     "day_rule.default_unit", "day_rule.roll_default", "day_rule.trigger_day_counted"}
)  # fmt: skip


class StepForm(DeskForm):
    """What a step is called, and who decides there."""

    name = forms.CharField(label="What the step is called", max_length=80)
    authority = forms.CharField(
        label="Who decides there", max_length=120, required=False, help_text="For example: department head."
    )


class DayRuleForm(DeskForm):
    """How days are counted, and what the source says besides. ``texts`` are the words given."""

    cutoff_time = forms.TimeField(
        label="What comes after", required=False, widget=forms.TimeInput(attrs={"type": "time"}),
        help_text="Left empty where the source knows no hour.",
    )  # fmt: skip
    late_filing_effect = forms.ChoiceField(label="counts for", choices=LATE_EFFECTS, required=False)

    def __init__(
        self, *args: Any, texts: Mapping[str, Any], cutoff_time: time | None, effect: str, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"cutoff_time": cutoff_time, "late_filing_effect": effect}
        super().__init__(*args, **kwargs)
        for key, label in TEXTS:
            held = texts.get(key, "")
            lines = list(held) if isinstance(held, list | tuple) else [str(held)]
            is_list = key in _LISTS or len(lines) > 1
            is_short = key in _SHORT and not is_list
            self.fields[_name(key)] = forms.CharField(
                label=label, required=False, initial="\n".join(lines),
                widget=forms.TextInput() if is_short else forms.Textarea(attrs={"rows": 4 if is_list else 2}),
                help_text="One a line." if is_list else "",
            )  # fmt: skip
        self._lists = {key for key, _ in TEXTS if key in _LISTS or isinstance(texts.get(key), list)}

    def clean(self) -> dict[str, Any]:
        """An hour and what it means are given together."""
        given = super().clean() or self.cleaned_data
        if bool(given.get("cutoff_time")) != bool(given.get("late_filing_effect")):
            self.add_error("late_filing_effect", "Say the hour and what a later filing counts for, or neither.")
        return given

    @property
    def texts(self) -> dict[str, Any]:
        """The words by key, lists as lists, empty ones left out; only of a form that is valid."""
        given = {key: str(self.cleaned_data[_name(key)]).strip() for key, _ in TEXTS}
        lines = {key: [line.strip() for line in said.splitlines() if line.strip()] for key, said in given.items()}
        return {key: lines[key] if key in self._lists else said for key, said in given.items() if said}


class TimelineForm(DeskForm):
    """A worked example as the procedure file writes it. ``timeline`` is what it says."""

    text = forms.CharField(
        label="The timeline",
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text="As in a procedure file: one [[procedure.timeline]] with its events and expected dates.",
    )

    def clean_text(self) -> dict[str, Any]:
        """The one timeline of the text."""
        try:
            content = tomllib.loads(self.cleaned_data["text"])
        except (tomllib.TOMLDecodeError, RecursionError) as fault:
            raise ValidationError(f"This cannot be read as TOML: {fault}.") from None
        procedure = content.get("procedure", {})
        rows = procedure.get("timeline") if isinstance(procedure, dict) else None
        if rows is None:
            return content
        if not (isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], dict)):
            raise ValidationError("Write one timeline at a time.")
        return rows[0]

    @property
    def timeline(self) -> dict[str, Any]:
        """The timeline as read; only of a form that is valid."""
        return dict(self.cleaned_data["text"])


class VersionChoice(forms.ModelChoiceField[ProcedureVersion]):
    """Versions by the name people know: procedure, version, unit."""

    def label_from_instance(self, obj: ProcedureVersion) -> str:
        """``Police grievances, version 3 (Police)``."""
        unit = obj.procedure.unit
        return f"{obj}{f' ({unit.name})' if unit else ''}"


class BeginForm(DeskForm):
    """A new procedure, from nothing or from one that the office knows."""

    title = forms.CharField(label="What the office calls it", max_length=200)
    like = VersionChoice(
        ProcedureVersion.objects.select_related("procedure__unit").order_by("procedure__title", "-number"),
        label="Begin as a copy of",
        required=False,
        empty_label="Nothing: an empty draft",
        help_text="Its limits and steps are copied and must each be checked against the new source.",
    )
    has_examples = forms.BooleanField(
        label="Copy its worked examples too", required=False,
        help_text="They hold only where both count by the same closed days.",
    )  # fmt: skip
    matter_kind = forms.ChoiceField(label="For which matters")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", required=False, empty_label="Every unit"
    )
    calendar = forms.ModelChoiceField(
        Calendar.objects.exclude(current=None).order_by("-is_office", "name"),
        label="Working days of",
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.code, kind.label) for kind in kinds.registered()]
        self.fields["matter_kind"].choices = choices  # type: ignore[attr-defined]


class FollowForm(DeskForm):
    """Open matters that are to run under a newer version."""

    matters = forms.TypedMultipleChoiceField(label="Matters", coerce=int, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label="Why", max_length=160, help_text="For example: the parties agreed to apply the new Article 11 to them."
    )

    def __init__(self, *args: Any, matters: Sequence[int], is_saved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Dates are shown before anybody has to say why they move.
        self.fields["reason"].required = is_saved
        self.fields["matters"].choices = [(pk, str(pk)) for pk in matters]  # type: ignore[attr-defined]
        self.fields["matters"].error_messages["required"] = "Tick the matters to move."

    @property
    def ticked(self) -> set[str]:
        """The ids ticked, as the page sends them."""
        return set(self["matters"].value() or [])


def _name(key: str) -> str:
    return f"text_{key.replace('.', '__')}"

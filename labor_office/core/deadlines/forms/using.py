"""Putting a procedure to use for a unit and a kind of matter."""

from __future__ import annotations

from typing import Any

from django import forms

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.matters import kinds
from labor_office.core.web.forms import DeskForm
from labor_office.core.workforce.models import BargainingUnit


class UseForm(DeskForm):
    """What a procedure is for, and whose working days count."""

    title = forms.CharField(label="What the office calls it", max_length=200)
    matter_kind = forms.ChoiceField(label="For which matters")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", required=False, empty_label="Every unit"
    )
    calendar = forms.ModelChoiceField(
        Calendar.objects.exclude(current=None).order_by("-is_office", "name"),
        label="Working days of",
        empty_label=None,
        help_text="The City's own moves with every closure you enter; a file's holds only its own days.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.code, kind.label) for kind in kinds.registered()]
        self.fields["matter_kind"].choices = choices  # type: ignore[attr-defined]

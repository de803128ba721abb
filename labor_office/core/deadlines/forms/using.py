"""Putting a procedure to use for a unit and a kind of matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models.functions import Left

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import Procedure
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
        Calendar.objects.none(),
        label="Working days of",
        empty_label=None,
        help_text="The City's own moves with every closure you enter; a file's holds only its own days.",
    )

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = procedure.slug[:60]
        # Each file brings a calendar of its own days: only this one's is offered here, and not by its key.
        others = Procedure.objects.exclude(pk=procedure.pk).values(key=Left("slug", 60))
        days = self.fields["calendar"]
        days.queryset = Calendar.objects.exclude(current=None).exclude(slug__in=others).order_by("-is_office", "name")  # type: ignore[attr-defined]
        days.label_from_instance = lambda calendar: "The days of the file" if calendar.slug == own else calendar.name  # type: ignore[attr-defined]
        choices = [(kind.code, kind.label) for kind in kinds.registered()]
        self.fields["matter_kind"].choices = choices  # type: ignore[attr-defined]

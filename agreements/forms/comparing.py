"""Which two texts are compared."""

from __future__ import annotations

from typing import Any

from django import forms

from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import BargainingUnit


class CompareForm(DeskForm):
    """Two texts, each a unit on a day. It stands in the address, so that a comparison can be sent."""

    marks_optional = False
    unit = forms.ModelChoiceField(BargainingUnit.objects.none(), label="First text: unit", to_field_name="slug")
    on = DayField(label="First text: as of")
    other_unit = forms.ModelChoiceField(BargainingUnit.objects.none(), label="Second text: unit", to_field_name="slug")
    other_on = DayField(label="Second text: as of")
    every = forms.BooleanField(label="Show clauses without a difference too", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("unit", "other_unit"):
            self.fields[name].queryset = BargainingUnit.objects.order_by("name")  # type: ignore[attr-defined]

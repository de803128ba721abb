"""What the effect page asks."""

from __future__ import annotations

from typing import Any

from django import forms

from labor_office.core.web.forms import DeskForm, FilterForm
from training.models.courses import Course


class EffectFilter(FilterForm):
    """Of which course."""

    course = forms.ModelChoiceField(Course.objects.none(), to_field_name="slug", empty_label="Choose a course")

    def __init__(self, *args: Any, courses: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- a queryset
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]


class SettleForm(DeskForm):
    """How a need was met."""

    how = forms.CharField(label="How was it taken up?", max_length=200)

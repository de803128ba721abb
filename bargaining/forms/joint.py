"""Which tables are shown table-safe at once, where several unions sit in one room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from bargaining.models.negotiation import Negotiation
from labor_office.core.web.forms import DeskForm


class JointForm(DeskForm):
    """The tables of the unions in the room."""

    tables = forms.MultipleChoiceField(label="Tables of the unions in the room", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, tables: Iterable[Negotiation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(table.reference, f"{table.reference} {table.title}, {table.unit}") for table in tables]
        self.fields["tables"].choices = named  # type: ignore[attr-defined]

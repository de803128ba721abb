"""Articles of the agreement in force, for the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from bargaining.language import Heading
from bargaining.rules.board import seems_to_cost
from labor_office.core.web.forms import DeskForm


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article: put it on the board, and whether it costs money."""

    heading: Heading
    take: BoundField
    costs: BoundField


class ArticlesForm(DeskForm):
    """Which articles will be bargained."""

    def __init__(self, *args: Any, headings: Sequence[Heading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._headings = headings
        for place, one in enumerate(headings):
            named = f"Art. {one.number} {one.title}"
            self.fields[f"take_{place}"] = forms.BooleanField(label=named, required=False)
            self.fields[f"costs_{place}"] = forms.BooleanField(
                label=f"{named} costs money", required=False, initial=seems_to_cost(one.title)
            )

    @property
    def rows(self) -> list[ArticleRow]:
        """The articles in the agreement's order."""
        return [
            ArticleRow(one, self[f"take_{place}"], self[f"costs_{place}"]) for place, one in enumerate(self._headings)
        ]

    @property
    def chosen(self) -> list[tuple[str, str, bool]]:
        """Number, title, whether it costs money, of those ticked."""
        given = self.cleaned_data
        return [
            (one.number, one.title, given[f"costs_{place}"])
            for place, one in enumerate(self._headings)
            if given[f"take_{place}"]
        ]

    def clean(self) -> dict[str, Any]:
        """At least one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(given.get(f"take_{place}") for place in range(len(self._headings))):
            raise forms.ValidationError("Tick the articles that will be bargained.")
        return given

"""What is typed about a panel of arbitrators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from grievances.models import PanelName
from grievances.rules.strikes import SIDE_WORDS, Side
from labor_office.core.web.forms import DayField, DeskForm

FEWEST, MOST = 2, 25
LONGEST_NAME = 120


class PanelForm(DeskForm):
    """The names as the list gives them, and who strikes first."""

    names = forms.CharField(
        label="Names of the panel", widget=forms.Textarea(attrs={"rows": 8}), help_text="One a line."
    )
    first = forms.TypedChoiceField(label="Who strikes first", choices=list(SIDE_WORDS.items()), coerce=Side)

    def clean_names(self) -> list[str]:
        """Each line that says something, none of them twice."""
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if not FEWEST <= len(names) <= MOST:
            raise forms.ValidationError(f"Enter from {FEWEST} to {MOST} names, one a line.")
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise forms.ValidationError(f"{twice} stands twice. Enter each name once.")
        long = next((name for name in names if len(name) > LONGEST_NAME), None)
        if long:
            raise forms.ValidationError(f"Shorten “{long[:40]} …” to {LONGEST_NAME} characters.")
        return names


class StrikeForm(DeskForm):
    """Which name, by whom, on which day."""

    name = forms.ModelChoiceField(PanelName.objects.none(), label="Name to strike", empty_label="Choose a name")
    side = forms.TypedChoiceField(label="Struck by", choices=list(SIDE_WORDS.items()), coerce=Side)
    on = DayField(label="On", only_past=True)
    is_agreed = forms.BooleanField(label="Both sides agree that this is out of turn", required=False)

    def __init__(self, *args: Any, names: Iterable[PanelName], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = PanelName.objects.filter(pk__in=[name.pk for name in names])
        self.fields["name"].queryset = left  # type: ignore[attr-defined]

"""What people tell about themselves, and why somebody's access changes."""

from __future__ import annotations

from typing import Any

from django import forms

from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.desk.people.queries import accounts


class AccountForm(DeskForm):
    """A person's own account."""

    name = forms.CharField(max_length=120, help_text="As letters and records show it.")
    title = forms.CharField(
        max_length=120, required=False, label="Job title", help_text="Stands under your name on letters you sign."
    )
    phone = forms.CharField(
        max_length=40, required=False, label="Office phone", widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    away_from = DayField(required=False, label="First day away")
    away_until = DayField(required=False, label="Last day away")
    backup = forms.ModelChoiceField(
        User.objects.none(), required=False, empty_label="Nobody", label="Backup",
        help_text="Gets your notices on those days, for the matters they may read.",
    )  # fmt: skip
    has_single_keys = forms.BooleanField(
        required=False,
        label="Single-key shortcuts",
        help_text="Keys such as / for search and ? for the list of keys. Keys held with Ctrl work either way.",
    )
    is_compact = forms.BooleanField(
        required=False, label="Compact tables", help_text="More rows on a screen, less space between them."
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["backup"].queryset = accounts.possible_backups(user)  # type: ignore[attr-defined]

    @classmethod
    def values_of(cls, user: User) -> dict[str, Any]:
        """What the form shows before anything is changed."""
        return {name: getattr(user, name) for name in cls.base_fields}

    def clean(self) -> dict[str, Any]:
        """Both days or neither, in order."""
        given = super().clean() or {}
        first, last = given.get("away_from"), given.get("away_until")
        if first and not last and "away_until" not in self.errors:
            self.add_error("away_until", "Enter the last day away too, or clear the first.")
        if last and not first and "away_from" not in self.errors:
            self.add_error("away_from", "Enter the first day away too, or clear the last.")
        if first and last and last < first:
            self.add_error("away_until", "Enter a last day on or after the first.")
        return given

    def warnings(self) -> list[str]:
        """What is likely not meant, of answers that can be kept all the same."""
        first, last = self.cleaned_data.get("away_from"), self.cleaned_data.get("away_until")
        backup: User | None = self.cleaned_data.get("backup")
        if not first or not last:
            return []
        if backup is None:
            return ["Nobody is your backup, so your notices keep coming to you while you are away."]
        both = backup.away_from and backup.away_until and backup.away_from <= last and first <= backup.away_until
        return [f"{backup} is away on some of the same days. Your notices of those days stay with you."] if both else []

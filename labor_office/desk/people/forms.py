"""What people tell about themselves, and why somebody's access changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.queries import is_last_reader
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.desk.people.queries import access, accounts
from labor_office.desk.people.queries.audit import Question
from labor_office.desk.people.rules.oversight import AUDIT_KIND_WORDS, AuditKind, Change


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


class ChangeAccessForm(DeskForm):
    """Whose access changes, and why. The reason stands in the matter's history."""

    person = forms.ModelChoiceField(User.objects.none(), empty_label="Choose a person")
    reason = forms.CharField(
        max_length=200, help_text="One sentence that its readers will see, for example: Second chair at the hearing."
    )

    ends_on = DayField(label="Last day", required=False, help_text="Left empty, it does not end by itself.")

    def __init__(self, *args: Any, matter: Matter, change: Change, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter, self.change = matter, change
        if change != Change.GRANT:
            del self.fields["ends_on"]
        self.fields["person"].queryset = access.candidates(matter, change)  # type: ignore[attr-defined]

    def clean_ends_on(self) -> date | None:
        """Today or a day to come."""
        day: date | None = self.cleaned_data["ends_on"]
        if day and self.today and day < self.today:
            raise ValidationError("Enter today or a day after it, or leave it empty.")
        return day

    def clean_person(self) -> User:
        """Someone whose going leaves at least one reader."""
        person: User = self.cleaned_data["person"]
        is_going = self.change in {Change.REVOKE, Change.SHUT_OUT}
        if is_going and is_last_reader(self.matter, person):
            raise ValidationError(f"Without {person} nobody could open {self.matter}. Give someone else access first.")
        return person


class LookAsForm(DeskForm):
    """Through whose eyes to look."""

    person = forms.ModelChoiceField(User.objects.none(), empty_label="Choose a person", label="See as")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = access.everyone()  # type: ignore[attr-defined]


class AccessFilter(FilterForm):
    """Which closed matters the access page shows."""

    person = forms.ModelChoiceField(User.objects.none(), empty_label="Anyone", label="Named or shut out")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = access.everyone()  # type: ignore[attr-defined]

    def apply(self, matters: QuerySet[Matter]) -> QuerySet[Matter]:
        """Narrow ``matters`` to those that name the person, on either side of the wall."""
        person = self.filled().get("person")
        return access.naming(matters, person) if person else matters


class AuditFilter(FilterForm):
    """What is asked of the audit."""

    person = forms.ModelChoiceField(User.objects.none(), empty_label="Anyone", label="Who")
    reference = forms.CharField(max_length=20, label="Matter")
    kind = forms.ChoiceField(
        choices=[("", "Everything"), *((kind.value, words) for kind, words in AUDIT_KIND_WORDS.items())], label="What"
    )
    first = DayField(label="From")
    last = DayField(label="To")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.all()  # type: ignore[attr-defined]

    def question(self) -> Question:
        """What was filled in; a matter's number in any spelling."""
        given = self.filled()
        return Question(
            person=given.get("person"),
            reference=given.get("reference", ""),
            kind=AuditKind(given["kind"]) if "kind" in given else None,
            first=given.get("first"),
            last=given.get("last"),
        )

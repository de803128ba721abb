"""What is typed into a case's file: its facts, notes, requests and people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from grievances.forms.steps import words
from grievances.queries.roster import called
from labor_office.core.matters.models.record import Note
from labor_office.core.matters.rules import CONFLICTED_PARTIES, LEVEL_WORDS, PARTY_WORDS, Level, PartyRole
from labor_office.core.users.models import User
from labor_office.core.users.permissions import CASE_WORKERS, Permission
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import Department, Employee


class FactsForm(DeskForm):
    """What the case is about."""

    title = forms.CharField(label="Short title", max_length=200)
    statement = words("What happened, by the union", rows=5, required=True)
    remedy = words("Remedy asked", rows=3)
    articles = forms.CharField(label="Articles cited", required=False, max_length=200, help_text="For example 14.3, 11")
    union_number = forms.CharField(label="The union's own number", required=False, max_length=40)
    department = forms.ModelChoiceField(Department.objects.all(), label="Department", required=False)

    def clean_articles(self) -> list[str]:
        """The numbers, parted by commas, semicolons or lines."""
        return [number.strip() for number in re.split(r"[,;\n]", self.cleaned_data["articles"]) if number.strip()]


class NoteForm(DeskForm):
    """A line of the journal."""

    kind = forms.ChoiceField(label="Kind", choices=Note.Kind.choices)
    level = forms.ChoiceField(label="Who may read it")
    text = words("Note", rows=5, required=True)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [Level.OFFICE] + ([Level.PRIVILEGED] if user.may(Permission.NOTE_PRIVILEGED) else [])
        self.fields["level"].choices = [(level.value, LEVEL_WORDS[level]) for level in levels]  # type: ignore[attr-defined]


class NoteTextForm(DeskForm):
    """The words of a note already written, or of an addendum under it."""

    text = words("Note", rows=5, required=True)


class TaskForm(DeskForm):
    """A task of our own, or records asked of a department."""

    title = forms.CharField(label="What is needed", max_length=160)
    department = forms.ModelChoiceField(
        Department.objects.all(), label="Ask a department", required=False, help_text="Empty for a task of our own."
    )
    due_on = DayField(label="Needed by", required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever is asked is told by when."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("department") and not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the day by which the department should answer.")
        return given


class CustodianForm(DeskForm):
    """Who holds what one item asks for, and by when they should produce it."""

    department = forms.ModelChoiceField(
        Department.objects.all(), label="Department", empty_label="Choose a department",
        help_text="Its liaisons are told, and reminded from the list of what we wait for.",
    )  # fmt: skip
    custodian = forms.CharField(label="Custodian", max_length=120, required=False, help_text="The person, if known.")
    due_on = DayField(label="Needed by")


class PartyForm(DeskForm):
    """Someone to be named on the case."""

    role = forms.TypedChoiceField(
        label="Who they are", choices=[(role.value, PARTY_WORDS[role]) for role in PartyRole], coerce=PartyRole
    )
    name = forms.CharField(label="Name", max_length=120)
    number = forms.CharField(
        label="Employee number", required=False, max_length=20, help_text="For someone who works for the City."
    )
    title = forms.CharField(label="Title", required=False, max_length=120)
    phone = forms.CharField(label="Telephone", required=False, max_length=40)
    email = forms.EmailField(label="Email", required=False)

    def clean_number(self) -> str:
        """The number of someone on the roster."""
        number = str(self.cleaned_data["number"]).strip()
        if number and not Employee.objects.filter(number=number).exists():
            raise forms.ValidationError(f"Nobody on the roster has the number {number}. Check it, or leave it empty.")
        return number

    def clean(self) -> dict[str, Any]:
        """Whom the roster and the accounts know by this number or exact name: they may have to be kept out."""
        given: dict[str, Any] = super().clean() or {}
        number, name = given.pop("number", ""), given.get("name", "")
        if not name or self.errors:
            return given
        employees, account = called(name)
        if number:
            employees, account = [Employee.objects.select_related("user").get(number=number)], None
        if len(employees) > 1 and given["role"] in CONFLICTED_PARTIES:
            told = (
                f"{len(employees)} people on the roster are called {name}. Enter the employee number of the one meant."
            )
            self.add_error("number", told)
            return given
        employee = employees[0] if len(employees) == 1 else None
        return given | {"employee": employee, "user": (employee.user if employee else None) or account}


class AssignForm(DeskForm):
    """Who answers for the case."""

    owner = forms.ModelChoiceField(User.objects.none(), label="Owner")
    backup = forms.ModelChoiceField(User.objects.none(), label="Backup", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.in_role(*CASE_WORKERS)
        for name in ("owner", "backup"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class LevelForm(DeskForm):
    """Who may know of the case."""

    level = forms.TypedChoiceField(
        label="Who may know of it",
        choices=[(level.value, LEVEL_WORDS[level]) for level in (Level.OFFICE, Level.RESTRICTED)],
        coerce=Level,
        widget=forms.RadioSelect,
    )
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Named people", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="Why", max_length=160)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].queryset = User.objects.filter(pk__in=[p.pk for p in people])  # type: ignore[attr-defined]

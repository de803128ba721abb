"""Whether a typed name is someone on the roster: suggested by the exact name, confirmed by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from grievances.queries.roster import RosterPerson, namesakes
from labor_office.core.web.forms import DeskForm
from labor_office.core.workforce.models import Department, Employee

SOMEONE_ELSE = "else"


class NamedPersonForm(DeskForm):
    """A form with a ``person`` who may be on the roster; it asks which one is meant only when there is one.

    Afterwards ``employee`` holds the one confirmed, None for someone of no roster.
    """

    person = forms.CharField(label="Person", max_length=120)
    match = forms.ChoiceField(label="On the roster", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = str(self.data.get(self.add_prefix("person"), "")) if self.is_bound else ""
        self.found: Sequence[RosterPerson] = namesakes(typed, on=self.today) if typed.strip() and self.today else ()
        if not self.found:
            del self.fields["match"]
            return
        field: Any = self.fields["match"]
        field.choices = [(one.employee.number, one.label) for one in self.found]
        field.choices.append((SOMEONE_ELSE, f"Someone else called {' '.join(typed.split())}, not on the roster"))

    def clean(self) -> dict[str, Any]:
        """The employee confirmed; whoever shares a name with the roster must be told apart first."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = given.pop("match", "")
        if self.found and not chosen and "match" not in self.errors:
            self.add_error("match", f"The roster has {self._who()}. Choose who is meant.")
        given["employee"] = self._employee(chosen)
        return given

    def _employee(self, number: str) -> Employee | None:
        return next((one.employee for one in self.found if one.employee.number == number), None)

    def _who(self) -> str:
        count = len(self.found)
        return "someone of that name" if count == 1 else f"{count} people of that name"

    def prefer(self, department: Department | None) -> None:
        """Put those who work in ``department`` first."""
        if department is None or not self.found:
            return
        field: Any = self.fields["match"]
        here = {one.employee.number for one in self.found if one.department == department}
        field.choices = sorted(field.choices, key=lambda choice: choice[0] not in here)

"""What people type about the workforce, as typed values."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Department, DepartmentContact
from labor_office.core.workforce.roster_files import MAX_BYTES
from labor_office.core.workforce.rules.codes import CodeField, Known
from labor_office.core.workforce.rules.columns import RosterField

MANY_CODES = 50
MANY_CHOICES = 60


class RosterFilter(FilterForm):
    """Narrows the roster; the day is read as people type days."""

    q = forms.CharField(label="Name, number or title", max_length=80)
    on = DayField(label="As of", widget=forms.TextInput)
    unit = forms.ModelChoiceField(BargainingUnit.objects.all(), label="Unit", to_field_name="slug", empty_label="All")
    department = forms.ModelChoiceField(
        Department.objects.all(), label="Department", to_field_name="slug", empty_label="All"
    )


class UploadRosterForm(DeskForm):
    """The file, its day, and whether whoever is missing from it has left."""

    file = forms.FileField(
        label="Roster file",
        help_text="CSV or Excel (.xlsx), at most 20 MB, with a first line that names the columns.",
        max_length=200,
    )
    as_of = DayField(label="Roster date", help_text="The day from which the file is true, for example 6/1/2026.")
    covers_all = forms.TypedChoiceField(
        label="Who is in the file?",
        choices=[("yes", "Everyone the City employs"), ("no", "Only some, for example one department")],
        widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
        help_text="With everyone in it, people who are missing are taken to have left.",
        initial="yes",
    )

    def clean_file(self) -> Any:  # noqa: ANN401 -- Django's own type of upload
        """Not larger than a roster can be; what it holds is told when it is read."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            msg = "Choose a file of at most 20 MB. A roster alone is far smaller."
            raise forms.ValidationError(msg)
        return upload


class ColumnsForm(DeskForm):
    """Which column of the file holds what."""

    def __init__(self, *args: Any, header: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Not in the file"), *((heading, heading) for heading in header)]
        for field in RosterField:
            self.fields[field] = forms.ChoiceField(
                label=field.label, choices=choices, required=field.is_required, help_text=field.hint
            )
            if field.is_required:
                self.fields[field].error_messages["required"] = (
                    f"Choose the column that holds the {field.label.lower()}."
                )


class DecisionsForm(DeskForm):
    """What a person says about codes nobody knows, rows that cannot be read, and headcounts that jump."""

    marks_optional = False

    def __init__(
        self, *args: Any, report: Mapping[str, Any], lists: Mapping[CodeField, list[Known]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = list(report["codes"])
        for place, code in enumerate(self.codes[:MANY_CODES]):
            self.fields[f"code-{place}"] = forms.ChoiceField(
                label=f"What is the {CodeField(code['field']).singular} “{code['raw']}”?",
                choices=_meanings(code, lists[CodeField(code["field"])]),
                required=False,
                initial=code["decision"],
            )
        if report["number_twin_count"]:
            self.fields["numbers"] = forms.ChoiceField(
                label="Are these the people the roster already has?",
                choices=[
                    ("same", "Yes, the file has lost the zeros: use the roster's numbers"),
                    ("different", "No, these are other people"),
                ],
                widget=forms.RadioSelect,
                required=False,
            )
        if report["counts"]["rejected"]:
            self.fields["skip_reason"] = forms.CharField(
                label="Leave these rows out because", max_length=200, required=False, help_text="Kept with the import."
            )
        if report["swings"]:
            self.fields["has_checked_swings"] = forms.BooleanField(
                label="I have checked these headcounts", required=False
            )

    def choices(self) -> dict[str, Any]:
        """What was decided, as the import keeps it. A code left open changes nothing."""
        decided: dict[str, Any] = {}
        codes: dict[str, dict[str, str]] = {}
        for name, value in self.cleaned_data.items():
            if not name.startswith("code-"):
                decided[name] = value
            elif value:
                code = self.codes[int(name.removeprefix("code-"))]
                codes.setdefault(code["field"], {})[code["raw"]] = value
        return decided | {"codes": codes}

    def code_fields(self) -> list[tuple[dict[str, Any], Any]]:
        """Each unknown code that is asked about, with its question."""
        return [(code, self[f"code-{place}"]) for place, code in enumerate(self.codes[:MANY_CODES])]


def _meanings(code: Mapping[str, Any], known: Sequence[Known]) -> list[tuple[str, str]]:
    """What a code may mean: what it looks like first, then the other entries nearest to it."""
    spelled = {entry.words: entry for entry in known}
    near = difflib.get_close_matches(code["raw"].strip(), list(spelled), n=MANY_CHOICES, cutoff=0)
    ordered = sorted(near, key=lambda words: spelled[words].code != code["hint_code"])
    same = [(f"same:{spelled[words].code}", f"The same as {words}") for words in ordered]
    singular = CodeField(code["field"]).singular
    return [("", "Not decided"), *same[:1], ("add", f"A {singular} to add"), ("skip", "Leave its rows out"), *same[1:]]


class RevertForm(DeskForm):
    """Why a roster is taken back."""

    reason = forms.CharField(label="Why is it taken back?", max_length=200)


class OfficerForm(DeskForm):
    """Someone who speaks for an organization, from a day on."""

    name = forms.CharField(label="Name", max_length=120)
    role = forms.CharField(label="Role", max_length=80, initial="Representative")
    areas = forms.CharField(
        label="Speaks for", max_length=160, required=False, help_text="A yard, a shift, a kind of case."
    )
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    email = forms.EmailField(label="Email", required=False)
    starts_on = DayField(label="Serves from")
    is_beside = forms.BooleanField(label="Serves beside whoever holds the role now", required=False)


class EndTermForm(DeskForm):
    """The last day someone speaks for an organization."""

    ends_on = DayField(label="Last day")


class AddressForm(DeskForm):
    """Where papers are served on an organization."""

    address_for_service = forms.CharField(label="Address for service", widget=forms.Textarea, required=False)


class ContactForm(DeskForm):
    """Someone who speaks or decides for a department."""

    user = forms.ModelChoiceField(User.objects.filter(is_active=True), label="Person", empty_label="Choose")
    part = forms.ChoiceField(label="Part", choices=DepartmentContact.Part.choices, widget=forms.RadioSelect)
    step = forms.CharField(
        label="Step", max_length=20, required=False, help_text="For a decision maker: the step decided, for example 1."
    )

    def clean(self) -> dict[str, Any]:
        """A decision maker decides a step; a liaison none."""
        data = super().clean() or self.cleaned_data
        if data.get("part") == DepartmentContact.Part.DECISION_MAKER and not data.get("step"):
            self.add_error("step", "Enter the step this person decides.")
        if data.get("part") == DepartmentContact.Part.LIAISON:
            data["step"] = ""
        return data

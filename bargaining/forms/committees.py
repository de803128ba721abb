"""What people type about committees and conversations, as typed values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from bargaining.forms.units import listed
from bargaining.models.contacts import Channel
from bargaining.rules.committees import FREQUENCY_WORDS, Frequency
from bargaining.rules.vocabulary import SIDE_WORDS
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import (
    BargainingUnit,
    Department,
    EmployeeOrganization,
    Representative,
)

TIMES = ["%H:%M", "%I:%M %p", "%I:%M%p"]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _people() -> QuerySet[User]:
    found: QuerySet[User] = User.objects.filter(is_active=True).order_by("name")
    return found


class CommitteeForm(DeskForm):
    """A committee, by which words it meets, and how often."""

    title = forms.CharField(label="Name", max_length=120, help_text="Safety committee.")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Choose a unit"
    )
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), label="Department", to_field_name="slug", required=False,
        empty_label="Several",
    )  # fmt: skip
    basis = forms.CharField(label="Article or letter it rests on", max_length=160, required=False)
    frequency = forms.ChoiceField(
        label="It must meet", choices=listed(FREQUENCY_WORDS), initial=Frequency.QUARTERLY, widget=forms.RadioSelect
    )
    since = DayField(label="Counted from", only_past=True, help_text="Its last meeting, or the day it began.")
    purpose = forms.CharField(label="What it is for", required=False, widget=_area(3))


class MemberForm(DeskForm):
    """Someone who sits for one side."""

    side = forms.ChoiceField(label="Side", choices=listed(SIDE_WORDS), widget=forms.RadioSelect)
    user = forms.ModelChoiceField(
        User.objects.none(), label="Of the City", required=False, empty_label="Nobody with an account"
    )
    representative = forms.ModelChoiceField(
        Representative.objects.none(), label="Of the union", required=False, empty_label="Nobody on record"
    )
    name = forms.CharField(label="Or by name", max_length=120, required=False)
    role = forms.CharField(label="Role", max_length=60, required=False, help_text="Chair, secretary.")
    starts_on = DayField(label="From")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = _people()  # type: ignore[attr-defined]
        everyone = Representative.objects.order_by("name")
        self.fields["representative"].queryset = everyone  # type: ignore[attr-defined]


class PlannedMeetingForm(DeskForm):
    """A meeting to come."""

    on = DayField(label="Day")
    starts_at = forms.TimeField(label="At", required=False, input_formats=TIMES, help_text="10:00 or 2:30 pm.")
    place = forms.CharField(label="Place", max_length=160, required=False)
    agenda = forms.CharField(label="Agenda", required=False, widget=_area(5), help_text="A line for each point.")


class AgendaForm(DeskForm):
    """What a meeting is about."""

    agenda = forms.CharField(label="Agenda", required=False, widget=_area(8), help_text="A line for each point.")


class CallOffForm(DeskForm):
    """Why a meeting is not held."""

    because = forms.CharField(
        label="Why it is not held", max_length=300, widget=_area(2), help_text="The City’s members read it in a mail."
    )


class HeldMeetingForm(DeskForm):
    """Who came, and what was said."""

    people = forms.CharField(label="Who came, of both sides", widget=_area(3))
    minutes = forms.CharField(label="Minutes", widget=_area(10))


class ItemForm(DeskForm):
    """Something to be done, by whom, by when."""

    title = forms.CharField(label="What is to be done", max_length=200)
    owner = forms.ModelChoiceField(
        User.objects.none(), label="By", required=False, empty_label="Someone without an account"
    )
    owner_name = forms.CharField(label="Or by", max_length=120, required=False, help_text="The union, a department.")
    due_on = DayField(label="By the day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _people()  # type: ignore[attr-defined]


class DoneForm(DeskForm):
    """That an item was done."""

    on = DayField(label="Done on", only_past=True)
    outcome = forms.CharField(label="What came of it", max_length=200, required=False)


class LastDayForm(DeskForm):
    """The last day somebody sits on a committee."""

    on = DayField(label="Last day")


class ConversationForm(DeskForm):
    """A conversation with someone of a union."""

    representative = forms.ModelChoiceField(Representative.objects.none(), label="With", empty_label="Choose a person")
    on = DayField(label="On", only_past=True)
    channel = forms.ChoiceField(label="How", choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.CALL)
    about = forms.CharField(label="About", max_length=300, widget=_area(3))
    reference = forms.CharField(label="Matter", max_length=20, required=False, help_text="By number: G-2026-0042.")
    follow_up_on = DayField(label="Follow up on", required=False)

    def __init__(self, *args: Any, people: QuerySet[Representative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["representative"].queryset = people.order_by("name")  # type: ignore[attr-defined]
        self.fields["representative"].label_from_instance = _named  # type: ignore[attr-defined]


def _named(person: Representative) -> str:
    return f"{person.name}, {person.role}, {person.organization}"


class ConversationFilter(FilterForm):
    """Which conversations the log shows."""

    q = forms.CharField(label="Words or name", max_length=80)
    organization = forms.ModelChoiceField(
        EmployeeOrganization.objects.order_by("name"), label="Organization", to_field_name="slug",
        empty_label="Every organization",
    )  # fmt: skip

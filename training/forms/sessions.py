"""Forms of sessions and seats."""

from __future__ import annotations

from typing import Any

from django import forms

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role, role_has
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import Department
from training.models.courses import Course, CourseVersion
from training.rules.vocabulary import CourseForm

TRAINING_ROLES = [role for role in Role if role_has(role, Permission.TRAINING_READ) and role is not Role.LIAISON]
_HOURS = ["%H:%M", "%I:%M %p", "%I %p", "%I:%M%p", "%I%p"]


class HourField(forms.TimeField):
    """An hour as people type it: ``9:00``, ``9 am``, ``1:30 p.m.``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput())
        super().__init__(
            input_formats=_HOURS, error_messages={"invalid": "Enter an hour, for example 9:00 a.m."}, **kwargs
        )

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 -- Django's own signature
        """The hour, "a.m." and "p.m." read with or without their dots."""
        return super().to_python(value.replace(".", "").strip() if isinstance(value, str) else value)


class SessionForm(DeskForm):
    """When and where a session is held."""

    course = forms.ModelChoiceField(Course.objects.none(), label="Course", to_field_name="slug")
    held_on = DayField(label="Day")
    begins_at = HourField(label="Begins", help_text="9:00 a.m.")
    ends_at = HourField(label="Ends")
    place = forms.CharField(label="Place", max_length=200, required=False)
    link = forms.URLField(
        label="Link, when it is online", max_length=300, required=False, assume_scheme="https", help_text="https://"
    )
    trainer = forms.ModelChoiceField(
        User.objects.none(), label="Trainer", required=False, empty_label="Somebody from outside"
    )
    trainer_name = forms.CharField(label="Name of a trainer from outside", max_length=120, required=False)
    capacity = forms.IntegerField(label="Seats", min_value=1, max_value=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.today is not None  # noqa: S101 -- a DayField asks for it
        classes = Course.objects.taught(self.today).filter(form=CourseForm.CLASS)
        self.fields["course"].queryset = classes  # type: ignore[attr-defined]
        trainers = User.objects.in_role(*TRAINING_ROLES).order_by("name")
        self.fields["trainer"].queryset = trainers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ends after it begins, somewhere, with somebody who teaches."""
        given: dict[str, Any] = super().clean() or {}
        begins, ends = given.get("begins_at"), given.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", "Enter an hour after it begins.")
        if not self.errors.keys() & {"place", "link"} and not (given.get("place") or given.get("link")):
            self.add_error("place", "Enter the place, or the link when it is online.")
        if "trainer" not in self.errors and not (given.get("trainer") or given.get("trainer_name")):
            self.add_error("trainer_name", "Choose the trainer, or enter the name of one from outside.")
        return given

    def version(self) -> CourseVersion:
        """What is taught on the day: the course's version in use then, else its newest."""
        course: Course = self.cleaned_data["course"]
        in_use = course.versions.filter(starts_on__lte=self.cleaned_data["held_on"]).order_by("-number").first()
        return in_use or course.versions.latest("number")

    def held(self) -> dict[str, Any]:
        """When, where, by whom, for how many."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "course"}
        return given | {"trainer_name": "" if given["trainer"] else given["trainer_name"]}


class MoveForm(SessionForm):
    """Another day, place or trainer; the course stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["course"]


class HoursForm(DeskForm):
    """From when to when a class was really held."""

    begins_at = HourField(label="Began")
    ends_at = HourField(label="Ended", help_text="For example 11:40 a.m.")

    def clean(self) -> dict[str, Any]:
        """Ends after it begins."""
        given: dict[str, Any] = super().clean() or {}
        if {"begins_at", "ends_at"} <= set(given) and given["ends_at"] <= given["begins_at"]:
            self.add_error("ends_at", "Enter an hour after it began.")
        return given


class BecauseForm(DeskForm):
    """Why something is called off; the people concerned are told."""

    because = forms.CharField(label="Why, as the people are told", max_length=300)


class NeedsForm(DeskForm):
    """What somebody needs to take part."""

    needs = forms.CharField(label="What they need", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)


class ArrangedForm(DeskForm):
    """What was arranged."""

    arranged = forms.CharField(label="What was arranged", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)


class SessionFilter(FilterForm):
    """Which sessions the list shows."""

    standing = forms.ChoiceField(
        label="When", choices=[("", "To come"), ("past", "Held"), ("cancelled", "Called off"), ("all", "All")]
    )
    course = forms.ModelChoiceField(
        Course.objects.order_by("title"), label="Course", to_field_name="slug", empty_label="Every course"
    )
    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True).order_by("name"), label="With people of", to_field_name="slug",
        empty_label="Any department",
    )  # fmt: skip

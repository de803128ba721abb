"""Forms of questions and advice. The order of the fields is that of a telephone call."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.forms.articles import read_articles
from agreements.rules.advice import CHANNEL_WORDS, Channel
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Department

READER_ROLES = (Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY)
CHANNELS = [(key.value, words) for key, words in CHANNEL_WORDS.items() if key is not Channel.DESK]


def _units() -> forms.ModelChoiceField[BargainingUnit]:
    units = BargainingUnit.objects.order_by("name")
    return forms.ModelChoiceField(units, label="Unit", to_field_name="slug", required=False, empty_label="No unit")


def _departments() -> forms.ModelChoiceField[Department]:
    found = Department.objects.filter(is_active=True).order_by("name")
    return forms.ModelChoiceField(
        found, label="Department", to_field_name="slug", required=False, empty_label="No department"
    )


class _AboutArticles(DeskForm):
    """What every question has: a unit and articles by their numbers."""

    def clean(self) -> dict[str, Any]:
        """The articles by their numbers."""
        given: dict[str, Any] = super().clean() or {}
        read_articles(self, given)
        return given


class AdviceForm(_AboutArticles):
    """A question answered on the spot: question and answer are enough."""

    question = forms.CharField(label="Question", widget=forms.Textarea(attrs={"rows": 2, "autofocus": True}))
    unit = _units()
    articles = forms.CharField(
        label="Articles", max_length=100, required=False, help_text="By number: 14.3. Earlier answers appear beside."
    )
    answer = forms.CharField(label="Answer", widget=forms.Textarea(attrs={"rows": 3}))
    asker_name = forms.CharField(label="Who asked", max_length=120, required=False)
    asker_department = _departments()
    channel = forms.ChoiceField(label="How", choices=CHANNELS)
    follow_up_on = DayField(label="Follow up on", required=False, help_text="It comes onto your desk that day.")
    is_privileged = forms.BooleanField(
        label="Privileged: only you and the people named below know of it", required=False
    )
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Who may read it", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.in_role(*READER_ROLES).exclude(pk=by.pk).order_by("name")
        self.fields["readers"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A follow-up lies ahead; people are named only on what is privileged."""
        given = super().clean()
        follow_up = given.get("follow_up_on")
        if follow_up and self.today and (follow_up - self.today).days < 2:
            self.add_error("follow_up_on", "Choose a day at least two days ahead; do what is nearer now.")
        if given.get("readers") and not given.get("is_privileged"):
            self.add_error("is_privileged", "Tick this to limit it to the people named, or name nobody.")
        return given

    def logged(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        readers = list(given.pop("readers"))
        return given | {
            "readers": readers if given.pop("is_privileged") else None, "channel": Channel(given["channel"])
        }  # fmt: skip


class AskForm(_AboutArticles):
    """A department's question to the office."""

    question = forms.CharField(
        label="Your question", widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What happened or is planned, and what you want to know. Leave out names where you can.",
    )  # fmt: skip
    unit = _units()
    articles = forms.CharField(
        label="Articles, if you know them", max_length=100, required=False, help_text="By number: 14.3."
    )
    asker_department = forms.ModelChoiceField(Department.objects.none(), label="Your department", to_field_name="slug")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Department.objects.filter(contacts__user=by).distinct().order_by("name")
        field = self.fields["asker_department"]
        field.queryset = own  # type: ignore[attr-defined]
        if not own:
            del self.fields["asker_department"]
        elif len(own) == 1:
            field.initial = own[0].slug


class AnswerForm(DeskForm):
    """The office's answer to a question asked in the Desk."""

    answer = forms.CharField(
        label="Answer", widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Whoever asked reads it on the question's page; the mail says only that it is there.",
    )  # fmt: skip
    follow_up_on = DayField(label="Follow up on", required=False)

    def clean_follow_up_on(self) -> Any:  # noqa: ANN401 -- a day or None
        """A follow-up lies ahead."""
        day = self.cleaned_data["follow_up_on"]
        if day and self.today and (day - self.today).days < 2:
            message = "Choose a day at least two days ahead; do what is nearer now."
            raise forms.ValidationError(message)
        return day


class FollowUpForm(DeskForm):
    """What became of it."""

    note = forms.CharField(label="What became of it", max_length=280, widget=forms.Textarea(attrs={"rows": 3}))


class AdviceFilter(FilterForm):
    """Which advice the log shows."""

    q = forms.CharField(label="Words, name or number", max_length=80)
    standing = forms.ChoiceField(
        label="Standing",
        choices=[
            ("", "Any"),
            ("asked", "Waits for an answer"),
            ("follow", "Follow-up open"),
            ("training", "Training need"),
        ],
    )
    unit = _units()
    department = _departments()
    article = forms.CharField(label="Article", max_length=40)

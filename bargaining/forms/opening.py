"""Opening a negotiation and naming its team."""

from __future__ import annotations

from typing import Any

from django import forms

from bargaining.rules.vocabulary import FORM_WORDS, ROLE_WORDS, SIDE_WORDS, Form, Side, TeamRole
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role, role_has
from labor_office.core.web.forms import DeskForm
from labor_office.core.workforce.models import BargainingUnit

_DAY = {"type": "date"}


class NegotiationForm(DeskForm):
    """What a new negotiation is about."""

    unit = forms.ModelChoiceField(BargainingUnit.objects.all(), empty_label="Choose a unit")
    form = forms.ChoiceField(label="Kind", choices=[(form.value, FORM_WORDS[form]) for form in Form])
    title = forms.CharField(max_length=200, help_text="As the team calls it: Labor and Trades successor agreement.")
    agreement_ends_on = forms.DateField(
        label="The agreement in force ends", required=False, widget=forms.DateInput(attrs=_DAY)
    )
    term_starts_on = forms.DateField(label="New term from", required=False, widget=forms.DateInput(attrs=_DAY))
    term_ends_on = forms.DateField(label="New term to", required=False, widget=forms.DateInput(attrs=_DAY))
    demanded_on = forms.DateField(label="Demand or notice given", required=False, widget=forms.DateInput(attrs=_DAY))
    demanded_by = forms.ChoiceField(
        label="Given by",
        required=False,
        choices=[("", "Nobody yet"), *((side.value, SIDE_WORDS[side]) for side in Side)],
    )

    def clean(self) -> dict[str, Any]:
        """Both ends of the term or neither; a demand has a day and a side."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = given.get("term_starts_on"), given.get("term_ends_on")
        if bool(begins) != bool(ends):
            self.add_error(
                "term_ends_on" if begins else "term_starts_on", "Give both ends of the new term, or neither."
            )
        elif begins and ends and ends <= begins:
            self.add_error("term_ends_on", "The new term must end after it begins.")
        if bool(given.get("demanded_on")) != bool(given.get("demanded_by")):
            missing = "demanded_by" if given.get("demanded_on") else "demanded_on"
            self.add_error(missing, "A demand has a day and a side.")
        return given


class TeamForm(DeskForm):
    """Someone for a team: an account for the City, a name for the union."""

    side = forms.ChoiceField(choices=[(side.value, SIDE_WORDS[side]) for side in Side])
    user = forms.ModelChoiceField(
        User.objects.none(), label="Person, for the City", required=False, empty_label="Choose a person"
    )
    name = forms.CharField(label="Name, for the union", max_length=120, required=False)
    role = forms.ChoiceField(choices=[(role.value, ROLE_WORDS[role]) for role in TeamRole])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bargain = [role for role in Role if role_has(role, Permission.BARGAINING_READ)]
        self.fields["user"].queryset = User.objects.filter(is_active=True, role__in=bargain)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever joins must be named in the way of the side."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("side") == Side.CITY and not given.get("user"):
            self.add_error("user", "Choose who joins the City's team.")
        if given.get("side") == Side.UNION and not given.get("name"):
            self.add_error("name", "Type the name of the union's team member.")
        return given

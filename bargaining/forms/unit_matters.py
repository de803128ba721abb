"""What people type about petitions, cards, elections and orders, as typed values."""

from __future__ import annotations

from typing import Any

from django import forms

from bargaining.forms.units import listed
from bargaining.models.unit_matters import BallotLine, Election, UnitMatter
from bargaining.rules.representation import (
    MAJORITY_WORDS,
    METHOD_WORDS,
    OUTCOME_WORDS,
    PETITION_WORDS,
    Majority,
    Method,
    outcomes_of,
)
from bargaining.rules.units import EXCLUSION_WORDS
from labor_office.core.users.models import User
from labor_office.core.users.permissions import CASE_WORKERS
from labor_office.core.web.forms import DayField, DeskForm, FilterForm
from labor_office.core.workforce.models import BargainingUnit, Classification, EmployeeOrganization

# More than any unit has people: a slip of the keys, not a count.
MOST = 1_000_000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PetitionForm(DeskForm):
    """A petition as it came in."""

    petition = forms.ChoiceField(label="What it is", choices=listed(PETITION_WORDS))
    title = forms.CharField(label="Subject", max_length=200, help_text="In a line: decertification, Professional unit.")
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", required=False,
        empty_label="No unit yet",
    )  # fmt: skip
    classifications = forms.ModelMultipleChoiceField(
        Classification.objects.order_by("title"), label="Titles in question", to_field_name="code", required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="None chosen: the whole unit. Hold Ctrl to choose several.",
    )  # fmt: skip
    filed_on = DayField(label="Filed on", only_past=True)
    petitioner = forms.CharField(label="Petitioner", max_length=160)
    organization = forms.ModelChoiceField(
        EmployeeOrganization.objects.order_by("name"), label="Organization, if it is on record", to_field_name="slug",
        required=False, empty_label="Not on record",
    )  # fmt: skip
    asked = forms.CharField(label="What is asked", widget=_area(4))
    forum = forms.CharField(label="Filed with", max_length=120, required=False)
    case_number = forms.CharField(label="Their case number", max_length=60, required=False)
    last_election_on = DayField(
        label="Last valid election in the unit", required=False, only_past=True,
        help_text="Counts the election bar. Certification and agreement are read from the unit.",
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who answers for it", required=False, empty_label="The unit's specialist"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.in_role(*CASE_WORKERS).order_by("name")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class PositionForm(DeskForm):
    """The City's position, and the day it was sent."""

    position = forms.CharField(label="The City's position", widget=_area(6))
    sent_on = DayField(label="Sent on", only_past=True)


class RulingForm(DeskForm):
    """The neutral's ruling on the showing of interest."""

    is_sufficient = forms.TypedChoiceField(
        label="The showing of interest is", choices=[("yes", "Sufficient"), ("no", "Short")], widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
    )  # fmt: skip
    on = DayField(label="Ruled on", only_past=True)


class CardsForm(DeskForm):
    """Cards of one party, and what they are counted against."""

    party = forms.CharField(label="Whose cards", max_length=160)
    is_intervener = forms.BooleanField(label="An intervener, not the petitioner", required=False)
    cards = forms.IntegerField(label="Cards that count", min_value=0, max_value=MOST)
    as_of = DayField(label="Roster day", help_text="The cards are counted against the unit as it stood on this day.")
    threshold = forms.DecimalField(
        label="Percentage needed", max_digits=5, decimal_places=2, min_value=1, max_value=100
    )
    citation = forms.CharField(label="Where the percentage stands", max_length=120, required=False)
    is_verified = forms.BooleanField(label="I have checked the percentage against its source", required=False)


class ElectionForm(DeskForm):
    """An election as the neutral directs it."""

    method = forms.ChoiceField(label="How it is held", choices=listed(METHOD_WORDS), initial=Method.MAIL)
    held_by = forms.CharField(label="Supervised by", max_length=120, required=False)
    cutoff_on = DayField(label="Roster day that decides who may vote")
    opens_on = DayField(label="Polls open, or ballots are mailed")
    closes_on = DayField(label="Polls close")
    majority = forms.ChoiceField(
        label="To win, a line needs", choices=listed(MAJORITY_WORDS), widget=forms.RadioSelect,
        initial=Majority.OF_VALID,
    )  # fmt: skip
    parties = forms.CharField(
        label="Who stands on the ballot", widget=_area(3), help_text="One to a line. “No representative” is added last."
    )

    def clean_parties(self) -> list[str]:
        """The lines that hold words."""
        return [line.strip()[:160] for line in str(self.cleaned_data["parties"]).splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """The polls do not close before they open."""
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Choose the day the polls open, or a later one.")
        return given


class TallyForm(DeskForm):
    """The ballots, line by line."""

    counted_on = DayField(label="Counted on", only_past=True)
    eligible = forms.IntegerField(label="Eligible to vote", min_value=1, max_value=MOST)
    challenged = forms.IntegerField(label="Challenged, not ruled on", min_value=0, max_value=MOST, initial=0)
    void = forms.IntegerField(label="Void", min_value=0, max_value=MOST, initial=0)

    def __init__(self, *args: Any, election: Election, lines: list[BallotLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"votes-{line.position}"] = forms.IntegerField(
                label=line.label, min_value=0, max_value=MOST, initial=line.votes if election.counted_on else None,
                error_messages={"required": f"Enter the ballots for {line.label}."},
            )  # fmt: skip
        self.order_fields(["counted_on", "eligible", *(f"votes-{line.position}" for line in lines)])

    def votes(self) -> list[int]:
        """By line of the ballot, in its order."""
        return [int(self.cleaned_data[f"votes-{line.position}"]) for line in self.lines]


class OrderForm(DeskForm):
    """What was decided, and the one classification it moves, if any."""

    outcome = forms.ChoiceField(label="Outcome", widget=forms.RadioSelect)
    decided_on = DayField(label="Decided on", only_past=True)
    effective_on = DayField(label="Holds from")
    number = forms.CharField(label="Order number", max_length=60, required=False)
    order = forms.CharField(label="What it orders", required=False, widget=_area(4))
    classifications = forms.ModelMultipleChoiceField(
        Classification.objects.order_by("title"), label="Classifications it moves", to_field_name="code",
        required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="Hold Ctrl to choose several.",
    )  # fmt: skip
    position = forms.CharField(
        label="Only this position of it", max_length=120, required=False, help_text="When one classification is chosen."
    )
    to_unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Into or out of this unit", to_field_name="slug", required=False,
        empty_label="It moves nothing",
    )  # fmt: skip
    exclusion = forms.ChoiceField(
        label="In, or kept out because it is", required=False,
        choices=[("", "In the unit"), *((code, f"Out: {label.lower()}") for code, label in listed(EXCLUSION_WORDS))],
    )  # fmt: skip

    def __init__(self, *args: Any, unit_matter: UnitMatter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = outcomes_of(unit_matter.kind_of_petition)
        choices = [(each.value, OUTCOME_WORDS[each]) for each in possible]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Classifications go somewhere, and a position belongs to one of them."""
        given: dict[str, Any] = super().clean() or {}
        chosen = given.get("classifications")
        if chosen and not given.get("to_unit"):
            self.add_error("to_unit", "Choose the unit that the classifications go into or stay out of.")
        if given.get("position") and (chosen is None or len(chosen) != 1):
            self.add_error("position", "Choose the one classification that the position belongs to.")
        return given


class UnitMatterFilter(FilterForm):
    """Which unit matters the list shows."""

    q = forms.CharField(label="Words or number", max_length=80)
    petition = forms.ChoiceField(label="Type", choices=[("", "Any"), *listed(PETITION_WORDS)])
    unit = forms.ModelChoiceField(
        BargainingUnit.objects.order_by("name"), label="Unit", to_field_name="slug", empty_label="Every unit"
    )
    status = forms.ChoiceField(
        label="Open or closed", choices=[("", "Open"), ("closed", "Closed"), ("all", "Open and closed")]
    )


class HearingForm(DeskForm):
    """When and where it is heard, and by whom."""

    on = DayField(label="Day of the hearing")
    starts_at = forms.TimeField(label="At", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label="Place", max_length=160, required=False)
    heard_by = forms.CharField(label="Heard by", max_length=120, required=False)


class HeldHearingForm(DeskForm):
    """That it was held: who came, and what came of it."""

    held_on = DayField(label="Held on", only_past=True)
    people = forms.CharField(label="Who came", required=False, widget=_area(4), help_text="One a line.")
    has_briefs = forms.BooleanField(label="Briefs follow", required=False)
    outcome = forms.CharField(
        label="What came of it", widget=_area(4), help_text="Continued, submitted on briefs, decided from the bench."
    )


class BriefForm(DeskForm):
    """The day on which the City's brief went out."""

    sent_on = DayField(label="Sent on", only_past=True)

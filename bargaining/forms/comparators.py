"""What is filled in about comparators."""

from __future__ import annotations

from typing import Any

from django import forms

from bargaining.actions.comparators import Point
from bargaining.forms.item import number_field
from bargaining.models.comparators import Benchmark, Jurisdiction
from bargaining.rules.comparators import FIGURE_WORDS, MATCH_WORDS, Figure, Match
from labor_office.core.web.forms import DeskForm
from labor_office.core.workforce.models import BargainingUnit


class JurisdictionForm(DeskForm):
    """An employer the City is compared with."""

    name = forms.CharField(max_length=120)
    population = forms.IntegerField(required=False, min_value=0, max_value=100_000_000)
    employees = forms.IntegerField(required=False, min_value=0, max_value=10_000_000)
    miles = forms.IntegerField(label="Miles from here", required=False, min_value=0, max_value=25_000)
    basis = forms.CharField(
        label="Why it is compared",
        max_length=200,
        required=False,
        help_text="On the Council's list.",
    )
    is_own = forms.BooleanField(label="This is our own City", required=False)
    is_used = forms.BooleanField(label="Used in comparisons", required=False, initial=True)

    def __init__(self, *args: Any, held: Jurisdiction | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held

    def clean(self) -> dict[str, Any]:
        """A name once; one City."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        others = Jurisdiction.objects.all()
        if self.held is not None:
            others = others.exclude(pk=self.held.pk)
        if given.get("name") and others.filter(name__iexact=given["name"]).exists():
            self.add_error("name", f"{given['name']} is on the list already.")
        own = others.filter(is_own=True).first()
        if given.get("is_own") and own is not None:
            self.add_error("is_own", f"{own} stands for our own City. Change that one first.")
        return given


class BenchmarkForm(DeskForm):
    """What is compared."""

    name = forms.CharField(max_length=120, help_text="Pipe Fitter II, top step.")
    unit = forms.ModelChoiceField(BargainingUnit.objects.all(), required=False, empty_label="Every unit")
    figure = forms.ChoiceField(label="Its figures are", choices=[(one.value, FIGURE_WORDS[one]) for one in Figure])
    is_by_hour = forms.BooleanField(
        label="Compare yearly pay by the hour", required=False, help_text="Where weeks differ, such as 42 and 56 hours."
    )
    words = forms.CharField(label="What counts", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """By the hour is for yearly pay; a name once in a unit."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("is_by_hour") and given.get("figure") != Figure.YEARLY:
            self.add_error("is_by_hour", "Only yearly pay can be compared by the hour.")
        known = Benchmark.objects.filter(name__iexact=given.get("name") or "", unit=given.get("unit"))
        if known.exists():
            self.add_error("name", "There is a benchmark of this name for the unit.")
        return given


class PointForm(DeskForm):
    """A figure with its source."""

    jurisdiction = forms.ModelChoiceField(
        Jurisdiction.objects.all(), label="Employer", empty_label="Choose an employer"
    )
    value = number_field("Figure")
    weekly_hours = number_field(
        "Hours of its week", required=False, help_text="Needed where pay is compared by the hour."
    )
    effective_on = forms.DateField(label="In effect from", widget=forms.DateInput(attrs={"type": "date"}))
    matched_class = forms.CharField(label="What they call it", max_length=120, required=False)
    match = forms.ChoiceField(choices=[(one.value, MATCH_WORDS[one]) for one in Match])
    source = forms.CharField(label="Source document", max_length=200, help_text="Pay plan of FY 2026, page 14.")
    source_url = forms.URLField(label="Its address", max_length=500, required=False, assume_scheme="https")

    @property
    def point(self) -> Point:
        """The figure."""
        given = dict(self.cleaned_data)
        del given["jurisdiction"]
        return Point(**(given | {"match": Match(given["match"])}))


class SurveyForm(DeskForm):
    """A survey as a CSV file."""

    file = forms.FileField(label="CSV file")
    adds_employers = forms.BooleanField(label="Add employers the desk does not know", required=False)

"""What is filled in about costings: the roster, payroll charges, a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from bargaining.costing.snapshot import PENSIONABLE, WAGES, Component, Pool, RollUp, Tier
from bargaining.costing.wire import SourcedRate
from bargaining.forms.item import HUNDRED, dollars_field, number_field, percent_field
from bargaining.models.money import Scenario
from labor_office.core.web.forms import DeskForm
from labor_office.core.workforce.models import Department

_DATE = {"type": "date"}
ROWS = 6
POOLS, TIERS = 3, 4
MOST_YEARS = 10
_ALL_PAY = frozenset({Component.BASE, Component.OVERTIME, Component.PREMIUM})
# What a charge may be charged on, as payroll offices part it.
BASES: dict[str, tuple[str, frozenset[Component]]] = {
    "wages": ("All wages, payments made once included", WAGES),
    "pay": ("Base pay, overtime and premium pay", _ALL_PAY),
    "base": ("Base pay only", PENSIONABLE),
}
_POOL_KINDS = ((Component.OVERTIME.value, "Overtime"), (Component.PREMIUM.value, "Premium pay"))


class RosterForm(DeskForm):
    """From which day's roster, and what is budgeted as a sum beside it."""

    as_of = forms.DateField(label="Roster as of", widget=forms.DateInput(attrs=_DATE))
    authorized = forms.IntegerField(
        label="Positions authorized",
        required=False,
        min_value=1,
        max_value=100_000,
        help_text="To show how many stand empty.",
    )
    top_step = forms.IntegerField(
        label="Last step of the pay plan",
        required=False,
        min_value=1,
        max_value=99,
        help_text="Without it nobody is taken to have a step left.",
    )

    def __init__(self, *args: Any, departments: Sequence[Department] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.departments = list(departments)
        for number in range(1, POOLS + 1):
            self.fields[f"pool_{number}"] = forms.CharField(
                label=f"Pool {number}", max_length=60, required=False, help_text="Overtime, standby, call-back."
            )
            self.fields[f"pool_{number}_kind"] = forms.ChoiceField(label="Counts as", choices=_POOL_KINDS)
            self.fields[f"pool_{number}_amount"] = dollars_field("Dollars a year", required=False)
        for number in range(1, TIERS + 1):
            self.fields[f"tier_{number}"] = forms.CharField(
                label=f"Health tier {number}", max_length=60, required=False, help_text="Single, family."
            )
            self.fields[f"tier_{number}_heads"] = number_field("Enrolled", required=False)
            self.fields[f"tier_{number}_premium"] = dollars_field("Monthly premium", required=False)
            self.fields[f"tier_{number}_share"] = percent_field(
                "The City pays", required=False, help_text="In percent."
            )
        for department in self.departments:
            self.fields[f"fund_{department.pk}"] = forms.CharField(
                label=f"Funds of {department.name}",
                required=False,
                max_length=200,
                help_text="General Fund 60, Water Fund 40. One fund alone pays all.",
            )

    def clean(self) -> dict[str, Any]:
        """Whole rows of pools and tiers; shares of a department that come to 100."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, POOLS + 1):
            if given.get(f"pool_{number}") and given.get(f"pool_{number}_amount") is None:
                self.add_error(f"pool_{number}_amount", "Give the pool's dollars a year.")
        for number in range(1, TIERS + 1):
            for part in ("heads", "premium", "share"):
                if given.get(f"tier_{number}") and given.get(f"tier_{number}_{part}") is None:
                    self.add_error(f"tier_{number}_{part}", "Give the tier's number, premium and share.")
        for department in self.departments:
            given[f"fund_{department.pk}"] = self._shares(department, given.get(f"fund_{department.pk}") or "")
        return given

    def _shares(self, department: Department, words: str) -> dict[str, Decimal]:
        try:
            return read_funds(words)
        except ValueError as refused:
            self.add_error(f"fund_{department.pk}", str(refused))
            return {}

    @property
    def plain_fields(self) -> list[BoundField]:
        """Those that stand alone."""
        return [self[name] for name in ("as_of", "authorized", "top_step")]

    @property
    def pool_rows(self) -> list[list[BoundField]]:
        """A pool a row."""
        return [[self[f"pool_{n}{part}"] for part in ("", "_kind", "_amount")] for n in range(1, POOLS + 1)]

    @property
    def tier_rows(self) -> list[list[BoundField]]:
        """A health tier a row."""
        parts = ("", "_heads", "_premium", "_share")
        return [[self[f"tier_{n}{part}"] for part in parts] for n in range(1, TIERS + 1)]

    @property
    def fund_fields(self) -> list[BoundField]:
        """The funds of each department."""
        return [self[f"fund_{one.pk}"] for one in self.departments]

    @property
    def pools(self) -> list[Pool]:
        """The pools that were named."""
        given = self.cleaned_data
        return [
            Pool(given[f"pool_{n}"], Component(given[f"pool_{n}_kind"]), given[f"pool_{n}_amount"])
            for n in range(1, POOLS + 1)
            if given[f"pool_{n}"]
        ]

    @property
    def tiers(self) -> list[Tier]:
        """The tiers that were named."""
        given = self.cleaned_data
        return [
            Tier(
                given[f"tier_{n}"],
                given[f"tier_{n}_heads"],
                given[f"tier_{n}_premium"],
                given[f"tier_{n}_share"] / HUNDRED,
            )
            for n in range(1, TIERS + 1)
            if given[f"tier_{n}"]
        ]

    @property
    def funds(self) -> dict[str, dict[str, Decimal]]:
        """Shares by fund of each department that names one."""
        shares = {one.code: self.cleaned_data[f"fund_{one.pk}"] for one in self.departments}
        return {code: found for code, found in shares.items() if found}


def read_funds(words: str) -> dict[str, Decimal]:
    """``General Fund 60, Water Fund 40`` as shares; one fund alone is the whole. Raises ValueError with the mend."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if len(parts) == 1 and not parts[0][-1].isdigit() and not parts[0].endswith("%"):
        return {parts[0]: Decimal(1)}
    found: dict[str, Decimal] = {}
    for part in parts:
        name, _, share = part.rstrip("% ").rpartition(" ")
        try:
            found[name.strip()] = Decimal(share) / HUNDRED
        except ArithmeticError:
            raise ValueError(f"Write each fund with its percent, for example General Fund 60: {part}.") from None
    if found and (sum(found.values()) != 1 or "" in found or len(found) < len(parts)):
        raise ValueError("The percents of a department's funds must come to 100, each fund named once.")
    return found


class ChargesForm(DeskForm):
    """Payroll charges, a row each."""

    name = forms.CharField(label="Called", max_length=80, help_text="FY 2027 payroll charges.")
    effective_on = forms.DateField(label="In force from", widget=forms.DateInput(attrs=_DATE))
    is_own = forms.TypedChoiceField(label="Paid for", coerce=lambda given: given == "own", required=False)

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Every unit without charges of its own"), ("own", f"{unit} alone")]
        self.fields["is_own"].choices = choices  # type: ignore[attr-defined]  # declared above
        for number in range(1, ROWS + 1):
            self.fields[f"charge_{number}"] = forms.CharField(
                label=f"Charge {number}", max_length=60, required=number == 1
            )
            self.fields[f"rate_{number}"] = percent_field("Rate", required=number == 1, help_text="In percent.")
            self.fields[f"on_{number}"] = forms.ChoiceField(
                label="Charged on", choices=[(key, words) for key, (words, _) in BASES.items()]
            )
            self.fields[f"cap_{number}"] = dollars_field("Up to yearly pay of", required=False)
            self.fields[f"source_{number}"] = forms.CharField(label="Source", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A charge that is named has a rate."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(2, ROWS + 1):
            if given.get(f"charge_{number}") and given.get(f"rate_{number}") is None:
                self.add_error(f"rate_{number}", "Give the charge's rate.")
        return given

    @property
    def plain_fields(self) -> list[BoundField]:
        """Those that stand alone."""
        return [self["name"], self["effective_on"], self["is_own"]]

    @property
    def rows(self) -> list[list[BoundField]]:
        """A charge a row."""
        parts = ("charge", "rate", "on", "cap", "source")
        return [[self[f"{part}_{n}"] for part in parts] for n in range(1, ROWS + 1)]

    @property
    def rates(self) -> list[SourcedRate]:
        """The charges that were named."""
        given = self.cleaned_data
        return [
            SourcedRate(
                RollUp(
                    given[f"charge_{n}"], given[f"rate_{n}"] / HUNDRED, BASES[given[f"on_{n}"]][1], given[f"cap_{n}"]
                ),
                given[f"source_{n}"],
            )
            for n in range(1, ROWS + 1)
            if given[f"charge_{n}"]
        ]  # fmt: skip


class ScenarioForm(DeskForm):
    """A new scenario: its name, what it begins with."""

    name = forms.CharField(label="Called", max_length=120, help_text="City 4, or what it tries out.")
    begins_with = forms.ChoiceField(
        label="Begins with", required=False, help_text="Its items are taken over, to be changed."
    )
    assumptions = forms.CharField(
        label="Assumptions", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="One a line."
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begins_with"].choices = [("", "No items"), *choices]  # type: ignore[attr-defined]


class AboutForm(DeskForm):
    """The name and the assumptions of a scenario that stands."""

    name = forms.CharField(label="Called", max_length=120)
    assumptions = forms.CharField(
        label="Assumptions", required=False, widget=forms.Textarea(attrs={"rows": 6}), help_text="One a line."
    )
    on_newest = forms.BooleanField(
        label="Cost it on the newest roster and payroll charges", required=False, initial=False
    )

    @classmethod
    def initial_of(cls, scenario: Scenario) -> dict[str, Any]:
        """As the scenario has them."""
        return {"name": scenario.name, "assumptions": scenario.assumptions}


class WhatIfForm(DeskForm):
    """Raises to try out, in percent, one a year; those after the first may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_YEARS + 1):
            self.fields[f"year_{number}"] = percent_field(
                f"Year {number}", required=number == 1, min_value=Decimal(-50), max_value=Decimal(50)
            )

    @property
    def percents(self) -> list[Decimal]:
        """As many as were sent."""
        given = [self.cleaned_data[f"year_{number}"] for number in range(1, MOST_YEARS + 1)]
        sent = [number for number in range(1, MOST_YEARS + 1) if f"year_{number}" in self.data]
        return [value or Decimal(0) for value in given[: max(sent)]]

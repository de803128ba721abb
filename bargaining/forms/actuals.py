"""What is filled in about an agreement's real cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from bargaining.actions.actuals import Entry
from bargaining.costing.results import Costing
from bargaining.forms.item import DATE, dollars_field
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.words import day_year


class EstimateForm(DeskForm):
    """On which costing the agreement was adopted, and when."""

    scenario = forms.ChoiceField(label="Adopted on the costing")
    adopted_on = forms.DateField(label="Adopted on", widget=forms.DateInput(attrs=DATE))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scenario"].choices = list(choices)  # type: ignore[attr-defined]


class ActualForm(DeskForm):
    """What one item cost in one fiscal year."""

    item = forms.ChoiceField(label="Item of the estimate")
    year = forms.ChoiceField(label="Fiscal year")
    fund = forms.ChoiceField(
        label="Fund", required=False, help_text="All together, or fund by fund: not both for one item and year."
    )
    amount = dollars_field("Real cost in dollars, payroll charges included")
    source = forms.CharField(
        label="Where the figure comes from", max_length=200, help_text="Ledger of FY 2027, account 5110."
    )
    reason = forms.CharField(
        label="Why it differs from the estimate", max_length=300, required=False, help_text="Vacancies, more overtime."
    )

    def __init__(self, *args: Any, costing: Costing, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["item"].choices = _items(costing)
        fields["year"].choices = [(year.name, year.name) for year in costing.years if year.starts_on <= today]
        fields["fund"].choices = [("", "All funds together"), *((fund, fund) for fund in costing.funds)]

    @property
    def entry(self) -> Entry:
        """The figure."""
        return Entry(**self.cleaned_data)


def _items(costing: Costing) -> list[tuple[str, str]]:
    """Each item by its title; those of one title are told apart by the day they take effect."""
    titles = Counter(item.title for item in costing.items)
    return [
        (item.key, f"{item.title} (from {day_year(item.effective_on)})" if titles[item.title] > 1 else item.title)
        for item in costing.items
    ]


class ActualsFileForm(DeskForm):
    """Real costs as a CSV file."""

    file = forms.FileField(label="CSV file")

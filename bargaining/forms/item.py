"""What every item's form says, and how an amount is given."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from bargaining.costing.items import Item
from bargaining.costing.wire import ItemKind
from bargaining.costing.wording import TIMING_WORDS
from bargaining.costing.years import Timing
from labor_office.core.web.forms import DeskForm, MoneyField

DATE = {"type": "date"}
_NUMBER = {"inputmode": "decimal", "class": "money"}
HUNDRED = Decimal(100)


def percent_field(label: str, **kwargs: Any) -> forms.DecimalField:
    """A percentage as people type it: 3.5."""
    kwargs.setdefault("help_text", "In percent, for example 3.5.")
    widget = forms.TextInput(attrs=_NUMBER)
    return forms.DecimalField(label=label, max_digits=7, decimal_places=4, widget=widget, **kwargs)


def number_field(label: str, **kwargs: Any) -> forms.DecimalField:
    """A count or hours."""
    widget = forms.TextInput(attrs=_NUMBER)
    return forms.DecimalField(label=label, max_digits=12, decimal_places=4, widget=widget, **kwargs)


def dollars_field(label: str, **kwargs: Any) -> MoneyField:
    """A sum that may be below zero: what is given up saves."""
    return MoneyField(label=label, decimal_places=4, **kwargs)


class ItemForm(DeskForm):
    """What every item says. ``codes`` and ``tiers`` are what the roster offers to choose from.

    A kind names itself in ``kind``, makes its item in ``made`` and shows its own fields in ``shown``.
    """

    kind: ItemKind

    title = forms.CharField(label="Called", max_length=120, help_text="As the proposal calls it.")
    effective_on = forms.DateField(label="In effect from", widget=forms.DateInput(attrs=DATE))
    timing = forms.ChoiceField(
        label="Part of a year is counted",
        choices=[(timing.value, TIMING_WORDS[timing]) for timing in Timing],
        help_text="Whole months need the first day of a month.",
    )
    codes = forms.MultipleChoiceField(
        label="Only for",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none when it is for everyone.",
    )

    field_order: tuple[str, ...] = ("title", "how", "amount", "share", "tier", "component", "effective_on")

    def __init__(
        self, *args: Any, codes: Mapping[str, str] | None = None, tiers: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = list((codes or {}).items())  # type: ignore[attr-defined]
        if "tier" in self.fields:
            blank = [("", "All tiers")] if not self.fields["tier"].required else []
            self.fields["tier"].choices = [*blank, *((tier, tier) for tier in tiers)]  # type: ignore[attr-defined]

    def item(self, key: str) -> Item:
        """The item, under ``key``. Raises ValueError when what was filled in does not agree."""
        given = self.cleaned_data
        common: dict[str, Any] = {
            "key": key,
            "title": given["title"],
            "effective_on": given["effective_on"],
            "timing": Timing(given["timing"]),
            "codes": frozenset(given["codes"]),
        }
        return self.made(common, given)

    @abstractmethod
    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        """The item of the kind: ``common`` are what every item takes, ``given`` all that was filled in."""

    @classmethod
    def initial_of(cls, item: Item) -> dict[str, Any]:
        """An item as the form shows it."""
        return {
            "title": item.title,
            "effective_on": item.effective_on,
            "timing": item.timing.value,
            "codes": sorted(item.codes),
        } | cls.shown(item)

    @classmethod
    @abstractmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        """What the kind adds to it, by the names of its fields."""


class HowForm(ItemForm):
    """Kinds whose amount is one of several: ``ways`` are the item's names for them."""

    how = forms.ChoiceField(label="How it is given")
    amount = number_field("Amount", help_text="A percentage or dollars, as chosen above.")

    @staticmethod
    def of_way(given: dict[str, Any]) -> dict[str, Decimal]:
        """The one sum that was given, by the item's name for it."""
        amount = given["amount"]
        return {given["how"]: amount / HUNDRED if given["how"] == "share" else amount}

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        """Which way, and the amount."""
        ways = [way for way, _ in cls.base_fields["how"].choices]  # type: ignore[attr-defined]
        how = next(way for way in ways if getattr(item, way) is not None)
        value = getattr(item, how)
        return {"how": how, "amount": value * HUNDRED if how == "share" else value}

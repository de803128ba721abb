"""The items of a costing, each kind as a form in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from bargaining.costing.items import (
    EmployerShare,
    GeneralIncrease,
    HealthPremiums,
    Item,
    Leave,
    OneTime,
    PaidHours,
    Positions,
    Steps,
    Yearly,
)
from bargaining.costing.sheet import COMPONENT_WORDS
from bargaining.costing.snapshot import Component
from bargaining.costing.wire import ItemKind, kind_of
from bargaining.costing.wording import TIMING_WORDS
from bargaining.costing.years import Timing
from labor_office.core.web.forms import DeskForm, MoneyField

_DATE = {"type": "date"}
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
    """What every item says. ``codes`` and ``tiers`` are what the roster offers to choose from."""

    kind: ItemKind

    title = forms.CharField(label="Called", max_length=120, help_text="As the proposal calls it.")
    effective_on = forms.DateField(label="In effect from", widget=forms.DateInput(attrs=_DATE))
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

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        """The item of the kind."""
        raise NotImplementedError

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
    def shown(cls, item: Item) -> dict[str, Any]:
        """What the kind adds to it."""
        raise NotImplementedError


class _HowForm(ItemForm):
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


class GeneralForm(_HowForm):
    """A general wage increase."""

    kind = ItemKind.GENERAL
    how = forms.ChoiceField(
        label="How it is given",
        choices=[("share", "Percent of pay"), ("flat", "Dollars a year for each"), ("hourly", "Dollars an hour")],
    )
    paid_from = forms.DateField(
        label="First paid on",
        required=False,
        widget=forms.DateInput(attrs=_DATE),
        help_text="When later than it takes effect: what lies between is paid then, as retroactive pay.",
    )
    field_order = ("title", "how", "amount", "effective_on", "paid_from")

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return GeneralIncrease(**(common | self.of_way(given)), paid_from=given["paid_from"])

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        return super().shown(item) | {"paid_from": getattr(item, "paid_from", None)}


class StepsForm(ItemForm):
    """Steps on anniversaries."""

    kind = ItemKind.STEPS
    share = percent_field("A step is")

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return Steps(**common, share=given["share"] / HUNDRED)

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        assert isinstance(item, Steps)  # noqa: S101 -- chosen by kind
        return {"share": item.share * HUNDRED}


class OneTimeForm(_HowForm):
    """A payment that never enters the base."""

    kind = ItemKind.ONE_TIME
    how = forms.ChoiceField(
        label="How it is given",
        choices=[("each", "Dollars for each"), ("share", "Percent of a year's pay"), ("pool", "Dollars in all")],
    )

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return OneTime(**(common | self.of_way(given)))


class YearlyForm(_HowForm):
    """A recurring sum."""

    kind = ItemKind.YEARLY
    how = forms.ChoiceField(
        label="How it is given", choices=[("each", "Dollars a year for each"), ("amount", "Dollars a year in all")]
    )
    amount = dollars_field("Dollars a year", help_text="Below zero for what is given up.")
    component = forms.ChoiceField(
        label="It counts as",
        choices=[
            (part.value, COMPONENT_WORDS[part])
            for part in (Component.ALLOWANCE, Component.PREMIUM, Component.OVERTIME, Component.BASE, Component.HEALTH)
        ],
        help_text="Decides which payroll charges move with it.",
    )

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return Yearly(**(common | {given["how"]: given["amount"]}), component=Component(given["component"]))

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        return super().shown(item) | {"component": getattr(item, "component", Component.ALLOWANCE).value}


class PaidHoursForm(ItemForm):
    """Hours paid more."""

    kind = ItemKind.PAID_HOURS
    hours = number_field("Hours a year more")
    rate = dollars_field("Average dollars an hour")
    multiplier = number_field("Paid times", initial=Decimal("1.5"), help_text="1.5 for time and one half.")
    component = forms.ChoiceField(
        label="It counts as",
        choices=[(part.value, COMPONENT_WORDS[part]) for part in (Component.OVERTIME, Component.PREMIUM)],
    )
    field_order = ("title", "hours", "rate", "multiplier", "component", "effective_on")

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        sums = {name: given[name] for name in ("hours", "rate", "multiplier")}
        return PaidHours(**(common | sums), component=Component(given["component"]))

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        assert isinstance(item, PaidHours)  # noqa: S101 -- chosen by kind
        sums = {"hours": item.hours, "rate": item.rate, "multiplier": item.multiplier}
        return sums | {"component": item.component.value}


class PremiumsForm(ItemForm):
    """Health premiums rise or fall."""

    kind = ItemKind.PREMIUMS
    share = percent_field("Premiums rise by")
    tier = forms.ChoiceField(label="Tier", required=False)

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return HealthPremiums(**common, share=given["share"] / HUNDRED, tier=given["tier"])

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        assert isinstance(item, HealthPremiums)  # noqa: S101 -- chosen by kind
        return {"share": item.share * HUNDRED, "tier": item.tier}


class EmployerShareForm(ItemForm):
    """What part of a premium the City pays."""

    kind = ItemKind.EMPLOYER_SHARE
    tier = forms.ChoiceField(label="Tier")
    share = percent_field("The City pays", help_text="In percent of the premium, for example 80.", max_value=HUNDRED)

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return EmployerShare(**common, share=given["share"] / HUNDRED, tier=given["tier"])

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        assert isinstance(item, EmployerShare)  # noqa: S101 -- chosen by kind
        return {"share": item.share * HUNDRED, "tier": item.tier}


class LeaveForm(ItemForm):
    """Leave, and who must be replaced for it."""

    kind = ItemKind.LEAVE
    heads = number_field("People who get it")
    hours = number_field("Hours a year for each", initial=Decimal(8))
    rate = dollars_field("Average dollars an hour")
    backfill_posts = number_field("Posts that must be filled", initial=Decimal(0), required=False)
    backfill_hours = number_field("Hours to fill on each", initial=Decimal(0), required=False)
    multiplier = number_field("Filled at times", initial=Decimal("1.5"))
    field_order = ("title", "heads", "hours", "rate", "backfill_posts", "backfill_hours", "multiplier", "effective_on")

    _SUMS = ("heads", "hours", "rate", "backfill_posts", "backfill_hours", "multiplier")

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return Leave(**(common | {name: given[name] or Decimal(0) for name in self._SUMS}))

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        return {name: getattr(item, name) for name in cls._SUMS}


class PositionsForm(ItemForm):
    """Positions more or fewer."""

    kind = ItemKind.POSITIONS
    heads = number_field("Positions more", help_text="Below zero for positions given up.")
    pay = dollars_field("Yearly pay of each")
    field_order = ("title", "heads", "pay", "effective_on")

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return Positions(**common, heads=given["heads"], pay=given["pay"])

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        assert isinstance(item, Positions)  # noqa: S101 -- chosen by kind
        return {"heads": item.heads, "pay": item.pay}


ITEM_FORMS: dict[ItemKind, type[ItemForm]] = {
    form.kind: form
    for form in (
        GeneralForm, StepsForm, OneTimeForm, YearlyForm, PaidHoursForm, PremiumsForm, EmployerShareForm, LeaveForm,
        PositionsForm,
    )
}  # fmt: skip
# Whom such items are for stands in their own numbers: classifications are not asked.
_FOR_ALL = {ItemKind.PAID_HOURS, ItemKind.PREMIUMS, ItemKind.EMPLOYER_SHARE, ItemKind.LEAVE, ItemKind.POSITIONS}


def form_of(kind: ItemKind, *args: Any, first: date | None = None, item: Item | None = None, **kwargs: Any) -> ItemForm:
    """The form of a kind, filled with ``item`` when it is changed; otherwise it begins on ``first``."""
    initial = ITEM_FORMS[kind].initial_of(item) if item is not None else {"effective_on": first}
    form = ITEM_FORMS[kind](*args, initial=initial, **kwargs)
    if kind in _FOR_ALL:
        form.fields["codes"].widget = forms.MultipleHiddenInput()
    return form


def kind_form(item: Item) -> ItemKind:
    """The kind whose form an item is changed on."""
    return kind_of(item)

"""The items of a costing, each kind as a form in plain words."""

from __future__ import annotations

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
    ScheduleChange,
    Steps,
    Yearly,
)
from bargaining.costing.sheet import COMPONENT_WORDS
from bargaining.costing.snapshot import Component
from bargaining.costing.wire import ItemKind
from bargaining.forms.item import DATE, HUNDRED, HowForm, ItemForm, dollars_field, number_field, percent_field


class GeneralForm(HowForm):
    """A general wage increase."""

    kind = ItemKind.GENERAL
    how = forms.ChoiceField(
        label="How it is given",
        choices=[("share", "Percent of pay"), ("flat", "Dollars a year for each"), ("hourly", "Dollars an hour")],
    )
    paid_from = forms.DateField(
        label="First paid on",
        required=False,
        widget=forms.DateInput(attrs=DATE),
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


class OneTimeForm(HowForm):
    """A payment that never enters the base."""

    kind = ItemKind.ONE_TIME
    how = forms.ChoiceField(
        label="How it is given",
        choices=[("each", "Dollars for each"), ("share", "Percent of a year's pay"), ("pool", "Dollars in all")],
    )

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return OneTime(**(common | self.of_way(given)))


class YearlyForm(HowForm):
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


class ScheduleForm(ItemForm):
    """Another scheduled week at the same salary."""

    kind = ItemKind.SCHEDULE
    posts = number_field("Posts to staff", min_value=0)
    old_hours = number_field("Hours a week now", min_value=1)
    new_hours = number_field("Hours a week then", min_value=1)
    pay = dollars_field("Yearly pay of each position more")
    field_order = ("title", "posts", "old_hours", "new_hours", "pay", "effective_on")

    def made(self, common: dict[str, Any], given: dict[str, Any]) -> Item:
        return ScheduleChange(**common, **{name: given[name] for name in ("posts", "old_hours", "new_hours", "pay")})

    @classmethod
    def shown(cls, item: Item) -> dict[str, Any]:
        assert isinstance(item, ScheduleChange)  # noqa: S101 -- chosen by kind
        return {"posts": item.posts, "old_hours": item.old_hours, "new_hours": item.new_hours, "pay": item.pay}


ITEM_FORMS: dict[ItemKind, type[ItemForm]] = {
    form.kind: form
    for form in (
        GeneralForm, StepsForm, OneTimeForm, YearlyForm, PaidHoursForm, PremiumsForm, EmployerShareForm, LeaveForm,
        PositionsForm, ScheduleForm,
    )
}  # fmt: skip
# Whom such items are for stands in their own numbers: classifications are not asked.
_FOR_ALL = {
    ItemKind.PAID_HOURS,
    ItemKind.PREMIUMS,
    ItemKind.EMPLOYER_SHARE,
    ItemKind.LEAVE,
    ItemKind.POSITIONS,
    ItemKind.SCHEDULE,
}


def form_of(kind: ItemKind, *args: Any, first: date | None = None, item: Item | None = None, **kwargs: Any) -> ItemForm:
    """The form of a kind, filled with ``item`` when it is changed; otherwise it begins on ``first``."""
    initial = ITEM_FORMS[kind].initial_of(item) if item is not None else {"effective_on": first}
    form = ITEM_FORMS[kind](*args, initial=initial, **kwargs)
    if kind in _FOR_ALL:
        form.fields["codes"].widget = forms.MultipleHiddenInput()
    return form

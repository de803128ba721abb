"""Whether retroactive pay is in a costing, from its items alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bargaining.costing.items import GeneralIncrease, Item


def back_paid(items: Iterable[Item]) -> tuple[GeneralIncrease, ...]:
    """The raises that are first paid after they take effect, with what is owed in between."""
    raises = (item for item in items if isinstance(item, GeneralIncrease))
    return tuple(each for each in raises if each.paid_from is not None and each.paid_from > each.effective_on)


def retro_words(items: Iterable[Item], *, is_asked: bool) -> str:
    """Where retroactive pay is costed, or that it is not; empty where nobody asks for it and no item has it.

    A raise without a later day of payment counts as paid from the day it takes effect: then what
    is owed lies in it, and the payment itself is costed nowhere.
    """
    items = tuple(items)
    found = [
        f"{each.title}, owed from {_day(each.effective_on)} and paid {_day(each.paid_from)}"
        for each in back_paid(items)
        if each.paid_from is not None
    ]
    if found:
        return f"Retroactive pay is costed in {'; '.join(found)}."
    if not is_asked:
        return ""
    raises = sorted((each for each in items if isinstance(each, GeneralIncrease)), key=lambda each: each.effective_on)
    if not raises:
        return "Retroactive pay is asked for and not costed."
    first = raises[0]
    return (
        "Retroactive pay is asked for and not costed as a payment of its own: "
        f"{first.title} counts as paid from {_day(first.effective_on)}."
    )


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"

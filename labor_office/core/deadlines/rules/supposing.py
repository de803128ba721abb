"""Suppose that this had happened: each function gives the change that one act makes to the facts.

The acts save what these describe, so what was previewed is what comes about.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

from labor_office.core.deadlines.rules.facts import (
    AgreedExtension,
    Facts,
    Freeze,
    Happening,
    UnilateralExtension,
)
from labor_office.core.deadlines.rules.procedure import CountUnit

Supposition = Callable[[Facts], Facts]


def happened(event: str, on: date, at: time | None = None) -> Supposition:
    """``event`` came on ``on``; in the place of an earlier date for it, if there is one."""

    def change(facts: Facts) -> Facts:
        others = tuple(one for one in facts.happenings if one.event != event)
        return replace(facts, happenings=(*others, Happening(event, on, at)))

    return change


def never_happened(event: str) -> Supposition:
    """``event`` was recorded by mistake."""
    return lambda facts: replace(facts, happenings=tuple(one for one in facts.happenings if one.event != event))


def extended_to(code: str, new_due_on: date) -> Supposition:
    """Both sides signed that the limit is due on ``new_due_on``, whatever was added before."""

    def change(facts: Facts) -> Facts:
        added = tuple(one for one in facts.unilateral_extensions if one.limit != code)
        extensions = (*facts.extensions, AgreedExtension(code, new_due_on))
        return replace(facts, extensions=extensions, unilateral_extensions=added)

    return change


def extended_by(code: str, amount: int, unit: CountUnit) -> Supposition:
    """So much more time from the due date of the limit: agreed and signed, or as of right."""
    added = UnilateralExtension(code, amount, unit, is_agreed=True)
    return lambda facts: replace(facts, unilateral_extensions=(*facts.unilateral_extensions, added))


def stopped(kind: str, from_on: date, codes: tuple[str, ...], to_on: date | None = None) -> Supposition:
    """The clock of the limits in ``codes`` stood still from ``from_on``; outer limits ran on."""
    freeze = Freeze(kind, codes, from_on, to_on)
    return lambda facts: replace(facts, freezes=(*facts.freezes, freeze))


def all_stopped(kind: str, from_on: date, all_codes: tuple[str, ...], to_on: date | None = None) -> Supposition:
    """The clock of every limit stood still from ``from_on``, outer limits too."""
    freeze = Freeze(kind, all_codes, from_on, to_on, stops_outer_limit=True)
    return lambda facts: replace(facts, freezes=(*facts.freezes, freeze))


def restarted(on: date) -> Supposition:
    """The clock runs again: ``on`` is the first day that counts."""

    def change(facts: Facts) -> Facts:
        last = on - timedelta(days=1)
        freezes = tuple(replace(one, to_on=last) if one.to_on is None else one for one in facts.freezes)
        return replace(facts, freezes=freezes)

    return change

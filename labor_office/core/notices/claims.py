"""What a notice takes for granted, so that it can be asked again just before it goes out.

A notice says that something is still owed. Who owes what is known by the apps above this
one: they register a checker by name, and a notice carries claims that name it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """``check`` is the registered name, ``pk`` the row it is about, ``expect`` what must still hold there.

    ``Claim("deadline", 20931, "2026-06-23")``: this deadline is still owed, and on that day.
    """

    check: str
    pk: int
    expect: str = ""


# Given the claims of a whole batch and the day, those that still hold. One call a batch: no query a row.
Checker = Callable[[frozenset[Claim], date], Collection[Claim]]

_checkers: dict[str, Checker] = {}


def register(check: str, checker: Checker) -> None:
    """Let ``checker`` answer for ``check``; called once from an app's ``ready``. The last one registered answers."""
    _checkers[check] = checker


def still_true(claims: Iterable[Claim], *, today: date) -> frozenset[Claim]:
    """Those of ``claims`` that hold on ``today``.

    A check that nobody answers for counts as true: one reminder too many does less harm
    than one too few.
    """
    asked: dict[str, set[Claim]] = {}
    for claim in claims:
        asked.setdefault(claim.check, set()).add(claim)
    true: set[Claim] = set()
    for check, group in asked.items():
        checker = _checkers.get(check)
        true.update(checker(frozenset(group), today) if checker else group)
    return frozenset(true)

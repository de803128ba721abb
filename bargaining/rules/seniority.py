"""Seniority: who stands before whom, by which day, and what broke a tie. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

MAKER = "seniority_list"


class Purpose(StrEnum):
    """What a list is drawn for."""

    SENIORITY = "SENIORITY"
    LAYOFF = "LAYOFF"
    RECALL = "RECALL"


# What the order of a list is the order of; the rank says it where it is only seniority.
ORDER_WORDS: Mapping[Purpose, str] = {Purpose.SENIORITY: "", Purpose.LAYOFF: "Laid off", Purpose.RECALL: "Recalled"}
PURPOSE_WORDS: Mapping[Purpose, str] = {
    Purpose.SENIORITY: "Seniority list",
    Purpose.LAYOFF: "Layoff list",
    Purpose.RECALL: "Recall list",
}


class Measure(StrEnum):
    """By which day seniority is counted, or what breaks a tie."""

    CITY = "CITY"
    TITLE = "TITLE"
    DEPARTMENT = "DEPARTMENT"
    NUMBER = "NUMBER"


MEASURE_WORDS: Mapping[Measure, str] = {
    Measure.CITY: "day hired by the City",
    Measure.TITLE: "first day in the classification",
    Measure.DEPARTMENT: "first day in the department",
    Measure.NUMBER: "lower employee number",
}
# What seniority itself may be counted by; a number only breaks ties.
BASES = (Measure.CITY, Measure.TITLE, Measure.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Person:
    """One employee as the roster of the day shows them, and the days that count. None: not known."""

    number: str
    name: str
    title: str
    department: str
    hired_on: date | None
    in_title_on: date | None
    in_department_on: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place: ``rank`` 1 is the most senior; those whom nothing parts share one. ``why`` tells of ties."""

    rank: int
    number: str
    name: str
    title: str
    department: str
    since: date | None
    why: str = ""
    # Named by the list for layoff, or for recall.
    is_named: bool = False


def ranked(people: Sequence[Person], basis: Measure, ties: Sequence[Measure]) -> tuple[Place, ...]:
    """Everyone by seniority, the most senior first; who has no recorded day stands last.

    Of those with one day, the tie-breakers decide in turn; whom none of them parts share a
    rank, and the place says so. The same people give the same list in any order given.
    """
    keys = [_KEYS[basis], *(_KEYS[tie] for tie in ties)]
    ordered = sorted(people, key=lambda person: (*(key(person) for key in keys), person.number))
    placed: list[Place] = []
    for _, same_day in groupby(ordered, key=_KEYS[basis]):
        group = list(same_day)
        first_rank = len(placed) + 1
        for offset, person in enumerate(group):
            equal = [other for other in group if _all(keys, other) == _all(keys, person)]
            rank = first_rank + min(group.index(other) for other in equal)
            placed.append(_place(person, rank, basis, _why(person, group, equal, basis, ties)))
            assert first_rank + offset == len(placed)  # noqa: S101 -- one place each
    return tuple(placed)


def _all(keys: Sequence[Callable[[Person], tuple[bool, object]]], person: Person) -> list[tuple[bool, object]]:
    return [key(person) for key in keys]


def _why(
    person: Person, group: Sequence[Person], equal: Sequence[Person], basis: Measure, ties: Sequence[Measure]
) -> str:
    if _day(person, basis) is None:
        return f"No {MEASURE_WORDS[basis]} is recorded"
    if len(group) == 1:
        return ""
    if len(equal) > 1:
        return f"Tied with {len(equal) - 1} more; nothing chosen breaks the tie"
    for tie in ties:
        if any(_KEYS[tie](other) != _KEYS[tie](person) for other in group if other is not person):
            return f"Same day as {len(group) - 1} more; {MEASURE_WORDS[tie]} decides"
    return ""


def _place(person: Person, rank: int, basis: Measure, why: str) -> Place:
    return Place(rank, person.number, person.name, person.title, person.department, _day(person, basis), why)


def _day(person: Person, basis: Measure) -> date | None:
    days = {
        Measure.CITY: person.hired_on,
        Measure.TITLE: person.in_title_on,
        Measure.DEPARTMENT: person.in_department_on,
        Measure.NUMBER: None,
    }
    return days[basis]


def _dated(day: date | None) -> tuple[bool, object]:
    return day is None, day or date.max


_KEYS: Mapping[Measure, Callable[[Person], tuple[bool, object]]] = {
    Measure.CITY: lambda person: _dated(person.hired_on),
    Measure.TITLE: lambda person: _dated(person.in_title_on),
    Measure.DEPARTMENT: lambda person: _dated(person.in_department_on),
    Measure.NUMBER: lambda person: (False, person.number.rjust(24, "0")),
}


class CutRefused(ValueError):
    """So many positions cannot be cut from the list; the words say why."""


def named_for_layoff(places: Sequence[Place], cut: int) -> tuple[Place, ...]:
    """The list turned round, the least senior first, with the first ``cut`` named.

    Raises CutRefused for more than the list holds, and where an unbroken tie would be cut in two.
    """
    if not 0 < cut <= len(places):
        raise CutRefused(f"The list holds {len(places)} people. Enter how many of them are laid off.")
    turned = list(reversed(places))
    if cut < len(turned) and turned[cut - 1].rank == turned[cut].rank:
        raise CutRefused(
            f"{turned[cut - 1].name} and {turned[cut].name} are tied and only one of them would be laid off. "
            "Choose another tie-breaker."
        )
    return tuple(_named(place, is_named=order < cut) for order, place in enumerate(turned))


def named_for_recall(layoff: Sequence[Place]) -> tuple[Place, ...]:
    """Those whom a layoff list named, the most senior first: the last laid off is the first recalled."""
    return tuple(sorted((place for place in layoff if place.is_named), key=lambda place: (place.rank, place.number)))


def _named(place: Place, *, is_named: bool) -> Place:
    return Place(
        place.rank, place.number, place.name, place.title, place.department, place.since, place.why, is_named=is_named
    )


@dataclass(frozen=True, slots=True)
class ListPaper:
    """Everything a printed list says."""

    heading: str
    scope: str
    as_of: date
    rule: str
    places: tuple[Place, ...]
    is_named_shown: bool = False
    rights_until: date | None = None
    # Who drew it; "" on lists from before that was kept on the paper.
    made_by: str = ""
    # What the order of the list is the order of: "Laid off", "Recalled"; "" where rank says it.
    order: str = ""


HEADINGS = (
    *("Rank", "Employee number", "Name", "Classification", "Department", "Since", "Named", "Tie"),
    *("Order", "List", "Roster day"),
)


def cells(place: Place, *, order: int, reference: str, as_of: date) -> tuple[str, ...]:
    """A place as a row of a spreadsheet, which runs none of it; each row says of which list and roster it is."""
    since = place.since.isoformat() if place.since else ""
    plain = (str(place.rank), place.number, place.name, place.title, place.department, since,
             "yes" if place.is_named else "", place.why, str(order), reference, as_of.isoformat())  # fmt: skip
    return tuple(f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell for cell in plain)

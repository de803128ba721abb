"""Cases beside training: two groups of departments, and what may not be concluded from them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# From so many of a hundred supervisors on, a department counts as trained.
TRAINED_FROM = 80
# Fewer people or departments than this in a group, and its number says nothing.
FEWEST_PEOPLE, FEWEST_DEPARTMENTS = 100, 2
CAVEAT = (
    "A difference is no proof that training caused it. Departments differ in work, size and in who speaks up, and "
    "those with the most cases are often trained first. A case that many share counts once."
)


@dataclass(frozen=True, slots=True)
class Place:
    """One department: its people, its supervisors and how many of them are trained, its cases in the period."""

    name: str
    people: int
    supervisors: int
    trained: int
    cases: int

    @property
    def percent(self) -> int:
        """How many of a hundred supervisors are trained; never rounded up."""
        return self.trained * 100 // self.supervisors if self.supervisors else 0

    @property
    def is_trained(self) -> bool:
        """Whether it counts as trained."""
        return self.supervisors > 0 and self.percent >= TRAINED_FROM


@dataclass(frozen=True, slots=True)
class Group:
    """Departments together; ``rate`` is cases for 100 employees, None where the group is too small to say."""

    departments: int
    people: int
    cases: int

    @property
    def rate(self) -> Decimal | None:
        """Cases for each 100 employees, to two places."""
        if self.people < FEWEST_PEOPLE or self.departments < FEWEST_DEPARTMENTS:
            return None
        return (Decimal(self.cases) * 100 / self.people).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Effect:
    """Both groups, and the sentence that says what they show."""

    trained: Group
    untrained: Group

    @property
    def sentence(self) -> str:
        """What the numbers say, or why they say nothing."""
        high, low = self.untrained.rate, self.trained.rate
        if high is None or low is None:
            fewest = f"{FEWEST_DEPARTMENTS} departments and {FEWEST_PEOPLE} employees"
            return f"Too little to compare: each group needs {fewest}."
        if high == low:
            return f"Both groups had {low} cases for each 100 employees."
        word = "fewer" if low < high else "more"
        return f"Trained departments had {word} cases: {low} for each 100 employees against {high}."


def effect_of(places: Iterable[Place]) -> Effect:
    """The two groups. A department without supervisors belongs to neither."""
    known = [place for place in places if place.supervisors]
    return Effect(*(_group([place for place in known if place.is_trained is side]) for side in (True, False)))


def _group(places: list[Place]) -> Group:
    return Group(len(places), sum(place.people for place in places), sum(place.cases for place in places))

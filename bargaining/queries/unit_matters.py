"""Unit matters as their pages show them: bars with their proof, showings, elections, orders, the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from bargaining.models.unit_matters import BallotLine, Election, ShowingOfInterest, UnitHearing, UnitMatter, UnitOrder
from bargaining.models.units import UnitPlacement
from bargaining.rules.representation import Result, result_of
from labor_office.core.deadlines.shown import Due, counted_on
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import Assignment, Classification

BARS = ("CERT-BAR", "ELECTION-BAR", "WINDOW-OPENS", "WINDOW-CLOSES")


def whole(user: User) -> QuerySet[UnitMatter]:
    """Unit matters that ``user`` may know of, with their unit and owner."""
    return (
        UnitMatter.objects.visible_to(user)
        .select_related("unit", "owner", "organization")
        .prefetch_related("classifications")
    )


def eligible_on(unit_matter: UnitMatter, day: date) -> int:
    """How many people the roster shows on a day in the titles in question, else in the whole unit.

    None where it names neither.
    """
    titles = list(unit_matter.classifications.values_list("pk", flat=True))
    if titles:
        return Assignment.objects.on(day).filter(classification__in=titles).count()
    return 0 if unit_matter.unit_id is None else Assignment.objects.on(day).filter(unit=unit_matter.unit_id).count()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or window, the day it ends, and what it means for a petition of that day."""

    due: Due
    stands_in_the_way: bool
    words: str


@dataclass(frozen=True, slots=True)
class Counted:
    """An election with its ballot and, once counted, what it decides."""

    election: Election
    lines: tuple[BallotLine, ...]
    result: Result | None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a unit matter's page shows."""

    titles: tuple[Classification, ...]
    bars: tuple[Bar, ...]
    dues: tuple[Due, ...]
    showings: tuple[ShowingOfInterest, ...]
    elections: tuple[Counted, ...]
    hearings: tuple[UnitHearing, ...]
    orders: tuple[UnitOrder, ...]
    moves: tuple[UnitPlacement, ...]
    events: tuple[MatterEvent, ...]

    @property
    def is_barred(self) -> bool:
        """Whether anything counted stood in the way of the petition on the day it was filed."""
        return any(bar.stands_in_the_way for bar in self.bars)


def board_of(user: User, unit_matter: UnitMatter, *, today: date) -> Board:
    """The matter with its bars, showings, elections, orders and history. Nine queries."""
    dues = counted_on(unit_matter.pk, today=today, told_as=Due)
    bars = tuple(bar_of(due, unit_matter.filed_on) for due in dues if due.deadline.code in BARS)
    elections = unit_matter.elections.prefetch_related(Prefetch("lines", BallotLine.objects.order_by("position")))
    moves = UnitPlacement.objects.filter(matter=unit_matter.pk).select_related("classification", "unit")
    events = MatterEvent.objects.visible_to(user).filter(matter_id=unit_matter.pk).select_related("actor")
    return Board(
        titles=tuple(unit_matter.classifications.all()),
        bars=bars,
        dues=tuple(due for due in dues if due.deadline.code not in BARS),
        showings=tuple(unit_matter.showings.select_related("counted_by")),
        elections=tuple(_counted(elections)),
        hearings=tuple(unit_matter.hearings.select_related("meeting")),
        orders=tuple(unit_matter.orders.select_related("recorded_by")),
        moves=tuple(moves),
        events=tuple(events[:20]),
    )


def bar_of(due: Due, filed_on: date) -> Bar:
    """What one bar means for a petition filed on a day."""
    last = due.deadline.due_on
    if last is None:
        return Bar(due, stands_in_the_way=False, words=due.deadline.missing or "Not counted.")
    if due.deadline.code == "WINDOW-CLOSES":
        late = filed_on > last
        said = "Filed after the window closed" if late else "Filed before the window closed"
        return Bar(due, stands_in_the_way=late, words=f"{said}, {words.day_year(last)}")
    early = filed_on <= last
    said = "Filed while it ran" if early else "Over before the petition was filed"
    return Bar(due, stands_in_the_way=early, words=f"{said}, through {words.day_year(last)}")


def _counted(elections: Sequence[Election] | QuerySet[Election]) -> list[Counted]:
    return [
        Counted(each, tuple(each.lines.all()), result_of(each.count) if each.counted_on else None) for each in elections
    ]

"""Two texts of agreements clause by clause: two days, two agreements, or two units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.subjects import Titled, same_subjects
from agreements.rules.timeline import ONE_DAY
from bargaining.redline.compare import Redline, redline
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit

# Of both texts' letters; less in common than this is read side by side, not as a redline.
READABLE = 0.35


class Standing(StrEnum):
    """What became of a clause from the left text to the right one."""

    SAME = "SAME"
    RENUMBERED = "RENUMBERED"
    CHANGED = "CHANGED"
    NEW = "NEW"
    GONE = "GONE"


WORDS = {
    Standing.SAME: ("Same words", "quiet"),
    Standing.RENUMBERED: ("Same words, other number or title", "plan"),
    Standing.CHANGED: ("Changed", "soon"),
    Standing.NEW: ("Only in the second text", "ext"),
    Standing.GONE: ("Only in the first text", "wait"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: a unit on a day."""

    unit: BargainingUnit
    on: date
    clauses: tuple[ArticleVersion, ...]

    @property
    def agreement(self) -> Agreement | None:
        """Whose words they are; None when none were in force."""
        return self.clauses[0].agreement if self.clauses else None


@dataclass(frozen=True, slots=True)
class Row:
    """One clause in both texts; one side is empty when only the other has it."""

    standing: Standing
    left: ArticleVersion | None
    right: ArticleVersion | None
    redline: Redline

    @property
    def shown(self) -> ArticleVersion:
        """The clause by which the row is called: the second text's, else the first's."""
        found = self.right or self.left
        assert found is not None  # noqa: S101 -- a row is made of at least one clause
        return found

    @property
    def is_renamed(self) -> bool:
        """Whether number or title differ."""
        left, right = self.left, self.right
        return bool(left and right and (left.number, left.title) != (right.number, right.title))

    @property
    def word(self) -> str:
        """The standing in words."""
        return WORDS[self.standing][0]

    @property
    def kind(self) -> str:
        """The standing's chip."""
        return WORDS[self.standing][1]

    @property
    def is_rewritten(self) -> bool:
        """Whether too little stayed for a redline to be read."""
        if self.left is None or self.right is None:
            return False
        kept = sum(len(run.text) for block in self.redline.blocks for run in block.runs if run.is_equal)
        return 2 * kept < READABLE * (len(self.left.text) + len(self.right.text))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides and their clauses; ``hidden`` counts the equal ones that are left out."""

    left: Side
    right: Side
    rows: tuple[Row, ...]
    hidden: int
    is_across_units: bool


def compare(
    user: User, left: tuple[BargainingUnit, date], right: tuple[BargainingUnit, date], *, every: bool
) -> Comparison:
    """The two texts as far as ``user`` may read them, in the order of the second. Two queries.

    Clauses of one unit are matched as the same article, whatever its number; clauses of
    two units by subject, going by their titles. ``every`` keeps those that did not change.
    """
    one, other = side(user, *left), side(user, *right)
    is_across = one.unit.pk != other.unit.pk
    rows = _rows(one.clauses, other.clauses, _across(one, other) if is_across else _within(one))
    shown = tuple(row for row in rows if every or row.standing is not Standing.SAME)
    return Comparison(one, other, shown, len(rows) - len(shown), is_across)


def side(user: User, unit: BargainingUnit, on: date) -> Side:
    """The words of ``unit`` on a day."""
    found = ArticleVersion.objects.visible_to(user).in_force(on).filter(unit=unit).select_related("agreement")
    return Side(unit, on, tuple(found))


def _within(one: Side) -> dict[int, int]:
    return {row.article_id: row.article_id for row in one.clauses}


def _across(one: Side, other: Side) -> dict[int, int]:
    left, right = ([Titled(row.article_id, row.title, row.parent_id) for row in text.clauses] for text in (one, other))
    return same_subjects(left, right)


def _rows(left: Sequence[ArticleVersion], right: Sequence[ArticleVersion], same: dict[int, int]) -> list[Row]:
    """Rows in the order of the right text; what only the left has stands after what it stood after."""
    there = {row.article_id: place for place, row in enumerate(right)}
    placed: list[tuple[float, int, Row]] = []
    met: set[int] = set()
    after = -1.0
    for order, row in enumerate(left):
        place = there.get(same.get(row.article_id, -1))
        if place is None:
            placed.append((after + 0.5, order, _row(row, None)))
        else:
            met.add(place)
            after = place
            placed.append((place, order, _row(row, right[place])))
    placed += [(place, -1, _row(None, row)) for place, row in enumerate(right) if place not in met]
    return [row for _, _, row in sorted(placed, key=lambda each: each[:2])]


def _row(left: ArticleVersion | None, right: ArticleVersion | None) -> Row:
    if left is None or right is None:
        found = redline(left.text if left else "", right.text if right else "")
        return Row(Standing.NEW if left is None else Standing.GONE, left, right, found)
    found = redline(left.text, right.text)
    if not found.is_equal:
        return Row(Standing.CHANGED, left, right, found)
    is_called_alike = (left.number, left.title) == (right.number, right.title)
    return Row(Standing.SAME if is_called_alike else Standing.RENUMBERED, left, right, found)


@dataclass(frozen=True, slots=True)
class Offer:
    """A comparison that people ask for: an agreement against the one before it, on its first day."""

    label: str
    unit: str
    left_on: date
    right_on: date


def offers(user: User) -> list[Offer]:
    """Every agreement that followed another, as far as ``user`` may read both. One query."""
    readable: QuerySet[Agreement] = Agreement.objects.visible_to(user).published()
    found = readable.filter(predecessor__in=readable.values("pk"))
    return [
        Offer(
            f"{row.unit}: {row.predecessor.term_name} and {row.term_name}",
            row.unit.slug,
            row.starts_on - ONE_DAY,
            row.starts_on,
        )
        for row in found.select_related("unit", "predecessor").order_by("unit__name", "-starts_on")
        if row.unit is not None and row.predecessor is not None
    ]

"""Which article of the former agreement a clause continues: proposed by number, title and words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from agreements.importing.wording import likeness
from agreements.rules.vocabulary import Match

# Letters and forms bear no number of their own, only their place in the file.
_BY_PLACE = ("Letter ", "Form ")
SURE_TITLE, MAYBE_TITLE, SAME_WORDS = 0.85, 0.6, 0.55
OPENING = 240


@dataclass(frozen=True, slots=True)
class Side:
    """An article or section of either agreement. ``under`` is the place of the article it stands under."""

    number: str
    title: str
    opening: str = ""
    under: int | None = None
    article_id: int | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """What is proposed for one clause."""

    article_id: int | None = None
    match: Match = Match.NEW


NEW = Matched()


def propose(clauses: Sequence[Side], former: Sequence[Side]) -> list[Matched]:
    """For each clause what it continues, each former article at most once. Only what is plain is SURE."""
    pairs = _pairs(clauses, former, None, None)
    pairs += [pair for one, other, _ in list(pairs) for pair in _pairs(clauses, former, one, other)]
    found = [NEW] * len(clauses)
    for one, other, is_sure in pairs:
        found[one] = Matched(former[other].article_id, Match.SURE if is_sure else Match.UNSURE)
    return found


def _pairs(
    clauses: Sequence[Side], former: Sequence[Side], under: int | None, old_under: int | None
) -> list[tuple[int, int, bool]]:
    """The best pairs among what stands under the same article, each side once: places, and whether it is plain."""
    own = [place for place, each in enumerate(clauses) if each.under == under]
    theirs = [place for place, each in enumerate(former) if each.under == old_under]
    ranked = sorted(
        ((_closeness(clauses[one], former[other]), one, other) for one in own for other in theirs), reverse=True
    )
    pairs: dict[int, tuple[int, int, bool]] = {}
    taken: set[int] = set()
    for (closeness, is_sure), one, other in ranked:
        if closeness >= MAYBE_TITLE and one not in pairs and other not in taken:
            pairs[one] = (one, other, is_sure)
            taken.add(other)
    return list(pairs.values())


def _closeness(one: Side, other: Side) -> tuple[float, bool]:
    """How close two are, and whether a person need not look."""
    same_number = _last(one.number) == _last(other.number) and not one.number.startswith(_BY_PLACE)
    if one.title and other.title:
        title = likeness(one.title, other.title)
        return title + 0.3 * same_number, same_number and title >= SURE_TITLE
    words = SequenceMatcher(None, one.opening[:OPENING], other.opening[:OPENING], autojunk=False)
    alike = words.ratio() if words.quick_ratio() >= SAME_WORDS else 0.0
    sure = same_number and (alike >= SAME_WORDS or not (one.opening or other.opening))
    return alike + 0.3 * same_number + 0.3 * (same_number and not (one.title and other.title)), sure


def _last(number: str) -> str:
    """The number within what it stands under: ``3`` of 14.3."""
    return number.rsplit(".", 1)[-1].casefold()

"""Which article of the former agreement a clause continues: proposed by number, title and words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from agreements.importing.wording import likeness
from agreements.rules.vocabulary import Match

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
    found = [NEW] * len(clauses)
    partner: dict[int, int] = {}
    tops = [place for place, each in enumerate(clauses) if each.under is None]
    old_tops = [place for place, each in enumerate(former) if each.under is None]
    _pair(clauses, former, tops, old_tops, found, partner)
    for place, old in list(partner.items()):
        own = [other for other, each in enumerate(clauses) if each.under == place]
        theirs = [other for other, each in enumerate(former) if each.under == old]
        _pair(clauses, former, own, theirs, found, partner)
    return found


def _pair(
    clauses: Sequence[Side], former: Sequence[Side], own: list[int], theirs: list[int], found: list[Matched],
    partner: dict[int, int],
) -> None:  # fmt: skip
    """The best pairs first, each side once."""
    pairs = sorted(
        ((_closeness(clauses[one], former[other]), one, other) for one in own for other in theirs), reverse=True
    )
    taken: set[int] = set()
    for (closeness, is_sure), one, other in pairs:
        if closeness < MAYBE_TITLE or one in partner or other in taken:
            continue
        partner[one] = other
        taken.add(other)
        found[one] = Matched(former[other].article_id, Match.SURE if is_sure else Match.UNSURE)


def _closeness(one: Side, other: Side) -> tuple[float, bool]:
    """How close two are, and whether a person need not look."""
    same_number = _last(one.number) == _last(other.number)
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

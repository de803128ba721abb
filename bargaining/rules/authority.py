"""What a mandate says of an offer: within it, by how much, or beyond it. Pure: plain values in, a verdict out.

A verdict is as confidential as the mandate that it is made from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bargaining.rules.amounts import said
from bargaining.rules.vocabulary import Authority, Ceiling

CEILING_PLACES: dict[Ceiling, str] = {
    Ceiling.TERM: "over the term",
    Ceiling.FIRST_YEAR: "in the first year",
    Ceiling.ONGOING: "a year at the end of the term",
}
COSTS_NOTHING = "It costs nothing, so no ceiling bears on it."
DO_NOT_COMMIT = "Do not commit on economic issues."


# Days before the last one on which those who hold a mandate hear that it ends.
STAGES = (30, 14, 7, 1, 0)
ENDED = -1


def stage_reached(days_left: int) -> int | None:
    """The latest stage that has come: ``ENDED`` once the last day is over, None before the first."""
    if days_left < 0:
        return ENDED
    return min((stage for stage in STAGES if days_left <= stage), default=None)


class Standing(StrEnum):
    """How an offer stands to a mandate, from free to forbidden."""

    WITHIN = "WITHIN"
    # Within as far as it is costed; something of it is not.
    UNCERTAIN = "UNCERTAIN"
    BEYOND = "BEYOND"
    EXPIRED = "EXPIRED"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class IssueGiven:
    """What a mandate says of one issue. ``ceiling`` is in dollars over the term; None where it sets none."""

    authority: Authority
    ceiling: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A mandate in plain values. ``source`` is whose it is ("Council"); ``issues`` goes by the article's number."""

    source: str
    expires_on: date | None = None
    ceilings: Mapping[Ceiling, Decimal] = field(default_factory=dict)
    issues: Mapping[str, IssueGiven] = field(default_factory=dict)

    def has_ended(self, on: date) -> bool:
        """Whether it no longer carries anything on that day; its last day still counts."""
        return self.expires_on is not None and self.expires_on < on


@dataclass(frozen=True, slots=True)
class Part:
    """One issue of an offer. ``term`` is its cost over the term; None when nobody could cost it, and then ``why``."""

    number: str
    title: str
    is_economic: bool
    term: Decimal | None = None
    why: str = ""

    @property
    def name(self) -> str:
        """``Art. 22 Wages``."""
        return f"Art. {self.number} {self.title}"

    @property
    def takes_money(self) -> bool:
        """Whether it does by its nature, or by items of cost that were entered for it all the same."""
        return self.is_economic or bool(self.term)


@dataclass(frozen=True, slots=True)
class Offer:
    """A package: what stands on each issue, and what the costed part of it comes to by each measure."""

    whose: str
    parts: tuple[Part, ...] = ()
    totals: Mapping[Ceiling, Decimal] = field(default_factory=dict)

    @property
    def not_costed(self) -> tuple[Part, ...]:
        """Economic issues of it whose cost is not known."""
        return tuple(part for part in self.parts if part.is_economic and part.term is None)


@dataclass(frozen=True, slots=True)
class Excess:
    """One thing that goes beyond a mandate, in a sentence; ``by`` in dollars where it can be counted."""

    words: str
    by: Decimal | None = None
    # That of the whole package, by the ceiling it is measured by; None for one issue's own.
    ceiling: Ceiling | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an offer stands, in one sentence, with the room that is left by each ceiling; below zero it is exceeded."""

    standing: Standing
    sentence: str
    excesses: tuple[Excess, ...] = ()
    room: Mapping[Ceiling, Decimal] = field(default_factory=dict)
    not_costed: tuple[Part, ...] = ()
    # Those of them that are about to be passed or signed: their cost is asked for, or a reason.
    moves_uncosted: tuple[Part, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the City may not go ahead without leave."""
        return self.standing in {Standing.BEYOND, Standing.EXPIRED, Standing.NONE}

    @property
    def asks_why(self) -> bool:
        """Whether somebody must say, by name, why the City goes ahead: beyond the mandate, or without a costing."""
        return self.stops or bool(self.moves_uncosted)

    @property
    def record(self) -> str:
        """What a reason for going ahead is kept with: what is exceeded, and what nobody has costed."""
        unpriced = ", ".join(part.name for part in self.moves_uncosted)
        said = [self.sentence] if self.stops or not unpriced else []
        return " ".join([*said, f"Without a costing: {unpriced}."] if unpriced else said)

    @property
    def beyond_by(self) -> Decimal | None:
        """The most that anything is exceeded by, in dollars; None where nothing can be counted."""
        return max((excess.by for excess in self.excesses if excess.by is not None), default=None)

    @property
    def package_words(self) -> str:
        """What is exceeded by the whole package, the term before all else; empty when no ceiling is."""
        return next((excess.words for excess in self.excesses if excess.ceiling is not None), "")

    @property
    def not_costed_words(self) -> str:
        """``Not costed: Art. 14 Overtime and call-outs (no roster).`` Empty when everything is costed."""
        names = [part.name + (f" ({part.why})" if part.why else "") for part in self.not_costed]
        return f"Not costed: {', '.join(names)}." if names else ""


def weigh(offer: Offer, given: Given | None, *, on: date, moving: Collection[str] | None = None) -> Verdict:
    """How ``offer`` stands to the mandate on a day.

    ``moving`` are the numbers of the issues that are about to be passed or signed; None looks at
    the whole offer. What moves and costs nothing needs no money and no authority that runs: it is
    beyond the mandate only where the mandate says of that very issue that it is not authorized.
    What moves, costs money by its nature and has no cost is named: it asks for a costing or a reason.
    An economic issue needs an authority that is recorded and has not ended. An issue that the
    mandate does not name is carried by its ceilings; without any, by nothing. A ceiling reached to
    the cent is kept. What is not costed is never taken as nothing: it is named, and the verdict
    is uncertain.
    """
    moved = [part for part in offer.parts if moving is None or part.number in moving]
    costs = [part for part in moved if part.takes_money]
    unpriced = () if moving is None else tuple(part for part in moved if part.is_economic and part.term is None)
    if given is None:
        return _without(Standing.NONE, "No authority is recorded.", costs, unpriced)
    if given.has_ended(on):
        return _without(Standing.EXPIRED, "The authority that is recorded has ended.", costs, unpriced)
    bears_money = bool(costs) or moving is None
    excesses = [*_by_issue(moved, given), *(_by_ceiling(offer, given) if bears_money else ())]
    limits = given.ceilings if bears_money else {}
    room = {measure: limit - offer.totals[measure] for measure, limit in limits.items() if measure in offer.totals}
    missing = offer.not_costed if bears_money else ()
    standing = Standing.BEYOND if excesses else Standing.UNCERTAIN if missing else Standing.WITHIN
    fits = _within(room, is_sure=not missing) if bears_money else COSTS_NOTHING
    sentence = " ".join(excess.words for excess in excesses) or fits
    return Verdict(standing, sentence, tuple(excesses), room, tuple(missing), unpriced)


def _without(standing: Standing, why: str, costs: list[Part], unpriced: tuple[Part, ...]) -> Verdict:
    if not costs:
        return Verdict(Standing.WITHIN, COSTS_NOTHING)
    words = f"{why} {DO_NOT_COMMIT}"
    missing = tuple(part for part in costs if part.term is None)
    return Verdict(standing, words, (Excess(words),), not_costed=missing, moves_uncosted=unpriced)


def _by_issue(moved: list[Part], given: Given) -> Iterator[Excess]:
    for part in moved:
        terms = given.issues.get(part.number)
        if terms is None:
            if part.takes_money and not given.ceilings:
                yield Excess(f"The mandate says nothing of {part.name}, and sets no ceiling that would carry it.")
        elif terms.authority is Authority.NOT_AUTHORIZED:
            yield Excess(f"{part.name} is not authorized.")
        elif terms.ceiling is not None and part.term is not None and part.term > terms.ceiling:
            over = part.term - terms.ceiling
            yield Excess(f"{part.name} is {said(over)} over its ceiling of {said(terms.ceiling)}.", over)


def _by_ceiling(offer: Offer, given: Given) -> Iterator[Excess]:
    for measure in Ceiling:
        limit, total = given.ceilings.get(measure), offer.totals.get(measure)
        if limit is not None and total is not None and total > limit:
            place = "" if measure is Ceiling.TERM else f" {CEILING_PLACES[measure]}"
            over = total - limit
            yield Excess(
                f"{offer.whose} is {said(over)} over the {given.source} ceiling of {said(limit)}{place}.",
                over,
                measure,
            )


def _within(room: Mapping[Ceiling, Decimal], *, is_sure: bool) -> str:
    begins = "Within the mandate" if is_sure else "Within the mandate as far as it is costed"
    if not room:
        return f"{begins}."
    measure = Ceiling.TERM if Ceiling.TERM in room else min(room, key=lambda one: room[one])
    tightest = min(room, key=lambda one: room[one])
    words = f"{begins}, {said(room[measure])} to spare {CEILING_PLACES[measure]}"
    if tightest is not measure:
        words += f" and {said(room[tightest])} {CEILING_PLACES[tightest]}"
    return f"{words}."

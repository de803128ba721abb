"""Both sides' packages against the mandate, for one who holds it; for anyone else there is nothing to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bargaining.models.mandate import Mandate
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.costing import NotCosted, PackageCost, basis_of, package_cost
from bargaining.queries.mandates import in_plain, mandate_of
from bargaining.queries.weighing import city_offer, offer_of
from bargaining.rules.amounts import said
from bargaining.rules.authority import Given, Standing, Verdict, weigh
from bargaining.rules.vocabulary import AUTHORITY_WORDS, CEILING_WORDS, Authority, Ceiling, IssueState, Side
from labor_office.core.users.models import User
from labor_office.core.web import words

# How the bar is drawn: units across, with a little air on the right.
WIDTH, AIR = 600, Decimal("1.06")
# From so many days on before its last one, the mandate's end is said wherever it is.
SOON = 30
LOOKS: dict[Standing, tuple[str, str]] = {
    Standing.WITHIN: ("success", "check_circle"),
    Standing.UNCERTAIN: ("warning", "warning"),
    Standing.BEYOND: ("error", "error"),
    Standing.EXPIRED: ("error", "error"),
    Standing.NONE: ("error", "error"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """City, union and ceiling on one scale, in units across; what it says in words."""

    city: int
    union: int
    ceiling: int
    city_words: str
    union_words: str
    ceiling_words: str

    @property
    def more(self) -> int:
        """How much longer the union's part is than the City's."""
        return max(0, self.union - self.city)


@dataclass(frozen=True, slots=True)
class Room:
    """One ceiling, what the City's package takes of it, what is left."""

    measure: str
    limit: Decimal
    taken: Decimal | None
    left: Decimal | None

    @property
    def left_words(self) -> str:
        """``$670K left``, ``$36K over``; that it is not known when the package is not costed."""
        if self.left is None:
            return "not known: nothing is costed"
        return f"{said(self.left)} left" if self.left >= 0 else f"{said(-self.left)} over"


@dataclass(frozen=True, slots=True)
class Against:
    """A table's packages against its mandate."""

    mandate: Mandate
    city: Verdict
    union: Verdict
    rooms: tuple[Room, ...]
    bar: Bar | None
    # How many issues bear which authority: words and number.
    counts: tuple[tuple[str, int], ...]
    open_count: int
    ends_words: str
    ends_soon: bool

    @property
    def sentence(self) -> str:
        """Both packages in a sentence or two, the union's first where it is over: it is what the City is asked for."""
        asked = self.union.package_words
        if asked and not self.city.stops and self.rooms and self.rooms[0].left is not None:
            return f"{asked} The City's has {said(self.rooms[0].left)} of room."
        return f"{asked} {self.city.sentence}".strip()

    @property
    def look(self) -> tuple[str, str]:
        """Class and picture of the sentence."""
        return LOOKS[Standing.BEYOND if self.union.package_words else self.city.standing]


def against_for(
    user: User, negotiation: Negotiation, *, today: date, packages: Mapping[Side, PackageCost] | None = None
) -> Against | None:
    """The packages against the mandate that ``user`` holds; None for whoever holds none.

    One query for these, else five, and what the packages take where they are not given.
    """
    mandate = mandate_of(user, negotiation)
    if mandate is None:
        return None
    return against(mandate, negotiation, packages=packages or packages_of(negotiation), today=today)


def packages_of(negotiation: Negotiation) -> dict[Side, PackageCost]:
    """Both sides' packages on one basis."""
    try:
        basis = basis_of(negotiation)
    except NotCosted:
        basis = None
    return {side: package_cost(negotiation, side, basis=basis) for side in Side}


def against(
    mandate: Mandate, negotiation: Negotiation, *, packages: Mapping[Side, PackageCost], today: date
) -> Against:
    """``packages`` against ``mandate``, whose reader was asked for by the caller."""
    given = in_plain(mandate)
    weighed = {side: weigh(offer_of(package), given, on=today) for side, package in packages.items()}
    rooms = tuple(_room(measure, given, packages[Side.CITY]) for measure in Ceiling if measure in given.ceilings)
    ends = mandate.expires_on
    return Against(
        mandate=mandate,
        city=weighed[Side.CITY],
        union=weighed[Side.UNION],
        rooms=rooms,
        bar=_bar(given, packages),
        counts=_counts(given),
        open_count=negotiation.issues.exclude(state__in=[IssueState.AGREED, IssueState.WITHDRAWN]).count(),
        ends_words=_ends(ends, today),
        ends_soon=ends is not None and (ends - today).days <= SOON,
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """How the City would stand once it passed or signed something.

    ``said``: what the mandate says in words of each issue that moves, which no sum can weigh.
    """

    verdict: Verdict
    said: tuple[str, ...] = ()

    @property
    def look(self) -> tuple[str, str]:
        """Class and picture of the sentence."""
        return LOOKS[self.verdict.standing]


def stand_for(
    user: User, negotiation: Negotiation, moving: Sequence[tuple[Issue, Proposal | None]], *, today: date
) -> Stand | None:
    """How the City would stand once it passed or signed ``moving``; None for whoever holds no mandate."""
    mandate = mandate_of(user, negotiation)
    if mandate is None:
        return None
    numbers = {issue.number for issue, _ in moving}
    said = tuple(row.words for row in mandate.authorities.all() if row.words and row.issue.number in numbers)
    return Stand(weigh(city_offer(negotiation, moving=moving), in_plain(mandate), on=today, moving=numbers), said)


def stand_of(user: User, negotiation: Negotiation, package: PackageCost, issue: Issue, *, today: date) -> Stand | None:
    """How the City would stand with a package that was only tried out on ``issue``; None for whoever holds none."""
    mandate = mandate_of(user, negotiation)
    if mandate is None:
        return None
    return Stand(weigh(offer_of(package), in_plain(mandate), on=today, moving={issue.number}))


def _room(measure: Ceiling, given: Given, package: PackageCost) -> Room:
    limit, taken = given.ceilings[measure], package.total(measure)
    return Room(CEILING_WORDS[measure], limit, taken, None if taken is None else limit - taken)


def _bar(given: Given, packages: Mapping[Side, PackageCost]) -> Bar | None:
    limit = given.ceilings.get(Ceiling.TERM)
    city, union = packages[Side.CITY].total(Ceiling.TERM), packages[Side.UNION].total(Ceiling.TERM)
    if limit is None or city is None or union is None:
        return None
    whole = max(limit, city, union, Decimal(1)) * AIR
    ours, theirs, most = (max(0, round(amount / whole * WIDTH)) for amount in (city, union, limit))
    return Bar(ours, theirs, most, f"City {said(city)}", f"Union {said(union)}", f"Ceiling {said(limit)}")


def _counts(given: Given) -> tuple[tuple[str, int], ...]:
    tally = [(AUTHORITY_WORDS[each], sum(one.authority is each for one in given.issues.values())) for each in Authority]
    return tuple((label, count) for label, count in tally if count)


def _ends(ends: date | None, today: date) -> str:
    if ends is None:
        return ""
    if ends < today:
        return f"Ended {words.day_year(ends)}"
    return f"Ends {words.day_year(ends)}"

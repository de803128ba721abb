"""Each table's money in a list: how far both sides are apart, and the room a mandate's holder has left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from bargaining.models.mandate import Mandate
from bargaining.models.money import RosterSnapshot
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.queries.apart import apart_of, final_offers
from bargaining.queries.costing import Cost, NotCosted, PackageCost, basis_from, rate_tables
from bargaining.queries.mandates import in_plain
from bargaining.queries.offers import offers_on
from bargaining.queries.weighing import offer_of
from bargaining.rules.amounts import said
from bargaining.rules.apart import NOT_COSTED, Apart
from bargaining.rules.authority import Standing, weigh
from bargaining.rules.vocabulary import Ceiling, IssueState, Side
from labor_office.core.users.models import User

_OF_VERDICT = {Standing.EXPIRED: "Authority ended", Standing.BEYOND: "Beyond the mandate"}


@dataclass(frozen=True, slots=True)
class Money:
    """One table's: ``room`` is ``$670K left`` or ``$36K over`` for whoever holds its mandate, else None."""

    apart: Apart
    room: str | None = None


def money_for(user: User, negotiations: Collection[Negotiation], *, today: date) -> dict[int, Money]:
    """What ``user`` may know of the money at each open table of ``negotiations``, which they may see, by its key.

    Nine queries, however many tables, and each unit's roster the first time anybody asks for it.
    """
    tables = [one for one in negotiations if one.closed_on is None]
    if not tables:
        return {}
    held = Mandate.objects.visible_to(user).filter(negotiation__in=tables, replaced_at=None)
    mandates = {one.negotiation_id: one for one in held.prefetch_related("limits", "authorities__issue")}
    issues, finals = _issues(tables), final_offers(tables)
    units = {one.unit_id for one in tables}
    newest = RosterSnapshot.objects.filter(unit__in=units).order_by("unit_id", "-as_of", "-pk").distinct("unit_id")
    rosters = {one.unit_id: one for one in newest.defer("groups", "pools", "tiers")}
    rates = rate_tables()
    found = {}
    for one in tables:
        offers, reason = None, ""
        try:
            basis = basis_from(one, rosters.get(one.unit_id or 0), rates)
            offers = offers_on(one, issues[one.pk], basis=basis)
        except NotCosted as missing:
            reason = str(missing)
        city = offers.city if offers else PackageCost(Side.CITY, Cost(reason=reason))
        room = _room(mandates[one.pk], city, today=today) if one.pk in mandates else None
        found[one.pk] = Money(apart_of(finals[one.pk], offers, reason=reason), room)
    return found


def _room(mandate: Mandate, city: PackageCost, *, today: date) -> str:
    """As the table says it: dollars by the ceiling of the term, in words where there is none."""
    given = in_plain(mandate)
    verdict = weigh(offer_of(city), given, on=today)
    left = verdict.room.get(Ceiling.TERM)
    if left is not None:
        return f"{said(left)} left" if left >= 0 else f"{said(-left)} over"
    if Ceiling.TERM in given.ceilings and city.cost.costing is None and verdict.standing is not Standing.EXPIRED:
        return NOT_COSTED
    return _OF_VERDICT.get(verdict.standing, "Within the mandate")


def _issues(tables: Collection[Negotiation]) -> dict[int, list[Issue]]:
    found: dict[int, list[Issue]] = defaultdict(list)
    rows = Issue.objects.filter(negotiation__in=tables).exclude(state=IssueState.WITHDRAWN)
    for issue in rows.prefetch_related(Prefetch("proposals")):
        found[issue.negotiation_id].append(issue)
    return found

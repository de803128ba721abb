"""How the City's package stands to the ceiling at each table whose mandate a person holds, for a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch

from bargaining.models.mandate import Mandate
from bargaining.models.money import RosterSnapshot
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.queries.costing import NotCosted, basis_from, package_cost, rate_tables
from bargaining.queries.mandates import in_plain
from bargaining.queries.weighing import offer_of
from bargaining.rules.amounts import said
from bargaining.rules.authority import Standing, weigh
from bargaining.rules.vocabulary import Ceiling, IssueState, Side
from labor_office.core.users.models import User

_OF_VERDICT = {Standing.EXPIRED: "Authority ended", Standing.BEYOND: "Beyond the mandate"}


def gaps_for(user: User, negotiations: Collection[Negotiation], *, today: date) -> dict[int, str]:
    """``$670K left`` or ``$36K over`` by the key of each negotiation whose mandate ``user`` holds; no other is in it.

    One query for whoever holds none; else nine, however many tables, and each unit's roster the
    first time anybody asks for it.
    """
    held = Mandate.objects.visible_to(user).filter(negotiation__in=negotiations, replaced_at=None)
    mandates = {one.negotiation_id: one for one in held.prefetch_related("limits", "authorities__issue")}
    if not mandates:
        return {}
    tables = [one for one in negotiations if one.pk in mandates]
    issues = _issues(tables)
    units = {one.unit_id for one in tables}
    newest = RosterSnapshot.objects.filter(unit__in=units).order_by("unit", "-as_of", "-pk").distinct("unit")
    rosters = {one.unit_id: one for one in newest.defer("groups", "pools", "tiers")}
    rates = rate_tables()
    found = {}
    for one in tables:
        try:
            basis = basis_from(one, rosters.get(one.unit_id or 0), rates)
        except NotCosted:
            basis = None
        found[one.pk] = "Not costed"
        if basis is not None:
            package = package_cost(one, Side.CITY, basis=basis, issues=issues[one.pk])
            verdict = weigh(offer_of(package), in_plain(mandates[one.pk]), on=today)
            found[one.pk] = _OF_VERDICT.get(verdict.standing, "Within the mandate")
            left = verdict.room.get(Ceiling.TERM)
            if left is not None:
                found[one.pk] = f"{said(left)} left" if left >= 0 else f"{said(-left)} over"
    return found


def _issues(tables: Collection[Negotiation]) -> dict[int, list[Issue]]:
    found: dict[int, list[Issue]] = defaultdict(list)
    rows = Issue.objects.filter(negotiation__in=tables).exclude(state=IssueState.WITHDRAWN)
    for issue in rows.prefetch_related(Prefetch("proposals")):
        found[issue.negotiation_id].append(issue)
    return found

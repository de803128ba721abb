"""What a costing starts from: the unit's pay as of a day, and the payroll charges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from bargaining.actions.negotiations import hold_negotiation
from bargaining.costing.engine import CostingRefused
from bargaining.costing.measures import WEEKS
from bargaining.costing.snapshot import Group, Pool, Tier
from bargaining.costing.wire import SourcedRate, plain_group, plain_pool, plain_rate, plain_tier
from bargaining.models.money import RateTable, RosterSnapshot
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import Assignment, BargainingUnit

FULL_YEAR = Decimal(2080)
# Fund and its share, by the code of a department.
Funds = Mapping[str, Mapping[str, Decimal]]
_KEYS = ("classification__code", "pay_step", "annual_pay", "fte", "weekly_hours", "department__code")
_DAY_OF_HIRE = ("employee__hired_on__month", "employee__hired_on__day")


@transaction.atomic
def take_snapshot(
    *,
    negotiation_id: int,
    as_of: date,
    by: User,
    at: datetime,
    top_step: int | None = None,
    authorized: int | None = None,
    pools: Sequence[Pool] = (),
    tiers: Sequence[Tier] = (),
    funds: Funds | None = None,
    source: str = "",
) -> RosterSnapshot:
    """Keep the pay of the negotiation's unit as the roster has it on ``as_of``, grouped where people are paid alike.

    Anniversaries are the day of hire; part-time counts by its full-time equivalent. ``top_step`` is
    the last step of the pay plan; without it nobody is taken to rise. Whoever has no pay on the
    roster is left out, and the source says how many.

    Raises CostingRefused when the roster has nobody of the unit, or nobody's pay.
    """
    negotiation = hold_negotiation(negotiation_id)
    unit = negotiation.unit
    if unit is None:
        raise CostingRefused("Not costed: the negotiation names no unit.")
    posts = Assignment.objects.on(as_of).filter(unit=unit)
    groups, unpaid = _groups(posts, top_step, funds or {})
    if not groups:
        lacks = "pay on the roster" if unpaid else "roster"
        raise CostingRefused(f"Not costed: no {lacks} for {unit} on {words.day_year(as_of)}.")
    taken = RosterSnapshot.objects.create(
        unit=unit,
        as_of=as_of,
        reference=_reference(unit, as_of),
        groups=[plain_group(group) for group in groups],
        pools=[plain_pool(pool) for pool in pools],
        tiers=[plain_tier(tier) for tier in tiers],
        authorized=authorized,
        entered={"top_step": top_step, "funds": _plain_funds(funds or {})},
        source=_source(posts, source, unpaid),
        taken_by=by,
        taken_at=at,
    )
    record_event(matter=negotiation, verb="costing.snapshot", summary=f"Kept for costing: {taken}", by=by, at=at)
    return taken


def _groups(posts: QuerySet[Assignment], top_step: int | None, funds: Funds) -> tuple[list[Group], int]:
    """Groups of people paid alike from the same funds, and how many have no pay on the roster."""
    counted = posts.values_list(*_KEYS, *_DAY_OF_HIRE).annotate(people=Count("pk")).order_by(*_KEYS, *_DAY_OF_HIRE)
    found: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    unpaid = 0
    for code, step, pay, fte, week, department, month, day, people in counted:
        if pay is None:
            unpaid += people
            continue
        shares = tuple(funds.get(department, {}).items())
        hours = FULL_YEAR if week is None else week * WEEKS
        found[code, step, pay, hours, (month, day) if month else None, shares] += people * (1 if fte is None else fte)
    groups = [
        Group(code, step, heads, pay, hours, _steps_left(step, top_step), when, dict(shares))
        for (code, step, pay, hours, when, shares), heads in found.items()
    ]
    return groups, unpaid


def _plain_funds(funds: Funds) -> dict[str, dict[str, str]]:
    return {code: {name: str(share) for name, share in shares.items()} for code, shares in funds.items()}


def _steps_left(step: str, top: int | None) -> int:
    return max(0, top - int(step)) if top is not None and step.isdecimal() else 0


def _reference(unit: BargainingUnit, as_of: date) -> str:
    """``Roster of Jun 1, 2026``, counted from the second of a day on."""
    base = f"Roster of {as_of:%b} {as_of.day}, {as_of.year}"
    taken = RosterSnapshot.objects.filter(unit=unit, as_of=as_of).count()
    return f"{base}, {taken + 1}" if taken else base


def _source(posts: QuerySet[Assignment], source: str, unpaid: int) -> str:
    last = posts.exclude(roster_import=None).order_by("-roster_import__as_of").values_list("roster_import__file_name")
    file = last.first()
    said = source.strip() or (file[0] if file else "The roster in the desk")
    return f"{said[:150]}; {unpaid} without pay left out" if unpaid else said[:200]


@transaction.atomic
def enter_rates(
    *,
    name: str,
    effective_on: date,
    rates: Sequence[SourcedRate],
    by: User,
    at: datetime,
    unit: BargainingUnit | None = None,
) -> RateTable:
    """Keep payroll charges in force from a day. A correction is a table of its own: what was costed keeps its rates.

    They are those of ``unit``, else of every unit that has none of its own.

    Raises CostingRefused when the name is taken, there is no charge, or one is named twice.
    """
    name = name.strip()
    named = [rate.charge.name for rate in rates]
    if not name or not rates:
        raise CostingRefused("Give the table a name and at least one charge.")
    if len(set(named)) < len(named):
        raise CostingRefused("Name each charge once.")
    if RateTable.objects.filter(name=name).exists():
        raise CostingRefused(f"There is a table called {name}. Give this one a name of its own, such as the date.")
    return RateTable.objects.create(
        unit=unit,
        name=name,
        effective_on=effective_on,
        rates=[plain_rate(rate) for rate in rates],
        entered_by=by,
        entered_at=at,
    )

"""What a negotiation's costings stand on, as the page shows it, and what the roster form offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from bargaining.costing.measures import cost_of_one_percent, vacancy_rate
from bargaining.costing.money import ZERO, percent
from bargaining.costing.snapshot import Pool, Tier
from bargaining.costing.wire import SourcedRate, read_rate, read_rates
from bargaining.models.money import RosterSnapshot
from bargaining.models.negotiation import Negotiation
from bargaining.queries.costing import Basis, snapshot_of
from labor_office.core.workforce.models import Assignment, Classification, Department, RosterImport

# A roster older than this says so.
STALE_AFTER_DAYS = 120


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One classification on the roster."""

    code: str
    title: str
    heads: Decimal
    payroll: Decimal

    @property
    def average(self) -> Decimal:
        """Yearly pay of one, on the average."""
        return self.payroll / self.heads if self.heads else ZERO


@dataclass(frozen=True, slots=True)
class Base:
    """The base of a negotiation's costings, in figures."""

    basis: Basis
    kept: RosterSnapshot
    heads: Decimal
    payroll: Decimal
    one_percent: Decimal
    rates: tuple[SourcedRate, ...]
    pools: tuple[Pool, ...]
    tiers: tuple[Tier, ...]
    classes: tuple[ClassLine, ...]

    @property
    def loading(self) -> Decimal:
        """All charges on base pay together, in percent."""
        return percent(sum((rate.charge.rate for rate in self.rates if "BASE" in rate.charge.on), ZERO))

    @property
    def vacant_words(self) -> str:
        """``168 authorized, 160 filled, 4.76% stand empty``; only the filled where nothing was authorized."""
        filled = int(self.heads)
        authorized = self.kept.authorized
        if authorized is None or authorized < filled:
            return f"{filled:,} filled"
        empty = percent(vacancy_rate(authorized, filled))
        return f"{authorized:,} authorized, {filled:,} filled, {empty}% stand empty"

    @property
    def authorized_payroll(self) -> Decimal | None:
        """Base pay if every authorized position were filled at the average; None where none is known."""
        authorized = self.kept.authorized
        return self.payroll / self.heads * authorized if authorized and authorized > self.heads else None


def base_of(basis: Basis) -> Base:
    """The base in figures. Two queries."""
    snapshot = basis.snapshot
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for group in snapshot.groups:
        heads, payroll = sums.get(group.code, (ZERO, ZERO))
        sums[group.code] = heads + group.heads, payroll + group.payroll
    titles = dict(Classification.objects.filter(code__in=sums).values_list("code", "title"))
    return Base(
        basis=basis,
        kept=basis.kept,
        heads=snapshot.heads,
        payroll=snapshot.payroll,
        one_percent=cost_of_one_percent(snapshot, read_rates(basis.rates.rates)),
        rates=tuple(read_rate(row) for row in basis.rates.rates),
        pools=snapshot.pools,
        tiers=snapshot.tiers,
        classes=tuple(ClassLine(code, titles.get(code, ""), *sums[code]) for code in sorted(sums)),
    )


def departments_of(negotiation: Negotiation) -> list[Department]:
    """Departments in which people of the negotiation's unit work now."""
    here = Assignment.objects.filter(unit_id=negotiation.unit_id, ends_on=None).values("department")
    return list(Department.objects.filter(pk__in=here))


def latest_roster_day(*, today: date) -> date:
    """The day of the newest roster that was applied; today when there is none."""
    applied = RosterImport.objects.filter(state=RosterImport.State.APPLIED, as_of__lte=today)
    found: date | None = applied.aggregate(Max("as_of"))["as_of__max"]
    return found or today


def is_stale(kept: RosterSnapshot, today: date) -> bool:
    """Whether a roster is so old that a newer one should be taken."""
    return (today - kept.as_of).days > STALE_AFTER_DAYS


def fund_words(shares: Mapping[str, str]) -> str:
    """``General Fund 60, Water Fund 40``, as the form reads it, the largest first."""
    largest = sorted(((-Decimal(share), name) for name, share in shares.items()))
    return ", ".join(f"{name} {(-share * 100).normalize():f}" for share, name in largest)


def roster_initial(negotiation: Negotiation, departments: Sequence[Department], *, today: date) -> dict[str, Any]:
    """What the roster form begins with: the newest day, and what was said beside the last roster. Two queries."""
    found: dict[str, Any] = {"as_of": latest_roster_day(today=today)}
    kept = RosterSnapshot.objects.filter(unit_id=negotiation.unit_id).first()
    if kept is None:
        return found
    snapshot = snapshot_of(kept.pk, kept.taken_at)
    found |= {"authorized": kept.authorized, "top_step": kept.entered.get("top_step")}
    said = kept.entered.get("funds", {})
    found |= {f"fund_{one.pk}": fund_words(said[one.code]) for one in departments if one.code in said}
    for number, pool in enumerate(snapshot.pools, start=1):
        found |= {f"pool_{number}": pool.name, f"pool_{number}_kind": pool.component.value}
        found[f"pool_{number}_amount"] = pool.amount
    for number, tier in enumerate(snapshot.tiers, start=1):
        found |= {f"tier_{number}": tier.name, f"tier_{number}_heads": tier.heads.normalize()}
        found |= {f"tier_{number}_premium": tier.premium, f"tier_{number}_share": tier.employer_share * 100}
    return found

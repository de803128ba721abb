"""Pay as increases, steps and bonuses move it, group by group, and the pools that rise with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bargaining.costing.charges import capped_charge
from bargaining.costing.items import GeneralIncrease, Item, OneTime, Steps
from bargaining.costing.money import ONE, ZERO
from bargaining.costing.results import Amount, Line
from bargaining.costing.snapshot import Component, Group, Pool, RollUp, Snapshot
from bargaining.costing.timeline import Moment, moments_of
from bargaining.costing.years import FiscalYear


@dataclass(slots=True)
class _Moved:
    """What one moment adds to the pay of one classification, in dollars.

    ``added`` is a full year's; ``own_year`` what the moment's own fiscal year pays of steps,
    whose days differ from group to group.
    """

    moment: Moment
    added: Decimal = ZERO
    own_year: Decimal = ZERO

    def in_year(self, index: int) -> Decimal:
        """What fiscal year ``index`` pays of it."""
        if not isinstance(self.moment.item, Steps):
            return self.added * self.moment.shares[index]
        return self.own_year if index == self.moment.year else self.added


@dataclass(slots=True)
class _Ledger:
    """Sums over groups: plain ones, and those counted person by person because a charge has a cap."""

    moments: Sequence[Moment]
    years: int
    moved: dict[tuple[int, str], _Moved] = field(default_factory=dict)
    once: dict[tuple[str, int], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    # Charges above or below the plain rate, by item, year and component: (in year, annualized) by charge.
    capped: dict[tuple[str, int, Component], dict[str, Amount]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Amount))
    )
    ways: dict[str, tuple[_Moved, ...]] = field(default_factory=dict)

    def way_of(self, code: str) -> tuple[_Moved, ...]:
        """The moments a classification passes, each with its sums; found once for all its groups."""
        if code not in self.ways:
            passed = [_Moved(moment) for moment in self.moments if moment.item.covers(code)]
            self.moved.update({(sums.moment.order, code): sums for sums in passed})
            self.ways[code] = tuple(passed)
        return self.ways[code]


def pay_lines(
    snapshot: Snapshot, items: Sequence[Item], rates: Sequence[RollUp], years: Sequence[FiscalYear]
) -> Iterator[Line]:
    """The lines of general increases, steps and bonuses paid by the person, and of the pools that follow pay."""
    ledger = _Ledger(moments_of(items, years), len(years))
    capped = [rate for rate in rates if rate.cap is not None]
    for group in snapshot.groups:
        walked = _walk(group, ledger)
        if any(walked > rate.cap for rate in capped if rate.cap is not None):
            _count_caps(group, capped, ledger)
    yield from _base_lines(ledger, years)
    yield from _bonus_lines(ledger, years)
    for pool in snapshot.pools:
        yield from _pool_lines(pool, snapshot, ledger, years)
    yield from _cap_lines(ledger, years)


def _walk(group: Group, ledger: _Ledger) -> Decimal:
    """Add a group's way through the moments to the ledger; the highest yearly pay one person may reach."""
    pay, left, bonus, heads = group.pay, group.steps_left, ZERO, group.heads
    for sums in ledger.way_of(group.code):
        item = sums.moment.item
        if isinstance(item, GeneralIncrease):
            added = item.raised(pay, group.hours)
        elif isinstance(item, OneTime):
            each = _bonus(item, pay)
            ledger.once[item.key, sums.moment.year] += heads * each
            bonus += each
            continue
        else:
            added, share = _step(sums.moment, group, pay, left)
            if not added:
                continue
            left -= 1
            sums.own_year += heads * added * share
        sums.added += heads * added
        pay += added
    return pay + bonus


def _step(moment: Moment, group: Group, pay: Decimal, left: int) -> tuple[Decimal, Decimal]:
    """What a step adds to one person's yearly pay, and the part of it its own year pays; nothing at the top."""
    if left <= 0:
        return ZERO, ZERO
    reached, share = moment.step_share(group.anniversary)
    assert isinstance(moment.item, Steps)  # noqa: S101 -- the caller has told raises and bonuses apart
    return pay * moment.item.share * reached, share


def _bonus(item: OneTime, pay: Decimal) -> Decimal:
    if item.each is not None:
        return item.each
    return pay * (item.share or ZERO)


def _base_lines(ledger: _Ledger, years: Sequence[FiscalYear]) -> Iterator[Line]:
    for sums in ledger.moved.values():
        for index in range(sums.moment.year, len(years)):
            amount = Amount(sums.in_year(index), sums.added)
            yield Line(sums.moment.item.key, years[index].name, Component.BASE, amount)


def _bonus_lines(ledger: _Ledger, years: Sequence[FiscalYear]) -> Iterator[Line]:
    for (key, index), amount in ledger.once.items():
        yield Line(key, years[index].name, Component.ONE_TIME, Amount(amount, ZERO))


def _pool_lines(pool: Pool, snapshot: Snapshot, ledger: _Ledger, years: Sequence[FiscalYear]) -> Iterator[Line]:
    """A pool rises as the pay of those it is paid to: each classification's part by its own raises."""
    payroll = _payroll(snapshot, pool.codes)
    whole = sum(payroll.values(), ZERO)
    for code, base in payroll.items():
        pay, held = base, pool.amount * base / whole if whole else ZERO
        for sums in ledger.way_of(code) if held else ():
            if not sums.added:
                continue
            added = held * sums.added / pay
            held, pay = held + added, pay + sums.added
            for index in range(sums.moment.year, len(years)):
                paid = added * sums.in_year(index) / sums.added
                yield Line(sums.moment.item.key, years[index].name, pool.component, Amount(paid, added))


def _payroll(snapshot: Snapshot, codes: frozenset[str]) -> dict[str, Decimal]:
    """A year's base pay by classification; of all of them when ``codes`` is empty."""
    payroll: dict[str, Decimal] = defaultdict(Decimal)
    for group in snapshot.groups:
        if not codes or group.code in codes:
            payroll[group.code] += group.payroll
    return payroll


def _count_caps(group: Group, capped: Sequence[RollUp], ledger: _Ledger) -> None:
    """Keep, for a group above a cap, by how much its charges differ from the plain rate."""
    pay, left = group.pay, group.steps_left
    wages = [group.pay] * ledger.years
    for sums in ledger.way_of(group.code):
        moment, item = sums.moment, sums.moment.item
        shares: Sequence[Decimal] = moment.shares
        part = Component.ONE_TIME if isinstance(item, OneTime) else Component.BASE
        if isinstance(item, OneTime):
            added, lasts = _bonus(item, pay), False
        elif isinstance(item, GeneralIncrease):
            added, lasts = item.raised(pay, group.hours), True
        else:
            (added, share), lasts = _step(moment, group, pay, left), True
            left -= 1 if added else 0
            shares = [share if index == moment.year else ONE for index in range(ledger.years)]
        for index in range(moment.year, ledger.years if lasts else moment.year + 1):
            paid = added * shares[index] if lasts else added
            for rate in (rate for rate in capped if part in rate.on):
                then = _beyond(rate, pay, added) if lasts else ZERO
                kept = ledger.capped[item.key, index, part]
                kept[rate.name] += Amount(_beyond(rate, wages[index], paid) * group.heads, then * group.heads)
            wages[index] += paid
        pay += added if lasts else ZERO


def _beyond(rate: RollUp, had: Decimal, paid: Decimal) -> Decimal:
    """The capped charge on ``paid`` more for one person, less the plain charge: never above zero."""
    return capped_charge(rate, had, had + paid) - paid * rate.rate


def _cap_lines(ledger: _Ledger, years: Sequence[FiscalYear]) -> Iterator[Line]:
    for (key, index, component), charges in ledger.capped.items():
        yield Line(key, years[index].name, component, Amount(), charges)

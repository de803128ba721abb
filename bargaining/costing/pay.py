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

# How a moment moves one person's pay, told once so that it is not asked again for every group.
_SHARE, _FLAT, _HOURLY, _STEP, _BONUS_SHARE, _BONUS_EACH = range(6)


@dataclass(slots=True)
class _Moved:
    """What one moment adds to the pay of one classification, in dollars.

    ``added`` is a full year's; ``own_year`` what the moment's own fiscal year pays of steps,
    whose days differ from group to group. ``way`` and ``value`` are the item as figures.
    """

    moment: Moment
    way: int
    value: Decimal
    added: Decimal = ZERO
    own_year: Decimal = ZERO

    def in_year(self, index: int) -> Decimal:
        """What fiscal year ``index`` pays of it."""
        if self.way != _STEP:
            return self.added * self.moment.shares[index]
        return self.own_year if index == self.moment.year else self.added

    def of_one(self, pay: Decimal, group: Group, left: int) -> tuple[Decimal, Sequence[Decimal]]:
        """What it gives one person of ``group`` at ``pay`` a year, and the part of it that each fiscal year pays."""
        if self.way == _STEP:
            return self._step_of_one(pay, group, left)
        if self.way in (_SHARE, _BONUS_SHARE):
            return pay * self.value, self.moment.shares
        return self.value * group.hours if self.way == _HOURLY else self.value, self.moment.shares

    def _step_of_one(self, pay: Decimal, group: Group, left: int) -> tuple[Decimal, Sequence[Decimal]]:
        reached, share = self.moment.step_share(group.anniversary) if left > 0 else (ZERO, ZERO)
        shares = (share if index == self.moment.year else ONE for index in range(len(self.moment.shares)))
        return pay * self.value * reached, tuple(shares)


def _moved(moment: Moment) -> _Moved:
    """A moment with nothing summed yet."""
    match moment.item:
        case GeneralIncrease(share=Decimal() as share):
            return _Moved(moment, _SHARE, share)
        case GeneralIncrease(flat=Decimal() as flat):
            return _Moved(moment, _FLAT, flat)
        case GeneralIncrease(hourly=Decimal() as hourly):
            return _Moved(moment, _HOURLY, hourly)
        case Steps(share=share):
            return _Moved(moment, _STEP, share)
        case OneTime(each=Decimal() as each):
            return _Moved(moment, _BONUS_EACH, each)
        case OneTime(share=share):
            return _Moved(moment, _BONUS_SHARE, share or ZERO)
        case other:
            raise TypeError(f"{other.title} does not move pay")


@dataclass(slots=True)
class _Ledger:
    """Sums over groups: plain ones, and those counted person by person because a charge has a cap."""

    moments: Sequence[Moment]
    years: int
    moved: dict[tuple[int, str], _Moved] = field(default_factory=dict)
    once: dict[tuple[str, int], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    # Charges above or below the plain rate, by item, year and component: (in year, annualized) by charge.
    capped: dict[tuple[str, int, Component], dict[str, list[Decimal]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: [ZERO, ZERO]))
    )
    ways: dict[str, tuple[_Moved, ...]] = field(default_factory=dict)

    def way_of(self, code: str) -> tuple[_Moved, ...]:
        """The moments a classification passes, each with its sums; found once for all its groups."""
        if code not in self.ways:
            passed = [_moved(moment) for moment in self.moments if moment.item.covers(code)]
            self.moved.update({(sums.moment.order, code): sums for sums in passed})
            self.ways[code] = tuple(passed)
        return self.ways[code]


def pay_lines(
    snapshot: Snapshot, items: Sequence[Item], rates: Sequence[RollUp], years: Sequence[FiscalYear]
) -> Iterator[Line]:
    """The lines of general increases, steps and bonuses paid by the person, and of the pools that follow pay."""
    ledger = _Ledger(moments_of(items, years), len(years))
    capped = [rate for rate in rates if rate.cap is not None]
    lowest = min((rate.cap for rate in capped if rate.cap is not None), default=None)
    for group in snapshot.groups:
        highest = _walk(group, ledger)
        if lowest is not None and highest > lowest:
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
        way = sums.way
        if way == _SHARE:
            added = pay * sums.value
        elif way == _STEP:
            if left <= 0:
                continue
            reached, share = sums.moment.step_share(group.anniversary)
            added = pay * sums.value * reached
            if not added:
                continue
            left -= 1
            sums.own_year += heads * added * share
        elif way == _FLAT:
            added = sums.value
        elif way == _HOURLY:
            added = sums.value * group.hours
        else:
            each = sums.value if way == _BONUS_EACH else pay * sums.value
            ledger.once[sums.moment.item.key, sums.moment.year] += heads * each
            bonus += each
            continue
        sums.added += heads * added
        pay += added
    return pay + bonus


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
    pay, left, heads = group.pay, group.steps_left, group.heads
    wages = [group.pay] * ledger.years
    for sums in ledger.way_of(group.code):
        moment, lasts = sums.moment, sums.way < _BONUS_SHARE
        part = Component.BASE if lasts else Component.ONE_TIME
        added, shares = sums.of_one(pay, group, left)
        if sums.way == _STEP and added:
            left -= 1
        charged = [rate for rate in capped if part in rate.on]
        then = [_beyond(rate, pay, added) * heads if lasts else ZERO for rate in charged]
        for index in range(moment.year, ledger.years if lasts else moment.year + 1):
            paid = added * shares[index] if lasts else added
            kept = ledger.capped[moment.item.key, index, part]
            for rate, annualized in zip(charged, then, strict=True):
                sum_of = kept[rate.name]
                sum_of[0] += _beyond(rate, wages[index], paid) * heads
                sum_of[1] += annualized
            wages[index] += paid
        pay += added if lasts else ZERO


def _beyond(rate: RollUp, had: Decimal, paid: Decimal) -> Decimal:
    """The capped charge on ``paid`` more for one person, less the plain charge: never above zero."""
    if rate.cap is not None and had >= rate.cap and paid >= 0:
        return -(paid * rate.rate)
    return capped_charge(rate, had, had + paid) - paid * rate.rate


def _cap_lines(ledger: _Ledger, years: Sequence[FiscalYear]) -> Iterator[Line]:
    for (key, index, component), charges in ledger.capped.items():
        counted = {name: Amount(in_year, annualized) for name, (in_year, annualized) in charges.items()}
        yield Line(key, years[index].name, component, Amount(), counted)

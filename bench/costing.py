"""The costing of 20,000 employees: their roster kept for it, read back, and ten items over three years."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import DateField, F
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from bargaining.actions.negotiations import open_negotiation
from bargaining.actions.snapshots import enter_rates, take_snapshot
from bargaining.costing.engine import cost
from bargaining.costing.items import GeneralIncrease, Item, Leave, OneTime, PaidHours, Steps, Yearly
from bargaining.costing.pricing import yearly_increases
from bargaining.costing.snapshot import PENSIONABLE, WAGES, Component, RollUp, Snapshot
from bargaining.costing.wire import SourcedRate, read_rates
from bargaining.models.negotiation import Negotiation
from bargaining.queries.costing import basis_of, cost_items, snapshot_of
from bargaining.rules.vocabulary import Form
from bench.city import NOW
from bench.measure import Result, Run, ms, rate, seconds, told, undone
from bench.roster import PEOPLE, load
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, BargainingUnit, Employee

GOAL = 1.0
ITEMS, YEARS, TIMES = 10, 3, 5
FIRST = date(2026, 7, 1)
RATES = (
    RollUp("Social Security", Decimal("0.062"), WAGES, Decimal(184_500)),
    RollUp("Medicare", Decimal("0.0145"), WAGES),
    RollUp("Pension", Decimal("0.1285"), PENSIONABLE),
)


def costing() -> Iterator[Result]:
    """Seconds of this process to keep the roster, to read it back, to cost; undone."""
    chief = User.objects.get(role="CHIEF")
    with undone():
        load(chief, date(2026, 6, 1))
        unit = BargainingUnit.objects.earliest("pk")
        _nobody_alike(unit)
        negotiation = _negotiation(unit, chief)
        took = seconds(lambda: _keep(negotiation, chief))
        basis = basis_of(negotiation)
        reading = _busy(lambda: basis.snapshot)
        snapshot, charges = basis.snapshot, read_rates(basis.rates.rates)
        spent = min(_busy(lambda: cost(snapshot, ten_items(), rates=charges, years=basis.years)) for _ in range(TIMES))
        floor = min(_busy(lambda: _bare(snapshot)) for _ in range(TIMES))
        cost_items(ten_items(), basis)
        again = seconds(lambda: cost_items(ten_items(), basis))
        snapshot_of.cache_clear()
    groups = len(snapshot.groups)
    yield told(f"roster of {PEOPLE:,} kept for costing", f"{took:.2f} s, {groups:,} groups", goal="seconds")
    yield told(
        f"costing of {PEOPLE:,}, ten items, three years",
        f"{spent:.2f} s of CPU = {rate(PEOPLE, spent, 'people')}; roster read once in {reading:.2f} s;"
        f" asked again {ms(again)}",
        anchor=f"one product and sum a person and item {floor:.2f} s", ratio=spent / floor,
        goal=f"{GOAL:.0f} s", is_met=spent <= GOAL,
    )  # fmt: skip


def _busy(run: Run) -> float:
    """Seconds this process computed: what else the machine does is not counted."""
    began = time.process_time()
    run()
    return time.process_time() - began


def _bare(snapshot: Snapshot) -> Decimal:
    """The least there is to do: each person's pay times a share, added up, once for each item and year."""
    share, total = Decimal("0.03"), Decimal(0)
    for group in snapshot.groups:
        pay = group.pay
        for _ in range(ITEMS * YEARS):
            total += pay * share
    return total


def _nobody_alike(unit: BargainingUnit) -> None:
    """The worst roster there is: each with a pay and a day of hire of their own, from every class of the file."""
    Assignment.objects.update(unit=unit, annual_pay=Decimal(38_000) + (F("employee_id") * 7919) % 150_000)
    Employee.objects.update(hired_on=Cast(RawSQL("date '2001-01-01' + (id * 389 %% 9000)::int", ()), DateField()))


def _negotiation(unit: BargainingUnit, chief: User) -> Negotiation:
    return open_negotiation(
        unit=unit, form=Form.SUCCESSOR, title="Bench", by=chief, at=NOW, today=date(2026, 2, 2),
        agreement_ends_on=date(2026, 6, 30),
    )  # fmt: skip


def _keep(negotiation: Negotiation, chief: User) -> None:
    take_snapshot(negotiation_id=negotiation.pk, as_of=date(2026, 6, 1), by=chief, at=NOW, top_step=9)
    sourced = [SourcedRate(charge) for charge in RATES]
    enter_rates(name="Bench", effective_on=FIRST, rates=sourced, by=chief, at=NOW)


def ten_items() -> list[Item]:
    """Three raises, a flat one, one by the hour, steps, a bonus, an allowance, call-out hours, a holiday."""
    raises = yearly_increases([Decimal("3.5"), Decimal(3), Decimal("2.5")], first=FIRST)
    later = date(2027, 1, 1)
    return [
        *raises,
        GeneralIncrease(key="flat", title="Flat", effective_on=later, flat=Decimal(500)),
        GeneralIncrease(key="hourly", title="By the hour", effective_on=date(2028, 1, 1), hourly=Decimal("0.25")),
        Steps(key="steps", title="Steps", effective_on=FIRST, share=Decimal("0.022")),
        OneTime(key="bonus", title="Bonus", effective_on=FIRST, each=Decimal(1000)),
        Yearly(key="boots", title="Boots", effective_on=FIRST, component=Component.ALLOWANCE, each=Decimal(480)),
        PaidHours(key="hours", title="Call-out", effective_on=FIRST, hours=Decimal(9000), rate=Decimal(32)),
        Leave(
            key="leave", title="Holiday", effective_on=FIRST, heads=Decimal(PEOPLE), hours=Decimal(8), rate=Decimal(32)
        ),
    ]

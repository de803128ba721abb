"""What the Labor and Trades table costs: the roster of June, payroll charges, priced proposals, three scenarios."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bargaining.actions import scenarios, snapshots
from bargaining.actions.proposals import price_proposal
from bargaining.actions.scenarios import Made
from bargaining.costing.items import GeneralIncrease, Item, OneTime, PaidHours, Steps, Yearly
from bargaining.costing.pricing import yearly_increases
from bargaining.costing.snapshot import PENSIONABLE, WAGES, Component, Pool, RollUp, Tier
from bargaining.costing.wire import SourcedRate, read_items
from bargaining.models.money import Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.costing import Basis, basis_of
from labor_office.core.users.models import User
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

LT = "labor-and-trades"
# Positions the Council authorized, against 160 on the roster.
AUTHORIZED, TOP_STEP = 168, 9
_PAY = frozenset({Component.BASE, Component.OVERTIME, Component.PREMIUM})
CHARGES = (
    (
        RollUp("Social Security", Decimal("0.062"), WAGES, Decimal(184_500)),
        "Payroll, wage base of 2026 to be confirmed",
    ),
    (RollUp("Medicare", Decimal("0.0145"), WAGES), "Payroll"),
    (RollUp("Pension", Decimal("0.1285"), PENSIONABLE), "Actuary's letter of March"),
    (RollUp("Workers' compensation", Decimal("0.02"), _PAY), "Risk management"),
    (RollUp("Life insurance", Decimal("0.0035"), PENSIONABLE), "Benefits"),
)
POOLS = (
    Pool("Overtime", Component.OVERTIME, Decimal(612_000)),
    Pool("Standby and call-back", Component.PREMIUM, Decimal(96_000)),
)
TIERS = (
    Tier("Single", Decimal(71), Decimal("842.00"), Decimal("0.85")),
    Tier("Family", Decimal(78), Decimal("2310.00"), Decimal("0.78")),
)
FUNDS = {
    "410": {"Water Fund": Decimal(1)},
    "420": {"General Fund": Decimal("0.8"), "Streets Fund": Decimal("0.2")},
    "450": {"General Fund": Decimal(1)},
}


def tell(city: Rivermont) -> None:
    """Theo costs what has passed so far; Rosa reviews one of his scenarios."""
    negotiation = Negotiation.objects.get(kind="negotiation", unit=city.units[LT])
    theo = city.people["Theo Lindqvist"]
    _base(city, negotiation, theo)
    _price(city, negotiation, theo)
    basis = basis_of(negotiation)
    for name in ("Union 3", "City 3"):
        _of_proposal(city, negotiation, basis, name, theo)
    last = _front_loaded(city, negotiation, basis, theo)
    scenarios.review_scenario(scenario_id=last.pk, by=city.chief, at=_at(city, -1, "16:05"))


def _base(city: Rivermont, negotiation: Negotiation, by: User) -> None:
    year = city.days.today.year
    snapshots.enter_rates(
        name=f"FY {year + 1} payroll charges", effective_on=date(year, 7, 1),
        rates=[SourcedRate(charge, source) for charge, source in CHARGES], by=by, at=_at(city, -30, "09:20"),
    )  # fmt: skip
    snapshots.take_snapshot(
        negotiation_id=negotiation.pk, as_of=city.days.today.replace(day=1), top_step=TOP_STEP, authorized=AUTHORIZED,
        pools=POOLS, tiers=TIERS, funds=FUNDS, by=by, at=_at(city, -9, "11:00"),
    )  # fmt: skip


def _price(city: Rivermont, negotiation: Negotiation, by: User) -> None:
    """What is no series of raises is priced by the analyst, item by item."""
    first = negotiation.term_starts_on
    assert first is not None  # noqa: S101 -- the story opened it with a term
    prices: tuple[tuple[str, str, Item], ...] = (
        ("14", "UNION", PaidHours(
            key="1", title="Four hours for a call-out", effective_on=first, hours=Decimal(3_400), rate=Decimal("27.40"),
            multiplier=Decimal("1.5"),
        )),
        ("15", "UNION", PaidHours(
            key="1", title="Night differential of $1.50", effective_on=first, hours=Decimal(58_000),
            rate=Decimal("1.50"), component=Component.PREMIUM,
        )),
        ("24", "CITY", Yearly(
            key="1", title="Tools and boots", effective_on=first, component=Component.ALLOWANCE, each=Decimal(480),
        )),
    )  # fmt: skip
    for number, side, item in prices:
        proposal = Proposal.objects.filter(issue__negotiation=negotiation, issue__number=number, side=side).latest("pk")
        price_proposal(proposal_id=proposal.pk, items=[item], by=by, at=_at(city, -6, "10:30"))


def _of_proposal(city: Rivermont, negotiation: Negotiation, basis: Basis, name: str, by: User) -> None:
    side, _, count = name.partition(" ")
    proposal = Proposal.objects.get(
        issue__negotiation=negotiation, issue__number="22", side=side.upper(), number=int(count)
    )
    made = Made(
        f"{name} on wages", read_items(proposal.items), basis.years, basis.kept, basis.rates,
        "Paid from July 1 of each year.", proposal,
    )  # fmt: skip
    scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made, by=by, at=_at(city, -6, "11:10"))


def _front_loaded(city: Rivermont, negotiation: Negotiation, basis: Basis, by: User) -> Scenario:
    """A scenario with a former state: on Thursday the bonus went and the first raise grew."""
    first = negotiation.term_starts_on
    assert first is not None  # noqa: S101 -- as above
    raises = yearly_increases([Decimal(3), Decimal(3), Decimal("2.75")], first=first)
    steps = Steps(key="4", title="Steps of the pay plan", effective_on=first, share=Decimal("0.022"))
    bonus = OneTime(key="5", title="Signing bonus", effective_on=first, each=Decimal(500))
    made = Made(
        "City 4, front-loaded", (*raises, steps, bonus), basis.years, basis.kept, basis.rates,
        "Steps cost what the pay plan of 2023 costs.\nAdopted before July 1, so nothing is retroactive.",
    )  # fmt: skip
    pk = negotiation.pk
    former = scenarios.keep_scenario(negotiation_id=pk, made=made, by=by, at=_at(city, -3, "17:30"))
    larger: GeneralIncrease = replace(raises[0], share=Decimal("0.0325"), title="General increase 3.25%")
    made = replace(made, items=(larger, *raises[1:], steps))
    return scenarios.keep_scenario(negotiation_id=pk, made=made, by=by, at=_at(city, -2, "10:40"), replaces=former)


def _at(city: Rivermont, back: int, clock: str) -> datetime:
    return moment(city.days.working(back), clock)

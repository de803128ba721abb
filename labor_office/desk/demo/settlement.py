"""What a settlement really cost: Fire and EMS agreed in the middle of its term, and the first payroll has run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from bargaining.actions import (
    actuals,
    agreed,
    mandates,
    negotiations,
    process,
    scenarios,
    sessions,
    snapshots,
    striking,
    table,
)
from bargaining.actions.actuals import Entry
from bargaining.actions.proposals import price_proposal
from bargaining.actions.scenarios import Made
from bargaining.costing.actuals import estimate_of
from bargaining.costing.items import GeneralIncrease, Item, OneTime, Yearly
from bargaining.costing.money import cents
from bargaining.costing.results import Costing
from bargaining.costing.snapshot import PENSIONABLE, WAGES, Component, RollUp
from bargaining.costing.wire import SourcedRate
from bargaining.models.money import Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.queries.costing import basis_of
from bargaining.queries.scenarios import costing_of
from bargaining.rules.vocabulary import Ceiling, Form, Move, Side, Stage, SubjectClass, TeamRole
from labor_office.core.matters.actions.closing import close_matter
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.mandate import EXEMPTION
from labor_office.desk.demo.setting import Rivermont

FIRE, OWNER, ANALYST = "fire-and-ems", "Omar Reyes", "Theo Lindqvist"
CHARGES = (
    (RollUp("Medicare", Decimal("0.0145"), WAGES), "Payroll"),
    (RollUp("Pension, public safety", Decimal("0.2140"), PENSIONABLE), "Actuary's letter of March 2025"),
    (
        RollUp("Workers' compensation", Decimal("0.031"), frozenset({Component.BASE, Component.PREMIUM})),
        "Risk management",
    ),
)
FIRE_DEPARTMENT = "510"
ARTICLE = "21"
ASKED = "Two percent, and a differential for paramedics"
GIVEN = "One percent from January 1, retroactive; a differential for paramedics; the certificate fee once"
TEXT = (
    "21.5 Paramedics\n"
    "Rates of pay increase by one percent (1.0%) from January 1, paid with what is owed. Whoever holds a paramedic "
    "certificate receives the paramedic differential from that day, and the fee of the certificate once."
)
LINES = UUID("6c7a0a52-3c5e-4f60-8a0f-5d3a4c1f7b33")
FUNDS = {"General Fund": Decimal("0.85"), "EMS Fund": Decimal("0.15")}
# Item, fund, the real cost over the estimate, the reason. Of the ledger there is nothing yet on the payment made once.
REAL = (
    ("1", "General Fund", "0.978", ""),
    ("1", "EMS Fund", "1.004", ""),
    ("2", "", "1.118", "Nine more people hold the certificate than the estimate took from the roster."),
)  # fmt: skip


def tell(city: Rivermont) -> None:
    """Opened in winter, adopted last week, the retroactive pay in Friday's payroll."""
    negotiation = _bargain(city)
    kept = _estimate(city, negotiation)
    by, adopted = city.people[ANALYST], city.days.working(-4)
    actuals.name_estimate(
        negotiation_id=negotiation.pk, scenario=kept, adopted_on=adopted, by=by, at=_at(city, -3, "09:10"),
        today=city.days.today,
    )  # fmt: skip
    costing = costing_of(kept)
    entries = [_entry(costing, *each) for each in REAL]
    actuals.enter_actuals(
        negotiation_id=negotiation.pk, entries=entries, by=by, at=_at(city, -1, "15:20"), today=city.days.today
    )
    close_matter(
        matter_id=negotiation.pk, closed_on=adopted, why="Adopted by the City Council", by=city.people[OWNER],
        at=_at(city, -1, "15:40"),
    )  # fmt: skip


def _bargain(city: Rivermont) -> Negotiation:
    by, at, year = city.people[OWNER], _at(city, -110, "09:00"), city.days.today.year
    begins = date(year, 1, 1)
    negotiation = negotiations.open_negotiation(
        unit=city.units[FIRE], form=Form.MIDTERM, title="Fire and EMS, paramedic pay", term=(begins, date(year + 1, 6, 30)),
        agreement_ends_on=date(year + 1, 6, 30),
        demanded_on=at.date(), demanded_by=Side.UNION, by=by, at=at, today=at.date(),
    )  # fmt: skip
    for user, role in ((city.chief, TeamRole.NEGOTIATOR), (city.people[ANALYST], TeamRole.COSTING)):
        negotiations.name_team_member(negotiation_id=negotiation.pk, side=Side.CITY, user=user, role=role, by=by, at=at)
    _meet(city, negotiation)
    return negotiations.enter_stage(
        negotiation_id=negotiation.pk, stage=Stage.ADOPTION, by=by, at=_at(city, -9, "16:00")
    )


def _meet(city: Rivermont, negotiation: Negotiation) -> None:
    by, signed = city.people[OWNER], city.days.working(-104)
    process.write_ground_rules(
        negotiation_id=negotiation.pk, text="One subject, paramedic pay. Each side brings three people.",
        signed_on=signed, document=None, by=by, at=_at(city, -104, "15:00"), today=signed,
    )  # fmt: skip
    session = sessions.plan_session(
        negotiation_id=negotiation.pk, on=signed, place="Fire headquarters", by=by, at=_at(city, -109, "10:00")
    )
    sessions.start_session(session_id=session.pk, by=by, at=_at(city, -104, "13:00"))
    _agree(city, negotiation)
    sessions.end_session(session_id=session.pk, by=by, at=_at(city, -104, "15:00"))
    named = city.days.working(-60)
    process.record_happening(
        negotiation_id=negotiation.pk, event="naming_of_the_neutral", on=named, label="No neutral was needed: both sides agreed",
        by=by, at=_at(city, -60, "16:00"), today=named,
    )  # fmt: skip


def _agree(city: Rivermont, negotiation: Negotiation) -> None:
    """One article: the union asks, the City counters with what both initial that afternoon."""
    by, pk, at = city.people[OWNER], negotiation.pk, _at(city, -104, "13:10")
    issue = negotiations.add_issue(
        negotiation_id=pk, number=ARTICLE, title="Paramedic pay", is_economic=True,
        subject_class=SubjectClass.MANDATORY, by=by, at=at,
    )  # fmt: skip
    mandates.record_mandate(
        negotiation_id=pk, body="MANAGER", given_on=city.days.working(-108), exemption=EXEMPTION,
        ceilings={Ceiling.TERM: Decimal(600_000)}, holders=[city.chief], by=by, at=at,
    )  # fmt: skip
    for minute, (side, words) in enumerate(((Side.UNION, ASKED), (Side.CITY, GIVEN))):
        entry = table.log_entry(
            negotiation_id=pk, key=uuid5(LINES, f"{ARTICLE}-{side}"), side=side, move=Move.PROPOSAL, number=ARTICLE,
            words=words, by=by, at=at + timedelta(minutes=20 * (minute + 1)),
        )  # fmt: skip
    given = entry.proposal
    price_proposal(proposal_id=given.pk, items=_items(city), by=by, at=_at(city, -104, "14:20"))
    sheet = agreed.draft_agreement(issue_id=issue.pk, text=TEXT, proposal=given, by=by, at=_at(city, -104, "14:30"))
    striking.say_struck(agreement_id=sheet.pk, by=by, at=_at(city, -104, "14:35"))
    for side, name in ((Side.CITY, OWNER), (Side.UNION, "Ty Boone")):
        agreed.initial_agreement(
            agreement_id=sheet.pk, side=side, name=name, by=by, at=_at(city, -104, "14:40"),
            leave="Costed by hand with Finance; the roster was not kept yet",
        )  # fmt: skip


def _items(city: Rivermont) -> tuple[Item, ...]:
    begins, paid = date(city.days.today.year, 1, 1), city.days.working(-1)
    return (
        GeneralIncrease(key="1", title="General increase 1%", share=Decimal("0.01"), effective_on=begins, paid_from=paid),
        Yearly(
            key="2", title="Paramedic differential", component=Component.PREMIUM, amount=Decimal(128_000),
            effective_on=begins,
        ),
        OneTime(key="3", title="Certificate fee, paid back once", each=Decimal(180), effective_on=paid),
    )  # fmt: skip


def _estimate(city: Rivermont, negotiation: Negotiation) -> Scenario:
    by, year = city.people[ANALYST], city.days.today.year
    snapshots.enter_rates(
        unit=city.units[FIRE], name=f"FY {year} charges, public safety", effective_on=date(year - 1, 7, 1),
        rates=[SourcedRate(charge, source) for charge, source in CHARGES], by=by, at=_at(city, -9, "10:00"),
    )  # fmt: skip
    snapshots.take_snapshot(
        negotiation_id=negotiation.pk, as_of=city.days.today.replace(day=1), funds={FIRE_DEPARTMENT: FUNDS},
        by=by, at=_at(city, -9, "10:20"),
    )  # fmt: skip
    basis = basis_of(negotiation)
    made = Made(
        "As adopted", _items(city), basis.years, basis.kept, basis.rates, "Sixty-four people hold the certificate."
    )
    kept = scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made, by=by, at=_at(city, -8, "11:30"))
    return scenarios.review_scenario(scenario_id=kept.pk, by=city.chief, at=_at(city, -7, "14:00"))


def _entry(costing: Costing, item: str, fund: str, over: str, reason: str) -> Entry:
    year = costing.years[0].name
    amount = cents(estimate_of(costing, item=item, year=year, fund=fund) * Decimal(over))
    return Entry(item, year, amount, "Payroll register of the first pay day after adoption", fund, reason)


def _at(city: Rivermont, back: int, clock: str) -> datetime:
    return moment(city.days.working(back), clock)

"""Costings that are kept: made, changed into a newer one, reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bargaining.actions.negotiations import hold_negotiation
from bargaining.costing.engine import CostingRefused, cost
from bargaining.costing.items import Item
from bargaining.costing.results import Costing
from bargaining.costing.wire import plain_items, plain_results, plain_year, read_rates, read_snapshot
from bargaining.costing.years import FiscalYear
from bargaining.models.money import RateTable, RosterSnapshot, Scenario
from bargaining.models.proposals import Proposal
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.web import words


@dataclass(frozen=True, slots=True)
class Made:
    """What a scenario is made of."""

    name: str
    items: Sequence[Item]
    years: Sequence[FiscalYear]
    snapshot: RosterSnapshot
    rates: RateTable
    assumptions: str = ""
    proposal: Proposal | None = None


def cost_scenario(made: Made) -> Costing:
    """What it costs. Raises CostingRefused, naming the item and the mend."""
    kept = made.snapshot
    snapshot = read_snapshot(kept.reference, kept.as_of, groups=kept.groups, pools=kept.pools, tiers=kept.tiers)
    try:
        return cost(snapshot, made.items, rates=read_rates(made.rates.rates), years=made.years)
    except ValueError as refused:
        raise CostingRefused(str(refused)) from refused


@transaction.atomic
def keep_scenario(
    *, negotiation_id: int, made: Made, by: User, at: datetime, replaces: Scenario | None = None
) -> Scenario:
    """Cost it and keep the answer with all it was made of.

    With ``replaces`` it is a newer state of that one, which stays as it was, review included.

    Raises CostingRefused when it has no name, cannot be costed, is of another unit's roster, or
    ``replaces`` has a newer state already.
    """
    negotiation = hold_negotiation(negotiation_id)
    _refuse(made, negotiation.unit_id, replaces)
    costing = cost_scenario(made)
    kept = Scenario.objects.create(
        negotiation=negotiation,
        name=made.name.strip(),
        proposal=made.proposal,
        snapshot=made.snapshot,
        rate_table=made.rates,
        rates=made.rates.rates,
        items=plain_items(made.items),
        years=[plain_year(year) for year in made.years],
        formulas=costing.formulas,
        results=plain_results(costing),
        assumptions=made.assumptions.strip(),
        replaces=replaces,
        made_by=by,
        made_at=at,
    )
    verb = "changed" if replaces else "kept"
    record_event(matter=negotiation, verb=f"costing.{verb}", summary=f"A costing was {verb}", by=by, at=at)
    return kept


def _refuse(made: Made, unit_id: int | None, replaces: Scenario | None) -> None:
    if not made.name.strip():
        raise CostingRefused("Give the scenario a name.")
    if made.snapshot.unit_id != unit_id:
        raise CostingRefused("The roster is of another unit. Choose one of this negotiation's.")
    newer = Scenario.objects.filter(replaces=replaces).select_related("made_by").first() if replaces else None
    if newer is not None:
        raise CostingRefused(
            f"{newer.made_by} changed it {words.moment(newer.made_at)}. Open the newest state and change that."
        )


@transaction.atomic
def review_scenario(*, scenario_id: int, by: User, at: datetime) -> Scenario:
    """Stamp it as reviewed for the budget. Raises CostingRefused for its author, or when it was reviewed before."""
    hold_negotiation(Scenario.objects.values_list("negotiation_id", flat=True).get(pk=scenario_id))
    found = Scenario.objects.select_for_update(no_key=True, of=("self",)).select_related("negotiation", "reviewed_by")
    scenario = found.get(pk=scenario_id)
    if scenario.made_by_id == by.pk:
        raise CostingRefused("Someone other than its author reviews a costing.")
    if scenario.reviewed_at is not None:
        raise CostingRefused(f"{scenario.reviewed_by} reviewed it {words.moment(scenario.reviewed_at)}.")
    scenario.reviewed_by, scenario.reviewed_at = by, at
    scenario.save(update_fields=["reviewed_by", "reviewed_at"])
    record_event(
        matter=scenario.negotiation,
        verb="costing.reviewed",
        summary="A costing was reviewed for the budget",
        by=by,
        at=at,
    )
    return scenario


@transaction.atomic
def record_export(*, scenario_id: int, form: str, by: User, at: datetime) -> None:
    """Keep in the history who took a costing out of the desk, and in which form."""
    scenario = Scenario.objects.select_related("negotiation").get(pk=scenario_id)
    summary = f"A costing was taken out as {form}"
    record_event(matter=scenario.negotiation, verb="costing.exported", summary=summary, by=by, at=at)

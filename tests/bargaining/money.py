"""A costed table, as tests say it."""

from datetime import date
from decimal import Decimal

from bargaining.actions import snapshots
from bargaining.actions.scenarios import Made
from bargaining.costing.pricing import yearly_increases
from bargaining.costing.wire import SourcedRate
from bargaining.queries.costing import basis_of
from tests.bargaining.costing.offers import RATES
from tests.bargaining.table import AT
from tests.factories.workforce import AssignmentFactory, ClassificationFactory

ROSTER_DAY = date(2026, 6, 1)
FIRST = date(2026, 7, 1)


def employ(unit, *pays, code="LT110", step="3", starts_on=date(2026, 1, 1), **more):
    """People of one classification of ``unit``, one for each pay."""
    classification = ClassificationFactory(code=code, unit=unit)
    return [
        AssignmentFactory(
            unit=unit, classification=classification, annual_pay=pay, pay_step=step, starts_on=starts_on, **more
        )
        for pay in pays
    ]


def bound(negotiation, ends=date(2026, 6, 30)):
    """The negotiation with the end of the agreement in force, from which the new term begins."""
    negotiation.agreement_ends_on = ends
    negotiation.save(update_fields=["agreement_ends_on"])
    return negotiation


def costed(negotiation, by, *pays):
    """A negotiation with a roster of ``pays`` (two of 50,000 when none are given) and payroll charges; its basis."""
    bound(negotiation)
    employ(negotiation.unit, *(pays or (50_000, 50_000)))
    snapshots.take_snapshot(negotiation_id=negotiation.pk, as_of=ROSTER_DAY, by=by, at=AT)
    charges(by)
    return basis_of(negotiation)


def charges(by, name="FY 2027 charges", rates=RATES, unit=None):
    """A table of payroll charges from July 1, 2025."""
    sourced = [SourcedRate(rate, "Payroll") for rate in rates]
    return snapshots.enter_rates(name=name, effective_on=date(2025, 7, 1), rates=sourced, unit=unit, by=by, at=AT)


def made(basis, *percents, name="City 4", **more):
    """A scenario of yearly increases on a basis."""
    items = yearly_increases([Decimal(percent) for percent in percents], first=FIRST)
    return Made(name=name, items=items, years=basis.years, snapshot=basis.kept, rates=basis.rates, **more)

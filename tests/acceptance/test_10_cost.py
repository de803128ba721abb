"""Scenario 10, its cost: a counter by year and in the whole package, and other raises tried out beside it."""

import time
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bargaining.actions.proposals import write_text
from bargaining.costing.engine import cost
from bargaining.costing.pricing import yearly_increases
from bargaining.costing.wire import read_rates
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.costing import basis_of, cost_of_proposal, package_cost
from bargaining.rules.vocabulary import Ceiling, Side
from labor_office.core.web import words
from labor_office.desk.demo.bargaining import CITY_3

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TABLE = "/negotiations/N-2026-03/table/?issue=22"
UNION_4 = CITY_3.replace("three percent (3.0%)", "three and one-half percent (3.5%)")


def thousands(amount: Decimal) -> str:
    """As the rail shows it."""
    return f"{round(amount / 1000):,}"


def passed(page) -> tuple[Negotiation, Proposal]:
    """Union 4 is logged at the table, its paper typed by a colleague."""
    page.keyboard.press("Alt+l")
    page.keyboard.type("3.5/3.5/3 retro")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("columnheader", name="Union 4")).to_be_visible()
    proposal = Proposal.objects.get(issue__number="22", side=Side.UNION, number=4)
    negotiation = Negotiation.objects.select_related("owner").get(reference="N-2026-03")
    write_text(proposal_id=proposal.pk, text=UNION_4, intent=None, by=negotiation.owner, at=timezone.now())
    proposal.refresh_from_db()
    return negotiation, proposal


def test_cost_of_a_counter_and_a_what_if(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    negotiation, proposal = passed(page)
    page = hands.live.open(TABLE)
    rail = page.get_by_role("region", name="Cost of Art. 22")
    found = cost_of_proposal(proposal)
    expect(rail.get_by_role("row", name="Union 4")).to_contain_text(thousands(found.total(Ceiling.TERM)))
    for _, amount in found.by_year:
        expect(rail.get_by_role("row", name="Union 4")).to_contain_text(thousands(amount))
    package = page.get_by_role("region", name="Whole package, 3 years")
    for side in Side:
        total = package_cost(negotiation, side).total(Ceiling.TERM)
        expect(package.get_by_role("row", name="Package")).to_contain_text(thousands(total))
    hands.looked_at()
    with hands.counted() as counts:
        _try_out(page, negotiation)
    assert counts.loads == 0


def _try_out(page, negotiation) -> None:
    """Other raises are typed and answered within a second, with the engine's own figure."""
    basis = basis_of(negotiation)
    items = yearly_increases([Decimal("3.25"), Decimal(3), Decimal("2.75")], first=date(2026, 7, 1))
    engine = cost(basis.snapshot, items, rates=read_rates(basis.rates.rates), years=basis.years)
    for label, percent in (("Jul 2026", "3.25"), ("Jul 2027", "3"), ("Jul 2028", "2.75")):
        page.get_by_label(label).fill(percent)
    began = time.monotonic()
    answer = page.locator("#what-if")
    expect(answer).to_contain_text(words.money(_with(negotiation, items)))
    # The pause of 300 ms that lets a person finish typing is part of it.
    assert time.monotonic() - began < 2.5
    assert answer.get_attribute("role") == "status"
    assert words.money(engine.total)


def _with(negotiation, items) -> Decimal:
    """The City's package with these raises."""
    issue = negotiation.issues.get(number="22")
    found = package_cost(negotiation, Side.CITY, instead={issue.pk: items})
    total = found.total(Ceiling.TERM)
    assert total is not None
    return total

"""Scenario 10. A counter is read against current and City 3, its cost against the ceiling; other raises are tried out.

Every figure and every sentence on the page is the engine's own. How fast the server answers is measured by
the bench, not here.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bargaining.actions.proposals import write_text
from bargaining.costing.engine import cost
from bargaining.costing.pricing import of_article, yearly_increases
from bargaining.costing.wire import read_items, read_rates
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.against import against_for, stand_of
from bargaining.queries.costing import basis_of, cost_of_proposal, package_cost
from bargaining.rules.vocabulary import Ceiling, Side
from labor_office.core.users.models import User
from labor_office.core.web import clock, words
from labor_office.desk.demo.bargaining import CITY_3

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TABLE = "/negotiations/N-2026-03/table/?issue=22"
UNION_4 = CITY_3.replace("three percent (3.0%)", "three and one-half percent (3.5%)")
TRIED = {"Jul 2026": "3.25", "Jul 2027": "3", "Jul 2028": "2.75"}
RAISES = yearly_increases([Decimal(percent) for percent in TRIED.values()], first=date(2026, 7, 1))


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


def test_a_counter_is_read_against_current_and_city_3_and_its_cost_against_the_ceiling(hands, sign_in):
    dana = sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    negotiation, proposal = passed(page)
    page = hands.live.open(TABLE)
    compared = page.locator("#compared")
    with hands.counted() as counts:
        expect(compared.get_by_role("heading", level=2)).to_have_text("Union 4 against Current agreement")
        expect(compared.locator("ins").first).to_be_visible()
        hands.click(compared.get_by_role("link", name="City 3", exact=True))
        expect(compared.get_by_role("heading", level=2)).to_have_text("Union 4 against City 3")
        expect(compared.locator("ins").first).to_contain_text("and one-half percent (3.5%)")
        _costs(page, negotiation, proposal, dana)
        _try_out(page, negotiation, dana)
    assert counts.clicks <= 2
    assert counts.loads == 0
    hands.looked_at()


def _costs(page, negotiation: Negotiation, proposal: Proposal, user: User) -> None:
    """The rail holds the counter year by year, both packages, and the verdict in a sentence."""
    rail = page.get_by_role("region", name="Cost of Art. 22")
    found = cost_of_proposal(proposal)
    line = rail.get_by_role("row", name="Union 4")
    for amount in (found.total(Ceiling.TERM), *(amount for _, amount in found.by_year)):
        expect(line).to_contain_text(thousands(amount))
    package = page.get_by_role("region", name="Whole package, 3 years")
    for side in Side:
        total = package_cost(negotiation, side).total(Ceiling.TERM)
        expect(package.get_by_role("row", name="Package")).to_contain_text(thousands(total))
    against = against_for(user, negotiation, today=clock.today())
    assert "over the Council ceiling of $2.65M" in against.sentence
    expect(package.locator(".verdict")).to_contain_text(against.sentence)


def _try_out(page, negotiation: Negotiation, user: User) -> None:
    """Other raises are typed; the answer is what the engine says of the City's whole package with them."""
    issue = negotiation.issues.get(number="22")
    with page.expect_response(lambda one: one.url.endswith("/issues/22/what-if/") and "3.25" in one.request.post_data):
        for label, percent in TRIED.items():
            page.get_by_label(label).fill(percent)
    answer = page.locator("#what-if")
    article, package = _by_the_engine(negotiation, issue)
    expect(answer).to_contain_text(f"Wages {words.money(article)} over the term")
    expect(answer).to_contain_text(f"package {words.money(package)} with its other positions")
    assert answer.get_attribute("role") == "status"
    tried = package_cost(negotiation, Side.CITY, instead={issue.pk: RAISES})
    stand = stand_of(user, negotiation, tried, issue, today=clock.today())
    expect(answer.locator(".verdict").last).to_contain_text(stand.verdict.sentence)


def _by_the_engine(negotiation: Negotiation, issue: Issue) -> tuple[Decimal, Decimal]:
    """The article's part and the whole, straight from the core: the City's last offers with these raises."""
    basis = basis_of(negotiation)
    items = [*of_article("22", RAISES)]
    for other in negotiation.issues.exclude(pk=issue.pk):
        last = other.proposals.on_record().filter(side=Side.CITY).order_by("pk").last()
        items += of_article(other.number, read_items(last.items)) if last else []
    whole = cost(basis.snapshot, items, rates=read_rates(basis.rates.rates), years=basis.years)
    article = sum(row.total.in_year for row in whole.rows if row.item.startswith("22/"))
    return article, whole.total

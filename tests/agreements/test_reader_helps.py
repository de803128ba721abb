"""What helps to read an article: words it defines, whom to ask, and, for the team alone, that it is bargained over."""

from datetime import UTC, datetime

import pytest

from agreements.queries.bargained import bargained_beside
from bargaining.rules.vocabulary import IssueState
from labor_office.core.users.permissions import Role
from tests.agreements.counted import TODAY
from tests.agreements.readings import held
from tests.agreements.shelves import TITLES, agreement_with
from tests.factories.bargaining import IssueFactory, NegotiationFactory, ProposalFactory
from tests.factories.matters import MatterAccessFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.CLOCK_OFFSET = datetime(2026, 6, 15, 14, tzinfo=UTC) - datetime.now(UTC)


def page_of(client, user, address="lt/articles/14/"):
    client.force_login(user)
    return client.get(f"/agreements/{address}").content.decode()


def test_a_defined_word_opens_its_meaning_under_the_paragraph(client, monkeypatch):
    monkeypatch.setitem(TITLES, "2", "Definitions")
    agreement_with({
        "2": "", "2.1": "“Call-out” means an order to come back.", "14": "", "14.3": "Call-outs go by seniority.",
        "15": "Leave is granted.",
    })  # fmt: skip
    page = page_of(client, UserFactory(role=Role.LIAISON))
    assert '<a class="term" href="#means-14.3-1">Call-outs</a> go by seniority.' in page
    assert "<summary>What “Call-out” means</summary>" in page
    assert '<p id="means-14.3-1" tabindex="-1">“Call-out” means an order to come back.' in page
    assert 'class="term"' not in page_of(client, UserFactory(role=Role.LIAISON), "lt/articles/15/")


def test_a_word_that_another_article_defines_for_itself_is_not_marked(client):
    agreement_with({"14": "", "14.3": "“Call-out” means an order.", "15": "A call-out is paid."})
    assert 'class="term"' not in page_of(client, UserFactory(role=Role.LIAISON), "lt/articles/15/")


def test_a_reader_sees_who_answers_for_the_unit_and_the_people_of_their_own_department(client):
    owner = UserFactory(role=Role.SPECIALIST, name="Dana Whitfield", phone="555-0102")
    unit = BargainingUnitFactory(slug="lt", name="Labor and Trades", owner=owner)
    agreement_with({"14": "Words."}, unit=unit)
    liaison, water, fire = UserFactory(role=Role.LIAISON, name="Joan Pruitt"), DepartmentFactory(), DepartmentFactory()
    DepartmentContactFactory(department=water, user=liaison)
    for department, name in ((water, "Lloyd Grady"), (fire, "Hal Brewster")):
        DepartmentContactFactory(department=department, user=UserFactory(name=name), part="DECISION_MAKER", step="2")
    page = page_of(client, liaison)
    asked = page[page.index("Whom to ask") : page.index("</main>")]
    assert "Dana Whitfield" in asked
    assert "555-0102" in asked
    assert "Lloyd Grady" in asked
    assert f"Step decision maker, Step 2, {water}" in asked
    assert "Hal Brewster" not in page
    assert "Joan Pruitt" not in asked


def notes(user, article):
    return [(note.kind, note.reference) for note in bargained_beside(user, [article.pk], TODAY)]


def test_only_those_named_on_the_negotiation_see_that_an_article_is_bargained_over(django_assert_num_queries):
    article = held("14.3")
    negotiation = NegotiationFactory(unit=article.unit)
    ProposalFactory(issue=IssueFactory(negotiation=negotiation, number="14.3"), negotiation=negotiation)
    named = UserFactory(role=Role.SPECIALIST)
    MatterAccessFactory(matter=negotiation, user=named)
    assert notes(named, article) == [("Under bargaining", negotiation.reference)]
    for role in Role:
        assert notes(UserFactory(role=role), article) == [], role
    with django_assert_num_queries(0):
        notes(UserFactory.build(role=Role.LIAISON), article)


@pytest.mark.parametrize("how", ["no proposal", "what if", "withdrawn", "other number"])
def test_what_has_not_passed_across_the_table_or_is_off_it_is_not_told(how):
    article = held("14.3")
    negotiation = NegotiationFactory(unit=article.unit)
    named = UserFactory(role=Role.SPECIALIST)
    MatterAccessFactory(matter=negotiation, user=named)
    state = IssueState.WITHDRAWN if how == "withdrawn" else IssueState.OPEN
    issue = IssueFactory(negotiation=negotiation, number="22" if how == "other number" else "14.3", state=state)
    if how != "no proposal":
        ProposalFactory(issue=issue, negotiation=negotiation, is_what_if=how == "what if")
    assert notes(named, article) == []

"""From the table into the draft without retyping, and the whole exchange in the dossier of its article."""

from datetime import UTC, datetime
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.urls import reverse

from agreements.dossier import Subject
from agreements.models.drafts import DraftClause
from agreements.models.text import Article
from agreements.queries.exchange_told import exchange_told
from bargaining.actions.passing import Paper, pass_proposal
from bargaining.actions.sessions import write_caucus_note
from bargaining.models.negotiation import Issue
from bargaining.rules.vocabulary import IssueState, Side
from labor_office.core.users.permissions import Role
from tests.agreements.adopting import AT, chief, opened
from tests.bargaining.table import log
from tests.factories.bargaining import NegotiationFactory
from tests.factories.matters import MatterAccessFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026."""
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)


@pytest.fixture
def rosa():
    """Who bargains and adopts."""
    return chief()


@pytest.fixture
def adoption(rosa):
    """Article 14 agreed at the table after an exchange, with what was floated and said in caucus beside it."""
    made = opened(rosa)
    table = made.negotiation
    issue = Issue.objects.get(negotiation=table, number="14")
    Issue.objects.filter(pk=issue.pk).update(state=IssueState.OPEN)
    log(table, rosa, "Four hours for a call-out", number="14", at=AT)
    log(table, rosa, "Three hours, meals after five", number="14", side=Side.CITY, at=AT)
    pass_proposal(
        negotiation_id=table.pk, number="14", side=Side.CITY, key=uuid4(), by=rosa, at=AT,
        paper=Paper(words="What if we paid for the drive", is_what_if=True),
    )  # fmt: skip
    write_caucus_note(negotiation_id=table.pk, words="We can live with four", issue=issue, by=rosa, at=AT)
    Issue.objects.filter(pk=issue.pk).update(state=IssueState.AGREED)
    return made


def dossier(adoption):
    """The address of the article's dossier."""
    return reverse("agreements:dossier", args=[adoption.agreement.unit.slug, "14"])


def test_a_sheet_goes_into_the_draft_from_its_page_word_for_word(client, adoption, rosa):
    client.force_login(rosa)
    page = client.get(adoption.get_absolute_url()).content.decode()
    assert "Signed at the table, not in the draft yet" in page
    client.post(reverse("agreements:take_agreed", args=[adoption.reference, 1]))
    clauses = DraftClause.objects.filter(draft__agreement=adoption.agreement_id)
    assert clauses.get(number="14.4").text == "Meals. A meal is given after five hours."
    assert clauses.get(number="14.1").text == "Hours beyond forty are paid double."
    after = client.get(adoption.get_absolute_url()).content.decode()
    assert "Words taken from the table" in after
    assert "not in the draft yet" not in after
    assert (
        client.post(reverse("agreements:take_agreed", args=[adoption.reference, 7])).status_code == HTTPStatus.NOT_FOUND
    )


def test_the_dossier_tells_the_whole_exchange_with_its_links(client, adoption, rosa):
    client.force_login(rosa)
    client.post(reverse("agreements:take_agreed", args=[adoption.reference, 1]))
    page = client.get(dossier(adoption)).content.decode()
    table = adoption.negotiation.reference
    for said in (
        "Union 1 on Art. 14: Four hours",
        "City 1 on Art. 14: Three hours",
        "TA-1 on Art. 14",
        "stands in the draft",
    ):
        assert said in page
    for name, more in (("proposal", "U1-14"), ("proposal", "C1-14"), ("sheet", 1)):
        assert reverse(f"bargaining:{name}", args=[table, more]) in page
    for private in ("What if", "what-if", "live with four"):
        assert private not in page
    other = MatterAccessFactory(matter=NegotiationFactory(), user=rosa).matter
    for shown, is_told in ((table, True), (other.reference, False)):
        client.post(reverse("bargaining:safe", args=[shown]), {"safe": "1"})
        page = client.get(dossier(adoption)).content.decode()
        assert ("Union 1 on Art. 14" in page, "TA-1 on Art. 14" in page) == (is_told, is_told), shown
        assert "Table-safe view is on" in page, "so that nobody takes what is hidden for what there is"
        client.post(reverse("bargaining:safe", args=[shown]), {"safe": "0"})
    assert "Table-safe view is on" not in client.get(dossier(adoption)).content.decode()


def test_nobody_outside_the_team_reads_of_it_there(client, adoption):
    client.force_login(UserFactory(role=Role.SPECIALIST))
    page = client.get(dossier(adoption)).content.decode()
    for said in ("The table", "Union 1", "TA-1", "Four hours", adoption.negotiation.reference, adoption.reference):
        assert said not in page
    address = reverse("agreements:take_agreed", args=[adoption.reference, 1])
    assert client.post(address).status_code == HTTPStatus.NOT_FOUND


def test_it_asks_the_same_for_one_and_for_three(adoption, rosa, django_assert_num_queries):
    article = Article.objects.get(versions__number="14", versions__agreement=adoption.agreement.predecessor)
    subject = Subject(adoption.agreement.unit_id, (article.pk,))
    with django_assert_num_queries(5):
        before = len(list(exchange_told(rosa, subject)))
    Issue.objects.filter(negotiation=adoption.negotiation).update(state=IssueState.OPEN)
    for _ in range(2):
        log(adoption.negotiation, rosa, "Again", number="14", at=AT)
    with django_assert_num_queries(5):
        assert len(list(exchange_told(rosa, subject))) == before + 2

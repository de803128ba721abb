"""What the pages of a mandate show its holders, and that to everybody else there are none."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from bargaining.actions import agreed, mandates, sessions
from bargaining.actions.authority import NeedsAuthority
from bargaining.actions.negotiations import open_negotiation
from bargaining.actions.passing import Paper, pass_proposal
from bargaining.models.mandate import Mandate, MandateException, MandateHolder, MandateReading
from bargaining.models.negotiation import Issue
from bargaining.models.proposals import Package, Proposal, TentativeAgreement
from bargaining.rules.vocabulary import Authority, Form, Move, Side
from labor_office.core.users.permissions import Role
from tests.bargaining.authority import TODAY, authorize
from tests.bargaining.money import costed
from tests.bargaining.table import AT, log, seat
from tests.bargaining.test_pages import at, seated
from tests.factories.users import UserFactory

SECRET = "Hold at two and a half"
ASK = "Ask the chief spokesperson before the City passes or signs this."


@pytest.fixture(autouse=True)
def that_morning(settings):
    """The clock of the pages stands where the table does."""
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)


@pytest.fixture
def held(negotiation, chief):
    """A mandate of some words, with a ceiling that three raises of three percent exceed."""
    costed(negotiation, chief)
    return authorize(
        negotiation, chief, term="10000", words=SECRET, issues={Issue.objects.get(): Authority.MAY_AGREE},
        fallback="Three in year two\nAnd no further",
    )  # fmt: skip


def sheet_of(negotiation, by):
    proposal = log(negotiation, by, "3/3/3", side=Side.CITY, move=Move.PROPOSAL).proposal
    return agreed.draft_agreement(issue_id=proposal.issue_id, text="Three.", proposal=proposal, by=by, at=AT)


def bare(answer):
    """What a page says, and in its title."""
    text = answer.content.decode()
    return text.split("<title>")[1].split("</title>")[0] + text.split("<main")[1].split("</main>")[0]


def test_only_holders_find_the_pages(client, negotiation, chief, held):
    member, other_chief = seated(negotiation, chief), seated(negotiation, chief, role=Role.CHIEF)
    assert_finds_the_pages(client, negotiation, chief, may=True)
    for person in (member, other_chief, UserFactory(role=Role.SPECIALIST)):
        assert_finds_the_pages(client, negotiation, person, may=False)


def assert_finds_the_pages(client, negotiation, person, *, may):
    """That the pages of the mandate are there for a person; else that nothing tells them from what is not."""
    client.force_login(person)
    gets = [at("mandate", negotiation), at("record_mandate", negotiation)]
    posts = [at("name_holder", negotiation), at("uncover_fallback", negotiation, "22", 1)]
    posts += [at("end_holder", negotiation, MandateHolder.objects.first().pk + 999)]
    unseen = client.get(reverse("bargaining:mandate", args=["N-2026-99"]))
    answers = [client.get(one) for one in gets] + [client.post(one) for one in posts[:2]]
    expected = HTTPStatus.OK if may else HTTPStatus.NOT_FOUND
    assert {one.status_code for one in answers} <= {expected, *({HTTPStatus.UNPROCESSABLE_ENTITY} if may else ())}
    assert client.post(posts[2]).status_code == HTTPStatus.NOT_FOUND
    if not may:
        assert len({bare(one) for one in (*answers[:2], unseen)}) == 1
        assert SECRET not in "".join(one.content.decode() for one in answers)
    assert (SECRET in answers[0].content.decode()) is may


def test_every_opening_is_kept_and_shown_and_each_fallback_is_uncovered_alone(client, negotiation, chief, held):
    client.force_login(chief)
    page = client.get(at("mandate", negotiation)).content.decode()
    assert "Three in year two" not in page
    page = client.post(at("uncover_fallback", negotiation, "22", 1)).content.decode()
    assert "Three in year two" in page
    assert "And no further" not in page
    assert "uncovered Art. 22, fallback 1" in page
    assert list(MandateReading.objects.order_by("pk").values_list("user", "uncovered")) == [
        (chief.pk, ""), (chief.pk, "Art. 22, fallback 1"),
    ]  # fmt: skip
    assert "Three in year two" not in client.get(at("mandate", negotiation)).content.decode()
    assert "Three in year two" not in client.get(at("record_mandate", negotiation)).content.decode()


def test_a_later_authority_is_typed_in_and_keeps_the_fallbacks_that_are_not_dropped(client, negotiation, chief, held):
    issue = Issue.objects.get()
    client.force_login(chief)
    given = {
        "body": "MANAGER", "given_on": "6/14/2026", "expires_on": "7/31/2026", "term": "$20,000",
        f"authority_{issue.pk}": "MUST_HAVE", f"ceiling_{issue.pk}": "15,000",
    }  # fmt: skip
    address = at("record_mandate", negotiation)
    refused = client.post(address, given | {"expires_on": "6/1/2026"})
    assert "It cannot end before it was given." in refused.content.decode()
    assert client.post(address, given).status_code == HTTPStatus.FOUND
    later = Mandate.objects.get(replaced_at=None)
    row = later.authorities.get()
    assert (later.body, row.authority, row.fallback) == ("MANAGER", "MUST_HAVE", "Three in year two\nAnd no further")
    client.post(address, given | {f"drop_{issue.pk}": "on"})
    assert Mandate.objects.get(replaced_at=None).authorities.get().fallback == ""
    assert Mandate.objects.filter(negotiation=negotiation).count() == 4
    page = client.get(at("mandate", negotiation)).content.decode()
    assert SECRET in page


def test_where_nobody_holds_one_only_who_may_record_it_is_told_not_to_commit(client, negotiation, chief):
    MandateHolder.objects.all().delete()
    Mandate.objects.all().delete()
    member = seated(negotiation, chief)
    client.force_login(member)
    assert client.get(at("mandate", negotiation)).status_code == HTTPStatus.NOT_FOUND
    client.force_login(chief)
    assert "Do not commit on economic issues." in client.get(at("mandate", negotiation)).content.decode()
    holders = {"holders": [member.pk]}
    client.post(
        at("record_mandate", negotiation), {"body": "COUNCIL", "given_on": "6/1/2026", "words": SECRET} | holders
    )
    assert set(MandateHolder.objects.values_list("user", flat=True)) == {chief.pk, member.pk}


def test_signing_beyond_it_is_interrupted_by_how_much_and_goes_on_with_leave(client, negotiation, chief, held):
    sheet = sheet_of(negotiation, chief)
    client.force_login(chief)
    address = at("sheet", negotiation, sheet.number)
    sent = {"city": seat(negotiation, chief)}
    page = client.post(address, sent).content.decode()
    assert "This goes beyond the mandate" in page
    assert "over the Council ceiling of $10K." in page
    assert f'name="city" value="{sent["city"]}"' in page
    assert client.post(address, sent | {"leave": " "}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not MandateException.objects.exists()
    assert client.post(address, sent | {"leave": "City Manager by telephone"}).status_code == HTTPStatus.FOUND
    assert MandateException.objects.get().reason == "City Manager by telephone"


def test_who_holds_nothing_and_everybody_table_safe_reads_the_same_few_words(client, negotiation, chief, held):
    sheet = sheet_of(negotiation, chief)
    for person in (seated(negotiation, chief), chief):
        client.force_login(person)
        if person == chief:
            client.post(at("safe", negotiation), {"safe": "1"})
        page = client.post(at("sheet", negotiation, sheet.number), {"city": seat(negotiation, chief)}).content.decode()
        assert ASK in page
        assert not [word for word in ("andate", "eiling", "10K", "over the Council") if word in page]
        assert TentativeAgreement.objects.get().city_initialled_at is None


def test_passing_a_proposal_or_a_package_beyond_it_leaves_nothing_behind(client, negotiation, chief, held):
    client.force_login(chief)
    sent = {
        "key": "5f1d7a52-6b1e-4b43-9a6e-0f1f3b0c7a11",
        "side": "CITY",
        "issue": Issue.objects.get().pk,
        "words": "3/3/3",
    }
    address = reverse("bargaining:new_proposal", args=[negotiation.reference])
    page = client.post(address, sent).content.decode()
    assert "This goes beyond the mandate" in page
    assert (Proposal.objects.count(), Package.objects.count()) == (0, 0)
    assert client.post(address, sent | {"leave": "Manager, today"}).status_code == HTTPStatus.FOUND
    assert Proposal.objects.get().words == "3/3/3"


def test_what_is_not_costed_is_interrupted_and_goes_on_with_a_reason(client, negotiation, chief):
    client.force_login(chief)
    sent = {
        "key": "5f1d7a52-6b1e-4b43-9a6e-0f1f3b0c7a12",
        "side": "CITY",
        "issue": Issue.objects.get().pk,
        "words": "3/3/3",
    }
    address = reverse("bargaining:new_proposal", args=[negotiation.reference])
    page = client.post(address, sent).content.decode()
    assert "This is not costed" in page
    assert "Not costed: Art. 22 Wages" in page
    assert "Go ahead without a costing" in page
    # Nothing is recorded that could be costed first; going back keeps what was typed.
    assert "Cost it first" not in page
    back = client.post(address, sent | {"text": "22.1 Increases, typed at length", "leave": "", "again": "1"})
    form = back.context["form"]
    assert (form["text"].value(), form["words"].value()) == ("22.1 Increases, typed at length", "3/3/3")
    assert "22.1 Increases, typed at length</textarea>" in back.content.decode()
    assert f'<option value="{sent["issue"]}" selected>' in back.content.decode()
    assert 'value="CITY" selected' in back.content.decode()
    assert sent["key"] in back.content.decode()
    assert not Proposal.objects.exists()
    assert client.post(address, sent | {"leave": "The roster is late"}).status_code == HTTPStatus.FOUND
    assert MandateException.objects.get().reason == "The roster is late"


def test_off_the_record_too_the_city_floats_nothing_beyond_it(negotiation, chief, held):
    with pytest.raises(NeedsAuthority):
        pass_proposal(
            negotiation_id=negotiation.pk, number="22", side=Side.CITY, key=None, by=chief, at=AT,
            paper=Paper(words="3/3/3", is_what_if=True),
        )  # fmt: skip
    assert not Proposal.objects.exists()


def test_the_table_shows_holders_alone_where_it_stands(client, negotiation, chief, held):
    log(negotiation, chief, "3/3/3", side=Side.CITY, move=Move.PROPOSAL)
    pages = [at("table", negotiation), at("proposal", negotiation, "C1-22"), reverse("bargaining:list")]
    for user, sees in ((chief, True), (seated(negotiation, chief), False)):
        client.force_login(user)
        found = [client.get(page).content.decode() for page in pages]
        assert ["over" in text and "verdict bad" in text for text in found[:2]] == [sees, sees]
        assert ("Room" in found[2]) is sees
    client.force_login(chief)
    client.post(at("safe", negotiation), {"safe": "1"})
    assert not any("andate" in client.get(page).content.decode() for page in pages)
    assert client.get(at("mandate", negotiation)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("bargaining:topics")).status_code == HTTPStatus.NOT_FOUND


def test_the_last_holder_stays_and_another_is_named_on_the_page(client, negotiation, chief, held):
    member = seated(negotiation, chief)
    client.force_login(chief)
    only = MandateHolder.objects.get(mandate=held)
    assert "the last who holds it" in client.post(at("end_holder", negotiation, only.pk), follow=True).content.decode()
    client.post(at("name_holder", negotiation), {"user": member.pk})
    client.post(at("end_holder", negotiation, only.pk))
    assert client.get(at("mandate", negotiation)).status_code == HTTPStatus.NOT_FOUND
    assert mandates.mandate_of(member, negotiation) == held


@pytest.mark.usefixtures("held")
def test_the_list_takes_as_many_queries_for_one_table_as_for_three(
    client, negotiation, chief, django_assert_max_num_queries
):
    client.force_login(chief)
    client.get(reverse("bargaining:list"))
    for count, more in ((1, 0), (3, 2)):
        for _ in range(more):
            other = open_negotiation(
                unit=negotiation.unit, form=Form.SUCCESSOR, title="Other", by=chief, at=AT, today=TODAY,
                agreement_ends_on=negotiation.agreement_ends_on,
            )  # fmt: skip
            authorize(other, chief, term="5")
        with django_assert_max_num_queries(16):
            assert client.get(reverse("bargaining:list")).content.decode().count("left") >= count


def test_a_caucus_note_and_the_mandate_stay_out_of_the_history(negotiation, chief, held):
    sessions.write_caucus_note(negotiation_id=negotiation.pk, words=SECRET, by=chief, at=AT)
    assert not any(SECRET in f"{event.summary}{event.details}" for event in negotiation.events.all())

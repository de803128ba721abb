"""The whole paper of a proposal: entered, found in the register, read against other words."""

from http import HTTPStatus
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bargaining.actions.passing import Paper, pass_proposal
from bargaining.actions.sessions import plan_session
from bargaining.language import CurrentText
from bargaining.models.negotiation import Issue
from bargaining.models.proposals import Proposal
from bargaining.queries.comparing import compare
from bargaining.rules.vocabulary import IssueState, Side
from labor_office.core.users.permissions import Role
from tests.bargaining.authority import HURRY
from tests.bargaining.table import AT, log
from tests.factories.users import UserFactory

HELD = "22.1 Increases\nTwo percent a year.\n22.2 Longevity\nFive hundred dollars after ten years."
PASSED = "22.1 Increases\nThree percent a year.\n22.4 Retroactivity\nTo July 1, whenever it is adopted."


@pytest.fixture
def in_force(monkeypatch):
    """Words in force on wages."""
    monkeypatch.setattr("bargaining.language._readers", [lambda *_: CurrentText("22", "Wages", HELD, "")])


def passed(negotiation, chief, text=PASSED, **more):
    return pass_proposal(
        negotiation_id=negotiation.pk, number="22", side=more.pop("side", Side.UNION), key=uuid4(), by=chief, at=AT,
        paper=Paper(text=text, **more), leave=HURRY,
    )  # fmt: skip


def test_a_section_not_named_is_not_taken_out(negotiation, chief, in_force):
    found = compare(negotiation, passed(negotiation, chief), against="current")
    assert [section.number for section in found.left_out] == ["22.2"]
    assert "Five hundred" not in found.found.old
    assert found.summary == "3 changes, 1 new section (22.4)"
    assert [place.anchor for place in found.places if place.anchor] == ["s-22-1", "s-22-4"]


def test_what_cannot_be_aligned_is_said_and_shown_whole(negotiation, chief, in_force, client):
    passed(negotiation, chief, "Three percent a year and nothing else.")
    client.force_login(chief)
    page = client.get(reverse("bargaining:proposal", args=[negotiation.reference, "U1-22"])).content.decode()
    assert "it could not be aligned with section 22.1 to 22.2" in page
    assert "Five hundred dollars after ten years." in page


WAYS = [("redline", "[added]"), ("clean", "Text of Union 1"), ("side", "side by side"), ("list", "Read as a list")]


def test_each_way_to_read_it(negotiation, chief, in_force, client):
    passed(negotiation, chief)
    client.force_login(chief)
    address = reverse("bargaining:proposal", args=[negotiation.reference, "U1-22"])
    asked = {"HX-Request": "true", "HX-Target": "compared"}
    for way, said in WAYS:
        page = client.get(f"{address}?against=current&as={way}").content.decode()
        assert said in page, way
        assert ("[removed]" in page) is (way in {"redline", "side"}), way
        part = client.get(f"{address}?as={way}", headers=asked).content.decode()
        assert "<html" not in part, way
        assert said in part, way
    # Stepped to on the table: the way to the page, and its key, as there.
    there = f"http://testserver{reverse('bargaining:table', args=[negotiation.reference])}?issue=22"
    stepped = client.get(address, headers=asked | {"HX-Current-URL": there}).content.decode()
    assert ('data-key="r">Read it whole' in stepped, "How to read it" in stepped) == (True, False)


def test_a_proposal_is_entered_with_its_paper(negotiation, chief, client):
    log(negotiation, chief, "2/2/2", side=Side.CITY)
    client.force_login(chief)
    issue = Issue.objects.get(negotiation=negotiation, number="22")
    given = {
        "side": "UNION", "issue": issue.pk, "words": "5/4/4", "text": PASSED, "terms": "Year 1: 5\nLead: 2:1 ratio",
        "replies_to": Proposal.objects.get().pk, "key": uuid4(),
        "scan": SimpleUploadedFile("paper.txt", b"Union proposal of today"),
    }  # fmt: skip
    address = reverse("bargaining:new_proposal", args=[negotiation.reference])
    page = client.post(address, given, follow=True)
    assert "Union 1 on Art. 22 Wages is entered." in page.content.decode()
    made = Proposal.objects.get(side="UNION")
    assert (made.terms, made.replies_to.side) == ([["Year 1", "5"], ["Lead: 2", "1 ratio"]], "CITY")
    assert made.document.matter_id == negotiation.pk
    issue.refresh_from_db()
    assert issue.state == IssueState.CITY_MOVE
    client.post(address, given | {"scan": ""})
    assert Proposal.objects.filter(side="UNION").count() == 1


REFUSED = [
    ({"words": "", "text": ""}, "Say it in a few words, paste the text, or attach the paper."),
    ({"terms": "five percent"}, "has no name or no value"),
    ({"passed_on": "2026-06-01"}, "Give both the day and the hour."),
    ({"expires_time": "17:00"}, "Give the day on which it expires."),
    ({"side": "CITY", "replies_to": "own"}, "is not the other side&#x27;s proposal on this issue"),
]


def test_what_is_missing_is_said_at_its_field(negotiation, chief, client):
    log(negotiation, chief, "2/2/2", side=Side.CITY)
    client.force_login(chief)
    issue = Issue.objects.get(negotiation=negotiation, number="22")
    for change, said in REFUSED:
        given = {"side": "UNION", "issue": issue.pk, "words": "5/4/4", "key": uuid4()} | change
        if given.get("replies_to"):
            given["replies_to"] = Proposal.objects.get().pk
        answer = client.post(reverse("bargaining:new_proposal", args=[negotiation.reference]), given)
        assert (answer.status_code, said in answer.content.decode()) == (HTTPStatus.UNPROCESSABLE_ENTITY, True), said


FILTERS = [
    ({}, {"U1-22", "C1-22", "UW1-22"}),
    ({"side": "CITY"}, {"C1-22"}),
    ({"article": "22", "state": "PRESENTED"}, {"C1-22", "UW1-22"}),
    ({"economic": "no"}, set()),
    ({"session": "1"}, set()),
]


def test_the_register_is_narrowed(negotiation, chief, client):
    passed(negotiation, chief)
    passed(negotiation, chief, side=Side.CITY)
    passed(negotiation, chief, "What if four percent?", is_what_if=True)
    plan_session(negotiation_id=negotiation.pk, on=AT.date(), by=chief, at=AT)
    client.force_login(chief)
    for query, names in FILTERS:
        page = client.get(reverse("bargaining:proposals", args=[negotiation.reference]), query).content.decode()
        assert {name for name in ("U1-22", "C1-22", "UW1-22") if f">{name}</a>" in page} == names, query


def test_table_safe_what_was_floated_is_in_no_page(negotiation, chief, client, in_force):
    passed(negotiation, chief)
    passed(negotiation, chief, "22.1 What if four percent?", is_what_if=True)
    client.force_login(chief)
    client.post(reverse("bargaining:safe", args=[negotiation.reference]), {"safe": "1"})
    for address in ("proposals", "table"):
        page = client.get(reverse(f"bargaining:{address}", args=[negotiation.reference])).content.decode()
        assert "hat-if" not in page
        assert "four percent" not in page
    page = client.get(reverse("bargaining:proposal", args=[negotiation.reference, "U1-22"])).content.decode()
    assert "hat-if" not in page


def test_the_register_asks_the_same_for_one_and_for_three(negotiation, chief, client, django_assert_max_num_queries):
    client.force_login(chief)
    address = reverse("bargaining:proposals", args=[negotiation.reference])
    for _ in range(3):
        passed(negotiation, chief)
        with django_assert_max_num_queries(22):
            client.get(address)


def test_there_is_no_proposal_of_a_name_that_is_none(negotiation, chief, client):
    client.force_login(chief)
    for name in ("U\N{SUPERSCRIPT TWO}-22", "X1-22", "U-22"):
        address = reverse("bargaining:proposal", args=[negotiation.reference, name])
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_whoever_does_not_sit_there_enters_nothing(negotiation, client):
    client.force_login(UserFactory(role=Role.SPECIALIST))
    for name, more in (("new_proposal", []), ("packages", []), ("proposal_scan", ["U1-22"])):
        address = reverse(f"bargaining:{name}", args=[negotiation.reference, *more])
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND

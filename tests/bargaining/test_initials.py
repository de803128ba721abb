"""Initials are somebody's: of whom they are, and who entered them, stands on sheet, history and table."""

from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bargaining.actions import agreed, negotiations
from bargaining.language import CurrentText
from bargaining.models.negotiation import Issue
from bargaining.models.proposals import TentativeAgreement
from bargaining.queries.sheets import gather_sheet
from bargaining.rules.board import MoveRefused
from bargaining.rules.initials import is_same_person, letters_of
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.permissions import Role
from tests.bargaining.authority import HURRY
from tests.bargaining.table import AT, log, seat
from tests.factories.rosters import RepresentativeFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NAMES = {
    "Dana Whitfield": "DW", "T. Boone": "TB", "Ana de la Cruz": "AC", "Mary Smith-Jones": "MSJ", "Pat O’Neil Jr.": "PO",
    "t. boone": "TB", "": "", "42": "",
}  # fmt: skip


SAME = (("T. Boone", "Tanya Boone"), ("Tanya R. Boone Jr.", "t boone"), ("Ana Cruz", "Ana Cruz"))
OTHERS = (("Tom Boone", "Tanya Boone"), ("T. Boone", "T. Moore"), ("Boone", "T. Boone"), ("", ""))


def test_the_letters_of_a_name():
    assert {name: letters_of(name) for name in NAMES} == NAMES
    assert [pair for pair in (*SAME, *OTHERS) if is_same_person(*pair)] == list(SAME)


@pytest.fixture
def rosa(negotiation, chief):
    """A second negotiator of the City, who initials on paper."""
    rosa = UserFactory(role=Role.CHIEF, name="Rosa Castellanos")
    named = {"negotiation_id": negotiation.pk, "by": chief, "at": AT}
    negotiations.name_team_member(side=Side.CITY, user=rosa, role=TeamRole.NEGOTIATOR, **named)
    negotiations.name_team_member(side=Side.UNION, name="T. Boone", role=TeamRole.CHIEF_SPOKESPERSON, **named)
    return rosa


@pytest.fixture
def clerk(client, chief):
    """The chief's browser."""
    client.force_login(chief)
    return client


@pytest.fixture
def sheet(negotiation, chief, rosa):
    """A sheet on wages, drafted from the union's offer."""
    asked = log(negotiation, chief, "3/3/3").proposal
    return agreed.draft_agreement(issue_id=asked.issue_id, text="Three percent.", proposal=asked, by=chief, at=AT)


def test_both_sides_marks_entered_from_paper_say_so_wherever_they_stand(negotiation, chief, rosa, sheet, client):
    namesake = UserFactory(role=Role.CHIEF, name=rosa.name)
    negotiations.name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=namesake, role=TeamRole.NEGOTIATOR, by=chief, at=AT
    )
    RepresentativeFactory(organization=negotiation.unit.organization, name="Tanya Boone", role="Business agent")
    client.force_login(chief)
    address = reverse("bargaining:sheet", args=[negotiation.reference, 1])
    page = client.get(address).content.decode()
    assert f"RC, Rosa Castellanos, {rosa.email}, on paper" in page
    # One person, however their name is written; two persons, though their names are one.
    assert "TB, Tanya Boone, chief spokesperson" in page
    assert page.count("Boone,") == 1
    assert f"RC, Rosa Castellanos, {namesake.email}, on paper" in page
    given = {"city": seat(negotiation, rosa), "union": "", "union_name": "Lee Marsh", "leave": HURRY}
    page = client.post(address, given, follow=True).content.decode()
    said = f"on paper, entered by {chief}"
    kept = TentativeAgreement.objects.get()
    assert (kept.city_initials, kept.city_signed_by, kept.city_entered_by) == ("RC", rosa, chief)
    assert (kept.union_initials, kept.union_signer, kept.union_entered_by) == ("LM", "Lee Marsh", chief)
    assert [(one.name, one.how) for one in gather_sheet(kept).signers] == [
        ("Rosa Castellanos", said),
        ("Lee Marsh", said),
    ]
    assert page.count(f"On paper, entered by {chief}") == 2
    told = MatterEvent.objects.filter(verb="agreed.initialled").values_list("summary", flat=True)
    whose = {"City": "Rosa Castellanos", "union": "Lee Marsh"}
    assert set(told) == {f"TA-1 initialled for the {side} by {name}, {said}" for side, name in whose.items()}


def test_nobody_initials_for_the_city_who_does_not_sit_there_and_nothing_is_chosen_silently(
    negotiation, chief, rosa, sheet, client
):
    for name in ("Nobody Known", "T. Boone", " "):
        with pytest.raises(MoveRefused):
            agreed.initial_agreement(agreement_id=sheet.pk, side=Side.CITY, name=name, by=chief, at=AT, leave=HURRY)
    client.force_login(chief)
    address = reverse("bargaining:sheet", args=[negotiation.reference, 1])
    for given, said in (
        ({"city": ""}, "Choose who initialled."),
        ({"union": "T. Boone", "union_name": "Lee Marsh"}, "One person initials for the union"),
        ({"union_name": "42"}, "the initials are taken from it"),
    ):
        assert said in client.post(address, given).content.decode(), given
    sheet.refresh_from_db()
    assert (sheet.city_initials, sheet.union_initials) == ("", "")
    own = agreed.initial_agreement(agreement_id=sheet.pk, side=Side.CITY, name=str(chief), by=chief, at=AT, leave=HURRY)
    assert gather_sheet(own).signers[0].how == "entered by the signer"
    for faulty in ({"city_signer": ""}, {"union_signer": "T. Boone"}, {"union_entered_by": chief}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TentativeAgreement.objects.filter(pk=sheet.pk).update(**faulty)


def test_initials_from_before_names_were_kept_stand_alone(sheet):
    TentativeAgreement.objects.update(union_initials="xq", union_signer="xq", union_initialled_at=AT)
    kept = gather_sheet(TentativeAgreement.objects.get()).signers[1]
    assert (kept.initials, kept.name) == ("xq", "")


def test_an_agreed_issue_shows_its_sheet_last_and_offers_nothing_more(clerk, negotiation, chief, sheet, monkeypatch):
    address = reverse("bargaining:table", args=[negotiation.reference]) + "?issue=22"
    assert "Enter the text of Union 1" in clerk.get(address).content.decode()
    for side, name in ((Side.CITY, str(chief)), (Side.UNION, "T. Boone")):
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=name, by=chief, at=AT, leave=HURRY)
    # What another window sends once more, of a sheet that needs nobody any more.
    again = clerk.post(reverse("bargaining:sheet", args=[negotiation.reference, 1]), {"union": "T. Boone"})
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = clerk.get(address).content.decode()
    column = page.split('<th scope="col" class="ta on">')[1].split("</th>")[0]
    assert reverse("bargaining:sheet", args=[negotiation.reference, 1]) in column
    assert "Jun 15" in column
    assert page.count('<td class="ta on">3</td>') == 3
    for gone in ("Enter the text of", "Answer Union 1", "Draft the City", "Apart<span>", "Raises to try out"):
        assert gone not in page, gone
    assert "Three percent." in page.split('id="compared"')[1]
    held = CurrentText("22", "Wages", "Two percent.", "")
    monkeypatch.setattr("bargaining.language._readers", [lambda *_: held])
    assert "TA-1 against Current agreement" in clerk.get(address).content.decode()
    passed = Issue.objects.get().proposals.get()
    passed.text = "Four percent."
    passed.save(update_fields=["text"])
    part = clerk.get(f"{address}&against=U1", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="compared").content.decode()
    assert part.lstrip().startswith('<section class="panel" id="compared"')
    assert "TA-1 against Union 1" in part
    proposal = clerk.get(reverse("bargaining:proposal", args=[negotiation.reference, "U1-22"]) + "?against=TA-1")
    assert "Union 1 against TA-1, as agreed" in proposal.content.decode()

"""The sheet of a tentative agreement on paper: once for the same words, accessible, nothing private."""

import io
from http import HTTPStatus
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bargaining.actions import agreed, negotiations
from bargaining.actions.passing import Paper, pass_proposal
from bargaining.actions.proposal_papers import ask_for_proposal, print_proposal
from bargaining.actions.sheets import ask_for_sheet, print_sheet
from bargaining.language import CurrentText
from bargaining.models.negotiation import Issue
from bargaining.models.papers import SheetPaper
from bargaining.models.proposals import Proposal
from bargaining.queries import sheets
from bargaining.rules.sheets import articles_named
from bargaining.rules.vocabulary import Side
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.users.permissions import Role
from tests.bargaining.authority import HURRY
from tests.bargaining.table import AT, log
from tests.core.documents.validator import assert_accessible_pdf
from tests.each import each
from tests.factories.users import UserFactory

NAMED = [
    ("as Section 14.3 says", ("14",)),
    ("Articles 9, 12 and 30 stay", ("9", "12", "30")),
    ("see Art. 22 and Article 22.4 of this agreement", ()),
    ("within 10 working days of May 14", ()),
    ("§ 5 and Article 5A", ("5", "5A")),
]


@each(("text", "found"), NAMED)
def test_which_articles_a_text_names(text, found):
    assert articles_named(text, own="22") == found


def drafted(negotiation, chief, text="Wages rise by three percent, as Article 14 says.", **more):
    issue = Issue.objects.get(negotiation=negotiation, number="22")
    return agreed.draft_agreement(issue_id=issue.pk, text=text, by=chief, at=AT, **more)


def initialled(sheet, chief):
    for side in Side:
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=str(chief), by=chief, at=AT, leave=HURRY)


@pytest.fixture
def in_force(monkeypatch):
    """Words in force on wages, as the agreements hold them."""
    held = CurrentText("22", "Wages", "Wages rise by two percent.", "")
    monkeypatch.setattr("bargaining.language._readers", [lambda *_: held])


def test_what_the_sheet_says(negotiation, chief, in_force):
    log(negotiation, chief, "3/3/3")
    negotiations.add_issue(negotiation_id=negotiation.pk, number="14", title="Overtime", by=chief, at=AT)
    said = sheets.gather_sheet(drafted(negotiation, chief))
    assert said.open_references == ("Article 14, Overtime",)
    assert (said.agrees_to, said.superseded) == ("", ("U1-22",))
    log(negotiation, chief, "2/2/2", side=Side.CITY)
    theirs = Proposal.objects.get(side=Side.UNION)
    taken = sheets.gather_sheet(drafted(negotiation, chief, proposal=theirs))
    assert (taken.agrees_to, taken.superseded) == ("U1-22", ("C1-22",))
    kinds = [(mark.kind, mark.text.strip()) for mark in said.changes[0].marks]
    assert ("DELETED", "two percent.") in kinds
    assert [signer.initials for signer in said.signers] == ["", ""]


def test_the_pdf_is_accessible_says_both_initials_and_is_made_once(negotiation, chief, in_force, client):
    sheet = drafted(negotiation, chief)
    blank = ask_for_sheet(agreement_id=sheet.pk, by=chief, at=AT)
    assert ask_for_sheet(agreement_id=sheet.pk, by=chief, at=AT) == blank
    initialled(sheet, chief)
    newest = SheetPaper.objects.first()
    assert newest != blank
    # What stands around it changes; what was initialled does not.
    negotiations.add_issue(negotiation_id=negotiation.pk, number="14", title="Overtime", by=chief, at=AT)
    assert sheets.gather_sheet(sheet).open_references
    assert ask_for_sheet(agreement_id=sheet.pk, by=chief, at=AT) == newest
    content = print_sheet(newest.pk).content
    assert_accessible_pdf(content)
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert len(paper.pages) == 1
    print_job(job_id=PdfJob.objects.get(subject_id=newest.pk).pk, now=AT)
    client.force_login(chief)
    page = client.get(reverse("bargaining:sheet", args=[negotiation.reference, 1])).content.decode()
    assert Document.objects.get().reference in page
    answer = client.get(reverse("bargaining:sheet_file", args=[negotiation.reference, 1]))
    assert (answer.status_code, answer["Content-Type"]) == (HTTPStatus.OK, "application/pdf")


def test_a_proposal_of_the_city_goes_across_without_cost_or_reason(negotiation, chief, in_force, client):
    made = pass_proposal(
        negotiation_id=negotiation.pk, number="22", side=Side.CITY, key=uuid4(), by=chief, at=AT,
        paper=Paper(words="3", text="Wages rise by three percent.", intent="Leave room in year two"), leave=HURRY,
    )  # fmt: skip
    row = ask_for_proposal(proposal_id=made.pk, by=chief, at=AT)
    assert ask_for_proposal(proposal_id=made.pk, by=chief, at=AT) == row
    assert "Leave room" not in str(row.facts)
    assert_accessible_pdf(print_proposal(row.pk).content)
    print_job(job_id=PdfJob.objects.get(maker="city_proposal").pk, now=AT)
    client.force_login(chief)
    address = reverse("bargaining:proposal_file", args=[negotiation.reference, "C1-22"])
    assert client.get(address).status_code == HTTPStatus.OK
    assert "Open the proposal (PDF)" in client.get(made_page(negotiation, "C1-22")).content.decode()


NOT_PRINTED = [
    (Side.UNION, {"text": "Five percent."}, "The union hands its own paper across"),
    (Side.CITY, {"text": "Five percent.", "is_what_if": True}, "never handed across on paper"),
    (Side.CITY, {"words": "5"}, "has no text yet"),
]


def test_what_is_not_handed_across_says_why(negotiation, chief, client):
    client.force_login(chief)
    for side, paper, said in NOT_PRINTED:
        made = pass_proposal(
            negotiation_id=negotiation.pk, number="22", side=side, key=uuid4(), by=chief, at=AT, paper=Paper(**paper),
            leave=HURRY,
        )  # fmt: skip
        address = reverse("bargaining:print_proposal", args=[negotiation.reference, made.reference])
        assert said in client.post(address, follow=True).content.decode()


def made_page(negotiation, name):
    """The page of a proposal."""
    return reverse("bargaining:proposal", args=[negotiation.reference, name])


def test_the_page_initialled_on_paper_is_kept_beside_the_sheet(negotiation, chief, client):
    sheet = drafted(negotiation, chief)
    initialled(sheet, chief)
    client.force_login(chief)
    address = reverse("bargaining:signed_page", args=[negotiation.reference, 1])
    page = client.post(address, {"scan": SimpleUploadedFile("page.txt", b"RC TB")}, follow=True).content.decode()
    sheet.refresh_from_db()
    assert sheet.sheet.reference in page
    assert "Choose the scan" in client.post(address, {}).content.decode()


def test_asked_for_on_the_page_and_closed_to_others(negotiation, chief, client):
    drafted(negotiation, chief)
    here = [negotiation.reference, 1]
    client.force_login(UserFactory(role=Role.SPECIALIST))
    for name in ("sheet", "sheet_file", "sheet_printing"):
        assert client.get(reverse(f"bargaining:{name}", args=here)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(reverse("bargaining:print_sheet", args=here)).status_code == HTTPStatus.NOT_FOUND
    client.force_login(chief)
    client.post(reverse("bargaining:print_sheet", args=here))
    page = client.get(reverse("bargaining:sheet_printing", args=here)).content.decode()
    assert "Waiting for the printer" in page

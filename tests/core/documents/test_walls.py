"""Opening a letter of a closed matter is kept; a letter that went out keeps its name; who may print it again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labor_office.core.documents.actions import files
from labor_office.core.documents.models import Document, Letter, LetterState, PdfJob
from labor_office.core.matters.models.matter import Matter, MatterReading
from labor_office.core.users.permissions import Role
from tests.core.documents.papers import DATED_ON, SET_AT
from tests.factories.documents import DocumentFactory
from tests.factories.matters import MatterAccessFactory
from tests.factories.users import UserFactory


@pytest.mark.parametrize(
    ("path", "count"),
    [("/letters/{0}/1/", 1), ("/letters/{0}/1.pdf", 1), ("/letters/{0}/1/printing/", 0), ("/letters/{0}/", 1)],
)
def test_each_opening_of_a_closed_matters_letter_is_kept_once(client, letter, writer, path, count):
    Matter.objects.filter(pk=letter.matter_id).update(level="RESTRICTED")
    MatterAccessFactory(matter=letter.matter, user=writer)
    client.force_login(writer)
    answer = client.get(path.format(letter.matter.reference), follow=False)
    assert answer.status_code == 200
    assert MatterReading.objects.filter(user=writer).count() == count


@pytest.fixture
def issued(letter, writer):
    """The letter as it went out, with its PDF."""
    document = DocumentFactory(matter=letter.matter, kind=Document.Kind.LETTER, title="Step 2 decision")
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.ISSUED, issued_by=writer, issued_at=SET_AT, dated_on=DATED_ON, document=document
    )
    return document


def test_the_pdf_of_an_issued_letter_takes_an_exhibit_and_no_other_name(issued, writer):
    def describe(**changes):
        values = {"title": issued.title, "kind": issued.kind, "exhibit": "", "by": writer, "at": SET_AT} | changes
        return files.describe_document(document_id=issued.pk, **values)

    for changes in ({"title": "Settlement"}, {"kind": Document.Kind.OTHER}):
        with pytest.raises(files.LetterSettled):
            describe(**changes)
    assert describe(exhibit="C-1").exhibit == "C-1"


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 403), (Role.SPECIALIST, 302)])
def test_printing_again_is_for_who_may_issue(client, issued, letter, role, status):
    Letter.objects.filter(pk=letter.pk).update(document=None)
    client.force_login(UserFactory(role=role))
    assert client.post(f"/letters/{letter.matter.reference}/1/print/").status_code == status
    assert PdfJob.objects.exists() is (status == 302)


@pytest.mark.parametrize(
    ("role", "sent", "level"),
    [
        (Role.ATTORNEY, "PRIVILEGED", "PRIVILEGED"),
        (Role.ATTORNEY, "OFFICE", "OFFICE"),
        (Role.ATTORNEY, "MANDATE", None),
        (Role.SPECIALIST, "PRIVILEGED", "OFFICE"),
    ],
)
def test_who_reads_privileged_work_says_so_of_what_they_add(client, matter, role, sent, level):
    client.force_login(UserFactory(role=role))
    chosen = SimpleUploadedFile("memo.txt", b"Exposure is low.", "text/plain")
    client.post(
        "/documents/new/", {"matter": matter.reference, "chosen": chosen, "received_on": "today", "level": sent}
    )
    assert Document.objects.values_list("level", flat=True).first() == level


@pytest.mark.parametrize(("role", "asked"), [(Role.ATTORNEY, "PRIVILEGED"), (Role.SPECIALIST, None)])
def test_the_question_begins_closed_and_is_asked_of_none_else(client, matter, role, asked):
    client.force_login(UserFactory(role=role))
    form = client.get("/documents/new/").context["form"]
    assert (form["level"].initial if "level" in form.fields else None) == asked

"""A letter from draft to a stored, hashed, tagged PDF."""

import hashlib
import io
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import ProgrammingError, transaction

from labor_office.core.documents import letters
from labor_office.core.documents.actions import drafting, issuing, printing
from labor_office.core.documents.models import Document, Letter, LetterState, PdfJob
from labor_office.core.matters.models.matter import Matter
from labor_office.core.notices.claims import Claim, still_true
from labor_office.core.notices.models import Notice
from tests.core.documents.papers import DATED_ON, SET_AT
from tests.factories.matters import MatterExclusionFactory
from tests.factories.users import UserFactory


def sign(letter, by, **changes):
    return issuing.sign_letter(
        **{"letter_id": letter.pk, "revision": letter.revision, "dated_on": DATED_ON, "by": by, "at": SET_AT} | changes
    )


def test_sign_letter_issues_it_and_the_worker_stores_its_pdf_once(sent, approver, matter):
    issued = sign(sent, approver)

    assert (issued.state, issued.issued_by, issued.dated_on) == (LetterState.ISSUED, approver, DATED_ON)
    job = PdfJob.objects.get()
    document = printing.print_job(job_id=job.pk, now=SET_AT)
    issued.refresh_from_db()
    assert issued.document == document
    with document.file.open() as stored:
        content = stored.read()
    assert (document.sha256, document.size_bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert document.reference == issued.facts["sheet"]["document"]
    assert document.file_name == "G-2026-0042-step-2-decision-2026-06-23.pdf"
    assert document.kind == Document.Kind.LETTER
    assert [event.verb for event in matter.events.all()] == [
        "letter.issued",
        "letter.approved",
        "letter.sent_for_approval",
        "access.granted",
        "letter.drafted",
    ]
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert str(paper.Root.Lang) == "en-US"
        assert str(paper.docinfo.Title) == "Step 2 decision, G-2026-0042"
    assert printing.print_job(job_id=job.pk, now=SET_AT) is None
    assert Document.objects.count() == 1


def test_printing_again_after_a_worker_died_gives_the_same_bytes_and_one_document(sent, approver, files_folder):
    issued = sign(sent, approver)
    job = PdfJob.objects.get()
    PdfJob.objects.filter(pk=job.pk).update(state=PdfJob.State.RENDERING, started_at=SET_AT, attempts=1)

    assert printing.print_job(job_id=job.pk, now=SET_AT + timedelta(seconds=60)) is None
    assert list(printing.waiting_jobs(now=SET_AT + timedelta(seconds=60))) == []
    later = SET_AT + timedelta(minutes=3)
    assert list(printing.waiting_jobs(now=later)) == [job]
    document = printing.print_job(job_id=job.pk, now=later)

    again = printing.print_letter(issued.pk)
    assert hashlib.sha256(again.content).hexdigest() == document.sha256
    # The dead worker was slow after all and finishes now: its bytes are the same and are not kept twice.
    PdfJob.objects.filter(pk=job.pk).update(state=PdfJob.State.QUEUED)
    assert printing.print_job(job_id=job.pk, now=later) == document
    assert len(list(files_folder.rglob("*.pdf"))) == 1


def test_a_job_that_kills_its_worker_five_times_is_given_up(sent, approver):
    sign(sent, approver)
    PdfJob.objects.update(attempts=printing.MOST_ATTEMPTS)

    assert printing.print_job(job_id=PdfJob.objects.get().pk, now=SET_AT) is None
    assert PdfJob.objects.get().state == PdfJob.State.FAILED


def test_a_paper_that_cannot_be_set_fails_its_job_with_the_reason(sent, approver):
    issued = sign(sent, approver)
    with transaction.atomic():
        job = PdfJob.objects.get()
        PdfJob.objects.filter(pk=job.pk).update(subject_id=issued.pk + 1000)

    with pytest.raises(Letter.DoesNotExist):
        printing.print_job(job_id=job.pk, now=SET_AT)
    job.refresh_from_db()
    assert (job.state, job.error[:13]) == (PdfJob.State.FAILED, "DoesNotExist:")


def test_issue_letter_names_every_gap_and_changes_nothing(letter, writer, approver):
    emptied = drafting.save_letter(
        letter_id=letter.pk, revision=letter.revision, fields={"issue": " ", "decision": ""}, by=writer, at=SET_AT
    )

    with pytest.raises(drafting.LetterHasGaps) as refusal:
        drafting.send_for_approval(
            letter_id=letter.pk, revision=emptied.revision, approver=approver, by=writer, at=SET_AT
        )

    assert [(gap.field, gap.words) for gap in refusal.value.problems] == [
        ("issue", "Section 1, Issue, is empty."),
        ("outcome", "Choose the decision."),
    ]
    emptied.refresh_from_db()
    assert (emptied.state, emptied.facts) == (LetterState.DRAFT, {})


def test_a_letter_that_needs_a_signature_does_not_go_out_without(letter, sent, approver, writer):
    with pytest.raises(letters.LetterNotIssued, match="waits for Ruth Castellanos"):
        issuing.issue_letter(
            letter_id=letter.pk, revision=sent.revision, dated_on=DATED_ON, delivery="", by=writer, at=SET_AT
        )
    drafting.take_back(letter_id=letter.pk, by=writer, at=SET_AT)
    with pytest.raises(letters.LetterNotIssued, match="Send it for approval first"):
        issuing.issue_letter(
            letter_id=letter.pk, revision=sent.revision, dated_on=DATED_ON, delivery="", by=writer, at=SET_AT
        )


def test_only_who_was_asked_may_sign(sent, writer):
    with pytest.raises(drafting.ApproverRefused, match="Ruth Castellanos, who was asked"):
        sign(sent, writer)


def test_a_letter_is_not_dated_in_the_future(sent, approver):
    with pytest.raises(letters.LetterNotIssued, match="cannot be dated after"):
        sign(sent, approver, dated_on=DATED_ON + timedelta(days=1))
    sent.refresh_from_db()
    assert sent.state == LetterState.FOR_APPROVAL


def test_signing_what_was_changed_meanwhile_is_refused(sent, approver):
    with pytest.raises(drafting.LetterChanged):
        sign(sent, approver, revision=sent.revision - 1)


def test_the_database_refuses_to_change_an_issued_letter(sent, approver):
    issued = sign(sent, approver)

    for change in ({"fields": {}}, {"facts": {}}, {"dated_on": date(2026, 6, 1)}, {"state": LetterState.DRAFT}):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            Letter.objects.filter(pk=issued.pk).update(**change)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        issued.delete()


def test_a_correction_supersedes_and_leaves_the_old_letter_as_it_was(sent, approver, writer):
    issued = sign(sent, approver)
    facts = issued.facts

    correction = drafting.correct_letter(letter_id=issued.pk, by=writer, at=SET_AT)
    with pytest.raises(drafting.CorrectionBegun, match="Letter 2 corrects this one already"):
        drafting.correct_letter(letter_id=issued.pk, by=writer, at=SET_AT)
    saved = drafting.save_letter(
        letter_id=correction.pk, revision=1, fields={"decision": "Granted."}, delivery="By hand", by=writer, at=SET_AT
    )
    asked = drafting.send_for_approval(
        letter_id=saved.pk, revision=saved.revision, approver=approver, by=writer, at=SET_AT
    )
    corrected = sign(asked, approver)

    issued.refresh_from_db()
    assert (issued.state, issued.facts) == (LetterState.SUPERSEDED, facts)
    assert corrected.facts["sheet"]["replaces"] == "This letter replaces letter 1 of June 23, 2026, which is withdrawn."


def test_a_restricted_matters_letter_says_no_more_than_its_number(sent, approver):
    Matter.objects.filter(pk=sent.matter_id).update(level="RESTRICTED")

    issued = sign(sent, approver)

    assert issued.facts["file_name"] == "G-2026-0042-letter-1.pdf"
    assert issued.facts["sheet"]["confidentiality"] == "CONFIDENTIAL"


def test_an_approver_is_named_on_the_matter_and_one_shut_out_is_refused(letter, writer, approver, matter):
    assert not Matter.objects.visible_to(approver).filter(pk=matter.pk).exists()
    exclusion = MatterExclusionFactory(matter=matter, user=approver)
    with pytest.raises(drafting.ApproverRefused, match="is shut out"):
        drafting.send_for_approval(
            letter_id=letter.pk, revision=letter.revision, approver=approver, by=writer, at=SET_AT
        )
    exclusion.ended_at = SET_AT
    exclusion.save()

    drafting.send_for_approval(letter_id=letter.pk, revision=letter.revision, approver=approver, by=writer, at=SET_AT)

    assert Letter.objects.visible_to(approver).get() == letter
    assert [grant.reason for grant in matter.access_grants.all()] == ["asked to sign letter 1"]


def test_who_does_not_sign_letters_is_not_asked(letter, writer):
    clerk = UserFactory(role="RECORDS")
    with pytest.raises(drafting.ApproverRefused, match="does not sign letters"):
        drafting.send_for_approval(letter_id=letter.pk, revision=letter.revision, approver=clerk, by=writer, at=SET_AT)


def test_the_kinds_own_verb_runs_in_the_signing_transaction(sent, approver, matter):
    """The seam an app uses: its verb issues the letter and moves the matter, or nothing happens at all."""

    def issue_and_fail(**call):
        issuing.issue_letter(**call)
        raise letters.LetterNotIssued(f"{matter} was decided already.")

    letters.register(replace(letters.get("test_decision"), issue=issue_and_fail))

    with pytest.raises(letters.LetterNotIssued, match="decided already"):
        sign(sent, approver)
    sent.refresh_from_db()
    assert (sent.state, sent.facts, PdfJob.objects.count()) == (LetterState.FOR_APPROVAL, {}, 0)


def test_who_is_asked_to_sign_is_told_once_and_no_longer_once_it_was_taken_back(sent, writer, approver):
    notice = Notice.objects.get()
    assert (notice.template, notice.recipient, notice.matter) == ("for_approval", approver, sent.matter)
    assert notice.context["act"]["path"] == "/letters/G-2026-0042/1/"
    claim = Claim("letter_signature", sent.pk, sent.sent_for_approval_at.isoformat())
    assert still_true([claim], today=DATED_ON) == {claim}

    drafting.take_back(letter_id=sent.pk, by=writer, at=SET_AT)

    assert still_true([claim], today=DATED_ON) == frozenset()

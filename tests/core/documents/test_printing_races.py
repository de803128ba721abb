"""Workers that meet at one paper, and one that is killed while it holds it: the paper is kept once."""

import signal
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction

from labor_office.core.documents.actions import files, issuing, printing
from labor_office.core.documents.models import Document, Letter, PdfJob
from labor_office.core.matters.models.matter import Matter
from tests import forked
from tests.core.documents.papers import DATED_ON, SET_AT

pytestmark = pytest.mark.django_db(transaction=True)
LATER = SET_AT + printing.LEASE + timedelta(seconds=1)


@pytest.fixture
def job(sent, approver):
    """An issued letter that waits for its PDF."""
    with transaction.atomic():
        issuing.sign_letter(letter_id=sent.pk, revision=sent.revision, dated_on=DATED_ON, by=approver, at=SET_AT)
    return PdfJob.objects.get()


def papers(folder):
    return list(folder.rglob("*.pdf"))


def test_a_worker_killed_between_the_bytes_and_the_row_leaves_one_paper_in_the_end(job, files_folder):
    """The bytes lie on the store, the row waits for the matter: there the worker dies."""
    with transaction.atomic():
        Matter.objects.select_for_update(no_key=True).get(pk=job.matter_id)
        process = forked.begin(partial(printing.print_job, job_id=job.pk, now=SET_AT))
        pause = threading.Event()
        for _ in range(1200):
            if papers(files_folder) or not process.is_alive():
                break
            pause.wait(0.05)
        process.kill()
        process.join(30)
        assert process.exitcode == -signal.SIGKILL
    job.refresh_from_db()
    assert (job.state, job.attempts, Document.objects.count()) == (PdfJob.State.RENDERING, 1, 0)
    assert printing.print_job(job_id=job.pk, now=SET_AT + timedelta(seconds=1)) is None

    assert list(printing.waiting_jobs(now=LATER)) == [job]
    document = printing.print_job(job_id=job.pk, now=LATER)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.document) == (PdfJob.State.DONE, 2, document)
    assert Letter.objects.get(pk=job.subject_id).document == document
    assert len(papers(files_folder)) == 2
    assert files.remove_orphans(before=LATER + timedelta(days=36_500)) == 1
    assert papers(files_folder) == [Path(document.file.path)]


@pytest.mark.parametrize("is_lapsed", [False, True], ids=["both fresh", "one believed dead"])
def test_two_workers_at_one_job_keep_one_paper(job, files_folder, is_lapsed):
    found, start = [], threading.Barrier(2)

    def work(now):
        start.wait(10)
        try:
            found.append(printing.print_job(job_id=job.pk, now=now))
        finally:
            connection.close()

    times = [SET_AT, LATER] if is_lapsed else [SET_AT, SET_AT]
    workers = [threading.Thread(target=work, args=(now,)) for now in times]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    (document,) = Document.objects.all()
    assert document in found
    assert {each for each in found if each is not None} == {document}
    assert len(papers(files_folder)) == 1
    job.refresh_from_db()
    assert (job.state, job.document) == (PdfJob.State.DONE, document)

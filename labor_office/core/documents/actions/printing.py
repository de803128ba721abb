"""PDFs set by the worker: asked for in a transaction, taken by lease, stored once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.db.models import Q, QuerySet

from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import Content, create_row, examine, kept
from labor_office.core.documents.models import Document, Letter, PdfJob
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

TASK = "labor_office.core.documents.tasks.print_paper"
# A worker that has not finished in this time is taken for dead, and its job is taken again.
LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 5


@transaction.atomic
def ask_for_paper(*, matter: Matter, maker: str, subject_id: int, by: User, at: datetime) -> PdfJob:
    """Ask the worker for a paper, in the caller's transaction; asking twice is asking once.

    Should the broker be down at commit, the minute's sweep sends the job again.
    """
    job, _ = PdfJob.objects.get_or_create(
        maker=maker,
        subject_id=subject_id,
        state__in=[PdfJob.State.QUEUED, PdfJob.State.RENDERING],
        defaults={"matter_id": matter.pk, "asked_by": by, "asked_at": at, "state": PdfJob.State.QUEUED},
    )
    transaction.on_commit(lambda: send_to_worker(job.pk), robust=True)
    return job


@transaction.atomic
def ask_for_papers(*, matter: Matter, maker: str, subject_ids: Sequence[int], by: User, at: datetime) -> None:
    """``ask_for_paper`` for many papers of one maker. Two queries, however many they are."""
    asked = [PdfJob(matter_id=matter.pk, maker=maker, subject_id=pk, asked_by=by, asked_at=at) for pk in subject_ids]
    PdfJob.objects.bulk_create(asked, ignore_conflicts=True)
    under_way = PdfJob.objects.filter(state__in=[PdfJob.State.QUEUED, PdfJob.State.RENDERING])
    jobs = list(under_way.filter(maker=maker, subject_id__in=subject_ids).order_by("pk").values_list("pk", flat=True))
    # One callback: with the broker down the first send fails, and the rest is left to the sweep.
    transaction.on_commit(lambda: _send_all(jobs), robust=True)


def _send_all(jobs: Sequence[int]) -> None:
    for pk in jobs:
        send_to_worker(pk)


def send_to_worker(job_id: int) -> None:
    """Put the job on the queue of the PDF worker."""
    current_app.send_task(TASK, kwargs={"job_id": job_id}, queue="pdf")


def waiting_jobs(*, now: datetime) -> QuerySet[PdfJob]:
    """Jobs nobody works on: asked for a while ago and not begun, or begun by a worker that died."""
    lapsed = now - LEASE
    is_lost = Q(state=PdfJob.State.QUEUED, asked_at__lt=now - timedelta(seconds=20))
    is_dead = Q(state=PdfJob.State.RENDERING, started_at__lt=lapsed)
    return PdfJob.objects.filter(is_lost | is_dead)


def print_job(*, job_id: int, now: datetime) -> Document | None:
    """Set one paper and keep it; None when another worker has it, it is kept already, or it cannot be set.

    Killed at any point, nothing is half kept: the job's lease lapses and it is taken
    again. Two workers on one job set the same bytes and one of them keeps them.
    """
    job = _take(job_id, now)
    if job is None:
        return None
    try:
        printed = letters.maker(job.maker)(job.subject_id)
        content = examine(printed.content, name=printed.file_name)
    except Exception as failure:
        PdfJob.objects.filter(pk=job.pk).update(
            state=PdfJob.State.FAILED, error=f"{type(failure).__name__}: {failure}"[:300], finished_at=now
        )
        raise
    return _keep(job.pk, printed, content, now)


def print_letter(subject_id: int) -> letters.Printed:
    """The issued letter as a PDF, from its frozen facts alone."""
    letter = Letter.objects.select_related("matter").get(pk=subject_id)
    kind = letters.get(letter.template)
    printed = letters.from_facts(letter.facts, kind.paper, kind.template, kind=Document.Kind.LETTER)
    return replace(printed, title=letter.title)


def keep_letter(subject_id: int, document: Document) -> None:
    """The letter's PDF is this document."""
    Letter.objects.filter(pk=subject_id, document=None).update(document=document)


@transaction.atomic
def _take(job_id: int, now: datetime) -> PdfJob | None:
    job = PdfJob.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=job_id).first()
    if job is None or job.state in {PdfJob.State.DONE, PdfJob.State.FAILED}:
        return None
    is_held = job.state == PdfJob.State.RENDERING and job.started_at is not None and job.started_at > now - LEASE
    if is_held:
        return None
    if job.attempts >= MOST_ATTEMPTS:
        job.state, job.error, job.finished_at = PdfJob.State.FAILED, "The worker stopped while setting it.", now
        job.save(update_fields=["state", "error", "finished_at"])
        return None
    job.state, job.started_at, job.attempts = PdfJob.State.RENDERING, now, job.attempts + 1
    job.save(update_fields=["state", "started_at", "attempts"])
    return job


def _keep(job_id: int, printed: letters.Printed, content: Content, now: datetime) -> Document:
    with kept(content, at=now) as path, transaction.atomic():
        matter_id = PdfJob.objects.values_list("matter_id", flat=True).get(pk=job_id)
        matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
        job = PdfJob.objects.select_for_update(no_key=True, of=("self",)).select_related("asked_by").get(pk=job_id)
        document = Document.objects.filter(reference=printed.reference).first()
        if document is not None:
            path.discard()
        else:
            document = create_row(
                matter=matter, content=content, path=path.name, reference=printed.reference, by=job.asked_by,
                at=now, kind=printed.kind, title=printed.title, received_on=printed.dated_on,
                level=printed.level,
                scan_state=Document.Scan.MADE_HERE,
            )  # fmt: skip
        letters.tell_kept(job.maker, job.subject_id, document)
        job.state, job.document, job.finished_at, job.error = PdfJob.State.DONE, document, now, ""
        job.save(update_fields=["state", "document", "finished_at", "error"])
    return document

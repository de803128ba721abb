"""The worker's side of agreements: read the clock, call one action."""

from celery import shared_task

from agreements.actions import papers, questioning
from agreements.actions.imports import opening, reading
from labor_office.core.web import clock


@shared_task(ignore_result=True, queue="pdf")
def set_draft(*, draft_id: int) -> None:
    """On the queue ``pdf``: set the articles of a draft that are not kept."""
    papers.set_draft(draft_id=draft_id, at=clock.now())


@shared_task(ignore_result=True)
def read_import(*, import_id: int) -> None:
    """Read one agreement's file into its draft."""
    reading.read_import(import_id=import_id, at=clock.now())


@shared_task(ignore_result=True)
def read_waiting() -> None:
    """Every minute, from beat: send again what a lost broker or a killed worker left."""
    for imported in reading.waiting(now=clock.now()):
        opening.send_to_worker(imported.pk)


@shared_task(ignore_result=True)
def question_by_date() -> None:
    """Every hour, from beat: look which official readings the day itself puts in question."""
    questioning.question_by_date(today=clock.today(), at=clock.now())

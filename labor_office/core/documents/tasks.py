"""The worker's side: read the clock, call one action."""

from datetime import timedelta

from celery import shared_task

from labor_office.core.documents.actions import files, printing, scanning
from labor_office.core.web import clock


@shared_task(ignore_result=True)
def print_paper(*, job_id: int) -> None:
    """On the queue ``pdf``: set one paper."""
    printing.print_job(job_id=job_id, now=clock.now())


@shared_task(ignore_result=True)
def print_waiting() -> None:
    """Every minute, from beat: send again what a lost broker or a killed worker left."""
    for job in printing.waiting_jobs(now=clock.now()):
        printing.send_to_worker(job.pk)


@shared_task(ignore_result=True)
def remove_orphans() -> None:
    """Every night, from beat: files that a killed process left without a row."""
    files.remove_orphans(before=clock.now() - timedelta(days=1))


@shared_task(ignore_result=True)
def scan_waiting() -> None:
    """Every minute, from beat: what came in and no scanner has looked at."""
    scanning.scan_waiting(now=clock.now())

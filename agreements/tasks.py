"""The worker's side of agreements: read the clock, call one action."""

from celery import shared_task

from agreements.actions import papers
from labor_office.core.web import clock


@shared_task(ignore_result=True, queue="pdf")
def set_draft(*, draft_id: int) -> None:
    """On the queue ``pdf``: set the articles of a draft that are not kept."""
    papers.set_draft(draft_id=draft_id, at=clock.now())

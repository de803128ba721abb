"""What beat asks for."""

from celery import shared_task

from labor_office.core.notices.actions import deliver
from labor_office.core.web import clock


@shared_task(ignore_result=True)
def deliver_due() -> None:
    """Every minute, from beat."""
    deliver.deliver_due(now=clock.now())

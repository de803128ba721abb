"""What beat asks of the clock."""

from celery import shared_task

from labor_office.core.deadlines.actions import sweep as sweeping
from labor_office.core.web import clock


@shared_task(ignore_result=True)
def sweep() -> None:
    """Every five minutes, from beat: what time alone has changed, and the mails of the morning."""
    sweeping.sweep(today=clock.today(), now=clock.now())

"""What the worker does about negotiations by itself."""

from celery import shared_task

from bargaining.actions import expiring
from labor_office.core.web import clock


@shared_task(ignore_result=True)
def warn_of_ends() -> None:
    """Every morning, from beat: those who hold a mandate hear that it ends."""
    expiring.warn_of_ends(today=clock.today(), at=clock.now())

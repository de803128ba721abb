"""What the worker does about grievances by itself."""

from datetime import timedelta

from celery import shared_task

from grievances.actions import misses
from labor_office.core.web import clock

# Further back than any outage of the sweep; what was acted on is not acted on again.
LOOK_BACK = timedelta(days=14)


@shared_task(ignore_result=True)
def apply_silences() -> None:
    """Every morning and after each sweep of the clock, from beat: do what silence does."""
    now = clock.now()
    misses.apply_silences(since=now - LOOK_BACK, at=now)

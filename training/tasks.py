"""What the worker does about training by itself."""

from celery import shared_task

from labor_office.core.web import clock
from training.actions.deriving import derive_duties
from training.actions.reminding import remind_by_the_calendar


@shared_task(ignore_result=True)
def derive() -> None:
    """Every night and after each roster: what everyone owes, by the facts as they stand."""
    derive_duties(today=clock.today())


@shared_task(ignore_result=True)
def remind() -> None:
    """Every morning on working days: what is due in 30 and 7 days and today; on Mondays who is overdue."""
    remind_by_the_calendar(today=clock.today(), at=clock.now())

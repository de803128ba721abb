"""What the worker sets for the desk: read the clock, call one action."""

from celery import shared_task

from labor_office.core.web import clock
from labor_office.desk import letters


@shared_task(ignore_result=True, queue="pdf")
def set_proof(*, deadline_id: int) -> None:
    """On the queue ``pdf``: set the proof of one date."""
    letters.set_proof(deadline_id=deadline_id, today=clock.today(), at=clock.now())

"""What happens by itself: duties counted anew when the roster changes and every night."""

from __future__ import annotations

from celery import current_app
from django.db import transaction

TASK = "training.tasks.derive"


def derive_after_commit() -> None:
    """Have the worker count anew what everyone owes once the caller's transaction stands.

    Should the broker be down then, the night's run does it.
    """
    transaction.on_commit(lambda: current_app.send_task(TASK), robust=True)

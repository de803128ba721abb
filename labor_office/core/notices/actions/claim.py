"""Claiming: a worker takes the next messages for a while; the others pass over them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from labor_office.core.notices import rules
from labor_office.core.notices.models import Notice, NoticeState

_CLAIM = """
    WITH next AS (
        SELECT id FROM notices_notice
        WHERE state = 'PROMISED' AND not_before <= %(now)s AND (claimed_until IS NULL OR claimed_until < %(now)s)
          AND attempts BETWEEN %(low)s AND %(high)s
        ORDER BY not_before, id LIMIT %(size)s
        FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE notices_notice AS notice SET attempts = attempts + 1,
        -- as rules.lease has it: twice as long each time
        claimed_until = %(now)s + %(lease)s * (1 << LEAST(attempts, 5))
    FROM next WHERE next.id = notice.id
    RETURNING notice.id, notice.not_before
"""
GAVE_UP = "Given up after {attempts} attempts."
DIED = "The worker stopped before it could say why."
# Messages tried that often travel together; the last class holds all that must travel alone.
_CLASSES = ((0, 0), (1, 1), (2, 2), (3, rules.MAX_ATTEMPTS - 1))


def claim(*, now: datetime) -> list[int]:
    """Take the next due messages, oldest first; empty when there are none that nobody holds.

    The attempt is counted here, not on failure, so that a message that kills its worker
    runs out of attempts like any other. Messages never tried come first and 500 at a
    time; those that failed follow in smaller batches (``rules.batch_size``).
    """
    for low, high in _CLASSES:
        values: dict[str, Any] = {
            "now": now,
            "low": low,
            "high": high,
            "size": rules.batch_size(low),
            "lease": rules.LEASE,
        }
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, values)
            taken = cursor.fetchall()
        if taken:
            return [pk for pk, _ in sorted(taken, key=lambda row: (row[1], row[0]))]
    return []


@transaction.atomic
def claim_companions(*, template: str, recipient_ids: Collection[int], now: datetime) -> list[int]:
    """Take what is promised to the same people under ``template`` for later, to send it along."""
    later = Notice.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lt=now),
        state=NoticeState.PROMISED,
        template=template,
        recipient__in=recipient_ids,
        not_before__gt=now,
    )
    locked = later.select_for_update(skip_locked=True, no_key=True).order_by("pk")
    ids = list(locked.values_list("pk", flat=True)[: rules.BATCH])
    Notice.objects.filter(pk__in=ids).update(claimed_until=now + rules.lease(0), attempts=F("attempts") + 1)
    return ids


def hand_back(*, ids: Collection[int], error: str) -> None:
    """Give back messages that could not be tried: the mail server does not answer, which is no fault of theirs."""
    Notice.objects.filter(pk__in=ids, state=NoticeState.PROMISED, attempts__gt=0).update(
        claimed_until=None, attempts=F("attempts") - 1, error=error[:300]
    )


def give_up(*, now: datetime) -> int:
    """Fail what has used all its attempts and is held by nobody; how many. The outbox shows them with the reason."""
    spent = Notice.objects.due(now).filter(attempts__gte=rules.MAX_ATTEMPTS)
    words = GAVE_UP.format(attempts=rules.MAX_ATTEMPTS)
    silent = spent.filter(error="").update(state=NoticeState.FAILED, claimed_until=None, error=f"{words} {DIED}")
    return silent + spent.update(state=NoticeState.FAILED, claimed_until=None)

"""Tell owners of dates that someone else moved: one mail a person and cause, whatever it moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import F
from django.urls import reverse

from labor_office.core.deadlines.models.deadlines import DeadlineMove
from labor_office.core.matters import kinds
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.digests import DateMoved, Move
from labor_office.core.users.models import User

# By name and not as rows: one closed day may move ten thousand dates, each with its long reasoning.
_TOLD = {
    "owner": F("deadline__matter__owner_id"),
    "matter": F("deadline__matter_id"),
    "reference": F("deadline__matter__reference"),
    "kind": F("deadline__matter__kind"),
    "act": F("deadline__name"),
    "missing": F("deadline__missing"),
}


def tell_of_batch(batch: str, *, cause: str, by: User | None, at: datetime) -> int:
    """Promise each owner one mail that lists the dates moved under ``batch``; how many are new.

    Who moved them is not told what they know. Promised once: the key holds the batch.
    """
    rows = (
        DeadlineMove.objects.filter(batch=batch)
        .exclude(deadline__matter__owner=None)
        .exclude(deadline__matter__owner=by)
        .order_by("deadline__matter__owner_id", "now_due_on", "pk")
        .annotate(**_TOLD)
        .values_list("was_due_on", "now_due_on", *_TOLD, named=True)
    )
    promises = [
        _promise(f"moved:{batch}:{owner_id}", owner_id, _message(list(moves), cause, by), at)
        for owner_id, moves in groupby(rows, key=attrgetter("owner"))
    ]
    return promise_many(promises, at=at)


def _promise(key: str, owner_id: int, message: DateMoved, at: datetime) -> Promise:
    only = message.moves[0] if len({move.matter for move in message.moves}) == 1 else None
    return Promise(
        key=key,
        message=message,
        recipient_id=owner_id,
        matter_id=only.matter if only else None,
        why=f"you own {only.reference}" if only else "you own these matters",
        not_before=at,
    )


def _message(rows: Sequence[Any], cause: str, by: User | None) -> DateMoved:
    return DateMoved(cause=cause, moves=tuple(_moves(rows)), moved_by=by.short_name if by else "")


def _moves(rows: Iterable[Any]) -> Iterable[Move]:
    for row in rows:
        yield Move(
            matter=row.matter,
            reference=row.reference,
            path=reverse(kinds.get(row.kind).detail_url_name, args=[row.reference]),
            act=row.act,
            was_on=row.was_due_on,
            now_on=row.now_due_on,
            now_words="" if row.now_due_on else row.missing or "clock stopped",
        )

"""Tell owners of dates that someone else moved: one mail a person and cause, whatever it moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from labor_office.core.deadlines.models.deadlines import DeadlineMove
from labor_office.core.deadlines.queries.claims import CHECK_DATE
from labor_office.core.matters import kinds
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.claims import Claim
from labor_office.core.notices.messages.digests import DateMoved, Move
from labor_office.core.notices.models import Notice, NoticeState
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
# As long as a date may go to and fro before anybody is written to: the time between two sweeps.
SETTLES_IN = timedelta(minutes=5)
Told = dict[tuple[int, int], date | None]
_REFERENCE = "REFERENCE"


@transaction.atomic
def tell_of_batch(batch: str, *, cause: str, by: User | None, at: datetime) -> int:
    """Promise each owner one mail that lists the dates moved under ``batch``; how many are new.

    Who moved them is not told what they know. Promised once: the key holds the batch. The mail
    rests a few minutes; a date that moves again meanwhile is told once, from where its owner last
    knew it, and one that comes back is not told at all.
    """
    rows = (
        DeadlineMove.objects.filter(batch=batch)
        .exclude(deadline__matter__owner=None)
        .exclude(deadline__matter__owner=by)
        .order_by("deadline__matter__owner_id", "now_due_on", "pk")
        .annotate(**_TOLD)
        .values_list("deadline_id", "was_due_on", "now_due_on", *_TOLD, named=True)
    )
    moved = list(rows)
    known = _take_back(moved, at)
    found = [row for row in moved if _was(row, known) != row.now_due_on]
    promises = [
        _promise(f"moved:{batch}:{owner_id}", owner_id, _message(list(moves), cause, by, known), at)
        for owner_id, moves in groupby(found, key=attrgetter("owner"))
    ]
    return promise_many(promises, at=at)


def _take_back(rows: Sequence[Any], at: datetime) -> Told:
    """Take what ``rows`` overtake out of mails that still rest; by owner and deadline, the date that was known.

    A mail of which nothing is left is not sent.
    """
    overtaken = {(row.owner, row.deadline_id) for row in rows}
    resting = Notice.objects.filter(
        template=DateMoved.template, state=NoticeState.PROMISED, recipient__in={owner for owner, _ in overtaken},
        not_before__gt=at,
    )  # fmt: skip
    known: Told = {}
    for notice in resting.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        moves, owner = notice.context.get("moves", []), notice.recipient_id
        assert owner is not None  # noqa: S101 -- the filter asked for an owner
        again = [move for move in moves if (owner, move.get("claim", {}).get("pk", 0)) in overtaken]
        for move in again:
            was_on = move.get("was_on")
            place = (owner, move["claim"]["pk"])
            known.setdefault(place, date.fromisoformat(was_on) if was_on else None)
        if again:
            _leave(notice, [move for move in moves if move not in again])
    return known


def _leave(notice: Notice, moves: list[dict[str, Any]]) -> None:
    notice.context = {**notice.context, "moves": moves}
    if not moves:
        notice.state, notice.error = NoticeState.CANCELLED, "The date moved again before it was told."
    notice.save(update_fields=["context", "state", "error"])


def _was(row: Any, known: Told) -> date | None:  # noqa: ANN401 -- a row named by its columns
    was_on: date | None = known.get((row.owner, row.deadline_id), row.was_due_on)
    return was_on


def _promise(key: str, owner_id: int, message: DateMoved, at: datetime) -> Promise:
    only = message.moves[0] if len({move.matter for move in message.moves}) == 1 else None
    return Promise(
        key=key,
        message=message,
        recipient_id=owner_id,
        matter_id=only.matter if only else None,
        why=f"you own {only.reference}" if only else "you own these matters",
        not_before=at + SETTLES_IN,
    )


def _message(rows: Sequence[Any], cause: str, by: User | None, known: Told) -> DateMoved:
    return DateMoved(cause=cause, moves=tuple(_moves(rows, known)), moved_by=by.short_name if by else "")


def _moves(rows: Sequence[Any], known: Told) -> Iterable[Move]:
    # One address a kind, for Django takes longer over an address than all else here takes over a date.
    pages = {kind: reverse(kinds.get(kind).detail_url_name, args=[_REFERENCE]) for kind in {row.kind for row in rows}}
    for row in rows:
        yield Move(
            matter=row.matter,
            reference=row.reference,
            path=pages[row.kind].replace(_REFERENCE, row.reference),
            act=row.act,
            was_on=_was(row, known),
            claim=Claim(CHECK_DATE, row.deadline_id, str(row.now_due_on or "")),
            now_on=row.now_due_on,
            now_words="" if row.now_due_on else row.missing or "clock stopped",
        )

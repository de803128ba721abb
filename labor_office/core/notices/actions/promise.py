"""Promising: in the transaction of whatever gives the reason, once under a key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from labor_office.core.matters.models.matter import Matter
from labor_office.core.notices.messages.parts import Message
from labor_office.core.notices.models import Notice
from labor_office.core.users.models import User

# Rows a statement: enough to make the statement itself free, few enough for memory.
SLICE = 20_000
_COLUMNS = "key, template, recipient_id, matter_id, context, why, not_before"
# A promise as the table wants it; what has no value yet is empty, never null.
_INSERT = f"""
    INSERT INTO notices_notice ({_COLUMNS}, promised_at, state, attempts,
                                subject, text, error, html, sent_to, server_reply)
    SELECT {_COLUMNS}, %s, 'PROMISED', 0, '', '', '', '', '', ''
    FROM ({{source}}) AS promised ({_COLUMNS})
    ON CONFLICT (key) DO NOTHING
"""  # noqa: S608 -- constants only
# All rows as one value: a list of each column would have every quotation mark of their contexts escaped twice over.
_ROWS = _INSERT.format(
    source="SELECT * FROM json_to_recordset(%s) AS made (key text, template text, recipient_id bigint,"
    " matter_id bigint, context jsonb, why text, not_before timestamptz)"
)
# The same to people who do not sign in here.
_ROWS_TO_EMPLOYEES = _ROWS.replace("recipient_id", "employee_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One message to one person. The same ``key`` is one promise, whenever and however often it is made.

    ``matter_id`` is the one matter it is about; None for a list, whose parts name theirs.
    ``why`` says why this person is told, in words that can stand in the mail ("you own
    G-2026-0042"). ``not_before`` is the instant from which it may go out.
    """

    key: str
    message: Message
    recipient_id: int | None
    matter_id: int | None
    why: str
    not_before: datetime
    # Instead of a recipient: somebody of the roster who does not sign in, told of nothing that has walls.
    employee_id: int | None = None


def promise(
    *, key: str, message: Message, recipient: User, matter: Matter | None, why: str, not_before: datetime, at: datetime
) -> bool:
    """Promise one message, in the caller's transaction. Whether it is new; False when ``key`` was promised before."""
    row = Promise(
        key=key,
        message=message,
        recipient_id=recipient.pk,
        matter_id=None if matter is None else matter.pk,
        why=why,
        not_before=not_before,
    )
    return promise_many([row], at=at) == 1


# Within the caller's transaction, whose all or nothing it is: a savepoint of its own would cost two statements.
@transaction.atomic(savepoint=False)
def promise_many(rows: Iterable[Promise], *, at: datetime) -> int:
    """Promise all of ``rows``; how many are new. One statement for every 20,000."""
    remaining, new = iter(rows), 0
    while part := list(islice(remaining, SLICE)):
        for is_outside in (False, True):
            some = [row for row in part if (row.recipient_id is None) is is_outside]
            new += _insert(some, at, _ROWS_TO_EMPLOYEES if is_outside else _ROWS) if some else 0
    return new


def promise_rows(rows: Iterable[Promise], *, at: datetime) -> list[Notice]:
    """``rows`` as they are stored, not yet saved: for whoever writes them with the matter that they tell of.

    Only for keys that nobody can have promised before, such as those of a matter that is new.
    """
    return [
        Notice(
            key=row.key,
            template=row.message.template,
            recipient_id=row.recipient_id,
            employee_id=row.employee_id,
            matter_id=row.matter_id,
            context=row.message.to_context(),
            why=row.why,
            promised_at=at,
            not_before=row.not_before,
        )
        for row in rows
    ]


@transaction.atomic
def promise_selected(select: str, parameters: Sequence[Any], *, at: datetime) -> int:
    """Promise whatever ``select`` finds, without a row leaving the database; how many are new.

    The statement yields, in this order: key, template, recipient_id, matter_id, context
    (jsonb, the keys of the message's dataclass), why, not_before. It is the fast way for a
    sweep over a large docket.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(source=select), [at, *parameters])
        return int(cursor.rowcount)


def _insert(rows: Sequence[Promise], at: datetime, statement: str) -> int:
    made = [
        {
            "key": row.key,
            "template": row.message.template,
            "recipient_id": row.recipient_id,
            "employee_id": row.employee_id,
            "matter_id": row.matter_id,
            "context": row.message.to_context(),
            "why": row.why,
            "not_before": row.not_before.isoformat(),
        }
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [at, json.dumps(made, ensure_ascii=False)])
        return int(cursor.rowcount)

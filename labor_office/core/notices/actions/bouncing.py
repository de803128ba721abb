"""An email that came back: kept on its notice and told to the chief."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.notices.actions.deliver import mail_domain
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.bounces import Returned
from labor_office.core.notices.messages.catalogue import LABELS
from labor_office.core.notices.messages.people import CameBack
from labor_office.core.notices.models import Notice, NoticeState
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role

# A server gives up after five days at most; a month leaves room for a mailbox nobody read.
REMEMBERED = timedelta(days=31)
# The identity of a message is made of the key of its promise (envelopes.message_id); asked so seldom, it has no index.
_BY_IDENTITY = """
    SELECT id FROM notices_notice
    WHERE sent_at >= %s AND '<notice.' || left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 32) || '@' = %s
"""


class NotOurs(Exception):
    """No email that was sent lately has the identity that the report names."""


@transaction.atomic
def note_return(*, returned: Returned, at: datetime) -> Notice:
    """Mark the notice, and those that travelled with it, as come back; each chief is told once.

    One that is only late keeps its state and gets the server's words. Raises NotOurs.
    """
    notice = Notice.objects.select_for_update(no_key=True, of=("self",)).get(pk=_sent_as(returned.message_id, at))
    said = " ".join(filter(None, (returned.status, returned.said)))
    if not returned.is_final:
        Notice.objects.filter(pk=notice.pk, state=NoticeState.SENT).update(error=f"Late: {said}"[:300])
        return notice
    carried = list(notice.carried.values_list("pk", flat=True))
    marked = Notice.objects.filter(pk__in=[notice.pk, *carried], state=NoticeState.SENT)
    if not marked.update(state=NoticeState.RETURNED, error=f"Came back: {said}"[:300]):
        return notice
    notice.refresh_from_db()
    _tell(notice, said, at)
    if notice.matter is not None:
        record_event(
            matter=notice.matter, verb="notice.came_back", summary=f"An email to {notice.person} came back.",
            by=None, at=at, level=Level.OFFICE, notice=notice.pk,
        )  # fmt: skip
    return notice


def _sent_as(identity: str, at: datetime) -> int:
    head, _, domain = identity.strip().rstrip(">").partition("@")
    with connection.cursor() as cursor:
        cursor.execute(_BY_IDENTITY, [at - REMEMBERED, f"{head}@"])
        found = cursor.fetchone()
    if found is None or domain.casefold() != mail_domain().casefold():
        raise NotOurs(f"No email sent in the last month has the identity {identity}.")
    return int(found[0])


def _tell(notice: Notice, said: str, at: datetime) -> None:
    """Promise each chief a mail; not about a mail of this kind, which would go round and round."""
    if notice.template == CameBack.template:
        return
    chiefs = User.objects.filter(is_active=True, role=Role.CHIEF)
    others = chiefs.exclude(pk=notice.recipient_id)
    message = CameBack(
        notice=notice.pk,
        to_name=str(notice.person),
        what=LABELS.get(notice.template, notice.template).lower(),
        said=said,
    )
    rows = [
        Promise(
            key=f"came-back:{notice.pk}:{chief.pk}", message=message, recipient_id=chief.pk, matter_id=None,
            why="you keep the outbox", not_before=at,
        )
        for chief in others or chiefs
    ]  # fmt: skip
    promise_many(rows, at=at)

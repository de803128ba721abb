"""Delivering: look again, send, then mark. At least once; a repeat carries the same Message-ID."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import formataddr, parseaddr
from functools import cache

from django.conf import settings
from django.utils import timezone

from labor_office.core.notices.actions.claim import claim, claim_companions, give_up, hand_back
from labor_office.core.notices.actions.examine import Letter, Verdict, examine, load
from labor_office.core.notices.emails import compose
from labor_office.core.notices.envelopes import Envelope, message_id, seal, thread_id
from labor_office.core.notices.messages.catalogue import MESSAGES
from labor_office.core.notices.models import Notice, NoticeState
from labor_office.core.notices.post_office import MailServerDown, PostOffice, Refused, open_post_office
from labor_office.core.web.compiled import planned_cursor

logger = logging.getLogger(__name__)
# Messages looked at together: what is asked is asked once, and is never older than these take to send.
SLICE = 250
# A batch is left to its lease after this time, and a round of batches ends, so that no lease runs out in use.
PATIENCE_SECONDS = 180.0
_MARK_SENT = """
    UPDATE notices_notice SET state = 'SENT', sent_at = %s, claimed_until = NULL, error = '', subject = %s, text = %s,
        html = %s, sent_to = %s, server_reply = %s, sent_with_id = NULLIF(%s, id)
    WHERE id = ANY(%s) AND state = 'PROMISED'
"""


@dataclass(slots=True)
class Tally:
    """What became of a round: numbers for the log, no names."""

    sent: int = 0
    withheld: int = 0
    cancelled: int = 0
    muted: int = 0
    put_off: int = 0
    is_server_down: bool = False


def deliver_due(*, now: datetime) -> Tally:
    """Send everything that is due, batch after batch, until nothing is left or three minutes have gone."""
    give_up(now=now)
    total, began = Tally(), time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS and not total.is_server_down:
        ids = claim(now=now)
        if not ids:
            break
        deliver_batch(ids, now=now, tally=total)
    return total


def deliver_batch(ids: Collection[int], *, now: datetime, tally: Tally | None = None) -> Tally:
    """Send the claimed ``ids`` over one connection.

    Each slice of 100 is examined anew before it goes: what its person may no longer read
    is withheld, what is no longer true is cancelled. A message that the server refuses for
    good fails with the server's words; one refused for now waits out its lease. When the
    server is gone, whatever was not tried is given back unharmed.
    """
    tally = tally or Tally()
    waiting = [*ids, *_companions(ids, now)]
    began = time.monotonic()
    try:
        with open_post_office() as post_office:
            while waiting and time.monotonic() - began < PATIENCE_SECONDS:
                _deliver_slice(waiting, post_office, now, tally)
    except MailServerDown as gone:
        logger.warning("%s; %s messages wait", gone, len(waiting))
        hand_back(ids=waiting, error=str(gone))
        tally.is_server_down = True
    return tally


def _deliver_slice(waiting: list[int], post_office: PostOffice, now: datetime, tally: Tally) -> None:
    """Take a slice off ``waiting`` and send it; whatever has been tried is off the list, also when this raises."""
    some = waiting[:SLICE]
    verdict = examine(load(some), now=now)
    _settle(verdict, tally)
    going = {notice.pk for letter in verdict.letters for notice in letter.notices}
    waiting[:] = [pk for pk in some if pk in going] + waiting[SLICE:]
    for letter in verdict.letters:
        taken = {notice.pk for notice in letter.notices}
        waiting[:] = [pk for pk in waiting if pk not in taken]
        _send(letter, post_office, now, tally)


def _send(letter: Letter, post_office: PostOffice, now: datetime, tally: Tally) -> None:
    first = letter.notices[0]
    try:
        sender, to = own_address(settings.DEFAULT_FROM_EMAIL), letter.reader.email
        invitation = letter.message.invitation(to_name=letter.reader.name, to_address=to, organizer=sender)
        email = replace(compose(letter.message, letter.circumstances), invitation=invitation)
        answer = post_office.send(sender=sender, to=to, message=seal(email, _envelope(letter, now)))
    except Refused as refusal:
        _put_off(letter.notices, str(refusal), is_final=refusal.is_final)
        tally.put_off += len(letter.notices)
        return
    except MailServerDown as gone:
        # This one may be why: it keeps its attempt and waits out its lease.
        _put_off(letter.notices, str(gone))
        raise
    except Exception as mistake:  # a message that cannot be written must not keep the others
        logger.exception("Notice %s cannot be written", first.pk)
        _put_off(letter.notices, f"It could not be written: {type(mistake).__name__}")
        tally.put_off += len(letter.notices)
        return
    ids = [notice.pk for notice in letter.notices]
    with planned_cursor() as cursor:
        cursor.execute(_MARK_SENT, [now, email.subject, email.text, email.html, to, answer[:200], first.pk, ids])
    tally.sent += len(ids)


def _envelope(letter: Letter, now: datetime) -> Envelope:
    first, sender = letter.notices[0], settings.DEFAULT_FROM_EMAIL
    domain = mail_domain()
    owner = first.matter.owner if first.matter else None
    answers_to_owner = owner is not None and owner.is_active and owner.pk != letter.reader.pk
    is_alone = first.matter_id is not None and len(letter.notices) == 1
    return Envelope(
        sender=sender,
        to_name=letter.reader.name,
        to_address=letter.reader.email,
        message_id=message_id(first.key, domain=domain),
        sent_at=timezone.localtime(now),
        thread=thread_id(first.matter_id, domain=domain) if is_alone and first.matter_id else "",
        reply_to=formataddr((owner.name, owner.email)) if owner and answers_to_owner else "",
        unsubscribe_url=letter.circumstances.unsubscribe_url,
    )


def mail_domain() -> str:
    """The domain we send from; our message ids end in it."""
    return own_address(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2] or "localhost"


@cache
def own_address(sender: str) -> str:
    """The bare address in ``sender``; parsed once."""
    return parseaddr(sender)[1]


def _settle(verdict: Verdict, tally: Tally) -> None:
    ends = (
        (verdict.withheld, NoticeState.WITHHELD),
        (verdict.cancelled, NoticeState.CANCELLED),
        (verdict.muted, NoticeState.MUTED),
    )
    for ids, state in ends:
        if ids:
            Notice.objects.filter(pk__in=ids, state=NoticeState.PROMISED).update(
                state=state, claimed_until=None, error=""
            )
    for pk, error in verdict.unreadable.items():
        Notice.objects.filter(pk=pk).update(error=error)
    tally.withheld += len(verdict.withheld)
    tally.cancelled += len(verdict.cancelled)
    tally.muted += len(verdict.muted)
    tally.put_off += len(verdict.unreadable)


def _put_off(notices: Sequence[Notice], error: str, *, is_final: bool = False) -> None:
    """Keep the reason. The lease is the wait until the next try; a final refusal has none."""
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices], state=NoticeState.PROMISED)
    if is_final:
        rows.update(state=NoticeState.FAILED, claimed_until=None, error=error[:300])
    else:
        rows.update(error=error[:300])


def _companions(ids: Collection[int], now: datetime) -> list[int]:
    """Later promises that travel with those of ``ids`` whose kind gathers."""
    found: list[int] = []
    for template in (name for name, kind in MESSAGES.items() if kind.gathers):
        people = Notice.objects.filter(pk__in=ids, template=template).values_list("recipient", flat=True)
        found += claim_companions(template=template, recipient_ids=list(people), now=now)
    return found

"""What the keeper of the outbox mends by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.notices.models import LEFT_THE_HOUSE, Notice, NoticeState
from labor_office.core.users.models import User

NOT_SENT = "Only a message that was sent can be sent again."


class NothingToRetry(Exception):
    """It was not sent for a reason that trying again would not change."""


@transaction.atomic
def try_again(*, notice_id: int, by: User, at: datetime) -> Notice:
    """Put a failed or stuck message back in the queue with all its attempts, for the next minute.

    Raises NothingToRetry for one that was sent, withheld or is no longer true, and for one that
    a worker holds now: it may be with the mail server, and would go out twice.
    """
    notice = Notice.objects.select_for_update(no_key=True, of=("self",)).get(pk=notice_id)
    if notice.state not in {NoticeState.FAILED, NoticeState.PROMISED}:
        raise NothingToRetry(f"Nothing to try again: {notice.get_state_display().lower()}.")
    if notice.claimed_until is not None and notice.claimed_until > at:
        raise NothingToRetry("It is being sent now. Look again in a few minutes.")
    notice.state, notice.attempts, notice.claimed_until, notice.error = NoticeState.PROMISED, 0, None, ""
    notice.save(update_fields=["state", "attempts", "claimed_until", "error"])
    _record(notice, "notice.tried_again", f"{by} put a notice to {notice.person} back in the queue.", by, at)
    return notice


@transaction.atomic
def send_again(*, notice_id: int, by: User, at: datetime) -> Notice:
    """Promise a sent message once more, as a new row that says who asked for it; its truth is asked anew.

    Raises NothingToRetry unless it was sent. Pressed twice within a minute it is one message.
    """
    sent = Notice.objects.select_for_update(no_key=True, of=("self",)).get(pk=notice_id)
    if sent.state not in LEFT_THE_HOUSE:
        raise NothingToRetry(NOT_SENT)
    copy, is_new = Notice.objects.get_or_create(
        key=f"again-{sent.pk}-{at:%Y%m%d%H%M}",
        defaults={
            "template": sent.template,
            "recipient": sent.recipient,
            "employee": sent.employee,
            "matter": sent.matter,
            "context": sent.context,
            "why": f"{by} sent it to you again",
            "promised_at": at,
            "not_before": at,
        },
    )
    if is_new:
        _record(sent, "notice.sent_again", f"{by} sent a notice to {sent.person} again.", by, at)
    return copy


def _record(notice: Notice, verb: str, summary: str, by: User, at: datetime) -> None:
    if notice.matter is not None:
        record_event(
            matter=notice.matter, verb=verb, summary=summary, by=by, at=at, level=Level.OFFICE, notice=notice.pk
        )

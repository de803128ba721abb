"""What a person sets about their own notices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time

from django.core import signing
from django.db import transaction

from labor_office.core.notices import rules
from labor_office.core.notices.actions.examine import UNSUBSCRIBE_SALT
from labor_office.core.notices.messages.catalogue import LABELS, OPTIONAL
from labor_office.core.notices.models import NoticePreference
from labor_office.core.users.models import User

ALWAYS_TOLD = "Reminders on the last two days cannot be turned off."
INCOMPLETE = "This link is not complete. Copy the whole of it from the mail."


class CannotMute(Exception):
    """The last two days and what is overdue are always told."""


class StrangeLink(Exception):
    """The link was not made here, or has been changed."""


@transaction.atomic
def set_preferences(
    *, user: User, rungs_off: Collection[int], has_digest: bool, mails_moved_dates: bool, digest_time: time
) -> None:
    """Keep the choices. Raises CannotMute for a rung that is always told."""
    if set(rungs_off) & rules.CANNOT_MUTE:
        raise CannotMute(ALWAYS_TOLD)
    NoticePreference.objects.update_or_create(
        user=user,
        defaults={
            "rungs_off": sorted(rungs_off),
            "has_digest": has_digest,
            "mails_moved_dates": mails_moved_dates,
        },
    )
    User.objects.filter(pk=user.pk).update(digest_time=digest_time)


def read_link(token: str) -> tuple[int, str]:
    """The person and the template an unsubscribe link is for. Raises StrangeLink."""
    try:
        user_id, template = signing.loads(token, salt=UNSUBSCRIBE_SALT)
    except signing.BadSignature:
        raise StrangeLink(INCOMPLETE) from None
    if template not in OPTIONAL:
        raise StrangeLink(f"{LABELS.get(template, 'This')} mail cannot be turned off.")
    return int(user_id), str(template)


@transaction.atomic
def turn_off(*, token: str) -> str:
    """Turn off the mail the link is for; what it is called. Twice is once. Raises StrangeLink."""
    user_id, template = read_link(token)
    change = {"digest": {"has_digest": False}, "date_moved": {"mails_moved_dates": False}}[template]
    NoticePreference.objects.update_or_create(user_id=user_id, defaults=change)
    return LABELS[template]

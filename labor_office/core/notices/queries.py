"""Reads of notices that are more than a filter."""

from __future__ import annotations

from labor_office.core.notices.models import Notice
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


def unread_count(user: User) -> int:
    """Notices that ``user`` has not read; one query, for the header."""
    return Notice.objects.filter(recipient=user, read_at=None).count()


def may_read_outbox(user: User) -> bool:
    """Those who look after what was sent."""
    return user.may(Permission.OUTBOX_READ)

"""Marking notices read. Nobody else's affair: a person's own list only."""

from __future__ import annotations

from datetime import datetime

from labor_office.core.notices.models import Notice
from labor_office.core.users.models import User


def mark_read(*, notice_id: int, by: User, at: datetime) -> None:
    """Note that ``by`` has read it; a second time changes nothing."""
    Notice.objects.filter(pk=notice_id, recipient=by, read_at=None).update(read_at=at)


def mark_all_read(*, by: User, at: datetime) -> int:
    """Note that ``by`` has read everything on their list; how many were new."""
    return Notice.objects.inbox_of(by).unread().update(read_at=at)

"""How long a session still lasts. It ends after a time without use, and a person is warned before."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

KEY = "in_use_at"
# A session in use is written at most this often.
EXTEND_EVERY_SECONDS = 300
# The tables that the session shows so that the other side may look on.
TABLE_SAFE = "table_safe"


def is_looked_on(session: SessionBase) -> bool:
    """Whether the other side may look on: then nothing of a mandate is shown, wherever it is kept."""
    return bool(session.get(TABLE_SAFE))


def seconds_left(session: SessionBase, *, now: datetime) -> int:
    """Seconds until the session ends if nothing more happens; never below zero."""
    used = session.get(KEY)
    age: int = settings.SESSION_COOKIE_AGE
    return age if used is None else max(0, age - (int(now.timestamp()) - int(used)))


def extend(session: SessionBase, *, now: datetime) -> None:
    """Begin the time anew; the cookie is sent again with the response."""
    session[KEY] = int(now.timestamp())


def keep_alive(session: SessionBase, *, now: datetime) -> None:
    """Begin the time anew if that was last done five minutes ago or more."""
    used = session.get(KEY)
    if used is None or int(now.timestamp()) - int(used) >= EXTEND_EVERY_SECONDS:
        extend(session, now=now)

"""How long a session still lasts. It ends after a time without use, and a person is warned before."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from labor_office.core.users.models import User

KEY = "in_use_at"
# A session in use is written at most this often.
EXTEND_EVERY_SECONDS = 300
# The tables that the session shows so that the other side may look on.
TABLE_SAFE = "table_safe"
# The units of the unions at those tables.
LOOKED_ON_UNITS = "looked_on_units"


def is_looked_on(session: SessionBase) -> bool:
    """Whether the other side may look on: then nothing of a mandate is shown, wherever it is kept."""
    return bool(session.get(TABLE_SAFE))


def look_on(person: User, session: SessionBase) -> None:
    """Have every wall know whether the other side may look on at what ``person`` is shown, and which unions."""
    person.is_looked_on = is_looked_on(session)
    person.looked_on_units = tuple(session.get(LOOKED_ON_UNITS, [])) if person.is_looked_on else ()


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

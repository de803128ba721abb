"""What passes at a table, as tests say it."""

from datetime import UTC, datetime
from time import monotonic
from uuid import uuid4

from django.db import connection

from bargaining.actions import table
from bargaining.rules.vocabulary import Move, Side

AT = datetime(2026, 6, 15, 17, 42, tzinfo=UTC)


def log(negotiation, by, words="", *, side=Side.UNION, move=Move.COUNTER, number="22", key=None, at=AT):
    """One line of the log."""
    return table.log_entry(
        negotiation_id=negotiation.pk,
        key=key or uuid4(),
        side=side,
        move=move,
        number=number,
        words=words,
        by=by,
        at=at,
    )


def seat(negotiation, user):
    """How a page's form names somebody of the City's team."""
    return str(negotiation.team.get(user=user).pk)


def wait_until_someone_waits():
    """Until another connection stands before a lock; ten seconds at most."""
    deadline = monotonic() + 10
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with connection.cursor() as cursor:
        while monotonic() < deadline:
            # Within a transaction the statistics stand still until they are cleared.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Nobody waits.")

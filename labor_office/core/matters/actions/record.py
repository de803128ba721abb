"""Numbers and history: what every other action calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from labor_office.core.matters import kinds
from labor_office.core.matters.models.matter import Matter, MatterEvent, MatterReading
from labor_office.core.matters.rules import Level, format_reference
from labor_office.core.users.models import User

_TAKE_NEXT = """
    INSERT INTO matters_referencecounter (prefix, year, last) VALUES (%s, %s, %s)
    ON CONFLICT (prefix, year) DO UPDATE SET last = matters_referencecounter.last + EXCLUDED.last
    RETURNING last
"""
NEXT_KEY = "nextval(pg_get_serial_sequence('matters_matter', 'id'))"
# What ``opened`` yields is the key of the matter; where it yields nothing, no number is taken.
_TAKE_BOTH = """
    WITH {opened}
    INSERT INTO matters_referencecounter (prefix, year, last) SELECT %s, %s, 1 FROM opened
    ON CONFLICT (prefix, year) DO UPDATE SET last = matters_referencecounter.last + 1
    RETURNING (SELECT key FROM opened), last
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """The key and the number of a matter about to be opened."""

    key: int
    reference: str


def next_reference(*, kind: str, year: int) -> str:
    """The next number of ``kind`` in ``year``, taken inside the caller's transaction.

    One statement holds the counter until that transaction ends: concurrent openings
    wait for each other, a failed one gives its number back, so there are neither
    doubles nor gaps.
    """
    registered = kinds.get(kind)
    return next_number(prefix=registered.prefix, year=year, digits=registered.digits)


def next_matter(*, kind: str, year: int) -> Taken:
    """The key and the number of a matter about to be opened, in one statement; as ``next_reference``."""
    taken = next_matter_if(f"opened AS (SELECT {NEXT_KEY} AS key)", [], kind=kind, year=year)
    assert taken is not None  # noqa: S101 -- there is always another key
    return taken


def next_matter_if(opened: str, values: Sequence[Any], *, kind: str, year: int) -> Taken | None:
    """The same where the query ``opened`` yields the key of the matter, all in one statement; None where it does not.

    ``opened`` is said as in a WITH, of this name and with the column ``key``, others before it; what it writes is
    written first. ``NEXT_KEY`` gives a new key.
    """
    _within_a_transaction()
    registered = kinds.get(kind)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_BOTH.format(opened=opened), [*values, registered.prefix, year])
        row = cursor.fetchone()
    return Taken(row[0], format_reference(registered.prefix, year, row[1], registered.digits)) if row else None


def next_number(*, prefix: str, year: int, digits: int) -> str:
    """The next number under ``prefix`` in ``year``, of a thing people quote that is no matter; as ``next_reference``.

    The caller chooses a prefix that no kind of matter has.
    """
    return next_numbers(1, prefix=prefix, year=year, digits=digits)[0]


def next_numbers(count: int, *, prefix: str, year: int, digits: int) -> list[str]:
    """The next ``count`` numbers, lowest first, as ``next_number`` and in one statement too; at least one."""
    _within_a_transaction()
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_NEXT, [prefix, year, count])
        last: int = cursor.fetchone()[0]
    return [format_reference(prefix, year, number, digits) for number in range(last - count + 1, last + 1)]


def _within_a_transaction() -> None:
    if not connection.in_atomic_block:
        reason = "A reference is taken inside the transaction that uses it."
        raise transaction.TransactionManagementError(reason)


def record_event(
    *,
    matter: Matter,
    verb: str,
    summary: str,
    by: User | None,
    at: datetime,
    level: Level = Level.OFFICE,
    **details: Any,
) -> MatterEvent:
    """Add one line to the history of ``matter``.

    ``verb`` names the act for machines (``grievance.step_decided``), ``summary`` says it
    to people; ``by`` is None when the system acted by itself. ``details`` are plain
    values; dates and enums are written as text.
    """
    event = event_row(matter=matter, verb=verb, summary=summary, by=by, at=at, level=level, **details)
    event.save(force_insert=True)
    return event


def event_row(
    *,
    matter: Matter,
    verb: str,
    summary: str,
    by: User | None,
    at: datetime,
    level: Level = Level.OFFICE,
    **details: Any,
) -> MatterEvent:
    """The line that ``record_event`` adds, not yet saved."""
    plain = {
        key: value if isinstance(value, int | float | bool | str | None | list | dict) else str(value)
        for key, value in details.items()
    }
    return MatterEvent(
        matter_id=matter.pk, verb=verb, summary=summary, actor=by, occurred_at=at, level=level, details=plain
    )


def record_reading(*, matter: Matter, by: User, at: datetime) -> None:
    """Keep that ``by`` opened a matter that is closed to the office; open ones are not logged."""
    if matter.is_restricted:
        MatterReading.objects.create(matter_id=matter.pk, user=by, read_at=at)


def continue_numbering(*, kind: str, year: int, last: int) -> None:
    """Go on from the numbers the office gave out before it had this desk.

    ``last`` is the highest number in use; a counter that is further already stays.
    """
    prefix = kinds.get(kind).prefix
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO matters_referencecounter AS kept (prefix, year, last) VALUES (%s, %s, %s) "
            "ON CONFLICT (prefix, year) DO UPDATE SET last = greatest(kept.last, excluded.last)",
            [prefix, year, last],
        )

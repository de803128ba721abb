"""Rivermont in a database of its own, from which every scenario's database is copied.

Telling the city's story takes seconds; Postgres copies a database in a fraction of one.
"""

from datetime import UTC, datetime

from django.utils import timezone

from tests import databases

MORNING = datetime(2026, 6, 15, 8, 30)  # noqa: DTZ001 -- said in the city's own time below


def morning() -> datetime:
    """Monday, June 15, 2026, 8:30 a.m. in Rivermont."""
    return timezone.make_aware(MORNING)


def seconds_to_morning() -> int:
    """What must be added to the real clock now to make it that morning."""
    return round((morning() - datetime.now(UTC)).total_seconds())


def standing() -> str:
    """The name of a database in which the demo city stands, opened by its own command; never written to."""
    return databases.made("labor_rivermont", ["seed_demo", "--today", f"{MORNING:%Y-%m-%d}"])

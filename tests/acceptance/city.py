"""Rivermont in a database of its own, from which every scenario's database is copied.

Telling the city's story takes seconds; Postgres copies a database in a fraction of one.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection
from django.utils import timezone
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
MORNING = datetime(2026, 6, 15, 8, 30)  # noqa: DTZ001 -- said in the city's own time below


def morning() -> datetime:
    """Monday, June 15, 2026, 8:30 a.m. in Rivermont."""
    return timezone.make_aware(MORNING)


def seconds_to_morning() -> int:
    """What must be added to the real clock now to make it that morning."""
    return round((morning() - datetime.now(UTC)).total_seconds())


def open_in(name: str, *, empty: str) -> None:
    """Create database ``name`` as a copy of ``empty`` and open the demo city in it, by its own command."""
    copy(empty, onto=name)
    environment = {**os.environ, "DATABASE_URL": address_of(name)}
    command = [sys.executable, "manage.py", "seed_demo", "--today", f"{MORNING:%Y-%m-%d}"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def copy(source: str, *, onto: str) -> None:
    """Put a copy of database ``source`` in the place of database ``onto``, whoever is connected to either."""
    connection.close()
    names = {"new": sql.Identifier(onto), "old": sql.Identifier(source)}
    with connection._nodb_cursor() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {new} WITH (FORCE)").format(**names))
        server.execute(sql.SQL("CREATE DATABASE {new} TEMPLATE {old}").format(**names))


def address_of(database: str) -> str:
    """DATABASE_URL of another database on the tests' server."""
    given = os.environ["DATABASE_URL"]
    return given.removesuffix(given.rsplit("/", 1)[1]) + database

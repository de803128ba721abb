"""Rows of several tables written by one statement.

What opens a matter is a dozen inserts that need nothing of each other but its key. Asked one by one
they cost a dozen trips to the database and back; ``insert_together`` makes one of them. Triggers,
constraints and defaults are those of the tables, as with any insert.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import AutoField, BooleanField, CharField, Field, ForeignKey, Model, OneToOneField, TextField
from django.db.models.expressions import DatabaseDefault
from psycopg import Binary
from psycopg.types.json import Jsonb
from psycopg.types.range import Range

# What a field of just this class has nothing to do to; the others make their values ready one by one.
_READY: dict[type, type] = {
    BooleanField: bool, CharField: str, ForeignKey: int, OneToOneField: int, TextField: str,
}  # fmt: skip


def insert_together(*groups: Sequence[Model]) -> None:
    """Insert all rows of all ``groups``, in one statement; a group holds rows of one model and may be empty.

    No key comes back: a row that is asked for afterwards was given its key beforehand, every
    other stays without one here. Of a model with a parent, the parent's row is inserted too. A column
    of which no row says anything gets the default that its table knows. Nothing is written if any row
    cannot be. Raises TypeError for what Postgres would have to work out: an expression.
    """
    found = [part for rows in groups if rows for part in _inserts(rows)]
    if not found:
        return
    named = ", ".join(f"row{place} AS ({sql})" for place, (sql, _) in enumerate(found))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} SELECT", [values for _, values in found])
    for rows in groups:
        for row in rows:
            row._state.adding = row.pk is None  # noqa: SLF001 -- as Django's own save does
            row._state.db = DEFAULT_DB_ALIAS  # noqa: SLF001


def _inserts(rows: Sequence[Model]) -> Iterator[tuple[str, str]]:
    """The insert into each table that rows of this model have a part in, and its rows as JSON."""
    # The connection itself: asked through the stand-in that finds it, each value would cost twice as much.
    database = connections[DEFAULT_DB_ALIAS]
    for model in (*rows[0]._meta.parents, type(rows[0])):  # noqa: SLF001 -- Django's documented way to ask
        sql, fields = _insert(model, has_key=rows[0].pk is not None, unsaid=_unsaid(model, rows))
        written = [{column: _written(field, row, database) for column, field in fields} for row in rows]
        yield sql, json.dumps(written, default=_plain, ensure_ascii=False)


def _written(field: Field[Any, Any], row: Model, database: Any) -> Any:  # noqa: ANN401 -- a column of any type
    value = field.pre_save(row, add=True)
    is_ready = value is None or type(value) is _READY.get(type(field))
    return value if is_ready else field.get_db_prep_save(value, database)


def _unsaid(model: type[Model], rows: Sequence[Model]) -> frozenset[str]:
    """The fields that are left to the table's own default in every row, by name."""
    return frozenset(
        field.name
        for field in _with_default(model)
        if all(isinstance(getattr(row, field.attname), DatabaseDefault) for row in rows)
    )


@lru_cache(maxsize=256)
def _with_default(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    return tuple(field for field in model._meta.local_concrete_fields if field.has_db_default())  # noqa: SLF001


@lru_cache(maxsize=256)
def _insert(
    model: type[Model], *, has_key: bool, unsaid: frozenset[str]
) -> tuple[str, tuple[tuple[str, Field[Any, Any]], ...]]:
    """An insert of any number of rows, given as one value: so it is the same words whatever is written."""
    fields = tuple(
        (field.column, field)
        for field in model._meta.local_concrete_fields  # noqa: SLF001
        # What Postgres works out by itself, from the other columns or by counting on, is not written.
        if field.column
        and not field.generated
        and field.name not in unsaid
        and (has_key or not isinstance(field, AutoField))
    )
    name = connection.ops.quote_name
    table, columns = name(model._meta.db_table), ", ".join(name(column) for column, _ in fields)  # noqa: SLF001
    rows = f"json_populate_recordset(NULL::{table}, %s)"
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {rows}", fields  # noqa: S608 -- the model's names


def _plain(value: Any) -> Any:  # noqa: ANN401 -- whatever a field makes of its value
    """What JSON has no word for, as Postgres reads it."""
    if isinstance(value, Jsonb):
        return value.obj
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal | IPv4Address | IPv6Address):
        return str(value)
    if isinstance(value, timedelta):
        return f"{value.days} days {value.seconds} seconds {value.microseconds} microseconds"
    if isinstance(value, Range):
        return _range(value)
    if isinstance(value, Binary):
        return f"\\x{bytes(value.obj).hex()}"
    raise TypeError(f"A {type(value).__name__} cannot be written together with other rows.")


def _range(value: Range[Any]) -> str:
    """``["2026-06-01","2026-07-01")``; a side without end is left empty."""
    if value.isempty:
        return "empty"
    lower, upper = ("" if end is None else f'"{end}"' for end in (value.lower, value.upper))
    return f"{value.bounds[0]}{lower},{upper}{value.bounds[1]}"

"""Rows of several tables written by one statement.

What opens a matter is a dozen inserts that need nothing of each other but its key. Asked one by one
they cost a dozen trips to the database and back; ``insert_together`` makes one of them. Triggers,
constraints and defaults are those of the tables, as with any insert.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Model
from django.db.models.sql import InsertQuery


def insert_together(*groups: Sequence[Model]) -> None:
    """Insert all rows of all ``groups``, in one statement; a group holds rows of one model and may be empty.

    No key comes back: a row that is asked for afterwards was given its key beforehand, every
    other stays without one here. Of a model with a parent, the parent's row is inserted too.
    Nothing is written if any row cannot be.
    """
    found = [part for rows in groups if rows for part in _inserts(rows)]
    if not found:
        return
    named = ", ".join(f"row{place} AS ({sql})" for place, (sql, _) in enumerate(found))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} SELECT", [value for _, values in found for value in values])
    for rows in groups:
        for row in rows:
            row._state.adding = row.pk is None  # noqa: SLF001 -- as Django's own save does
            row._state.db = connection.alias  # noqa: SLF001


def _inserts(rows: Sequence[Model]) -> Iterator[tuple[str, Sequence[Any]]]:
    """The insert into each table that rows of this model have a part in."""
    meta = rows[0]._meta  # noqa: SLF001 -- Django's documented way to ask
    for model in (*meta.parents, type(rows[0])):
        fields = [
            field
            for field in model._meta.local_concrete_fields  # noqa: SLF001
            # What Postgres works out by itself, from the other columns or by counting on, is not written.
            if not field.generated and not (isinstance(field, AutoField) and rows[0].pk is None)
        ]
        query = InsertQuery(model)
        query.insert_values(fields, list(rows))
        yield from query.get_compiler(connection=connection).as_sql()

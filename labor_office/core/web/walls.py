"""A wall's condition whose SQL is made once for each role and put into whatever query asks.

Nearly every read of the desk begins with what the person may know of. Django built that
condition anew each time, subquery by subquery, which was a third of the time of a list. The
condition is still said once, as a ``Q``; only its words in SQL are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Expression, F, Model, Q
from django.db.models.sql.compiler import SQLCompiler

from labor_office.core.users.models import User

# Stands for the person while the SQL is made; no condition of ours holds such a number of its own.
_SOMEONE = 2_147_400_000
MOST_KEPT = 128
# Django's names for the tables inside; named otherwise, none can be mistaken for a table around them.
_INNER = re.compile(r"\b([U-Z]\d+)\b")


@dataclass(frozen=True, slots=True)
class _Made:
    """SQL cut where the row's own table is named, and its values; None is the person's key."""

    parts: tuple[str, ...]
    values: tuple[Any, ...]


class Wall:
    """``build(user)`` gives the condition on rows of ``model``; calling it gives the same for any query on them.

    ``build`` may look at the person's role and who looks on, and compare with their key; nothing else.
    ``column`` is any column of the model's own table, so that a child's rows are told by their parent's.
    """

    def __init__(self, model: Callable[[], type[Model]], build: Callable[[User], Q], *, column: str) -> None:
        self._model, self._build, self._column = model, build, column
        self._made: dict[tuple[Hashable, ...], _Made] = {}

    def __call__(self, user: User, *also: Hashable) -> Standing:
        """The condition for ``user``; ``also`` is what else it depends on beside the role."""
        key = (user.role, user.is_looked_on, user.looked_on_units, *also)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            made = self._made[key] = self._make(user)
        return Standing(F(self._column), made, user.pk)

    def _make(self, user: User) -> _Made:
        someone = User.from_db(None, ("id", "role", "is_active"), (_SOMEONE, user.role, True))
        someone.is_looked_on, someone.looked_on_units = user.is_looked_on, user.looked_on_units
        rows: Any = self._model()._base_manager.filter(self._build(someone))  # noqa: SLF001 -- Django's documented way
        sql, values = rows.query.where.as_sql(rows.query.get_compiler(connection=connection), connection)
        table = connection.ops.quote_name(rows.model._meta.db_table)  # noqa: SLF001
        told = tuple(None if value == _SOMEONE else value for value in values)
        return _Made(tuple(_INNER.sub(r"inside_\1", sql).split(table)), told)


class Standing(Expression):
    """A wall as it stands in one query. Not hashed by its parts: two are the same only if they are one."""

    conditional = True

    def __init__(self, column: Any, made: _Made, user_id: int) -> None:  # noqa: ANN401 -- F, then the column it means
        super().__init__(output_field=BooleanField())
        self.column, self.made, self.user_id = column, made, user_id

    def get_source_expressions(self) -> list[Any]:
        """The column, by which Django tells which table of the query is meant."""
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:  # noqa: ANN401 -- Django's own signature
        """The same after a query has been put inside another."""
        (self.column,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401
        """The kept words, about the table that the query calls so."""
        table = compiler.quote_name_unless_alias(self.column.alias)
        return table.join(self.made.parts), tuple(self.user_id if one is None else one for one in self.made.values)

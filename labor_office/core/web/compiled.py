"""Reads whose SQL is made once and run many times with other values.

Django writes the SQL of a query anew each time it is asked, and Postgres plans it anew: for the
record of a case that was most of the page. ``Compiled`` keeps both. What it runs is the same
queryset as ever, walls and all, so what a person may see is still said in one place.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, ForeignObject, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from psycopg.sql import Literal

from labor_office.core.users.models import User

R = TypeVar("R")
Value = int | str | date | list[int] | list[str]
Given = dict[str, Value | tuple[Value, ...]]
# How many of a query's shapes are kept, by role, by who looks on and by lengths: the one not asked for longest goes.
MOST_KEPT = 64
# Stand in for values while the SQL is made; no query of ours holds one of its own accord.
_NUMBER, _DAY, _WORDS = 2_147_400_000, date(9000, 1, 1).toordinal(), "\x02compiled\x03"


@dataclass(frozen=True, slots=True)
class _Made:
    """A query's SQL with, for each parameter, whose value stands there, or the constant it is."""

    compiler: SQLCompiler
    sql: str
    slots: tuple[tuple[str, Any], ...]
    converters: dict[int, Any]


@Field.register_lookup
@ForeignObject.register_lookup
class AnyOf(Lookup[Any]):
    """``pk__any_of=[3, 1, 4]``: one parameter for a whole list, where ``__in`` writes one for each. References too."""

    lookup_name = "any_of"

    def get_prep_lookup(self) -> Any:  # noqa: ANN401 -- Django's own signature
        """The list as it is."""
        return self.rhs

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:  # noqa: ANN401 -- the stub knows no lists
        """``column = ANY(list)``."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, self.rhs]


class Compiled(Generic[R]):
    """``build(user, name=...)`` gives the queryset; ``rows(user, name=...)`` runs it, compiled once for each role.

    Once too for each setting of the city's clock, at which a wall may look. ``build`` may use the
    values only as they stand: compared, never looked into, counted or turned into something else;
    a value that does not reach the SQL raises LookupError the first time. Numbers, words and days
    can be given, tuples of them for ``__in``, and lists of numbers or words for ``__any_of``, which
    is one query however long they are.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, R]]) -> None:
        self._build = build
        self._made: dict[tuple[Any, ...], tuple[QuerySet[Any, R], _Made | None]] = {}  # the last asked for at the end

    def rows(self, user: User | None, **values: Value | tuple[Value, ...]) -> list[R]:
        """What the query finds for ``user`` with these values. One query; none where nothing can be found.

        ``user`` is None for what is read alike whoever asks.
        """
        given = _flat(values) if user is None else {"user": user.pk, **_flat(values)}
        asker = () if user is None else (user.role, user.is_active, user.is_looked_on, user.looked_on_units)
        shape = (*_city(), *asker, *((name, type(value), _holds_words(value)) for name, value in given.items()))
        kept = self._made.pop(shape, None) or self._make(user, values)
        self._made[shape] = kept
        if len(self._made) > MOST_KEPT:
            self._made.pop(next(iter(self._made)), None)
        pattern, made = kept
        if made is None:
            return []
        parameters = [_like(value, given[name]) if name else value for name, value in made.slots]
        return list(_replay(pattern, made, parameters))

    def _make(self, user: User | None, values: Given) -> tuple[QuerySet[Any, R], _Made | None]:
        # Anything else asked of the person fails loudly: it would be the same for everyone of the role.
        asker = user and User.from_db(None, ("id", "role", "is_active"), (_NUMBER, user.role, user.is_active))
        if asker and user:
            asker.is_looked_on, asker.looked_on_units = user.is_looked_on, user.looked_on_units
        asked = {name: _stand_in(place, value) for place, (name, value) in enumerate(values.items(), start=1)}
        pattern = self._build(asker, **asked)
        compiler = pattern.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return pattern, None
        stand_ins = {"user": _NUMBER, **_flat(asked)}
        slots = tuple((_whose(value, stand_ins), value) for value in parameters)
        if missing := set(stand_ins) - {"user"} - {name for name, _ in slots}:
            raise LookupError(f"The query does not compare with {', '.join(sorted(missing))} as given.")
        columns = [column for column, *_ in (compiler.select or [])[: compiler.col_count]]
        if pattern.query.combinator:  # what does not begin so, the history's middleware takes for a change
            sql = f"SELECT * FROM ({sql}) AS found"  # noqa: S608 -- Django's own words
        said, asked_for = _written_out(sql, slots)
        return pattern, _Made(compiler, said, asked_for, compiler.get_converters(columns))


def _city() -> tuple[timedelta, str]:
    """What of the settings is in the SQL: how far the one clock is shifted, and by which zone days are told."""
    return settings.CLOCK_OFFSET, timezone.get_current_timezone_name()


def _written_out(sql: str, slots: tuple[tuple[str, Any], ...]) -> tuple[str, tuple[tuple[str, Any], ...]]:
    """The SQL with the query's own constants in it: planned for any value, it would be planned for any constant."""
    around = sql.split("%s")
    if len(around) != len(slots) + 1:  # a percent sign of the query's own
        return sql, slots
    connection.ensure_connection()
    values = ["%s" if name else _literal(value) for name, value in slots]
    said = "".join(part for pair in zip(around, [*values, ""], strict=True) for part in pair)
    return said, tuple(slot for slot in slots if slot[0])


def _literal(value: Any) -> str:  # noqa: ANN401 -- whatever Django binds
    return Literal(value).as_string(connection.connection).replace("%", "%%")


def _flat(values: Given) -> dict[str, Value]:
    """Each value by name, those of a list by name and place."""
    found: dict[str, Value] = {}
    for name, value in values.items():
        if isinstance(value, tuple):
            found |= {f"{name} {n}": part for n, part in enumerate(value)}
        else:
            found[name] = value
    return found


def _holds_words(value: Value) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], str)


def _stand_in(place: int, value: Value | tuple[Value, ...]) -> Value | tuple[Value, ...]:
    """Something of the same type that stands for ``value`` while the SQL is made."""
    if isinstance(value, tuple):
        return tuple(_stand_in(100 * place + n, part) for n, part in enumerate(value))  # type: ignore[misc]
    if isinstance(value, list):
        return [f"{_WORDS}{place}"] if _holds_words(value) else [_NUMBER + place]
    if isinstance(value, str):
        return f"{_WORDS}{place}"
    return _NUMBER + place if isinstance(value, int) else date.fromordinal(_DAY + place)


def _whose(parameter: Any, stand_ins: dict[str, Value]) -> str:  # noqa: ANN401 -- whatever Django binds
    """The name of the value that stands here; empty for a constant of the query's own."""
    found = (name for name, value in stand_ins.items() if isinstance(parameter, type(value)) and value == parameter)
    return next(found, "")


def _like(pattern: Any, value: Any) -> Any:  # noqa: ANN401 -- as the pattern: a bigint stays one
    return value if type(value) is type(pattern) else type(pattern)(value)


def _replay(pattern: QuerySet[Any, R], made: _Made, parameters: list[Any]) -> Iterable[R]:
    """The rows as ``pattern`` would make them, from SQL that is ready."""
    compiler, query = copy.copy(made.compiler), copy.copy(pattern.query)
    compiler.connection = connection
    compiler.get_converters = lambda _: made.converters  # type: ignore[assignment, method-assign]
    compiler.execute_sql = lambda *_, **__: [_fetch(made.sql, parameters)]  # type: ignore[assignment, method-assign]
    query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
    again = type(pattern)(model=pattern.model, query=query)
    for name in ("_iterable_class", "_fields"):
        setattr(again, name, getattr(pattern, name))
    return again


def _fetch(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with planned_cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def planned_cursor() -> CursorWrapper:
    """A cursor whose values the server binds and whose plans it keeps: planning may take longer than running.

    For statements that come again and again with the same words. Where statements are
    logged, in tests, it is an ordinary one, whose log can be read.
    """
    if connection.queries_logged:
        return connection.cursor()
    # What Django does before each cursor of its own: a session that the server ended meanwhile is begun anew.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    bound: Any = ServerBindingCursor
    return connection.make_cursor(bound(connection.connection))

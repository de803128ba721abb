"""Pages of a long list by keyset: as fast on the last page as on the first, and no row twice.

The order must end in a unique column and name only columns that are never null.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import QueryDict

SIZES = (25, 50, 100)

M = TypeVar("M", bound=Model)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows of a list and the cursors that lead to the rows before and after."""

    rows: tuple[R, ...]
    size: int
    previous_cursor: str = ""
    next_cursor: str = ""
    sizes: tuple[int, ...] = SIZES


@dataclass(frozen=True, slots=True)
class Cut:
    """Where in a list a page lies: its order, which way it is read, and the row beyond which it begins."""

    order: tuple[str, ...]
    size: int
    cursor: tuple[Any, ...] | None = None
    is_backwards: bool = False

    @property
    def steps(self) -> tuple[str, ...]:
        """The order in which its rows are read."""
        return tuple(_flip(name) for name in self.order) if self.is_backwards else self.order


def paginate(rows: QuerySet[M], *, order: Sequence[str], query: QueryDict) -> Page[M]:
    """The page of ``rows`` that the address asks for by ``after``, ``before`` and ``size``.

    ``order`` holds column names, a minus before those that run down, for example
    ``("due_on", "-pk")``. A cursor that cannot be read begins at the first page. One
    query: a row more than shown is fetched to learn whether another page follows.
    """
    cut = cut_of(order, query)
    try:
        wanted = taken(rows, cut)
    except (ValidationError, ValueError, TypeError):  # a cursor for other columns, or made by hand
        cut = replace(cut, cursor=None)
        wanted = taken(rows, cut)
    return page_from(list(wanted), cut)


def cut_of(order: Sequence[str], query: QueryDict) -> Cut:
    """The page that the address asks for; the values of its cursor as JSON has them."""
    after, before = _read(query.get("after", ""), order), _read(query.get("before", ""), order)
    is_backwards = before is not None and after is None
    cursor = before if is_backwards else after
    return Cut(tuple(order), _size(query), None if cursor is None else tuple(cursor), is_backwards)


def taken(rows: QuerySet[M], cut: Cut) -> QuerySet[M]:
    """Its rows and one more, in the order in which they are read."""
    wanted = rows.order_by(*cut.steps)
    return (wanted if cut.cursor is None else _beyond(wanted, cut.steps, cut.cursor))[: cut.size + 1]


def page_from(found: Sequence[M], cut: Cut) -> Page[M]:
    """The page of what ``taken`` found."""
    has_more, shown = len(found) > cut.size, list(found[: cut.size])
    if cut.is_backwards:
        shown.reverse()
    has_previous = has_more if cut.is_backwards else cut.cursor is not None
    has_next = True if cut.is_backwards else has_more
    return Page(
        rows=tuple(shown),
        size=cut.size,
        previous_cursor=_write(shown[0], cut.order) if shown and has_previous else "",
        next_cursor=_write(shown[-1], cut.order) if shown and has_next else "",
    )


def _size(query: QueryDict) -> int:
    asked = query.get("size", "")
    return int(asked) if asked in {str(size) for size in SIZES} else SIZES[0]


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(rows: QuerySet[M], steps: Sequence[str], cursor: Sequence[Any]) -> QuerySet[M]:
    """Rows after ``cursor`` in the order of ``steps``: later in one column, equal in those before it.

    Where all columns run the same way this is one row comparison, which an index answers
    by seeking: the two thousandth page costs what the first does. Otherwise the leading
    column is bounded as well, so that at least it is sought.
    """
    columns = [name.lstrip("-") for name in steps]
    backwards = {name.startswith("-") for name in steps}
    found, equal = Q(), Q()
    for name, column, value in zip(steps, columns, cursor, strict=True):
        found |= equal & Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{column: value})
    checked = rows.filter(found)
    if len(columns) == 1:
        return checked
    if len(backwards) > 1:
        bound = "lte" if steps[0].startswith("-") else "gte"
        return checked.filter(**{f"{columns[0]}__{bound}": cursor[0]})
    later = TupleLessThan if backwards == {True} else TupleGreaterThan
    return rows.filter(later(Tuple(*map(F, columns)), tuple(cursor)))


def _write(row: Model, order: Sequence[str]) -> str:
    values = [_plain(_value(row, name.lstrip("-"))) for name in order]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _value(row: Model, path: str) -> Any:  # noqa: ANN401 -- a column of any type
    found: Any = row
    for part in path.split("__"):
        found = getattr(found, part)
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 -- a column of any type
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value if isinstance(value, (int, str)) else str(value)


def _read(cursor: str, order: Sequence[str]) -> list[Any] | None:
    if not cursor or len(cursor) > 2000:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(values, list) or len(values) != len(order) or any("\x00" in str(value) for value in values):
        return None
    return values

"""One page of the list of grievances and how many there are, in one question to the database.

What people ask for day by day (a unit, a department, an owner, a step; open, closed or both) is
made into SQL once for each role and shape, and planned once. Words, days and states are planned
for what they are: how many rows they leave differs too much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.http import QueryDict

from grievances.filters import narrowed
from grievances.queries.lists import MOST_COUNTED, count_words, counted, grievance_matters, with_due_key
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled, Value
from labor_office.core.web.paging import Cut, Page, cut_of, page_from, taken

ORDERS = {
    "due": ("due_key", "pk"),
    "-due": ("-due_key", "-pk"),
    "filed": ("opened_on", "pk"),
    "-filed": ("-opened_on", "-pk"),
    "issue": ("title", "pk"),
    "-issue": ("-title", "-pk"),
    "id": ("reference",),
    "-id": ("-reference",),
}
ORDER_WORDS = {
    "due": "soonest due first",
    "-due": "latest due first",
    "filed": "filed longest ago first",
    "-filed": "filed last first",
    "issue": "by issue, A to Z",
    "-issue": "by issue, Z to A",
    "id": "by number, lowest first",
    "-id": "by number, highest first",
}
_KINDS: Mapping[str, type[Any]] = {"due_key": date, "opened_on": date, "pk": int, "title": str, "reference": str}
_BIGGEST = 2**63 - 1
# Filters whose words decide the query, and those whose value is only compared with.
_WORDS, _VALUES = frozenset({"status"}), frozenset({"unit", "department", "owner", "step"})
_OF_OWNER = frozenset({"me", "nobody"})
Fixed = tuple[tuple[str, str], ...]


class _Bounded(Subquery):
    """How many rows a query finds, which is cut off where counting ends."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS found)"
    output_field = IntegerField()


def page_of(user: User, filled: Mapping[str, Any], query: QueryDict, *, today: date) -> tuple[Page[Matter], str]:
    """The page that the address asks for and the count in words. One query; two on a page beyond the last."""
    cut = _typed(cut_of(ORDERS.get(query.get("sort", ""), ORDERS["due"]), query))
    if filled.keys() <= _WORDS | _VALUES:
        rows = _compiled_rows(user, filled, cut)
    else:
        rows = list(_wanted(user, filled, cut, today))
    if rows:
        return page_from(rows, cut), count_words(rows[0].found)  # type: ignore[attr-defined]  # annotated
    none_there = (
        "0" if cut.cursor is None else counted(narrowed(grievance_matters(user), filled, user=user, today=today))
    )
    return page_from(rows, cut), none_there


def order_words(query: QueryDict) -> str:
    """What the address has the list sorted by: "soonest due first" where it says nothing we know."""
    return ORDER_WORDS.get(query.get("sort", ""), ORDER_WORDS["due"])


def _wanted(user: User, filled: Mapping[str, Any], cut: Cut, today: date) -> QuerySet[Matter]:
    matters = narrowed(grievance_matters(user), filled, user=user, today=today)
    found = _Bounded(matters.order_by().values("pk")[: MOST_COUNTED + 1])
    return taken(with_due_key(matters).annotate(found=found), cut)


def _compiled_rows(user: User, filled: Mapping[str, Any], cut: Cut) -> list[Matter]:
    is_word = {name: name in _WORDS or value in _OF_OWNER for name, value in filled.items()}
    fixed = tuple((name, value) for name, value in filled.items() if is_word[name])
    values: dict[str, Value] = {name: value for name, value in filled.items() if not is_word[name]}
    if "owner" in values:
        values["owner"] = int(str(values["owner"]))
    values |= {f"cursor_{place}": value for place, value in enumerate(cut.cursor or ())}
    return _compiled(fixed, replace(cut, cursor=None)).rows(user, **values)


@lru_cache(maxsize=256)
def _compiled(fixed: Fixed, cut: Cut) -> Compiled[Matter]:
    def build(user: User, **values: Any) -> QuerySet[Matter]:
        cursor = tuple(value for name, value in values.items() if name.startswith("cursor_"))
        filled = {name: value for name, value in values.items() if not name.startswith("cursor_")}
        here = replace(cut, cursor=cursor or None)
        return _wanted(user, {**dict(fixed), **filled}, here, date.min)  # no filter kept here looks at the day

    return Compiled(build)


def _typed(cut: Cut) -> Cut:
    """The same with the values that its columns hold; the first page where the cursor holds others."""
    if cut.cursor is None:
        return cut
    kinds = [_KINDS[name.lstrip("-")] for name in cut.order]
    try:
        return replace(cut, cursor=tuple(map(_as, kinds, cut.cursor)))
    except (ValueError, TypeError):
        return replace(cut, cursor=None)


def _as(kind: type[Any], value: Any) -> Value:  # noqa: ANN401 -- as JSON has it
    if kind is date:
        return date.fromisoformat(value)
    if type(value) is not kind or (kind is int and abs(value) > _BIGGEST):
        raise ValueError(value)
    if kind is str:
        value.encode()
    return value  # type: ignore[no-any-return]

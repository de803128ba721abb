"""What changed in the rows of one matter: field by field, from what to what, by whom.

Asked of each table's own history by the row's key, which is quick; never of all tables at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterExclusion
from labor_office.core.users.models import User
from labor_office.core.web import words

# The history's own columns, and the link from a kind of matter to the matter.
_PLUMBING = ("pgh_", "matter_ptr")
_UNSEEN = "something not shared with you"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row; ``old`` is empty when the row was made."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one statement did to one row, and in which request."""

    at: datetime
    table: str
    act: str
    who: str
    request: str
    fields: tuple[FieldChange, ...]

    @property
    def title(self) -> str:
        """``Matter changed``."""
        return f"{self.table[:1].upper()}{self.table[1:]} {self.act}"

    @property
    def stamp(self) -> str:
        """Who and when; changes of one request bear the same."""
        return f"{self.who}, {words.day_year(self.at)}, {words.at(self.at)}"


def changes_of(matter: Matter, *, user: User) -> list[RowChange]:
    """Every change of ``matter``'s rows, newest first: its own, its kind's, who is named and who shut out."""
    tables: list[type[models.Model]] = [Matter, *_kinds()]
    histories = [_rows(model, pgh_obj_id=matter.pk) for model in tables]
    histories += [_rows(model, matter_id=matter.pk) for model in (MatterAccess, MatterExclusion)]
    rows = [row for history in histories for row in history]
    names = _Names(rows, user)
    return sorted(_changes(rows, names), key=lambda change: change.at, reverse=True)


def _kinds() -> list[type[Matter]]:
    return [model for model in apps.get_models() if issubclass(model, Matter) and model is not Matter]


def _rows(model: type[models.Model], **where: int) -> list[models.Model]:
    # Asked of the histories, not of the model: parent and child tables answer there with each other's.
    kept: list[Any] = [found for found in apps.get_models() if getattr(found, "pgh_tracked_model", None) is model]
    return [
        row for found in kept for row in found.objects.filter(**where).select_related("pgh_context").order_by("pgh_id")
    ]


def _fields(row: models.Model) -> list[models.Field[Any, Any]]:
    columns = row._meta.concrete_fields  # noqa: SLF001 -- Django's own way to ask a table for its columns
    return [field for field in columns if not field.name.startswith(_PLUMBING) and field.name != "id"]


class _Names:
    """What keys in the history stand for; each table asked once, and matters only within the walls."""

    def __init__(self, rows: Iterable[models.Model], user: User) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for row in rows:
            for field in _fields(row):
                if isinstance(field, models.ForeignKey):
                    wanted[field.related_model].add(getattr(row, field.attname))
        self._known = {model: self._ask(model, keys - {None}, user) for model, keys in wanted.items()}
        actors = {_context(row).get("user") for row in rows} - {None}
        self.actors = {pk: str(found) for pk, found in User.objects.in_bulk(list(actors)).items()}

    def of(self, field: models.Field[Any, Any], row: models.Model) -> str:
        """The value of ``field`` in words; empty for nothing."""
        value = getattr(row, field.attname)
        if value in (None, ""):
            return ""
        if isinstance(field, models.ForeignKey):
            return self._known[field.related_model].get(value, _UNSEEN)
        return _plain(field, value)

    @staticmethod
    def _ask(model: type[models.Model], keys: set[Any], user: User) -> dict[Any, str]:
        if issubclass(model, Matter):
            return {found.pk: str(found) for found in Matter.objects.visible_to(user).filter(pk__in=keys)}
        rows = model._default_manager.filter(pk__in=keys)  # noqa: SLF001 -- Django's own way to a table known at run time
        return {found.pk: str(found) for found in rows}


def _plain(field: models.Field[Any, Any], value: Any) -> str:  # noqa: ANN401 -- a column of any type
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{words.day_year(value)}, {words.at(value)}"
    return words.day_year(value) if isinstance(value, date) else str(value)


def _context(row: Any) -> dict[str, Any]:  # noqa: ANN401 -- a row of any history
    return row.pgh_context.metadata if row.pgh_context else {}


def _changes(rows: Sequence[Any], names: _Names) -> Iterable[RowChange]:
    before: dict[tuple[type, Any], Any] = {}
    for row in rows:
        table = row.pgh_tracked_model._meta  # noqa: SLF001 -- as above
        key = (row.pgh_tracked_model, row.pgh_obj_id)
        fields = tuple(_compared(before.get(key), row, names))
        before[key] = row
        is_deletion = row.pgh_label.startswith("delete")
        if fields or is_deletion:
            act = "taken away" if is_deletion else "made" if row.pgh_label.startswith("insert") else "changed"
            who = names.actors.get(_context(row).get("user"), "The Desk itself")
            yield RowChange(
                row.pgh_created_at, str(table.verbose_name), act, who, str(row.pgh_context_id or ""), fields
            )


def _compared(old: Any, new: Any, names: _Names) -> Iterable[FieldChange]:  # noqa: ANN401 -- rows of one history
    for field in _fields(new):
        was, now = (names.of(field, old) if old is not None else ""), names.of(field, new)
        if was != now:
            yield FieldChange(str(field.verbose_name), was, now)

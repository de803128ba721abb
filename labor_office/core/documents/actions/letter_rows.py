"""A letter as it begins, as rows: written here by nobody, there together with what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from labor_office.core.documents import letters
from labor_office.core.documents.models import Letter
from labor_office.core.matters.actions.record import event_row
from labor_office.core.matters.models.matter import Matter, MatterEvent
from labor_office.core.users.models import User


def letter_rows(
    *, matter: Matter, kind: str, number: int, by: User, at: datetime, fields: Mapping[str, str] | None = None
) -> tuple[Letter, MatterEvent]:
    """Letter ``number`` of a matter as it begins, and its line in the history; neither is saved yet."""
    chosen = letters.get(kind)
    letter = Letter(
        matter=matter,
        number=number,
        template=kind,
        title=chosen.title,
        fields={each.name: each.initial for each in chosen.fields} | dict(fields or {}),
        drafted_by=by,
        saved_by=by,
        saved_at=at,
    )
    return letter, event_row(matter=matter, verb="letter.drafted", summary=begun_words(letter), by=by, at=at)


def begun_words(letter: Letter) -> str:
    """What the history says of a letter that was begun."""
    return f"Letter {letter.number} begun: {letter.title}"

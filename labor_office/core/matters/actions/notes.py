"""The journal of a matter: what was said on the phone, found in the files, offered off the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Note
from labor_office.core.matters.rules import NOTE_EDITABLE, Level
from labor_office.core.users.models import User


class NoteNotYours(Exception):
    """Someone else wrote it."""


class NoteSettled(Exception):
    """Its quarter of an hour is over; from then on it is a record."""


@transaction.atomic
def add_note(
    *,
    matter_id: int,
    text: str,
    by: User,
    at: datetime,
    kind: str = Note.Kind.OTHER,
    level: Level = Level.OFFICE,
    addendum_to: int | None = None,
) -> Note:
    """Write a note into the matter's journal, or an addendum under an earlier one."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    first = Note.objects.get(pk=addendum_to, matter=matter) if addendum_to else None
    level = Level(first.level) if first else level
    note = Note.objects.create(
        matter=matter, kind=kind, level=level, text=text, author=by, written_at=at, addendum_to=first
    )
    what = "An addendum to a note" if first else note.get_kind_display()
    record_event(
        matter=matter, verb="note.added", summary=f"{what} was added to the journal", by=by, at=at, level=level,
        note=note.pk,
    )  # fmt: skip
    return note


def may_edit(note: Note, *, by: User, at: datetime) -> bool:
    """Whether ``by`` may still change the note's words."""
    return note.author_id == by.pk and at - note.written_at <= NOTE_EDITABLE


@transaction.atomic
def edit_note(*, note_id: int, text: str, by: User, at: datetime) -> Note:
    """Change a note's words, by its author and within 15 minutes.

    Raises NoteNotYours for anyone else, NoteSettled afterwards; then an addendum is the way.
    """
    matter_id = Note.objects.values_list("matter_id", flat=True).get(pk=note_id)
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    note = Note.objects.get(pk=note_id)
    if note.author_id != by.pk:
        msg = "Only its author may change a note. Add an addendum instead."
        raise NoteNotYours(msg)
    if at - note.written_at > NOTE_EDITABLE:
        msg = "A note can be changed for 15 minutes. Add an addendum instead."
        raise NoteSettled(msg)
    note.text = text
    note.save(update_fields=["text"])
    record_event(
        matter=matter, verb="note.edited", summary="A note in the journal was changed", by=by, at=at,
        level=Level(note.level), note=note.pk,
    )  # fmt: skip
    return note

"""The journal."""

from datetime import timedelta

import pytest

from labor_office.core.matters.actions import notes
from labor_office.core.matters.models.record import Note
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.factories.matters import OPENED_AT, MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def written(**changes):
    author, matter = UserFactory(), MatterFactory()
    return notes.add_note(matter_id=matter.pk, text="He called.", by=author, at=OPENED_AT, **changes)


def test_a_note_is_kept_with_one_line_of_history():
    note = written(kind=Note.Kind.CALL)
    assert (note.text, note.written_at) == ("He called.", OPENED_AT)
    assert [str(event) for event in note.matter.events.all()] == ["Call was added to the journal"]


def test_its_author_may_change_it_for_a_quarter_of_an_hour():
    note = written()
    changed = notes.edit_note(note_id=note.pk, text="She called.", by=note.author, at=OPENED_AT + timedelta(minutes=15))
    assert changed.text == "She called."
    with pytest.raises(notes.NoteSettled):
        notes.edit_note(
            note_id=note.pk, text="Nobody.", by=note.author, at=OPENED_AT + timedelta(minutes=15, seconds=1)
        )
    note.refresh_from_db()
    assert note.text == "She called."


def test_nobody_else_may_change_it():
    note = written()
    with pytest.raises(notes.NoteNotYours):
        notes.edit_note(note_id=note.pk, text="No.", by=UserFactory(), at=OPENED_AT)


def test_an_addendum_keeps_the_level_of_what_it_adds_to():
    note = written(level=Level.PRIVILEGED)
    more = notes.add_note(
        matter_id=note.matter_id, text="And again.", by=note.author, at=OPENED_AT, addendum_to=note.pk
    )
    assert (more.addendum_to, more.level) == (note, Level.PRIVILEGED)


def test_a_privileged_note_shows_to_its_author_and_to_who_may_read_such():
    note = written(level=Level.PRIVILEGED)
    readers = [note.author, UserFactory(role=Role.ATTORNEY), UserFactory()]
    assert [list(Note.objects.visible_to(reader)) for reader in readers] == [[note], [note], []]
    assert [note.matter.events.visible_to(reader).count() for reader in readers[1:]] == [1, 0]

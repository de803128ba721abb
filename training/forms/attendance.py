"""Marks at the door as they come from a page: one form without a script, a list of taps with one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError

from labor_office.core.web.forms import DeskForm
from labor_office.core.workforce.models import Employee
from training.queries.door import DoorRow
from training.rules.attendance import WALK_IN_KEY, Tap
from training.rules.vocabulary import Mark

# No room holds more people, and no device keeps more taps for one request.
MOST_TAPS = 200
UNREADABLE = "The device sent what cannot be read. Reload the page; what was saved is still there."


class TapField(forms.Form):
    """One tap, as a device tells it."""

    key = forms.UUIDField()
    who = forms.CharField(max_length=WALK_IN_KEY)
    after = forms.UUIDField(required=False)
    mark = forms.ChoiceField(choices=[(mark.value, mark.value) for mark in Mark])
    waited = forms.IntegerField(required=False, help_text="Milliseconds between the tap and the sending.")
    in_at = forms.TimeField(required=False)
    out_at = forms.TimeField(required=False)
    # Longer than a note may be: whoever wrote it is told which one and by how much.
    note = forms.CharField(max_length=4000, required=False)
    name = forms.CharField(max_length=120, required=False)
    department = forms.CharField(max_length=120, required=False)

    def clean_who(self) -> str:
        """A person's code, or a walk-in's key in its one way of writing."""
        who: str = self.cleaned_data["who"]
        if len(who) != WALK_IN_KEY:
            return who
        try:
            return str(UUID(who))
        except ValueError:
            raise ValidationError(UNREADABLE) from None

    def tap(self) -> Tap:
        """What it says."""
        given = dict(self.cleaned_data)
        # Far beyond what is believed, and still a span that can be written down.
        waited = max(-(10**10), min(given.pop("waited") or 0, 10**10))
        return Tap(**given | {"mark": Mark(given["mark"]), "waited": timedelta(milliseconds=waited)})


class TapsForm(DeskForm):
    """What a device held, the oldest first, as JSON."""

    taps = forms.CharField(max_length=200_000)
    unreadable: bool = False

    def clean_taps(self) -> list[Tap]:
        """The taps that could be read. One that cannot spoils no other: it is left out and ``unreadable`` says so."""
        try:
            found = json.loads(self.cleaned_data["taps"])
        except ValueError:
            raise ValidationError(UNREADABLE) from None
        if not isinstance(found, list) or len(found) > MOST_TAPS or not all(isinstance(each, dict) for each in found):
            raise ValidationError(UNREADABLE)
        read = [TapField(each) for each in found]
        self.unreadable = not all(each.is_valid() for each in read)
        return [each.tap() for each in read if each.is_valid()]


class WalkInForm(DeskForm):
    """Somebody who came without being on the list."""

    name = forms.CharField(label="Name or employee number", max_length=120)
    department = forms.CharField(max_length=120, required=False, help_text="As they give it; it tells namesakes apart.")


class PlaceForm(DeskForm):
    """Who on the roster a walk-in is."""

    def __init__(self, *args: Any, people: Iterable[tuple[Employee, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(person.code, f"{person.name}, {detail}") for person, detail in people]
        self.fields["person"] = forms.ChoiceField(
            label="Who is it?",
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a person."},
        )


def taps_from_page(posted: Mapping[str, Any], rows: Iterable[DoorRow]) -> list[Tap]:
    """What the page's own form says otherwise than it stands: one tap for each row that changed."""
    found = []
    for row in rows:
        mark = posted.get(f"mark-{row.who}", "")
        if mark not in set(Mark):
            continue
        in_at, out_at = _time(posted.get(f"in-{row.who}")), _time(posted.get(f"out-{row.who}"))
        note = str(posted.get(f"note-{row.who}", ""))
        if (mark, in_at, out_at, note) != (row.mark, row.in_at, row.out_at, row.note):
            found.append(Tap(uuid4(), row.who, Mark(mark), in_at=in_at, out_at=out_at, note=note))
    return found


def _time(text: object) -> time | None:
    """The time typed; what cannot be read is no time."""
    try:
        return time.fromisoformat(str(text or ""))
    except ValueError:
        return None

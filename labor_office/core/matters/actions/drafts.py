"""Words typed and not yet saved: kept for their author, over whatever ends the session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from labor_office.core.matters.models.record import FormDraft
from labor_office.core.users.models import User

# A form's worth of words; more is not typing.
MOST_CHARACTERS = 200_000


class DraftTooLong(Exception):
    """More than any form holds."""


def save_draft(*, user: User, key: str, values: Mapping[str, str], at: datetime) -> FormDraft:
    """Keep what ``user`` has typed into the form called ``key``. Raises DraftTooLong."""
    kept = {name: value for name, value in values.items() if name != "csrfmiddlewaretoken"}
    if sum(map(len, kept.values())) > MOST_CHARACTERS:
        msg = "This is longer than a draft can hold. Save the form itself."
        raise DraftTooLong(msg)
    draft, _ = FormDraft.objects.update_or_create(user=user, key=key, defaults={"values": kept, "saved_at": at})
    return draft


def discard_draft(*, user: User, key: str) -> None:
    """Forget the draft once the form was saved; having none is fine."""
    FormDraft.objects.filter(user=user, key=key).delete()

"""Words typed into a letter and not yet saved, kept for their author across a lost session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from labor_office.core.documents.models import Letter
from labor_office.core.matters.models.record import FormDraft
from labor_office.core.users.models import User


def keep_words(*, letter: Letter, user: User, revision: int, fields: Mapping[str, str], at: datetime) -> datetime:
    """Keep what stands in the form; when it was kept. Words equal to the letter's own are not kept."""
    if all(letter.fields.get(name, "") == text for name, text in fields.items()):
        drop_words(letter=letter, user=user)
        return at
    values = {"revision": revision, "fields": dict(fields)}
    kept, _ = FormDraft.objects.get_or_create(user=user, key=_key(letter), defaults={"values": values, "saved_at": at})
    if kept.values != values:
        kept.values, kept.saved_at = values, at
        kept.save(update_fields=["values", "saved_at"])
    return kept.saved_at


def drop_words(*, letter: Letter, user: User) -> None:
    """Forget them: they were saved, or their author chose the letter as it stands."""
    FormDraft.objects.filter(user=user, key=_key(letter)).delete()


def kept_words(*, letter: Letter, user: User) -> FormDraft | None:
    """What ``user`` typed last and did not save."""
    return FormDraft.objects.filter(user=user, key=_key(letter)).first()


def _key(letter: Letter) -> str:
    return f"letter:{letter.pk}"

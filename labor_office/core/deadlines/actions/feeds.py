"""The private address of a person's calendar feed."""

from __future__ import annotations

import hashlib
import secrets

from labor_office.core.users.models import User


def new_feed_token(*, user_id: int) -> str:
    """A new secret for the feed; only its hash is kept, so the address can be shown but once."""
    token = secrets.token_urlsafe(32)
    User.objects.filter(pk=user_id).update(feed_token=hashlib.sha256(token.encode()).hexdigest())
    return token


def reader_of(token_hash: str) -> User | None:
    """Whose feed a secret opens; nobody's when it is unknown or the person has left."""
    reader: User | None = User.objects.filter(feed_token=token_hash, is_active=True).first()
    return reader

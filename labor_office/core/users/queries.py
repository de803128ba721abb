"""Reads about people who sign in."""

from __future__ import annotations

from labor_office.core.users.models import User
from labor_office.core.users.rules import feed_key


def feed_reader(secret: str) -> User | None:
    """Whose feed a secret opens; nobody's when it is unknown or the person has left."""
    reader: User | None = User.objects.filter(feed_token=feed_key(secret), is_active=True).first()
    return reader

"""Who wants to know when words that are in force change.

Texts know nothing of what leans on them: an official reading, an obligation or a notice
registers here and is told inside the transaction that changes the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class TextChanged:
    """Other words hold for some articles from a day on. ``cause`` is the matter that brought them."""

    article_ids: frozenset[int]
    unit_id: int
    from_on: date
    cause_id: int
    reason: str
    by: User
    at: datetime


Listener = Callable[[TextChanged], None]

_listeners: dict[str, Listener] = {}


def when_text_changes(name: str, listener: Listener) -> None:
    """Have ``listener`` called on every change; registering the same name again replaces it."""
    _listeners[name] = listener


def tell_text_changed(changed: TextChanged) -> None:
    """Call everyone who asked, when any article is touched at all."""
    if changed.article_ids:
        for listener in _listeners.values():
            listener(changed)

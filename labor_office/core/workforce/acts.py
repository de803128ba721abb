"""Who wants to know when the roster changes: apps above register here and are told inside the transaction."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[], None]

_listeners: dict[str, Listener] = {}


def when_roster_changes(name: str, listener: Listener) -> None:
    """Have ``listener`` called after each import and each one taken back; the same name again replaces it."""
    _listeners[name] = listener


def tell_roster_changed() -> None:
    """Call everyone who asked."""
    for listener in _listeners.values():
        listener()

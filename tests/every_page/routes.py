"""The addresses of the site that a browser may ask for, by the names the URLconf gives them."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def pages() -> set[str]:
    """The name of every address that answers GET, ``app:name`` with an app's namespace."""
    return set(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif entry.name and "GET" in _methods(entry.callback):
            yield f"{namespace}{entry.name}"


def _methods(view: Callable[..., Any] | None) -> list[str]:
    """The methods that Django's decorators let through to ``view``; GET when none of them says."""
    while inspect.isfunction(view):
        found = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if found:
            return list(found)
        view = getattr(view, "__wrapped__", None)
    return ["GET"]

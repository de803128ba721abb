"""The addresses of the site that a browser may ask for, by the names the URLconf gives them."""

import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def pages() -> set[str]:
    """The name of every address that answers GET, ``app:name`` with an app's namespace."""
    return {name for name, view in _walk(get_resolver().url_patterns, "") if "GET" in _methods(view)}


def borne_twice() -> set[str]:
    """The names that several addresses bear, whatever they answer: ``reverse`` leads to only one of them."""
    borne = Counter(name for name, _ in _walk(get_resolver().url_patterns, ""))
    return {name for name, count in borne.items() if count > 1}


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, Callable[..., Any] | None]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif entry.name:
            yield f"{namespace}{entry.name}", entry.callback


def _methods(view: Callable[..., Any] | None) -> list[str]:
    """The methods that Django's decorators let through to ``view``; GET when none of them says."""
    while inspect.isfunction(view):
        found = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if found:
            return list(found)
        view = getattr(view, "__wrapped__", None)
    return ["GET"]

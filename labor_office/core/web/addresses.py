"""Addresses of pages, asked of Django once for each page and made from that for each record.

A page of a record prints dozens, and Django tries every pattern for each of them anew.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.safestring import SafeString

# Stand in for a number and for a name while an address is made; no address holds them of its own accord.
_NUMBER, _NAME = 2_147_400_000, "stand-in-"
_STAND_IN = re.compile(r"21474000\d\d|stand-in-\d\d")
# What stands in an address as it is, and is no step up or down in it.
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_KNOWN = frozenset({int, str, SafeString})


def address(name: str, *args: object) -> str:
    """Where ``name`` leads for ``args``, as Django's ``reverse`` has it; raises NoReverseMatch as that does."""
    kinds = tuple(map(type, args))
    parts = _parts(name, kinds, settings.ROOT_URLCONF, get_script_prefix()) if _KNOWN.issuperset(kinds) else ()
    if not parts or not all(map(_PLAIN.fullmatch, map(str, args))):
        return reverse(name, args=args)
    made = parts[0]
    for arg, part in zip(args, parts[1:], strict=True):
        made += f"{arg}{part}"
    return made


def query_with(query: QueryDict, **changes: str) -> str:
    """The address's query with some values changed; an empty value leaves the name out."""
    kept = [(name, value) for name, values in query.lists() if name not in changes for value in values]
    return f"?{urlencode([*kept, *((name, value) for name, value in changes.items() if value)])}"


@lru_cache(maxsize=1024)
def _parts(name: str, kinds: tuple[type, ...], _urlconf: str, _prefix: str) -> tuple[str, ...]:
    """The address between its arguments; empty where it takes others than these, or in another order."""
    given = [_NUMBER + n if kind is int else f"{_NAME}{n:02}" for n, kind in enumerate(kinds)]
    try:
        made = reverse(name, args=given)
    except NoReverseMatch:
        return ()
    if _STAND_IN.findall(made) != [str(one) for one in given]:
        return ()
    return tuple(_STAND_IN.split(made))

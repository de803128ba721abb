"""Valkey as the cache, by clients that are kept: Django makes one for each question, with all its parsers."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class KeptClient(RedisCacheClient):
    """Django's client that keeps the ones it made; they hold no connection of their own and may be shared."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:  # noqa: ANN401 -- Django's own signature
        """The one for writing or the one for reading."""
        if write not in self._kept:
            self._kept[write] = super().get_client(key, write=write)
        return self._kept[write]


class DeskCache(RedisCache):
    """Django's cache on Valkey with clients that are kept."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClient

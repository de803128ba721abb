"""Files of npm packages that the pages may ask for, by an allow-list."""

import fnmatch
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# (prefix under STATIC_URL, folder under node_modules, patterns; a star stays inside one folder)
NPM_STATIC: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "uswds",
        "@uswds/uswds/dist",
        (
            "css/uswds.min.css",
            "css/uswds.min.css.map",
            "fonts/public-sans/PublicSans-Regular.woff2",
            "fonts/public-sans/PublicSans-Italic.woff2",
            "fonts/public-sans/PublicSans-SemiBold.woff2",
            "fonts/public-sans/PublicSans-Bold.woff2",
            "fonts/merriweather/*.woff2",
            "fonts/roboto-mono/*.woff2",
            "fonts/source-sans-pro/*.woff2",
            "img/usa-icons/*.svg",
            "img/usa-icons-bg/*.svg",
            "img/*.svg",
            "img/hero.jpg",
        ),
    ),
)


class NpmFinder(BaseFinder):
    """Finds the allowed files of ``node_modules`` under their prefix.

    The prebuilt stylesheet names fonts and pictures that we never show; they are
    listed because hashed static files refuse a stylesheet with a dangling address.
    """

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        self._sources: list[tuple[str, tuple[str, ...], FileSystemStorage]] = []
        for prefix, folder, patterns in NPM_STATIC:
            storage = FileSystemStorage(location=str(Path(settings.BASE_DIR) / "node_modules" / folder))
            storage.prefix = prefix  # type: ignore[attr-defined]  # collectstatic reads it
            self._sources.append((prefix, patterns, storage))

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing to check: the list stands in the code."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> str | list[str]:  # type: ignore[override]  # noqa: FBT001, FBT002
        """Where ``path`` lies on disk, or an empty list; all places when ``find_all``."""
        found = []
        for prefix, patterns, storage in self._sources:
            name = path.removeprefix(f"{prefix}/")
            if name != path and is_allowed(name, patterns) and storage.exists(name):
                found.append(storage.path(name))
        if find_all:
            return found
        return found[0] if found else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every allowed file, for collectstatic."""
        for _prefix, patterns, storage in self._sources:
            root = Path(storage.base_location)
            for pattern in patterns:
                for file in sorted(root.glob(pattern)):
                    name = file.relative_to(root).as_posix()
                    if not any(fnmatch.fnmatchcase(name, ignored) for ignored in ignore_patterns or ()):
                        yield name, storage


def is_allowed(name: str, patterns: Iterable[str]) -> bool:
    """Whether ``name`` matches a pattern of the same depth: a star never crosses a folder."""
    return any(pattern.count("/") == name.count("/") and fnmatch.fnmatchcase(name, pattern) for pattern in patterns)

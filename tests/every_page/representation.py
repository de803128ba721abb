"""Where the pages of units, unit matters, essential services, committees and conversations stand in the demo city."""

from collections.abc import Mapping
from typing import Any

UNIT, UNION = {"slug": "labor-and-trades"}, {"slug": "local-1840"}


def on(args: Mapping[str, Any], *names: str) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """Pages of bargaining at one record."""
    return {f"bargaining:{name}": (args,) for name in names}


REPRESENTATION: dict[str, dict[str, tuple[Mapping[str, Any], ...]]] = {
    "units": {
        **on(UNIT, "define_unit", "place"),
        **on(UNION, "release", "grant_release"),
        **on(UNION | {"number": 1}, "use_release"),
    },
}
REPRESENTATION_OTHERWISE: dict[str, str] = {}

"""Where the pages of units, unit matters, essential services, committees and conversations stand in the demo city."""

from collections.abc import Mapping
from typing import Any

PETITION, DECIDED = {"reference": "UC-2026-0002"}, {"reference": "UC-2026-0001"}
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
    "unit matters": {
        **on({}, "unit_matters", "new_unit_matter"),
        "bargaining:unit_matter": (PETITION, DECIDED),
        **on(PETITION, "unit_position", "ruling", "cards", "election", "order"),
        **on(PETITION | {"number": 1}, "tally"),
    },
}
REPRESENTATION_OTHERWISE: dict[str, str] = {}

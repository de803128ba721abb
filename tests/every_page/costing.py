"""Where the pages of costing and of comparators stand in the demo city."""

from collections.abc import Mapping
from typing import Any

from bargaining.models.comparators import Benchmark
from bargaining.models.money import Scenario

TABLE = {"reference": "N-2026-03"}


def a_scenario() -> int:
    """The costing with a former state."""
    return Scenario.objects.exclude(replaces=None).earliest("pk").pk


def a_benchmark() -> int:
    """What is compared by the hour."""
    return Benchmark.objects.filter(is_by_hour=True).earliest("pk").pk


ONE = TABLE | {"pk": a_scenario}
COSTING: dict[str, dict[str, tuple[Mapping[str, Any], ...]]] = {
    "costing": {
        **{f"bargaining:{name}": (TABLE,) for name in ("costing", "costing_roster", "costing_charges", "scenario_new")},
        **{f"bargaining:{name}": (ONE,) for name in ("scenario", "scenario_about", "scenario_why")},
        "bargaining:item_new": tuple(ONE | {"kind": kind} for kind in ("general", "leave", "premiums")),
        "bargaining:item_change": (ONE | {"key": "1"},),
        **{f"bargaining:{name}": ({},) for name in ("comparators", "comparator_new", "employers", "comparator_survey")},
        "bargaining:comparator": ({"pk": a_benchmark},),
    },
}
COSTING_OTHERWISE: dict[str, str] = dict.fromkeys(
    ("bargaining:scenario_paper", "bargaining:scenario_sheet"), "gives a file"
)

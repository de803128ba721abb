"""Where the pages of costing, comparators and the mandate stand in the demo city."""

from collections.abc import Mapping
from typing import Any

from bargaining.models.comparators import Benchmark
from bargaining.models.money import Scenario
from bargaining.models.parity import ParityClause

TABLE = {"reference": "N-2026-03"}
# Adopted, with real costs entered.
ADOPTED = {"reference": "N-2026-01"}


def a_scenario() -> int:
    """The costing with a former state."""
    return Scenario.objects.exclude(replaces=None).earliest("pk").pk


def a_benchmark() -> int:
    """What is compared by the hour."""
    return Benchmark.objects.filter(is_by_hour=True).earliest("pk").pk


def a_clause() -> int:
    """A parity clause."""
    return ParityClause.objects.earliest("pk").pk


ONE = TABLE | {"pk": a_scenario}
COSTING: dict[str, dict[str, tuple[Mapping[str, Any], ...]]] = {
    "costing": {
        **{f"bargaining:{name}": (TABLE,) for name in ("costing", "costing_roster", "costing_charges", "scenario_new")},
        "bargaining:actuals": (ADOPTED, TABLE),
        **{f"bargaining:actuals_{name}": (ADOPTED,) for name in ("estimate", "enter", "load")},
        **{f"bargaining:{name}": (ONE,) for name in ("scenario", "scenario_about", "scenario_why")},
        "bargaining:item_new": tuple(ONE | {"kind": kind} for kind in ("general", "leave", "premiums", "schedule")),
        "bargaining:item_change": (ONE | {"key": "1"},),
        **{f"bargaining:{name}": ({},) for name in ("comparators", "comparator_new", "employers", "comparator_survey")},
        "bargaining:comparator": ({"pk": a_benchmark},),
    },
    "mandate": {
        **{f"bargaining:{name}": (TABLE,) for name in ("mandate", "record_mandate")},
        **{f"bargaining:{name}": ({},) for name in ("topics", "parity", "new_clause")},
        "bargaining:topic": ({"slug": "overtime"},),
        "bargaining:end_clause": ({"pk": a_clause},),
    },
}
COSTING_OTHERWISE: dict[str, str] = {
    "bargaining:scenario_paper": "gives a file",
    "bargaining:scenario_printing": "gives a piece of the scenario's page",
    "bargaining:scenario_sheet": "gives a file",
}

"""Where the pages of the table, of costing and of comparators stand in the demo city."""

from collections.abc import Mapping
from typing import Any

from bargaining.models.comparators import Benchmark
from bargaining.models.money import Scenario
from bargaining.models.parity import ParityClause

TABLE = {"reference": "N-2026-03"}


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
BARGAINING: dict[str, dict[str, tuple[Mapping[str, Any], ...]]] = {
    "bargaining": {
        "bargaining:list": ({},),
        "bargaining:new": ({},),
        **{
            f"bargaining:{name}": (TABLE,)
            for name in ("table", "proposals", "packages", "new_proposal", "sessions", "agreed", "team")
        },
        **{f"bargaining:{name}": (TABLE,) for name in ("new_issue", "articles")},
        **{f"bargaining:{name}": (TABLE,) for name in ("mandate", "record_mandate")},
        **{f"bargaining:{name}": ({},) for name in ("topics", "parity", "new_clause")},
        "bargaining:topic": ({"slug": "overtime"},),
        "bargaining:end_clause": ({"pk": a_clause},),
        "bargaining:agree": ({**TABLE, "number": "22"},),
        "bargaining:reopen_issue": ({**TABLE, "number": "5"},),
        "bargaining:session": ({**TABLE, "number": 8}, {**TABLE, "number": 9}),
        "bargaining:sheet": ({**TABLE, "number": 1}, {**TABLE, "number": 3}),
        "bargaining:new_package": ({**TABLE, "side": "city"},),
        "bargaining:package": ({**TABLE, "name": "U1"}, {**TABLE, "name": "CW1"}),
        "bargaining:session_facts": ({**TABLE, "number": 9},),
        "bargaining:proposal_scan": ({**TABLE, "name": "C3-22"},),
        **{f"bargaining:{name}": ({**TABLE, "name": "C3-22"},) for name in ("proposal", "proposal_text")},
    },
    "costing": {
        **{f"bargaining:{name}": (TABLE,) for name in ("costing", "costing_roster", "costing_charges", "scenario_new")},
        **{f"bargaining:{name}": (ONE,) for name in ("scenario", "scenario_about", "scenario_why")},
        "bargaining:item_new": tuple(ONE | {"kind": kind} for kind in ("general", "leave", "premiums")),
        "bargaining:item_change": (ONE | {"key": "1"},),
        **{f"bargaining:{name}": ({},) for name in ("comparators", "comparator_new", "employers", "comparator_survey")},
        "bargaining:comparator": ({"pk": a_benchmark},),
    },
}
_GIVES = ("bargaining:scenario_paper", "bargaining:scenario_sheet")
BARGAINING_OTHERWISE: dict[str, str] = dict.fromkeys(_GIVES, "gives a file")

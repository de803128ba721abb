"""Where the pages of units, unit matters, essential services, committees and conversations stand in the demo city."""

from collections.abc import Mapping
from typing import Any

from bargaining.models.unit_matters import UnitHearing

PETITION, DECIDED = {"reference": "UC-2026-0002"}, {"reference": "UC-2026-0001"}
PLAN = {"reference": "ES-2026-01"}
COMMITTEE = {"slug": "safety-committee-labor-and-trades"}
LAYOFF = {"reference": "SR-2026-002"}
UNIT, UNION = {"slug": "labor-and-trades"}, {"slug": "local-1840"}


def a_hearing() -> int:
    """One that is set and not held yet."""
    return UnitHearing.objects.filter(meeting__held_on=None).earliest("pk").pk


def on(args: Mapping[str, Any], *names: str) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """Pages of bargaining at one record."""
    return {f"bargaining:{name}": (args,) for name in names}


REPRESENTATION: dict[str, dict[str, tuple[Mapping[str, Any], ...]]] = {
    "units": {
        **on(UNIT, "define_unit", "place_classification"),
        **on(UNION, "release", "grant_release"),
        **on(UNION | {"number": 1}, "use_release"),
    },
    "committees": {
        **on({}, "committees", "new_committee", "contacts", "log_contact"),
        **on(COMMITTEE, "committee", "seat", "new_item", "plan_meeting"),
        **on(COMMITTEE | {"number": 1}, "leave_committee", "item_done"),
        **on(COMMITTEE | {"day": "2026-06-05"}, "committee_meeting", "agenda", "hold_meeting", "call_off_meeting"),
        "bargaining:contact": ({"number": 1},),
    },
    "services": {
        **on({}, "plans", "new_plan"),
        **on(PLAN, "service_plan", "review_plan"),
        **on(PLAN | {"number": 1}, "designate"),
        "bargaining:plan_act": tuple(
            PLAN | {"slug": slug} for slug in ("minimum", "standing", "call-back", "aid", "scenario", "notice")
        ),
    },
    "seniority": {
        **on({}, "seniority_lists", "new_seniority_list"),
        "bargaining:seniority_list": ({"reference": "SR-2026-001"}, LAYOFF),
        **on(LAYOFF, "recall"),
    },
    "unit matters": {
        **on({}, "unit_matters", "new_unit_matter"),
        "bargaining:unit_matter": (PETITION, DECIDED),
        **on(PETITION, "unit_position", "ruling", "cards", "election", "order"),
        **on(PETITION | {"number": 1}, "tally"),
        **on(PETITION, "unit_hearing", "unit_brief"),
        **on({"reference": "UC-2026-0004", "pk": a_hearing}, "unit_hearing_held", "unit_hearing_off"),
    },
}
REPRESENTATION_OTHERWISE: dict[str, str] = {
    "bargaining:seniority_csv": "gives a file",
    "bargaining:comparator_csv": "gives a file",
    "bargaining:plan_printing": "gives a piece that a page loads into itself",
    "bargaining:seniority_printing": "gives a piece that a page loads into itself",
}

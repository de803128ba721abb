"""Where the pages of a negotiation's course stand in the demo city: overview, dates, intake, impasse and its papers."""

from collections.abc import Callable, Mapping
from typing import Any

from bargaining.models.impasse import ImpasseMotion
from bargaining.models.impasse_papers import ImpassePacket
from labor_office.core.matters.models.record import Request

Args = Mapping[str, Any | Callable[[], Any]]
TABLE, STUCK = {"reference": "N-2026-03"}, {"reference": "N-2026-02"}
WAGES = STUCK | {"number": "22"}


def a_hearings_packet() -> str:
    """What was built for the Council's hearing."""
    return ImpassePacket.objects.earliest("pk").reference


def a_motion() -> int:
    """What was moved on parking."""
    return ImpasseMotion.objects.filter(article__issue__number="9").earliest("pk").pk


def an_item() -> int:
    """What the union asked for and has not got yet."""
    return Request.objects.filter(matter__reference="IR-2026-0033", done_on=None, for_item=None).earliest("pk").pk


ASKED: Args = {"reference": "IR-2026-0033", "pk": an_item}


def on(args: Args, *names: str) -> dict[str, tuple[Args, ...]]:
    """Pages of bargaining at one record."""
    return {f"bargaining:{name}": (args,) for name in names}


PROCESS: dict[str, dict[str, tuple[Args, ...]]] = {
    "course": {
        **on({}, "council_days"),
        "bargaining:overview": (TABLE, STUCK),
        "bargaining:dates": (TABLE, STUCK),
        "bargaining:requests": (TABLE, STUCK),
        "bargaining:impasse": (TABLE, STUCK),
        **on(
            TABLE, "ground_rules", "happened", "correct_date", "plan_back", "intakes", "intake_issue", "declare_impasse"
        ),
        **on(STUCK, "end_impasse", "impasse_memo", "impasse_brief"),
        **on(WAGES, "impasse_article", "impasse_motion", "impasse_article_brief"),
        **on(STUCK | {"number": "9", "pk": a_motion}, "strike_motion"),
        **on(STUCK | {"number": a_hearings_packet}, "impasse_packet"),
        "grievances:information_request_answer_item": (ASKED,),
        "grievances:information_request_ask_of": (ASKED,),
    },
}
PROCESS_OTHERWISE: dict[str, str] = {
    "bargaining:count": "both negotiations of the demo city are counted: tests/bargaining/test_process_pages.py",
    "bargaining:my_intakes": "a liaison's page: tests/bargaining/test_process_pages.py looks at it",
    "bargaining:intake": "a liaison's page: tests/bargaining/test_process_pages.py looks at it",
    "bargaining:impasse_packet_file": "gives a file",
    "bargaining:leave_safe": "shown while a table is table-safe: tests/bargaining/test_watching.py looks at it",
    "bargaining:safe": "shown once the second factor is given: tests/bargaining/test_watching.py looks at it",
}

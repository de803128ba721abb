"""Where the pages of training stand in the demo city."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.every_page.classroom import CLASSROOM, CLASSROOM_OTHERWISE
from training.models.duties import Duty
from training.models.proof import Completion
from training.models.sessions import AccommodationRequest, Enrolment

COURSE, RULE = {"slug": "grievance-basics-for-supervisors"}, {"slug": "grievance-basics"}
SESSION = {"reference": "TS-2026-0019"}
Places = dict[str, tuple[Mapping[str, Any], ...]]


def a_seat() -> int:
    """Somebody's seat in the session to come."""
    return Enrolment.objects.filter(session__reference=SESSION["reference"]).earliest("pk").pk


def a_need() -> int:
    """The seat of whoever needs something."""
    return AccommodationRequest.objects.earliest("pk").enrolment_id


def somebody_overdue() -> str:
    """The code of a lieutenant."""
    return Duty.objects.filter(requirement__slug=RULE["slug"], state="OWED").earliest("pk").employee.code


def somebody_trained() -> str:
    """Whose first record stands."""
    return Completion.objects.earliest("pk").employee.code


def a_completion() -> int:
    """That record."""
    return Completion.objects.earliest("pk").pk


def on(args: Mapping[str, Any | Callable[[], Any]], *names: str) -> Places:
    """Pages of training at one record."""
    return {f"training:{name}": (args,) for name in names}


TRAINING: dict[str, Places] = {
    "training": {
        **on({}, "compliance", "compliance_people", "remind", "asked", "mine"),
        **on({"code": somebody_overdue}, "person", "record_proof", "links"),
        **on({"code": somebody_trained, "pk": a_completion}, "void_proof"),
        **on({}, "courses", "new_course", "sessions", "new_session", "requirements", "new_requirement"),
        **on(COURSE, "course", "revise_course", "retire_course", "tie_article"),
        **on(SESSION, "session", "move_session", "session_hours", "cancel_session", "enrol"),
        **on(SESSION | {"pk": a_seat}, "withdraw", "needs"),
        **on(SESSION | {"pk": a_need}, "arrange"),
        **on(RULE, "requirement", "revise_requirement", "end_requirement", "name_person", "free_person"),
    },
    **CLASSROOM,
}
TRAINING_OTHERWISE: dict[str, str] = {
    **CLASSROOM_OTHERWISE,
    **dict.fromkeys(("training:home", "training:program"), "leads on to another page"),
    **dict.fromkeys(("training:material", "training:report_file"), "gives a file"),
}

"""Where the pages of attendance, certificates, briefs and evaluations stand in the demo city."""

from collections.abc import Mapping
from typing import Any

from labor_office.core.web import clock
from training.models.attendance import Attendance
from training.models.briefs import Brief
from training.models.courses import Course
from training.models.proof import Certificate
from training.models.sessions import TrainingSession
from training.queries.evaluations import evaluation_link
from training.queries.taking import link_for
from training.rules.certificates import shown_code

SESSION = {"reference": "TS-2026-0018"}
A_FILE = "gives a file"
ELSEWHERE = "has no place in the demo city: tests/training look at it"


def a_certificate() -> str:
    """The first certificate of the city."""
    return Certificate.objects.earliest("pk").number


def a_code() -> str:
    """Its check code."""
    return shown_code(Certificate.objects.earliest("pk").code)


def a_batch() -> int:
    """The batch it came in."""
    return Certificate.objects.earliest("pk").batch_id


def a_course() -> str:
    """The course that is read on a page."""
    return Course.objects.get(code="LR-050").slug


def a_reading_link() -> str:
    """The link by which somebody of the city reads it."""
    done = Certificate.objects.earliest("pk").completion
    return _last_part(link_for(done.employee, Course.objects.get(code="LR-050"), at=clock.now()))


def a_sheet_link() -> str:
    """The link to the sheet of the class that was held."""
    return _last_part(evaluation_link(TrainingSession.objects.filter(settled_at__isnull=False).earliest("pk")))


def a_brief() -> str:
    """The agreement whose change brief people read."""
    return Brief.objects.get().agreement.reference


def a_held_class() -> str:
    """The class that somebody walked into."""
    return Attendance.objects.filter(employee=None).earliest("pk").session.reference


def a_walk_in() -> int:
    """Whom nobody has found on the roster."""
    return Attendance.objects.filter(employee=None).earliest("pk").pk


def _last_part(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[1]


CERTIFICATE = {"number": a_certificate}
CLASSROOM: dict[str, dict[str, tuple[Mapping[str, Any], ...]]] = {
    "classroom": {
        "training:attendance": (SESSION,),
        "training:attendance_file": (SESSION,),
        "training:session_certificates": (SESSION,),
        "training:evaluations": (SESSION,),
        "training:certificates": ({},),
        "training:certificate": (CERTIFICATE,),
        "training:withdraw_certificate": (CERTIFICATE,),
        "training:batch": ({"pk": a_batch},),
        "training:check_form": ({},),
        "training:check": ({"code": a_code},),
        "training:questions": ({"slug": a_course},),
        "training:read": ({"token": a_reading_link},),
        "training:evaluate": ({"token": a_sheet_link},),
        "training:briefs": ({},),
        "training:brief": ({"reference": a_brief},),
        "training:take": ({"slug": a_course},),
        "training:place_walk_in": ({"reference": a_held_class, "pk": a_walk_in},),
        "training:effect": ({},),
    },
}
CLASSROOM_OTHERWISE: dict[str, str] = {
    **dict.fromkeys(("training:sign_in", "training:certificate_file", "training:batch_file"), A_FILE),
    **dict.fromkeys(("training:assign_brief",), ELSEWHERE),
    "training:door_worker": "gives a script",
    "training:proof_paper": A_FILE,
    "training:room": ELSEWHERE,
}

"""Where the pages of attendance, certificates, briefs and evaluations stand in the demo city."""

from collections.abc import Mapping
from typing import Any

from labor_office.core.users.models import User
from labor_office.core.web import clock
from training.actions.quizzes import add_question
from training.actions.reporting import ask_report
from training.models.attendance import Attendance
from training.models.briefs import Brief
from training.models.courses import Course
from training.models.proof import Certificate
from training.models.reports import ComplianceReport
from training.models.sessions import TrainingSession
from training.queries.evaluations import evaluation_link
from training.queries.taking import link_for, room_link
from training.rules.certificates import shown_code
from training.rules.vocabulary import QuizPart

SESSION = {"reference": "TS-2026-0018"}
A_FILE = "gives a file"


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


def a_room_link() -> str:
    """The link to the questions before that class; it gets one, as nobody has asked any there."""
    session = TrainingSession.objects.filter(settled_at__isnull=False).earliest("pk")
    if not session.version.questions.exists():
        add_question(
            version=session.version, text="Who is called first?", choices=("The senior of the unit", "The nearest"),
            right=0, explanation="By seniority.", by=_chief(), at=clock.now(),
        )  # fmt: skip
    return _last_part(room_link(session, QuizPart.PRE))


def a_report() -> str:
    """A report the chief asked for, of numbers; nobody has in the demo city, and it is its asker's alone."""
    report = ComplianceReport.objects.first() or ask_report(
        given={}, about="every department", names_people=False, by=_chief(), at=clock.now(), today=clock.today()
    )
    return report.reference


def _chief() -> User:
    return User.objects.get(email__startswith="rosa.castellanos")


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
        "training:assign_brief": ({"reference": a_brief},),
        "training:room": ({"token": a_room_link},),
        "training:report": ({"reference": a_report},),
        "training:take": ({"slug": a_course},),
        "training:place_walk_in": ({"reference": a_held_class, "pk": a_walk_in},),
        "training:effect": ({},),
    },
}
CLASSROOM_OTHERWISE: dict[str, str] = {
    **dict.fromkeys(("training:sign_in", "training:certificate_file", "training:batch_file"), A_FILE),
    "training:door_worker": "gives a script",
    "training:proof_paper": A_FILE,
}

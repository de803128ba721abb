"""Courses that are taken on a page: what is read and asked, by whom, and by which link."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.briefs import BriefItem
from training.models.courses import Course, CourseVersion
from training.models.duties import Duty
from training.models.proof import Completion
from training.models.quizzes import Acknowledgement, Attempt, Question
from training.models.requirements import SatisfyingCourse
from training.models.sessions import TrainingSession
from training.rules.quiz import attestation
from training.rules.vocabulary import CourseForm, QuizPart

SALT, ROOM_SALT = "training.taking", "training.room"
# A link in an email opens one course for one person, for so long.
LINK_DAYS = 400
_ON_A_PAGE = (CourseForm.SELF_PACED, CourseForm.BRIEF)


@dataclass(frozen=True, slots=True)
class Taking:
    """One course before one person."""

    version: CourseVersion
    employee: Employee
    questions: tuple[Question, ...]
    items: tuple[BriefItem, ...]
    last: Attempt | None
    tries: int
    said: Acknowledgement | None
    done: Completion | None
    # Nothing proves it, or what did has run out or is asked anew.
    is_to_do: bool
    sentence: str


def employee_of(user: User) -> Employee | None:
    """Whom on the roster an account belongs to."""
    return Employee.objects.filter(user=user).first()


def courses_on_pages(on: date) -> QuerySet[Course]:
    """Courses that are taken on a page and given on a day."""
    return Course.objects.taught(on).filter(form__in=_ON_A_PAGE)


def may_take(user: User, course: Course, *, on: date) -> bool:
    """Whether ``user``, being on the roster, may take the course on its page. Two queries."""
    return employee_of(user) is not None and courses_on_pages(on).filter(pk=course.pk).exists()


def version_now(course: Course, on: date) -> CourseVersion | None:
    """What a course teaches on a day."""
    found = course.versions.filter(starts_on__lte=on).select_related("course").order_by("-number")
    return found.first() or course.versions.select_related("course").order_by("number").first()


def questions_of(course: Course) -> QuerySet[Question]:
    """Every question of a course, of whichever version."""
    return Question.objects.filter(version__course=course)


def is_to_do(version: CourseVersion, employee: Employee, *, on: date) -> bool:
    """Whether there is something to prove: never done, done and run out, or owed again by a requirement.

    What was done today is not done twice. Two queries at most.
    """
    done = _done(version, employee)
    if done is None:
        return True
    if done.completed_on >= on:
        return False
    asked = Duty.objects.current().owed().filter(employee=employee, version__courses__course=version.course_id)
    return bool(done.valid_until and done.valid_until < on) or asked.exists()


def _done(version: CourseVersion, employee: Employee) -> Completion | None:
    return Completion.objects.standing().filter(version=version, employee=employee).order_by("-completed_on").first()


def taking(version: CourseVersion, employee: Employee, *, on: date) -> Taking:
    """Everything the page shows on a day. Eight queries."""
    attempts = list(Attempt.objects.filter(version=version, employee=employee, session=None).order_by("-pk"))
    items = BriefItem.objects.filter(brief__course=version.course_id, is_left_out=False)
    return Taking(
        version=version,
        employee=employee,
        questions=tuple(version.questions.prefetch_related("choices")),
        items=tuple(items.select_related("article__unit")),
        last=attempts[0] if attempts else None,
        tries=len(attempts),
        said=Acknowledgement.objects.filter(version=version, employee=employee).first(),
        done=_done(version, employee),
        is_to_do=is_to_do(version, employee, on=on),
        sentence=attestation(
            name=employee.name, title=version.course.title, version=version.number, text=version.objectives
        ),
    )


def link_for(employee: Employee, course: Course) -> str:
    """The address that opens a course for one person without signing in; whoever has it speaks as that person."""
    token = signing.dumps({"e": employee.pk, "c": course.pk}, salt=SALT)
    return f"{settings.DESK_URL}{reverse('training:read', args=[token])}"


def room_link(session: TrainingSession, part: QuizPart) -> str:
    """The address of a class's questions before or after it: the same for everyone in the room."""
    token = signing.dumps({"s": session.pk, "p": part.value}, salt=ROOM_SALT)
    return f"{settings.DESK_URL}{reverse('training:room', args=[token])}"


def room_by(token: str) -> tuple[TrainingSession, QuizPart] | None:
    """The class and the part that a room's link names; None for one that is not ours."""
    try:
        named = signing.loads(token, salt=ROOM_SALT)
    except signing.BadSignature:
        return None
    session = TrainingSession.objects.select_related("version__course").filter(pk=named["s"], cancelled_at=None).first()
    return (session, QuizPart(named["p"])) if session else None


def in_the_room(session: TrainingSession, number: str) -> Employee | None:
    """Who of a class has this employee number: enrolled, or marked at the door."""
    seated = Employee.objects.filter(pk__in=session.enrolments.enrolled().values("employee"))
    came = Employee.objects.filter(pk__in=session.attendances.values("employee"))
    return (seated | came).filter(number__iexact=number.strip()).first()


def opened_by(token: str) -> tuple[Employee, Course] | None:
    """Whom and what a link names; None for one that is not ours, is too old, or names what is no longer there."""
    try:
        named = signing.loads(token, salt=SALT, max_age=LINK_DAYS * 86_400)
    except signing.BadSignature:
        return None
    employee = Employee.objects.filter(pk=named["e"]).first()
    course = Course.objects.filter(pk=named["c"], form__in=_ON_A_PAGE).first()
    return (employee, course) if employee and course else None


def courses_by_rule(versions: Collection[int], *, on: date) -> dict[int, Course]:
    """For each rule the course on a page that satisfies it, where there is one. One query."""
    ties = SatisfyingCourse.objects.filter(version__in=versions, course__in=courses_on_pages(on))
    return {tie.version_id: tie.course for tie in ties.select_related("course").order_by("-pk")}

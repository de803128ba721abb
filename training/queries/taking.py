"""Courses that are taken on a page: what is read and asked, by whom, and by which link."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.briefs import BriefItem
from training.models.courses import Course, CourseVersion
from training.models.duties import Duty, DutyQuerySet
from training.models.links import LinkStop
from training.models.proof import Completion
from training.models.quizzes import Acknowledgement, Attempt, Question
from training.models.requirements import SatisfyingCourse
from training.models.sessions import TrainingSession
from training.rules.links import has_left, opens
from training.rules.quiz import attestation
from training.rules.vocabulary import CourseForm, QuizPart

SALT, ROOM_SALT = "training.taking", "training.room"
_ON_A_PAGE = (CourseForm.SELF_PACED, CourseForm.BRIEF)


@dataclass(frozen=True, slots=True)
class Taking:
    """One course before one person."""

    version: CourseVersion
    # None for whoever looks at how people read it and has nothing to prove.
    employee: Employee | None
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


def shown_to_nobody(version: CourseVersion) -> Taking:
    """The page as those who teach look at it: everything to read, nothing to prove. Three queries."""
    items = BriefItem.objects.filter(brief__course=version.course_id, is_left_out=False)
    return Taking(
        version=version, employee=None, questions=tuple(version.questions.prefetch_related("choices")),
        items=tuple(items.select_related("article__unit")), last=None, tries=0, said=None, done=None, is_to_do=False,
        sentence="",
    )  # fmt: skip


def link_for(employee: Employee, course: Course, *, at: datetime) -> str:
    """The address that opens a course for one person without signing in, for sixty days from ``at``.

    Whoever has it speaks as that person. It says itself when it was made, by the office's clock.
    """
    token = signing.dumps({"e": employee.pk, "c": course.pk, "t": at.timestamp()}, salt=SALT)
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


def opened_by(token: str, *, at: datetime) -> tuple[Employee, Course] | None:
    """Whom and what a link names; None for one that opens nothing.

    That is one that is not ours, is too old or was stopped, one of somebody who no longer
    works for the City, and one that names what is no longer there: they all answer alike.
    """
    try:
        named = signing.loads(token, salt=SALT)
        made_at = datetime.fromtimestamp(named["t"], UTC)
    except (signing.BadSignature, KeyError):
        return None
    employee = Employee.objects.filter(pk=named["e"]).first()
    course = Course.objects.filter(pk=named["c"], form__in=_ON_A_PAGE).first()
    if employee is None or course is None or has_left(employee.left_on, on=timezone.localdate(at)):
        return None
    stop = LinkStop.objects.filter(employee=employee).first()
    return (employee, course) if opens(made_at, at=at, stopped_at=stop.stopped_at if stop else None) else None


def courses_by_rule(versions: Collection[int], *, on: date) -> dict[int, Course]:
    """For each rule the course on a page that satisfies it, where there is one. One query."""
    ties = SatisfyingCourse.objects.filter(version__in=versions, course__in=courses_on_pages(on))
    return {tie.version_id: tie.course for tie in ties.select_related("course").order_by("-pk")}


def owed_on_pages(employee: Employee, *, on: date) -> DutyQuerySet:
    """What a person owes that a course on a page satisfies."""
    ties = SatisfyingCourse.objects.filter(course__in=courses_on_pages(on))
    return Duty.objects.current().owed().filter(employee=employee, version__in=ties.values("version"))

"""What the page of a course shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, Department
from training.models.courses import Course, CourseArticle, CourseQuerySet
from training.models.requirements import Requirement
from training.models.sessions import Enrolment, TrainingSession
from training.rules.vocabulary import CourseForm, EnrolmentState


def course_page(user: User, course: Course, *, today: date) -> dict[str, Any]:
    """Versions with their materials, ties to articles, sessions to come and what it satisfies. Six queries."""
    versions = list(
        course.versions.prefetch_related("materials__document").annotate(completed=Count("completions", distinct=True))
    )
    in_use = [version for version in versions if version.starts_on <= today]
    sessions = sessions_with_seats(user).filter(version__course=course).to_come(today)
    rules = Requirement.objects.visible_to(user).filter(versions__courses__course=course, versions__ends_on=None)
    return {
        "course": course,
        "versions": versions,
        "now": in_use[0] if in_use else versions[0],
        "ties": list(course.articles.filter(untied_at=None).select_related("article__unit", "text", "reviewed_by")),
        "sessions": list(sessions.order_by("held_on", "begins_at")[:8]),
        "requirements": list(rules.distinct()),
        "is_class": course.form == CourseForm.CLASS,
    }


def listed(courses: CourseQuerySet, *, today: date) -> CourseQuerySet:
    """``courses`` with ``in_question``, whether one needs review, and ``coming``, how many sessions are to come."""
    asked = CourseArticle.objects.filter(course=OuterRef("pk"), untied_at=None, questioned_at__isnull=False)
    to_come = Q(versions__sessions__held_on__gte=today, versions__sessions__cancelled_at=None)
    return courses.annotate(
        in_question=Exists(asked), coming=Count("versions__sessions", filter=to_come, distinct=True)
    ).prefetch_related("versions")


def seats_of(user: User, department: Department, *, today: date) -> QuerySet[Enrolment]:
    """Seats and places on waiting lists of people who work in a department, as far as ``user`` may know of them."""
    here = Assignment.objects.on(today).filter(department=department)
    seats = Enrolment.objects.visible_to(user).exclude(state=EnrolmentState.WITHDRAWN)
    return seats.filter(employee__in=here.values("employee"))


def sessions_with_seats(user: User) -> Any:  # noqa: ANN401 -- an annotated queryset
    """Sessions with ``seated`` and ``waiting``, how many people each has."""
    return (
        TrainingSession.objects.visible_to(user)
        .select_related("version__course", "trainer")
        .annotate(
            seated=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.ENROLLED)),
            waiting=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.WAITLISTED)),
        )
    )

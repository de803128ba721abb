"""What the page of a course shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q

from labor_office.core.users.models import User
from training.models.courses import Course
from training.models.requirements import Requirement
from training.models.sessions import TrainingSession
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

"""Courses and sessions by words, as far as the searcher may know of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q

from labor_office.core.users.models import User
from labor_office.core.web.words import day_year
from training.models.courses import Course
from training.models.sessions import TrainingSession


@dataclass(frozen=True, slots=True)
class Find:
    """One thing found: what it is called, where it is read, and one line that tells it apart."""

    label: str
    url: str
    detail: str


def found_training(user: User, words: str, *, limit: int) -> Iterator[Find]:
    """Courses whose title or code holds every word, then sessions by their number or course, the newest first.

    At most ``limit`` of each. Two queries.
    """
    asked = words.split()[:8]
    if not asked:
        return
    courses = Course.objects.visible_to(user).filter(_every(asked, "title", "code"))
    for course in courses.order_by(F("retired_on").desc(nulls_first=True), "title", "pk")[:limit]:
        state = "retired" if course.retired_on else course.get_form_display().lower()
        yield Find(f"{course.code} {course.title}", course.get_absolute_url(), f"Course, {state}")
    sessions = TrainingSession.objects.visible_to(user).filter(
        _every(asked, "reference", "version__course__title", "version__course__code", "place", "trainer__name")
    )
    for session in sessions.select_related("version__course").order_by("-held_on", "-pk")[:limit]:
        state = "called off" if session.is_cancelled else session.place or "online"
        yield Find(
            f"{session.reference} {session.version.course.title}", session.get_absolute_url(),
            f"Session, {day_year(session.held_on)}, {state}",
        )  # fmt: skip


def _every(words: list[str], *columns: str) -> Q:
    """That each of ``words`` stands in one of ``columns``."""
    found = Q()
    for word in words:
        one = Q()
        for column in columns:
            one |= Q(**{f"{column}__icontains": word})
        found &= one
    return found

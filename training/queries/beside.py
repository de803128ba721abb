"""Courses as others show them: beside an article, and in its dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from agreements.beside import Note
from agreements.dossier import Entry, Subject
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled
from training.models.courses import CourseArticle
from training.models.reach import reads_training


def courses_beside(user: User, articles: Sequence[int], as_of: date) -> Iterable[Note]:
    """Courses that teach the articles shown. One query."""
    return [
        Note(
            tie.article_id, "Training", tie.course.title, url=tie.course.get_absolute_url(), reference=tie.course.code,
            chip="Needs review" if tie.needs_review else "", chip_kind="risk",
        )
        for tie in _ties(user, articles)
    ]  # fmt: skip


def courses_in_dossier(user: User, subject: Subject) -> Iterable[Entry]:
    """Since when which course teaches the article. One query."""
    return [
        Entry(
            timezone.localdate(tie.tied_at), "Training", tie.course.title, text=tie.questioned_because,
            url=tie.course.get_absolute_url(), reference=tie.course.code, number=tie.article.number,
            chip="Needs review" if tie.needs_review else "Taught", chip_kind="risk" if tie.needs_review else "met",
        )
        for tie in _ties(user, subject.article_ids)
    ]  # fmt: skip


def _ties(user: User, articles: Sequence[int]) -> Iterable[CourseArticle]:
    if not reads_training(user):
        return ()
    return _TIES.rows(user, articles=list(articles))


_TIES = Compiled(
    lambda _user, articles: (
        CourseArticle.objects.filter(article__any_of=articles, untied_at=None, course__retired_on=None)
        .select_related("course", "article")
        .order_by("course__title", "pk")
    )
)

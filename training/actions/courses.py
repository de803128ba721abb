"""Courses: added, revised as a new version, tied to articles, retired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Required, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from agreements.acts import TextChanged
from agreements.models.text import Article, ArticleVersion
from labor_office.core.deadlines.rules import words
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.models import Document
from labor_office.core.users.models import User
from training.actions.program import program_of, remember
from training.models.courses import Course, CourseArticle, CourseMaterial, CourseVersion
from training.models.sessions import TrainingSession
from training.rules.vocabulary import CourseForm

_A_DAY = timedelta(days=1)


class CodeTaken(Exception):
    """Another course bears the code."""


class StillToCome(Exception):
    """Sessions of it are still to be held."""


class AlreadyTied(Exception):
    """The course is tied to that article."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A material: the bytes of a file and what it was called, or an address."""

    title: str
    link: str = ""
    data: bytes = b""
    file_name: str = ""


class Taught(TypedDict, total=False):
    """What a version teaches."""

    starts_on: Required[date]
    objectives: Required[str]
    length_minutes: Required[int]
    audience: str
    validity_months: int | None
    pass_mark: int | None
    changes: str


@transaction.atomic
def add_course(
    *, code: str, title: str, form: CourseForm, basis: str = "", by: User, at: datetime, **taught: Unpack[Taught]
) -> Course:
    """Add a course with its first version. Raises CodeTaken."""
    if Course.objects.filter(code__iexact=code).exists():
        raise CodeTaken(f"{code} is another course. Give this one a code of its own.")
    course = Course.objects.create(
        code=code, slug=_free_slug(title), title=title, form=form, basis=basis, added_by=by, added_at=at
    )
    CourseVersion.objects.create(course=course, number=1, added_by=by, added_at=at, **taught)
    remember(verb="course_added", summary=f"{course} added", by=by, at=at, course=course.slug)
    return course


@transaction.atomic
def revise_course(
    *,
    course_id: int,
    title: str,
    basis: str,
    by: User,
    at: datetime,
    handouts: Sequence[Handout] = (),
    dropped: Sequence[int] = (),
    **taught: Unpack[Taught],
) -> CourseVersion:
    """Teach something else from a day on: a new version, with the old one's materials but for ``dropped``.

    Whoever completed the version before keeps that completion as it was. Raises
    FileRefused for a file the Desk does not keep.
    """
    course = Course.objects.select_for_update(no_key=True).get(pk=course_id)
    former = course.versions.order_by("-number").first()
    number = (former.number if former else 0) + 1
    course.title, course.basis = title, basis
    course.save(update_fields=["title", "basis"])
    version = CourseVersion.objects.create(course=course, number=number, added_by=by, added_at=at, **taught)
    kept = former.materials.exclude(pk__in=dropped) if former else CourseMaterial.objects.none()
    for place, each in enumerate(kept.order_by("position"), start=1):
        CourseMaterial.objects.create(
            version=version, position=place, title=each.title, document=each.document, link=each.link
        )
    for handout in handouts:
        add_material(version=version, handout=handout, by=by, at=at)
    remember(
        verb="course_revised", summary=f"{course}: version {number}. {taught.get('changes', '')}".strip(),
        by=by, at=at, course=course.slug,
    )  # fmt: skip
    return version


@transaction.atomic
def add_material(*, version: CourseVersion, handout: Handout, by: User, at: datetime) -> CourseMaterial:
    """Put a handout on a version. Raises FileRefused."""
    Course.objects.select_for_update(no_key=True).get(pk=version.course_id)
    last = version.materials.aggregate(last=Max("position"))["last"] or 0
    document = _kept(handout, by, at) if handout.data else None
    material = CourseMaterial.objects.create(
        version=version,
        position=last + 1,
        title=handout.title,
        document=document,
        link="" if document else handout.link,
    )
    remember(verb="material_added", summary=f"{version}: {handout.title}", by=by, at=at, course=version.course.slug)
    return material


@transaction.atomic
def retire_course(*, course_id: int, on: date, because: str, by: User, at: datetime) -> Course:
    """Teach it no more from ``on``. Completions stay good. Raises StillToCome."""
    course = Course.objects.select_for_update(no_key=True).get(pk=course_id)
    waiting = TrainingSession.objects.filter(version__course=course).to_come(on)
    if waiting.exists():
        held = ", ".join(waiting.values_list("reference", flat=True)[:3])
        raise StillToCome(f"{held} is still to be held. Hold or cancel it first.")
    course.retired_on, course.retired_because = on, because
    course.save(update_fields=["retired_on", "retired_because"])
    remember(verb="course_retired", summary=f"{course} retired: {because}", by=by, at=at, course=course.slug)
    return course


@transaction.atomic
def tie_article(*, course_id: int, article: Article, on: date, by: User, at: datetime) -> CourseArticle:
    """Say that a course teaches an article, as it reads on ``on``. Raises AlreadyTied."""
    course = Course.objects.select_for_update(no_key=True).get(pk=course_id)
    if course.articles.filter(article=article, untied_at=None).exists():
        raise AlreadyTied(f"{course} is tied to {article} already.")
    tie = CourseArticle.objects.create(course=course, article=article, text=_text(article, on), tied_by=by, tied_at=at)
    remember(verb="article_tied", summary=f"{course} teaches {article}", by=by, at=at, course=course.slug)
    return tie


@transaction.atomic
def untie_article(*, tie_id: int, by: User, at: datetime) -> CourseArticle:
    """The course teaches the article no more; untied before, nothing changes."""
    tie = CourseArticle.objects.select_for_update(no_key=True).get(pk=tie_id)
    if tie.untied_at is None:
        tie.untied_by, tie.untied_at = by, at
        tie.save(update_fields=["untied_by", "untied_at"])
        remember(
            verb="article_untied", summary=f"{tie.course} teaches {tie.article} no more", by=by, at=at,
            course=tie.course.slug,
        )  # fmt: skip
    return tie


@transaction.atomic
def review_tie(*, tie_id: int, on: date, by: User, at: datetime) -> CourseArticle:
    """Somebody read the new words, and the course says what they say on ``on``."""
    tie = CourseArticle.objects.select_for_update(no_key=True).get(pk=tie_id)
    tie.text = _text(tie.article, on)
    tie.questioned_at, tie.questioned_because = None, ""
    tie.reviewed_by, tie.reviewed_at = by, at
    tie.save(update_fields=["text", "questioned_at", "questioned_because", "reviewed_by", "reviewed_at"])
    remember(
        verb="course_reviewed", summary=f"{tie.course} reviewed against {tie.article}", by=by, at=at,
        course=tie.course.slug,
    )  # fmt: skip
    return tie


def question_courses(changed: TextChanged) -> None:
    """Mark courses on articles whose words change for review, in the transaction that changes them.

    A successor that carries words over unchanged marks nothing.
    """
    before, after = (_texts(changed.article_ids, day) for day in (changed.from_on - _A_DAY, changed.from_on))
    other = [pk for pk in changed.article_ids if before.get(pk) != after.get(pk)]
    if not other:
        return
    because = f"Its words change from {words.full_day(changed.from_on)}: {changed.reason.rstrip('.')}."[:300]
    ties = CourseArticle.objects.select_for_update(no_key=True, of=("self",)).filter(
        article__in=other, untied_at=None, course__retired_on=None
    )
    for tie in ties.select_related("course", "article"):
        tie.questioned_at, tie.questioned_because = changed.at, because
        tie.save(update_fields=["questioned_at", "questioned_because"])
        remember(
            verb="course_questioned", summary=f"{tie.course}: {tie.article}. {because}", by=changed.by, at=changed.at,
            course=tie.course.slug,
        )  # fmt: skip


def _kept(handout: Handout, by: User, at: datetime) -> Document:
    return add_document(
        matter_id=program_of(by=by, at=at).pk, data=handout.data, name=handout.file_name, title=handout.title,
        by=by, at=at, received_on=timezone.localdate(at),
    ).document  # fmt: skip


def _free_slug(title: str) -> str:
    base = slugify(title)[:50] or "course"
    taken = set(Course.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := f"{base}-{n}" if n > 1 else base) not in taken)


def _text(article: Article, on: date) -> ArticleVersion | None:
    return ArticleVersion.objects.in_force(on).filter(article=article).first()


def _texts(articles: frozenset[int], on: date) -> dict[int, str]:
    rows = ArticleVersion.objects.in_force(on).filter(article__in=articles).values_list("article", "text")
    return {pk: " ".join(text.split()) for pk, text in rows}

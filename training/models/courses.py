"""Courses: what is taught, in which version, from which materials, on which articles."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from agreements.models.text import Article, ArticleVersion
from labor_office.core.documents.models import Document
from labor_office.core.users.models import User
from training.models.reach import reads_training
from training.rules.vocabulary import COURSE_FORM_WORDS, CourseForm


class CourseQuerySet(models.QuerySet["Course"]):
    """Reads of courses."""

    def visible_to(self, user: User) -> Self:
        """Courses, for everyone who may know what is taught."""
        return self.all() if reads_training(user) else self.none()

    def taught(self, on: date) -> Self:
        """Those not retired by ``on``."""
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=on))


@pghistory.track()
class Course(models.Model):
    """A course the office gives. What it teaches stands in its versions."""

    code = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    title = models.CharField(max_length=160)
    form = models.CharField(
        max_length=12,
        choices=[(key.value, words) for key, words in COURSE_FORM_WORDS.items()],
        default=CourseForm.CLASS,
    )
    # Why it is given: an article, a policy, a law, in words.
    basis = models.CharField(max_length=200, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="course_retired_says_why",
                condition=Q(retired_on=None, retired_because="") | Q(retired_on__isnull=False) & ~Q(retired_because=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where its record is read."""
        return reverse("training:course", args=[self.slug])


class CourseVersion(models.Model):
    """What a course teaches from a day on. Never changed: a completion points at it and stays true."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField("in use from")
    objectives = models.TextField(help_text="What a person can do afterwards, one a line.")
    audience = models.CharField(max_length=200, blank=True)
    length_minutes = models.PositiveSmallIntegerField()
    # How long a completion is good for; empty means for good.
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    # Percent of the questions; empty where nothing is asked.
    pass_mark = models.PositiveSmallIntegerField(null=True, blank=True)
    changes = models.CharField("what is new in it", max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint("course", "number", name="course_version_number_once"),
            models.CheckConstraint(name="course_version_takes_time", condition=Q(length_minutes__gt=0)),
            models.CheckConstraint(
                name="course_version_valid_a_month_or_more",
                condition=Q(validity_months=None) | Q(validity_months__gt=0),
            ),
            models.CheckConstraint(
                name="course_version_pass_mark_in_percent",
                condition=Q(pass_mark=None) | Q(pass_mark__gt=0, pass_mark__lte=100),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="what_was_taught_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.course}, version {self.number}"


class CourseMaterial(models.Model):
    """A handout of one version: a file kept here, or an address."""

    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="materials")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint("version", "position", name="course_material_once_per_place"),
            models.CheckConstraint(
                name="course_material_is_a_file_or_a_link",
                condition=Q(document__isnull=False, link="") | Q(document=None) & ~Q(link=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class CourseArticle(models.Model):
    """That a course teaches an article; in question once the words change, until somebody has looked."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="articles")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    # The words it was last looked at against; empty where none were held.
    text = models.ForeignKey(ArticleVersion, models.PROTECT, null=True, blank=True, related_name="+")
    tied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()
    untied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    untied_at = models.DateTimeField(null=True, blank=True)
    questioned_at = models.DateTimeField(null=True, blank=True)
    questioned_because = models.CharField(max_length=300, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["course", "pk"]
        constraints = [
            models.UniqueConstraint(
                "course", "article", condition=Q(untied_at=None), name="course_teaches_an_article_once"
            ),
            models.CheckConstraint(
                name="course_article_untied_by_someone_at_a_time",
                condition=Q(untied_by=None, untied_at=None) | Q(untied_by__isnull=False, untied_at__gte=F("tied_at")),
            ),
            models.CheckConstraint(
                name="course_article_in_question_says_why",
                condition=Q(questioned_at=None, questioned_because="")
                | Q(questioned_at__isnull=False) & ~Q(questioned_because=""),
            ),
            models.CheckConstraint(
                name="course_article_reviewed_by_someone_at_a_time",
                condition=Q(reviewed_by=None, reviewed_at=None)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["article"], name="course_on_article", condition=Q(untied_at=None))]

    def __str__(self) -> str:
        return f"{self.course} on {self.article}"

    @property
    def needs_review(self) -> bool:
        """Whether the words changed and nobody has looked since."""
        return self.questioned_at is not None

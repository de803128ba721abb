"""Official readings of agreement text: question, answer, reasons; reviewed, published, one day replaced.

A draft is the office's alone. Once published its words never change, the database sees
to that: a correction is a new interpretation that takes the old one's place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agreements.models.text import Article, ArticleVersion
from agreements.rules.interpretations import (
    AUDIENCE_WORDS,
    BASIS_WORDS,
    ISSUED,
    STATE_CHIPS,
    STATE_WORDS,
    VERDICT_WORDS,
    Audience,
    Basis,
    Doing,
    ReadingState,
    refusal,
)
from labor_office.core.documents.models import Letter
from labor_office.core.matters.models.matter import Matter, MatterExclusion, MatterQuerySet
from labor_office.core.matters.models.seeing import fit_to_be_seen
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import Department, DepartmentContact


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(key.value, label) for key, label in words.items()]


_OWN_WORDS = ("question", "answer", "reasoning", "basis", "basis_note", "audience", "effective_on", "state")


class InterpretationQuerySet(MatterQuerySet["Interpretation"]):
    """Reads of interpretations."""

    def visible_to(self, user: User) -> Self:
        """What ``user`` may read: inside the office all of it, outside what was published to them.

        A liaison or decision maker reads what binds every department or one of theirs.
        Whoever is shut out of one never sees it, and nobody another union's while the other side looks on.
        """
        if not (user.is_active and user.may(Permission.AGREEMENT_READ)):
            return self.none()
        known = Q(pk__in=Matter.objects.visible_to(user).filter(kind="interpretation").values("pk"))
        issued = Q(state__in=ISSUED) & fit_to_be_seen(user)
        if not user.may(Permission.WORKFORCE_READ):
            own = DepartmentContact.objects.filter(user=user).values("department")
            named = Interpretation.departments.through.objects.filter(interpretation=OuterRef("pk"), department__in=own)
            issued &= Q(audience=Audience.EVERYONE) | Q(Exists(named), audience=Audience.DEPARTMENTS)
        walls = MatterExclusion.objects.filter(user=user, ended_at=None).values("matter")
        return self.filter(known | issued).exclude(pk__in=walls)

    def published(self) -> Self:
        """Those that hold today or from a day to come: published, not replaced, not withdrawn."""
        return self.filter(state=ReadingState.PUBLISHED)

    def holding(self, on: date) -> Self:
        """Those that hold on ``on``: they apply by then, and whatever replaced them applies only later."""
        replaced_later = Q(state=ReadingState.SUPERSEDED, successor__effective_on__gt=on)
        return self.filter(Q(state=ReadingState.PUBLISHED) | replaced_later, effective_on__lte=on)

    def issued(self) -> Self:
        """Those that ever went out."""
        return self.filter(state__in=ISSUED)

    def on(self, article: Article) -> Self:
        """Those that construe ``article``."""
        return self.filter(sections__article=article)


@pghistory.track(
    fields=list(_OWN_WORDS),
    model_name="InterpretationRow",
    # The rows of its matter have the plain name.
    obj_field=pghistory.ObjForeignKey(related_name="word_rows", related_query_name="word_row"),
)
class Interpretation(Matter):
    """One official reading."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    state = models.CharField(max_length=12, choices=_choices(STATE_WORDS), default=ReadingState.DRAFT)
    question = models.TextField(blank=True)
    answer = models.TextField("short answer", blank=True)
    reasoning = models.TextField(blank=True)
    basis = models.CharField(max_length=12, choices=_choices(BASIS_WORDS), default=Basis.TEXT)
    # Which award, settlement or minutes.
    basis_note = models.CharField(max_length=300, blank=True)
    audience = models.CharField(max_length=12, choices=_choices(AUDIENCE_WORDS), default=Audience.EVERYONE)
    departments = models.ManyToManyField(Department, related_name="+", blank=True)
    effective_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", help_text="The reading it replaces."
    )
    # What it grew out of: an advice entry, a grievance.
    origin = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)
    # Set when the words under it changed, cleared when somebody looked and it stands.
    questioned_at = models.DateTimeField(null=True, blank=True, editable=False)
    questioned_because = models.CharField(max_length=300, blank=True)
    # For the search, which adds the title: that stands in the table of matters.
    words = models.GeneratedField(
        expression=SearchVector("question", config="english", weight="A") + SearchVector("answer", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = InterpretationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="interpretation_published_by_someone_at_a_time_from_a_day",
                condition=Q(
                    state__in=sorted(ISSUED),
                    published_by__isnull=False,
                    published_at__isnull=False,
                    effective_on__isnull=False,
                    letter__isnull=False,
                )
                | (~Q(state__in=sorted(ISSUED)) & Q(published_by=None, published_at=None)),
            ),
            models.CheckConstraint(
                name="interpretation_withdrawn_says_why",
                condition=~Q(state=ReadingState.WITHDRAWN) | ~Q(withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="interpretation_in_question_says_why",
                condition=Q(questioned_at=None, questioned_because="")
                | (Q(questioned_at__isnull=False) & ~Q(questioned_because="")),
            ),
            models.CheckConstraint(
                name="interpretation_does_not_replace_itself",
                condition=Q(supersedes=None) | ~Q(supersedes=F("matter")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_words_never_change",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=sorted(ISSUED))
                & (
                    pgtrigger.Q(old__question__df=pgtrigger.F("new__question"))
                    | pgtrigger.Q(old__answer__df=pgtrigger.F("new__answer"))
                    | pgtrigger.Q(old__reasoning__df=pgtrigger.F("new__reasoning"))
                    | pgtrigger.Q(old__basis__df=pgtrigger.F("new__basis"))
                    | pgtrigger.Q(old__basis_note__df=pgtrigger.F("new__basis_note"))
                    | pgtrigger.Q(old__audience__df=pgtrigger.F("new__audience"))
                    | pgtrigger.Q(old__effective_on__df=pgtrigger.F("new__effective_on"))
                    | ~pgtrigger.Q(new__state__in=sorted(ISSUED))
                ),
            ),
            pgtrigger.Protect(
                name="no_delete_once_published",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=sorted(ISSUED)),
            ),
        ]

    @property
    def standing(self) -> ReadingState:
        """Its state as the rules know it."""
        return ReadingState(self.state)

    @property
    def chip(self) -> str:
        """The look of its state."""
        return STATE_CHIPS[self.standing]

    @property
    def is_issued(self) -> bool:
        """Whether it ever went out."""
        return self.standing in ISSUED

    @property
    def is_in_question(self) -> bool:
        """Whether something changed under it and nobody has looked since."""
        return self.questioned_at is not None

    def refuses(self, doing: Doing) -> str:
        """Why ``doing`` is not possible now; "" when it is."""
        return refusal(doing, self.standing, is_in_question=self.is_in_question)


@pghistory.track()
class ConstruedSection(models.Model):
    """That an interpretation construes an article or section, and in which words of it."""

    interpretation = models.ForeignKey(Interpretation, models.CASCADE, related_name="sections")
    article = models.ForeignKey(Article, models.PROTECT, related_name="construed", db_index=False)
    # The words it read; empty where no words of it were held on that day.
    version = models.ForeignKey(ArticleVersion, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("interpretation", "article", name="construed_once_an_interpretation")]
        indexes = [models.Index(fields=["article", "interpretation"], name="construed_article")]

    def __str__(self) -> str:
        return str(self.version or self.article)


@pghistory.track()
class CounselReview(models.Model):
    """One round with counsel: sent by whom, answered how. Its words are for those who draft and review."""

    interpretation = models.ForeignKey(Interpretation, models.CASCADE, related_name="reviews")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    verdict = models.CharField(max_length=12, choices=_choices(VERDICT_WORDS), blank=True)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "interpretation", condition=Q(answered_at=None), name="counsel_review_one_at_a_time"
            ),
            models.CheckConstraint(
                name="counsel_review_answered_by_someone_with_a_verdict",
                condition=Q(answered_by=None, answered_at=None, verdict="")
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(verdict="")),
            ),
            models.CheckConstraint(
                name="counsel_review_sent_back_says_why", condition=~Q(verdict="SENT_BACK") | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.interpretation}"


class ReadingRecipient(models.Model):
    """Someone told of an interpretation; told again when it comes into question or goes."""

    interpretation = models.ForeignKey(Interpretation, models.CASCADE, related_name="recipients")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=160)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("interpretation", "user", name="reading_recipient_once")]

    def __str__(self) -> str:
        return f"{self.user} of {self.interpretation}"

"""Grievances, their steps, and the other proceedings the office answers in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from agreements.models.text import Article
from grievances.rules.proceedings import ENDING_WORDS
from grievances.rules.strikes import SIDE_WORDS as STRIKER_WORDS
from grievances.rules.vocabulary import (
    FILER_WORDS,
    OUTCOME_WORDS,
    STEP_OUTCOME_WORDS,
    STEP_STATE_WORDS,
    TIMELINESS_WORDS,
    Filer,
    StepState,
    Timeliness,
)
from labor_office.core.deadlines.rules.lateness import late_words
from labor_office.core.documents.models import Letter
from labor_office.core.matters.models.matter import Matter, MatterQuerySet
from labor_office.core.matters.models.record import Meeting


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return list(words.items())


_ENDINGS = [(ending.value, said) for ending, said in ENDING_WORDS.items()]


class GrievanceQuerySet(MatterQuerySet["Grievance"]):
    """Reads of grievances."""

    def citing(self, article: Article) -> Self:
        """Those that cite ``article``."""
        return self.filter(citations__article=article)


class Grievance(Matter):
    """A grievance from the union's form to its end."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    filer = models.CharField(max_length=12, choices=_choices(FILER_WORDS), default=Filer.INDIVIDUAL)
    event_on = models.DateField("day of the event", null=True, blank=True)
    known_on = models.DateField("day it became known", null=True, blank=True)
    received_on = models.DateField()
    received_at = models.TimeField(null=True, blank=True)
    method = models.CharField(max_length=40, blank=True)
    union_number = models.CharField("the union's own number", max_length=40, blank=True)
    filed_step = models.CharField(max_length=20)
    step = models.CharField("current step", max_length=20)
    statement = models.TextField("what happened, by the union")
    remedy = models.TextField("remedy asked", blank=True)
    timeliness = models.CharField(max_length=10, choices=_choices(TIMELINESS_WORDS), default=Timeliness.UNKNOWN)
    # Working days; none where it was late by days that no published calendar counts yet.
    days_late = models.PositiveSmallIntegerField(default=0, null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    # What lists print beside the number, kept here by the actions so that a line needs no other table.
    grievant_names = models.CharField(max_length=300, blank=True)
    cited = models.CharField("articles cited", max_length=600, blank=True, default="", db_default="")
    outcome = models.CharField(max_length=20, choices=_choices(OUTCOME_WORDS), blank=True)
    has_precedent = models.BooleanField(default=True)
    closing_note = models.TextField(blank=True)

    objects = GrievanceQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grievance_event_not_after_receipt",
                condition=Q(event_on=None) | Q(event_on__lte=F("received_on")),
                violation_error_message="The event cannot be after the day the grievance was received.",
            ),
            models.CheckConstraint(
                name="grievance_in_time_is_no_day_late",
                condition=~Q(timeliness="TIMELY") | Q(days_late__isnull=False, days_late=0),
            ),
        ]
        indexes = [
            models.Index(fields=["step"], name="grievance_by_step"),
            models.Index(fields=["received_on"], name="grievance_by_receipt"),
            models.Index(Upper("union_number"), name="grievance_union_number", condition=~Q(union_number="")),
        ]


class Citation(models.Model):
    """That a grievance cites an article; ``text`` is what the form said, also when we hold no such article."""

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="citations")
    # The index below begins with it.
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    text = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("grievance", "text", name="citation_once_per_grievance")]
        # Newest first without reading a row: an article may be cited ten thousand times.
        indexes = [models.Index(fields=["article", "-grievance"], name="citation_newest_of_article")]

    def __str__(self) -> str:
        return self.text


class GrievanceStep(models.Model):
    """One pass of a grievance through one step: filed, met on, decided, left."""

    grievance = models.ForeignKey(Grievance, models.PROTECT, related_name="steps")
    cycle = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    authority = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=14, choices=_choices(STEP_STATE_WORDS), default=StepState.FILED)
    filed_on = models.DateField()
    filed_by = models.CharField(max_length=120, blank=True)
    filed_method = models.CharField(max_length=40, blank=True)
    # What the office makes of the day the union came to this step, and how many working days late it was;
    # none where those cannot be counted yet.
    timeliness = models.CharField(max_length=10, choices=_choices(TIMELINESS_WORDS), default=Timeliness.UNKNOWN)
    filed_days_late = models.PositiveSmallIntegerField(default=0, null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=_choices(STEP_OUTCOME_WORDS), blank=True)
    decided_on = models.DateField(null=True, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="+")
    # Working days by which the City's own answer was late; none where those cannot be counted yet.
    days_late = models.PositiveSmallIntegerField(default=0, null=True, blank=True)

    class Meta:
        ordering = ["grievance", "cycle", "filed_on", "pk"]
        constraints = [
            models.UniqueConstraint("grievance", "cycle", "code", name="grievance_step_once_per_pass"),
            models.CheckConstraint(
                name="grievance_step_outcome_and_date_together",
                condition=Q(outcome="", decided_on=None) | (~Q(outcome="") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def filed_late_words(self) -> str:
        """``2 working days late``, of the union's coming to this step; empty in time."""
        return late_words(self.filed_days_late)

    @property
    def late_words(self) -> str:
        """The same of the City's answer."""
        return late_words(self.days_late)


class ProceedingQuerySet(MatterQuerySet["Proceeding"]):
    """Reads of proceedings."""


class Proceeding(Matter):
    """An arbitration, charge, discipline case or information request: a matter with a clock and a file.

    Which one stands in ``Matter.kind``. ``forum`` hears it; ``origin`` is the matter it came from.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    forum = models.CharField(max_length=120, blank=True)
    opponent = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)
    origin = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    # The forum's or the other side's own number for it.
    case_number = models.CharField(max_length=60, blank=True, default="", db_default="")
    sections = models.CharField(max_length=300, blank=True, default="", db_default="")
    remedy = models.TextField("remedy asked, or discipline proposed", blank=True, default="", db_default="")
    ending = models.CharField(max_length=20, choices=_ENDINGS, blank=True, default="", db_default="")
    # The ending in words, as lists print it.
    outcome = models.CharField(max_length=120, blank=True)
    # Who strikes first from the panel of arbitrators.
    first_strike = models.CharField(
        max_length=5, choices=_choices(STRIKER_WORDS), blank=True, default="", db_default=""
    )
    closing_note = models.TextField("award, terms, what must be done", blank=True, default="", db_default="")

    objects = ProceedingQuerySet.as_manager()  # type: ignore[misc]


class PanelName(models.Model):
    """One name of a panel of arbitrators, and who struck it. The one left is the arbitrator."""

    proceeding = models.ForeignKey(Proceeding, models.CASCADE, related_name="panel")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=200, blank=True)
    struck_by = models.CharField(max_length=5, choices=_choices(STRIKER_WORDS), blank=True)
    # The how many-th strike it was.
    strike = models.PositiveSmallIntegerField(null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["proceeding", "position"]
        constraints = [
            models.UniqueConstraint("proceeding", "position", name="panel_name_once_per_place"),
            models.UniqueConstraint("proceeding", "strike", name="panel_one_name_a_strike"),
            models.CheckConstraint(
                name="panel_name_struck_by_someone_on_a_day",
                condition=Q(struck_by="", strike=None, struck_on=None)
                | (~Q(struck_by="") & Q(strike__isnull=False, struck_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Binder(models.Model):
    """One binder of a hearing as it was built: its facts are frozen when it is asked for."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="binders")
    # The number of the document it becomes.
    reference = models.CharField(max_length=12, unique=True, editable=False)
    facts = models.JSONField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.reference


class FilingReceipt(models.Model):
    """That the intake form called ``token`` was filed, and what it opened: the same form again opens nothing."""

    token = models.UUIDField(primary_key=True, editable=False)
    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.token}: {self.grievance}"

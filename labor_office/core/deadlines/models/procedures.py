"""Procedures: rows of time limits, versioned and published with an effective date."""

from __future__ import annotations

from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.workforce.models import BargainingUnit

# Before any agreement: a procedure whose term does not say when it began is in force for every matter.
ALWAYS = date(1970, 1, 1)


class Procedure(models.Model):
    """What an agreement or ordinance says must happen by when; its versions hold the limits."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    # Which kind of matter it is for, as registered: "grievance", "charge".
    matter_kind = models.CharField(max_length=24, default="grievance")
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class VersionState(models.TextChoices):
    """Where a version of a procedure stands."""

    DRAFT = "DRAFT", "Draft"
    PUBLISHED = "PUBLISHED", "Published"
    RETIRED = "RETIRED", "Retired"


@pghistory.track()
class ProcedureVersion(models.Model):
    """One published (or draft) reading of a procedure. A matter keeps the version it began under."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    effective_from = models.DateField(null=True, blank=True)
    # The descriptive words of the procedure file, kept and shown: agreement, article, panel, special, ...
    texts = models.JSONField(default=dict)
    cutoff_time = models.TimeField(null=True, blank=True)
    late_filing_effect = models.CharField(max_length=20, blank=True)
    change_note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["procedure", "-number"]
        constraints = [
            models.UniqueConstraint("procedure", "number", name="procedure_version_once_per_number"),
            models.UniqueConstraint("procedure", condition=Q(state="DRAFT"), name="procedure_one_draft_at_a_time"),
            models.CheckConstraint(
                name="procedure_version_published_with_date_and_time",
                condition=Q(state="DRAFT") | Q(effective_from__isnull=False, published_at__isnull=False),
            ),
            # A file loaded by command is published by nobody who signs in; a draft is published by nobody at all.
            models.CheckConstraint(
                name="procedure_version_published_by_someone_at_a_time",
                condition=Q(published_by=None) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="procedure_version_draft_is_not_published", condition=~Q(state="DRAFT") | Q(published_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure}, version {self.number}"

    @property
    def is_for_every_day(self) -> bool:
        """Whether it is in force for every matter, however old."""
        return self.effective_from is not None and self.effective_from <= ALWAYS


_DRAFT_ONLY = """
    IF (SELECT state FROM deadlines_procedureversion
        WHERE id = COALESCE(NEW.version_id, OLD.version_id)) <> 'DRAFT' THEN
        RAISE EXCEPTION 'a published version of a procedure never changes';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


def _of_a_draft_only() -> pgtrigger.Trigger:
    """Refuses every change to what belongs to a published version."""
    return pgtrigger.Trigger(
        name="published_never_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=_DRAFT_ONLY,
    )


class ProcedureStep(models.Model):
    """A step of a procedure: its name, and the authority that decides there."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    authority = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint("version", "code", name="procedure_step_once_per_code"),
            models.UniqueConstraint("version", "position", name="procedure_step_one_per_place"),
        ]
        triggers = [_of_a_draft_only()]

    def __str__(self) -> str:
        return self.name


class TimeLimit(models.Model):
    """One time limit as a row. The clock reads it as ``rules.procedure.Limit``.

    Field for field the ``[[procedure.rule]]`` of a procedure file; the vocabularies
    (actors, units, start modes, effects) are the enums of ``rules.procedure``.
    """

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="limits")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    step = models.CharField(max_length=20, blank=True)
    actor = models.CharField(max_length=10)
    start = ArrayField(models.CharField(max_length=60))
    start_mode = models.CharField(max_length=32, default="single")
    amount = models.PositiveIntegerField()
    count_unit = models.CharField(max_length=20)
    person = models.CharField(max_length=40, blank=True)
    roll = models.CharField(max_length=10, default="none")
    direction = models.CharField(max_length=10, default="after")
    cap = models.JSONField(null=True, blank=True)
    satisfied_by = models.CharField(max_length=60, blank=True)
    missed = models.TextField(blank=True)
    missed_effect = models.CharField(max_length=30, default="none_stated")
    missed_creates = models.CharField(max_length=60, blank=True)
    missed_creates_offset_days = models.SmallIntegerField(default=0)
    applies_when = models.CharField(max_length=200, blank=True)
    is_extendable = models.BooleanField(default=True)
    is_target = models.BooleanField("a wish, not a limit", default=False)
    is_waiting_period = models.BooleanField(default=False)
    special_kind = models.CharField(max_length=60, blank=True)
    list_key = models.CharField(max_length=40, blank=True)
    agenda_cutoff = models.JSONField(null=True, blank=True)
    citation = models.CharField(max_length=120, blank=True)
    quote = models.TextField(blank=True)
    is_verified = models.BooleanField("checked against its source", default=False)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint("version", "code", name="time_limit_once_per_code"),
            models.CheckConstraint(name="time_limit_starts_somewhere", condition=Q(start__len__gt=0)),
        ]
        triggers = [_of_a_draft_only()]

    def __str__(self) -> str:
        return self.name


class SavedExample(models.Model):
    """A worked timeline that a version must reproduce before it may be published."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="examples")
    code = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    # The timeline as the procedure file writes it: as_of, events, extensions, freezes, expected, lists.
    timeline = models.JSONField()

    class Meta:
        ordering = ["version", "code"]
        constraints = [models.UniqueConstraint("version", "code", name="saved_example_once_per_code")]

    def __str__(self) -> str:
        return self.title

"""Matters: what deadlines, documents, notes, people and access hang on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self, TypeVar

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Now, TruncDate, Upper

from labor_office.core.matters import kinds
from labor_office.core.matters.models.seeing import fit_to_be_seen, open_by_role, readable_levels
from labor_office.core.matters.rules import LEVEL_WORDS, Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.addresses import address
from labor_office.core.web.kept import kept_keys
from labor_office.core.web.walls import Wall
from labor_office.core.workforce.models import BargainingUnit, Department, DepartmentContact

M = TypeVar("M", bound="Matter", covariant=True)
LEVEL_CHOICES = [(level.value, LEVEL_WORDS[level]) for level in Level]
_KEPT = kept_keys(unit=BargainingUnit, department=Department, owner=User, backup=User)


def readable_rows(user: User, *, author: str, kind: str = "") -> Q:
    """Which notes, papers or lines of history of a visible matter ``user`` may read; of matters of ``kind`` alone.

    By level, or as the one who wrote it (the column ``author``). What is of a mandate takes more: to bargain, and to
    hold it where its kind names holders, else to be named on the matter. Nobody reads it while the other side looks on,
    or what is privileged, their own neither.
    """
    closed = [Level.MANDATE, Level.PRIVILEGED] if user.is_looked_on else [Level.MANDATE]
    readable = Q(level__in=readable_levels(user)) | Q(**{author: user}) & ~Q(level__in=closed)
    held = kinds.mandates_of(user)
    if not held:
        return readable
    held = {code: mine for code, mine in held.items() if kind in {"", code}}
    named = MatterAccess.objects.in_force().filter(user=user).exclude(matter__kind__in=sorted(held))
    for inside in (named.values("matter"), *(mine.values("pk") for mine in held.values())):
        readable |= Q(level=Level.MANDATE, matter__in=inside)
    return readable


def city_today() -> TruncDate:
    """The civil day in the city by the database's clock, shifted as the one clock is, for what ends by itself."""
    return TruncDate(ExpressionWrapper(Now() + Value(settings.CLOCK_OFFSET), models.DateTimeField()))


def _known_to(user: User) -> Q:
    """``visible_to`` as a condition. It depends on the role and who looks on, and compares with the person, no more:
    it is kept so.
    """
    named = Q(Exists(MatterAccess.objects.in_force().filter(matter=OuterRef("pk"), user=user)))
    by_role = open_by_role(user)
    # Postgres asks in this order and stops at the first that holds: the row itself before any other table.
    readable = by_role | named if user.may(Permission.MATTER_READ_OFFICE) else named
    if user.may(Permission.MATTER_READ_DEPARTMENT):
        liaisons = DepartmentContact.objects.filter(part=DepartmentContact.Part.LIAISON)
        readable |= by_role & Q(Exists(liaisons.filter(department=OuterRef("department"), user=user)))
    walled = Exists(MatterExclusion.objects.filter(matter=OuterRef("pk"), user=user, ended_at=None))
    return readable & ~Q(walled) & fit_to_be_seen(user)


_KNOWN = Wall(lambda: Matter, _known_to, column="level")


class MatterQuerySet(models.QuerySet[M]):
    """Every read of a matter begins with ``visible_to``."""

    def visible_to(self, user: User) -> Self:
        """Matters ``user`` may know of.

        Named on it for as long as the naming lasts, or reading by role when the matter is open to the office, or
        liaison of its department. By role, some kinds take a permission of their own (``MatterKind.reads_with``).
        Who is shut out of it (named in it, or decided it below) never sees it, whatever their role: the chief included.
        While the other side looks on, nobody sees another union's.
        """
        return self.filter(_KNOWN(user, settings.CLOCK_OFFSET)) if user.is_active else self.none()

    def open(self) -> Self:
        """Matters not closed."""
        return self.filter(closed_on=None)


@pghistory.track(model_name="MatterRow", attrs=_KEPT)
class Matter(models.Model):
    """One piece of the office's work.

    Subclasses (one level only) add what a kind of matter needs; this class never knows them.
    """

    kind = models.CharField(max_length=24, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=LEVEL_CHOICES, default=Level.RESTRICTED)
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    backup = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    # The earliest open due date the City must meet; kept by the clock so lists need no join.
    next_due_on = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects = MatterQuerySet["Matter"].as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="matter_closed_on_or_after_opening",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="A matter cannot close before it opened.",
            ),
            models.CheckConstraint(
                name="matter_backup_is_someone_else",
                condition=Q(backup=None) | ~Q(backup=F("owner")),
                violation_error_message="The backup must be someone other than the owner.",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "next_due_on"], name="matter_desk", condition=Q(closed_on=None)),
            models.Index(fields=["kind", "opened_on", "id"], name="matter_by_kind_and_opening"),
            models.Index(fields=["kind", "next_due_on", "id"], name="matter_by_kind_and_due"),
            # A list pages on a column that is never null: what owes nothing stands after every date.
            models.Index("kind", Coalesce("next_due_on", Value(date.max)), "id", name="matter_by_kind_and_due_key"),
            models.Index(fields=["kind", "title", "id"], name="matter_by_kind_and_title"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="matter_title_words"),
            GinIndex(OpClass(Upper("reference"), name="gin_trgm_ops"), name="matter_reference_parts"),
            models.Index(F("closed_on").desc(), F("opened_on").desc(), F("id").desc(), name="matter_open_then_newest"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """The record page of whatever kind this is, without a query."""
        return address(kinds.get(self.kind).detail_url_name, self.reference)

    @property
    def is_open(self) -> bool:
        """Whether work on it goes on."""
        return self.closed_on is None

    @property
    def is_restricted(self) -> bool:
        """Whether only named people may know of it; then its title goes nowhere public."""
        return self.level != Level.OFFICE

    @property
    def public_title(self) -> str:
        """The title where others may look over a shoulder: an email subject, a window title."""
        return "" if self.is_restricted else self.title


class ReferenceCounter(models.Model):
    """The last number given out, per prefix and year. One statement takes the next one."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("prefix", "year", name="reference_counter_once_per_year")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.last}"


class MatterAccessQuerySet(models.QuerySet["MatterAccess"]):
    """Reads of who is named."""

    def in_force(self) -> Self:
        """Those that have not ended."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=city_today()))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class MatterAccess(models.Model):
    """A person named on a matter, for good or through the day ``ends_on``."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="access_grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ends_on = models.DateField("last day", null=True, blank=True)

    objects = MatterAccessQuerySet.as_manager()

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint("matter", "user", name="matter_access_once_per_user"),
            models.CheckConstraint(
                name="matter_access_ends_on_or_after_granting",
                # A day's slack: the day of the granting in the city may be the one before that in UTC.
                condition=Q(ends_on=None)
                | Q(ends_on__gte=Cast(F("granted_at") - timedelta(days=1), models.DateField())),
                violation_error_message="Access cannot end before it is given.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.matter}"


@pghistory.track()
class MatterExclusion(models.Model):
    """Someone shut out of a matter, and why. Beats every role and every grant."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    excluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    excluded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["excluded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "matter", "user", condition=Q(ended_at=None), name="matter_exclusion_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} shut out of {self.matter}"


class MatterEventQuerySet(models.QuerySet["MatterEvent"]):
    """Reads of the history."""

    def visible_to(self, user: User) -> Self:
        """Events of matters ``user`` may know of, as far as their level allows."""
        return self.readable_by(user).filter(matter__in=Matter.objects.visible_to(user))

    def readable_by(self, user: User, *, kind: str = "") -> Self:
        """Of a matter (of ``kind``) that was found for ``user`` already: as far as their level allows."""
        return self.filter(readable_rows(user, author="actor", kind=kind))


class MatterEvent(models.Model):
    """What was done, by whom, when, in words people read. Written by actions, never changed."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=60)
    summary = models.CharField(max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()
    level = models.CharField(max_length=10, choices=LEVEL_CHOICES, default=Level.OFFICE)
    details = models.JSONField(default=dict)

    objects = MatterEventQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        indexes = [
            models.Index(fields=["matter", "-occurred_at", "-id"], name="matter_event_timeline"),
            models.Index(fields=["-occurred_at", "-id"], name="matter_event_ledger"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.summary


class MatterReading(models.Model):
    """That someone opened a restricted matter. Append-only."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["-read_at"]
        indexes = [
            models.Index(fields=["matter", "-read_at", "-id"], name="matter_reading_of_matter"),
            models.Index(fields=["-read_at", "-id"], name="matter_reading_ledger"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.user} read {self.matter}"

"""What a matter's file holds beside its history: people, notes, requests, meetings; and what a person keeps."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from labor_office.core.matters.models.matter import LEVEL_CHOICES, Matter, readable_by
from labor_office.core.matters.rules import PARTY_WORDS, Level, PartyRole
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import Department, Employee, EmployeeOrganization


class Party(models.Model):
    """Someone named on a matter, from the roster or by a typed name."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20, choices=[(r.value, PARTY_WORDS[r]) for r in PartyRole])
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(EmployeeOrganization, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    # The name was typed and is on no roster we hold.
    is_off_roster = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="party_has_a_name", condition=~Q(name=""))]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"


def may_read_journal(user: User) -> bool:
    """Whether ``user`` reads the office's notes, and the offers made at meetings; a liaison does not."""
    return user.may(Permission.MATTER_READ_OFFICE)


class NoteQuerySet(models.QuerySet["Note"]):
    """Reads of notes."""

    def visible_to(self, user: User) -> Self:
        """Notes of matters ``user`` may know of, as far as their level allows.

        The journal is the office's own, offers above all: outside the office people read
        what they wrote themselves.
        """
        return self.readable_by(user).filter(matter__in=Matter.objects.visible_to(user))

    def readable_by(self, user: User, *, kind: str = "") -> Self:
        """Of a matter (of ``kind``) that was found for ``user`` already: as far as their level allows."""
        found = self.filter(readable_by(user, self.model, author="author", kind=kind))
        return found if may_read_journal(user) else found.filter(author=user)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Note(models.Model):
    """A journal entry. Its author may edit it for 15 minutes; after that it gets an addendum."""

    class Kind(models.TextChoices):
        CALL = "CALL", "Call"
        INTERVIEW = "INTERVIEW", "Interview"
        RESEARCH = "RESEARCH", "Research"
        OFFER = "OFFER", "Settlement offer (not admissible)"
        OTHER = "OTHER", "Note"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    level = models.CharField(max_length=10, choices=LEVEL_CHOICES, default=Level.OFFICE)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    addendum_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="addenda")

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.author}"


class Request(models.Model):
    """Something asked of someone for a matter: a checklist item of ours, or what we wait for from others."""

    class Kind(models.TextChoices):
        CHECK = "CHECK", "Our own task"
        RECORDS = "RECORDS", "Records from a department"
        REVIEW = "REVIEW", "Review"
        SIGNATURE = "SIGNATURE", "Signature"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=160)
    is_optional = models.BooleanField(default=False)
    # Whom we wait for; both empty for a task of our own.
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    asked_of = models.CharField(max_length=120, blank=True)
    # The task of ours that it serves: who must produce what one item of an information request asks for.
    for_item = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="custodians")
    asked_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    nudged_on = models.DateField(null=True, blank=True)
    nudge_count = models.PositiveSmallIntegerField(default=0)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="request_done_on_a_day_by_someone",
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="request_for_an_item_is_asked_of_others", condition=Q(for_item=None) | ~Q(kind="CHECK")
            ),
            models.CheckConstraint(
                name="request_of_others_asked_on_a_day_by_someone",
                condition=Q(kind="CHECK", asked_on=None) | Q(asked_on__isnull=False, asked_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["matter"], name="request_open", condition=Q(done_on=None))]

    def __str__(self) -> str:
        return self.title

    @property
    def whom(self) -> str:
        """Whom it is asked of: ``Finance, Ann Lee``; empty for a task of our own."""
        return ", ".join(part for part in (str(self.department or ""), self.asked_of) if part)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Reads of meetings."""

    def visible_to(self, user: User) -> Self:
        """Meetings of matters ``user`` may know of; of those on no matter their own, and for the office all.

        While the other side looks on, none that is on no matter: it may be with anybody.
        """
        readable = Q(matter__in=Matter.objects.visible_to(user).values("pk"))
        if user.is_looked_on:
            return self.filter(readable)
        on_none = Q(matter=None) if user.may(Permission.MATTER_READ_OFFICE) else Q(matter=None, owner=user)
        return self.filter(readable | on_none)


class Meeting(models.Model):
    """A meeting, hearing or call on a day, planned or held; ``step`` ties it to a step of its matter."""

    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="meetings")
    title = models.CharField(max_length=160)
    step = models.CharField(max_length=20, blank=True)
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    people = models.TextField(blank=True, help_text="Who is expected, or came.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    offers = models.TextField("settlement offers (not admissible)", blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_start", condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="meeting_cancelled_or_held_not_both", condition=Q(cancelled_at=None) | Q(held_on=None)
            ),
        ]
        indexes = [models.Index(fields=["owner", "on"], name="meeting_of_the_day")]

    def __str__(self) -> str:
        return self.title


class SavedView(models.Model):
    """A named query of a list: a person's own, or shared by the chief."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("user", "page", "name", name="saved_view_once_per_name", nulls_distinct=False),
            models.UniqueConstraint("user", "page", condition=Q(is_default=True), name="saved_view_one_default"),
        ]

    def __str__(self) -> str:
        return self.name


class FormDraft(models.Model):
    """Words typed and not yet saved, kept for their author across a lost session."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Which form of which record: "letter:DOC-8F3K2", "grievance:new".
    key = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("user", "key", name="form_draft_once_per_form")]

    def __str__(self) -> str:
        return self.key

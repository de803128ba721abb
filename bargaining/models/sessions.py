"""Sessions at the table: who was there, what was logged, what was said in caucus."""

from __future__ import annotations

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bargaining.models.negotiation import Issue, Negotiation, TeamMember, choices
from bargaining.rules.vocabulary import MOVE_WORDS, SIDE_WORDS, Move, Side
from labor_office.core.users.models import User


@pghistory.track()
class Session(models.Model):
    """One sitting of both teams. Its minutes are both sides' to read; caucus notes are never part of them."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    planned_from = models.TimeField(null=True, blank=True)
    planned_until = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    agenda = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    minutes_issued_at = models.DateTimeField(null=True, blank=True)
    release_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["negotiation", "number"]
        constraints = [
            models.UniqueConstraint("negotiation", "number", name="session_once_per_number"),
            models.UniqueConstraint(
                "negotiation",
                name="session_one_at_a_time",
                condition=Q(started_at__isnull=False, ended_at=None),
            ),
            models.CheckConstraint(
                name="session_ends_after_it_starts", condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at"))
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="issued_minutes_never_change",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__minutes_issued_at__isnull=False)
                & (
                    pgtrigger.Q(old__minutes__df=pgtrigger.F("new__minutes"))
                    | pgtrigger.Q(old__minutes_issued_at__df=pgtrigger.F("new__minutes_issued_at"))
                ),
            ),
            pgtrigger.Protect(
                name="issued_minutes_are_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__minutes_issued_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.number}"

    @property
    def is_live(self) -> bool:
        """Whether both teams are sitting now."""
        return self.started_at is not None and self.ended_at is None


class Attendance(models.Model):
    """That someone was in the room."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    side = models.CharField(max_length=5, choices=choices(SIDE_WORDS))
    member = models.ForeignKey(TeamMember, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["side", "pk"]
        constraints = [models.UniqueConstraint("session", "side", "name", name="attendance_once_per_session")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class TableEntry(models.Model):
    """One line of the quick log, with the server's time. Its writer may correct it for 15 minutes."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="entries")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="entries")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="entries")
    side = models.CharField(max_length=5, choices=choices(SIDE_WORDS))
    move = models.CharField(max_length=9, choices=choices(MOVE_WORDS))
    words = models.CharField(max_length=500, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()
    # When the writer pressed the key, by the browser's clock, if the line had to wait for a connection.
    typed_at = models.DateTimeField(null=True, blank=True)
    # Made by the browser: a line sent twice over a bad connection is one line.
    key = models.UUIDField()
    # The line it adds to, when it comes too late to correct it.
    adds_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="addenda")

    class Meta:
        ordering = ["logged_at", "pk"]
        constraints = [
            models.UniqueConstraint("negotiation", "key", name="table_entry_once_however_often_sent"),
            models.CheckConstraint(name="table_note_has_words", condition=~Q(move=Move.NOTE) | ~Q(words="")),
        ]
        indexes = [models.Index(fields=["negotiation", "-logged_at"], name="table_entry_newest")]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.get_move_display()}: {self.words}"


class CaucusNoteQuerySet(models.QuerySet["CaucusNote"]):
    """Reads of caucus notes."""

    def visible_to(self, user: User) -> Self:
        """Notes of tables on whose City team ``user`` sits; none by role, none while the other side looks on."""
        if user.is_looked_on:
            return self.none()
        seats = TeamMember.objects.filter(user=user, side=Side.CITY, left_on=None)
        visible = Negotiation.objects.visible_to(user)
        return self.filter(negotiation__in=seats.values("negotiation")).filter(negotiation__in=visible)


class CaucusNote(models.Model):
    """What the City's team said among itself. Privileged; never in minutes, exports or the table-safe view."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="caucus_notes")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = CaucusNoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(name="caucus_note_has_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"Caucus note of {self.written_at:%Y-%m-%d}"

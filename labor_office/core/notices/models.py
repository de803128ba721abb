"""The outbox: what the office promised to tell whom, and whether it did."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import Employee


class NoticeState(models.TextChoices):
    """Where a promise stands."""

    PROMISED = "PROMISED", "Queued"
    SENT = "SENT", "Sent"
    CANCELLED = "CANCELLED", "Not sent, no longer true"
    WITHHELD = "WITHHELD", "Withheld, may no longer read"
    FAILED = "FAILED", "Failed"
    MUTED = "MUTED", "On the page only, as its reader prefers"
    RETURNED = "RETURNED", "Came back"


# Handed to the mail server once, whatever became of it.
LEFT_THE_HOUSE = (NoticeState.SENT, NoticeState.RETURNED)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reads of the outbox."""

    def due(self, now: datetime) -> Self:
        """Promises whose time has come and whom no worker holds."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.filter(free, state=NoticeState.PROMISED, not_before__lte=now)

    def inbox_of(self, user: User) -> Self:
        """What ``user`` has been told, mail or no mail: one that failed or waits for the server is on the page.

        A notice of a matter which they may no longer read is not theirs any more, and the
        morning digest is not listed: the desk itself says all of it.
        """
        # One by one: a person is told of few matters, and may see a hundred thousand.
        known = Matter.objects.visible_to(user).filter(pk=OuterRef("matter"))
        readable = Q(matter=None) | Q(Exists(known))
        told = Q(state__in=[*LEFT_THE_HOUSE, NoticeState.FAILED, NoticeState.MUTED])
        stuck = Q(state=NoticeState.PROMISED) & ~Q(error="")
        return self.filter(readable, told | stuck, recipient=user).exclude(template="digest")

    def unread(self) -> Self:
        """Notices nobody has opened or marked."""
        return self.filter(read_at=None)

    def visible_to(self, user: User) -> Self:
        """A person's own notices; all of them, within the walls, for those who keep the outbox.

        None while the other side looks on: one mail may speak of every union's cases.
        """
        if user.is_looked_on:
            return self.none()
        mine = Q(recipient=user)
        if not user.may(Permission.OUTBOX_READ):
            return self.filter(mine)
        readable = Matter.objects.visible_to(user)
        return self.filter(mine | Q(matter=None) | Q(matter__in=readable))


class Notice(models.Model):
    """One message to one person, promised once under ``key``.

    ``context`` holds plain values only; the words are made when it is sent and kept in
    ``subject`` and ``text``, so the outbox shows what was said.
    """

    # Unique by its constraint below: as a field's own it would bring an index for LIKE, which nobody asks.
    key = models.CharField(max_length=160)
    template = models.CharField(max_length=40)
    # The composite indexes below begin with these keys; each index less makes a promise cheaper.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="notices", db_index=False
    )
    # Somebody of the City who does not sign in here: told at the address the roster has, of nothing that has walls.
    employee = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="notices", db_index=False
    )
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="notices", db_index=False)
    context = models.JSONField(default=dict)
    why = models.CharField(max_length=160, help_text="Why this person is told, in words.")
    promised_at = models.DateTimeField()
    not_before = models.DateTimeField()
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.PROMISED)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    error = models.CharField(max_length=300, blank=True)
    # What the mail server can be asked about: where it really went and what it answered.
    html = models.TextField(blank=True)
    sent_to = models.EmailField(blank=True)
    server_reply = models.CharField(max_length=200, blank=True)
    # Several promises to one person may travel in one email; this names the one that carried it.
    sent_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried", db_index=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-promised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="notice_promised_once_under_a_key"),
            models.CheckConstraint(
                name="notice_sent_with_its_time",
                condition=Q(state__in=["SENT", "RETURNED"], sent_at__isnull=False)
                | (~Q(state__in=["SENT", "RETURNED"]) & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="notice_goes_to_one_person",
                condition=Q(recipient__isnull=False, employee=None)
                | Q(recipient=None, employee__isnull=False, matter=None),
            ),
        ]
        indexes = [
            models.Index(fields=["not_before", "id"], name="notice_queue", condition=Q(state="PROMISED")),
            models.Index(fields=["recipient", "-promised_at"], name="notice_of_person"),
            models.Index(
                fields=["employee", "-promised_at"], name="notice_of_employee", condition=Q(employee__isnull=False)
            ),
            models.Index(fields=["matter", "-promised_at"], name="notice_of_matter"),
            models.Index(fields=["sent_with"], name="notice_carried", condition=Q(sent_with__isnull=False)),
            models.Index(fields=["-promised_at", "-id"], name="notice_ledger"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def person(self) -> User | Employee:
        """Who is told."""
        told = self.recipient or self.employee
        assert told is not None  # noqa: S101 -- the table refuses a row without either
        return told


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class NoticePreference(models.Model):
    """What a person has set about their notices. Without a row: everything, as the office has it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    # Reminders this many working days ahead are left out; due tomorrow, due today and overdue never are.
    rungs_off = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    has_digest = models.BooleanField(default=True)
    mails_moved_dates = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_preference_cannot_mute_the_last_day",
                condition=~Q(rungs_off__overlap=[0, 1]),
                violation_error_message="Reminders on the last two days cannot be turned off.",
            )
        ]

    def __str__(self) -> str:
        return f"Notices of {self.user}"

"""Papers: files received, letters drafted and issued, and the jobs that make PDFs."""

from __future__ import annotations

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from labor_office.core.matters.models.matter import LEVEL_CHOICES, Matter, readable_by
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


class DocumentNumber(models.Model):
    """A number given out once and for all: to a file received, or to a letter issued and still being printed."""

    reference = models.CharField(max_length=12, primary_key=True)

    def __str__(self) -> str:
        return self.reference


class DocumentQuerySet(models.QuerySet["Document"]):
    """Reads of papers."""

    def visible_to(self, user: User) -> Self:
        """Papers of matters ``user`` may know of, as far as their level allows."""
        return self.readable_by(user).filter(matter__in=Matter.objects.visible_to(user))

    def readable_by(self, user: User, *, kind: str = "") -> Self:
        """Of a matter (of ``kind``) that was found for ``user`` already: as far as their level allows."""
        return self.filter(readable_by(user, self.model, author="added_by", kind=kind))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Document(models.Model):
    """A file on a matter: received, or made here. Its bytes never change; ``sha256`` proves it."""

    class Kind(models.TextChoices):
        UNION_FORM = "UNION_FORM", "Union form"
        LETTER = "LETTER", "Letter"
        EVIDENCE = "EVIDENCE", "Evidence"
        MINUTES = "MINUTES", "Minutes"
        AGREEMENT = "AGREEMENT", "Signed agreement"
        PROOF = "PROOF", "Deadline proof"
        OTHER = "OTHER", "Other"

    class Scan(models.TextChoices):
        NOT_SCANNED = "NOT_SCANNED", "Not scanned"
        CLEAN = "CLEAN", "Scanned, nothing found"
        FOUND = "FOUND", "Blocked: the virus scanner found something"
        UNSCANNABLE = "UNSCANNABLE", "Could not be scanned"
        MADE_HERE = "MADE_HERE", "Made here, no scan needed"

    reference = models.CharField(max_length=12, unique=True, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(max_length=160)
    file = models.FileField(upload_to="documents/%Y/%m", max_length=200)
    file_name = models.CharField(max_length=160)
    # Its number in a hearing, "J-1" or "C-3"; a paper made here for no hearing has none.
    exhibit = models.CharField(max_length=8, blank=True)
    # A PDF that opens with a password only: it can be kept, not shown or bound.
    needs_password = models.BooleanField(default=False)
    content_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    level = models.CharField(max_length=10, choices=LEVEL_CHOICES, default=Level.OFFICE)
    received_on = models.DateField()
    received_from = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    scan_state = models.CharField(max_length=12, choices=Scan.choices, default=Scan.NOT_SCANNED)
    # What the scanner found, or why it could not look.
    scan_said = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    # When its bytes were destroyed under the records schedule; the row and the hash stay.
    destroyed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        indexes = [
            models.Index(fields=["matter", "-added_at"], name="document_of_matter"),
            models.Index(fields=["added_at", "id"], name="document_newest"),
            models.Index(fields=["matter", "sha256"], name="document_same_bytes"),
            models.Index(fields=["added_at", "id"], name="document_to_scan", condition=Q(scan_state="NOT_SCANNED")),
        ]
        constraints = [
            models.UniqueConstraint(
                "matter", "exhibit", condition=~Q(exhibit=""), name="exhibit_number_once_per_matter"
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="bytes_never_change",
                fields=["reference", "matter", "file", "size_bytes", "sha256", "content_type"],
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_destruction_under_hold",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__destroyed_at__isnull=True, new__destroyed_at__isnull=False),
                func="""
                    IF EXISTS (SELECT FROM matters_legalhold
                               WHERE matter_id = NEW.matter_id AND released_at IS NULL) THEN
                        RAISE EXCEPTION 'A legal hold stands on the matter: its papers are not destroyed.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        """Whether fewer people may see it than may see its matter."""
        return self.level != Level.OFFICE

    @property
    def is_blocked(self) -> bool:
        """Whether the virus scanner found something, so that its bytes are kept and not given out."""
        return self.scan_state == self.Scan.FOUND

    @property
    def is_destroyed(self) -> bool:
        """Whether its bytes are gone under the records schedule."""
        return self.destroyed_at is not None


class LetterState(models.TextChoices):
    """Where a letter stands."""

    DRAFT = "DRAFT", "Draft"
    FOR_APPROVAL = "FOR_APPROVAL", "For approval"
    APPROVED = "APPROVED", "Approved"
    ISSUED = "ISSUED", "Issued"
    SUPERSEDED = "SUPERSEDED", "Superseded"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Reads of letters."""

    def visible_to(self, user: User) -> Self:
        """Letters of matters ``user`` may know of; those not yet issued for the office, who write and who sign them.

        Whoever is asked to sign one is named on its matter.
        """
        return self.readable_by(user).filter(matter__in=Matter.objects.visible_to(user))

    def readable_by(self, user: User) -> Self:
        """Those of a matter that was found for ``user`` already."""
        if user.may(Permission.MATTER_READ_OFFICE) or user.may(Permission.LETTER_DRAFT):
            return self
        return self.filter(Q(state__in=[LetterState.ISSUED, LetterState.SUPERSEDED]) | Q(approver=user))


@pghistory.track()
class Letter(models.Model):
    """A letter the City writes on a matter. Once issued it never changes; a correction supersedes it.

    ``fields`` are what its writer typed; ``facts`` what the letter was printed from,
    frozen at issue. ``revision`` counts saves, so that two writers notice each other.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField()
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    step = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, choices=LetterState.choices, default=LetterState.DRAFT)
    fields = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_for_approval_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_back_comment = models.TextField(blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    delivery = models.CharField(max_length=120, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="letter")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["matter", "number"]
        constraints = [
            models.UniqueConstraint("matter", "number", name="letter_number_once_per_matter"),
            models.CheckConstraint(
                name="letter_issued_with_person_time_and_date",
                condition=Q(
                    state__in=["ISSUED", "SUPERSEDED"],
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                    dated_on__isnull=False,
                )
                | (~Q(state__in=["ISSUED", "SUPERSEDED"]) & Q(issued_by=None, issued_at=None)),
            ),
            models.CheckConstraint(
                name="letter_for_approval_has_an_approver",
                condition=~Q(state__in=["FOR_APPROVAL", "APPROVED"]) | Q(approver__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="no_delete_once_issued",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=["ISSUED", "SUPERSEDED"]),
            ),
            pgtrigger.Protect(
                name="issued_words_never_change",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["ISSUED", "SUPERSEDED"])
                & (
                    pgtrigger.Q(old__fields__df=pgtrigger.F("new__fields"))
                    | pgtrigger.Q(old__facts__df=pgtrigger.F("new__facts"))
                    | pgtrigger.Q(old__dated_on__df=pgtrigger.F("new__dated_on"))
                    | pgtrigger.Q(old__issued_at__df=pgtrigger.F("new__issued_at"))
                    | pgtrigger.Q(new__state__in=["DRAFT", "FOR_APPROVAL", "APPROVED"])
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_issued(self) -> bool:
        """Whether it went out; then nothing in it changes."""
        return self.state in {LetterState.ISSUED, LetterState.SUPERSEDED}


class PdfJob(models.Model):
    """One rendering asked of the worker; the page shows how far it is."""

    class State(models.TextChoices):
        QUEUED = "QUEUED", "Waiting for the printer"
        RENDERING = "RENDERING", "Being set"
        DONE = "DONE", "Ready"
        FAILED = "FAILED", "Failed"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="pdf_jobs")
    # Which maker of papers sets it and from what: "letter" and the letter's number, "deadline_proof" and the id.
    maker = models.CharField(max_length=40)
    subject_id = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    error = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "maker", "subject_id", condition=Q(state__in=["QUEUED", "RENDERING"]), name="pdf_job_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.maker} {self.subject_id}"

    @property
    def is_under_way(self) -> bool:
        """Whether the paper is still to come."""
        return self.state in {self.State.QUEUED, self.State.RENDERING}

    @property
    def progress(self) -> int:
        """Of three parts, how many are behind it."""
        return {self.State.QUEUED.value: 1, self.State.RENDERING.value: 2}.get(self.state, 3)

"""Certificates as a person may read them, and the one thing a stranger may ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from labor_office.core.documents.models import PdfJob
from labor_office.core.users.models import User
from training.models.proof import Certificate, CertificateBatch, Completion
from training.models.sessions import TrainingSession
from training.rules.certificates import holds_on, read_code

MAKER = "certificate"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the worker is with a batch."""

    total: int
    done: int
    failed: int

    @property
    def is_under_way(self) -> bool:
        """Whether papers are still to come."""
        return self.done + self.failed < self.total


def certificates_for(user: User) -> QuerySet[Certificate]:
    """Certificates ``user`` may read: of everyone, of their department, or their own."""
    related = ("completion__employee", "completion__version__course", "document")
    return Certificate.objects.visible_to(user).select_related(*related)


def matching(rows: QuerySet[Certificate], *, words: str = "", course: int | None = None) -> QuerySet[Certificate]:
    """Those whose number, person or course holds every one of ``words``."""
    for word in words.split():
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(completion__employee__name__icontains=word)
            | Q(completion__version__course__title__icontains=word)
        )
    return rows.filter(completion__version__course=course) if course else rows


def without_certificate(session: TrainingSession) -> QuerySet[Completion]:
    """Completions of a session that stand and have no certificate yet."""
    found = Completion.objects.standing().filter(attendance__session=session, certificate=None)
    return found.select_related("employee").order_by("employee__name")


def certificates_of(session: TrainingSession, user: User) -> QuerySet[Certificate]:
    """Certificates of a session's completions, by name."""
    found = certificates_for(user).filter(completion__attendance__session=session)
    return found.order_by("completion__employee__name", "pk")


def progress_of(batch: CertificateBatch) -> Progress:
    """How many of a batch have their paper, and how many could not be set. Two queries."""
    rows = dict(batch.certificates.values_list("pk", "document"))
    waiting = [pk for pk, document in rows.items() if document is None]
    failed = PdfJob.objects.filter(maker=MAKER, subject_id__in=waiting, state=PdfJob.State.FAILED)
    under_way = PdfJob.objects.filter(
        maker=MAKER, subject_id__in=waiting, state__in=[PdfJob.State.QUEUED, PdfJob.State.RENDERING]
    )
    lost = set(failed.values_list("subject_id", flat=True)) - set(under_way.values_list("subject_id", flat=True))
    return Progress(len(rows), len(rows) - len(waiting), len(lost))


def is_valid(certificate: Certificate, *, on: date) -> bool:
    """Whether it holds on a day."""
    done = certificate.completion
    taken_back = certificate.withdrawn_at is not None or done.voided_at is not None
    return holds_on(on, completed_on=done.completed_on, valid_until=done.valid_until, is_taken_back=taken_back)


def is_code_valid(text: str, *, on: date) -> bool:
    """Whether a certificate that holds on a day has this code; a stranger may ask this and learns nothing else.

    No code, a code nobody has, one that ran out and one that was withdrawn answer alike.
    """
    code = read_code(text)
    found = Certificate.objects.select_related("completion").filter(code=code).first() if code else None
    return found is not None and is_valid(found, on=on)

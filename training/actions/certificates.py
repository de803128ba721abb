"""Certificates: numbered once, their facts frozen, set by the worker, withdrawn and never deleted."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from labor_office.core.documents import letters, pdf
from labor_office.core.documents.actions.files import take_references
from labor_office.core.documents.actions.printing import ask_for_papers
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import Sheet, freeze, thaw
from labor_office.core.matters.actions.record import next_numbers
from labor_office.core.users.models import User
from training.actions.program import program_of, remember
from training.models.proof import Certificate, CertificateBatch, Completion
from training.models.sessions import TrainingSession
from training.queries.squares import square_of
from training.rules.certificates import (
    CODE_LENGTH,
    LETTERS,
    CertificatePaper,
    code_of,
    length_in_words,
    shown_code,
)
from training.rules.vocabulary import PROOF_WORDS, ProofSource

MAKER = "certificate"
PREFIX = "TC"
STYLE = "certificate.css"


class CertificateRefused(Exception):
    """No certificate can be issued; the words say why."""


@transaction.atomic
def issue_certificates(
    *, completions: Sequence[Completion], by: User, at: datetime, session: TrainingSession | None = None
) -> CertificateBatch:
    """Issue a certificate for each completion that has none, and ask the worker for their papers.

    One that has a certificate keeps it. Raises CertificateRefused when every one has, or
    when there is none.
    """
    wanted = [done.pk for done in completions]
    held = Completion.objects.select_for_update(no_key=True, of=("self",)).standing().filter(pk__in=wanted)
    found = held.filter(certificate=None).select_related("employee", "version__course", "attendance__session__trainer")
    rows = list(found.order_by("employee__name", "pk"))
    if not rows:
        raise CertificateRefused("Everyone who completed the course has a certificate already.")
    batch = CertificateBatch.objects.create(session=session, asked_by=by, asked_at=at)
    program = program_of(by=by, at=at)
    made = _issue(rows, batch, by, at)
    ask_for_papers(matter=program, maker=MAKER, subject_ids=[each.pk for each in made], by=by, at=at)
    about = {"session": session.reference} if session else {"course": rows[0].version.course.slug}
    remember(verb="certificates_issued", summary=f"{len(rows)} certificates issued", by=by, at=at, **about)
    return batch


@transaction.atomic
def withdraw_certificate(*, certificate_id: int, because: str, by: User, at: datetime) -> Certificate:
    """Take a certificate back, with the reason. Its paper stays; whoever checks its code learns that it does not hold.

    Raises CertificateRefused when that was done already.
    """
    made = Certificate.objects.select_for_update(no_key=True, of=("self",)).get(pk=certificate_id)
    if made.withdrawn_at is not None:
        raise CertificateRefused("This certificate was withdrawn already.")
    made.withdrawn_by, made.withdrawn_at, made.withdrawn_because = by, at, because
    made.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    remember(
        verb="certificate_withdrawn", summary=f"{made} withdrawn: {because}", by=by, at=at, certificate=made.number
    )
    return made


@transaction.atomic
def print_again(*, batch_id: int, by: User, at: datetime) -> int:
    """Ask the worker again for the papers of a batch that are not there; how many. Asking twice is asking once."""
    waiting = list(Certificate.objects.filter(batch=batch_id, document=None).values_list("pk", flat=True))
    program = program_of(by=by, at=at)
    ask_for_papers(matter=program, maker=MAKER, subject_ids=waiting, by=by, at=at)
    return len(waiting)


def print_certificate(subject_id: int) -> letters.Printed:
    """The certificate as a PDF, from its frozen facts alone. For the worker."""
    facts = Certificate.objects.values_list("facts", flat=True).get(pk=subject_id)
    sheet, paper = thaw(Sheet, facts["sheet"]), paper_of(facts)
    html = pdf.render_html("letters/certificate.html", paper=paper, sheet=sheet)
    return letters.Printed(
        content=pdf.render_pdf(html, built_at=sheet.built_at, styles=(STYLE,)),
        title=f"Certificate {paper.number}",
        file_name=f"{paper.number}.pdf",
        reference=sheet.document,
        kind=Document.Kind.OTHER,
        dated_on=sheet.dated_on,
    )


def paper_of(facts: Mapping[str, Any]) -> CertificatePaper:
    """What the paper says, with the square for its address: drawn only here, as that takes longest of all."""
    paper = thaw(CertificatePaper, facts["paper"])
    path, size = (paper.qr_path, paper.qr_size) if paper.qr_path else square_of(paper.address)
    return replace(paper, qr_path=path, qr_size=size)


def keep_certificate(subject_id: int, document: Document) -> None:
    """The certificate's paper is this document."""
    Certificate.objects.filter(pk=subject_id, document=None).update(document=document)


def _issue(rows: Sequence[Completion], batch: CertificateBatch, by: User, at: datetime) -> list[Certificate]:
    """A certificate for each, numbered in their order. As many queries for five hundred as for one."""
    today = timezone.localdate(at)
    numbers = next_numbers(len(rows), prefix=PREFIX, year=today.year, digits=4)
    taken = zip(rows, numbers, _new_codes(len(rows)), take_references(len(rows)), strict=True)
    made = [
        Certificate(
            completion=done, number=number, code=code, batch=batch, issued_by=by, issued_at=at,
            facts={
                "paper": freeze(_paper(done, number, code)), "sheet": freeze(_sheet(done, number, reference, today, at))
            },
        )
        for done, number, code, reference in taken
    ]  # fmt: skip
    return Certificate.objects.bulk_create(made)


def _new_codes(count: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {
            code_of([secrets.randbelow(len(LETTERS)) for _ in range(CODE_LENGTH)]) for _ in range(count - len(codes))
        }
        codes |= drawn - set(Certificate.objects.filter(code__in=drawn).values_list("code", flat=True))
    return list(codes)


def _paper(done: Completion, number: str, code: str) -> CertificatePaper:
    session = done.attendance.session if done.attendance else None
    address = f"{settings.DESK_URL}{reverse('training:check', args=[shown_code(code)])}"
    return CertificatePaper(
        number=number, name=done.employee.name, course=done.version.course.title, course_code=done.version.course.code,
        version=done.version.number, length=length_in_words(done.version.length_minutes),
        completed_on=done.completed_on, valid_until=done.valid_until,
        proved_by=PROOF_WORDS[ProofSource(done.source)].lower(), trainer=session.led_by if session else "",
        code=shown_code(code), address=address,
    )  # fmt: skip


def _sheet(done: Completion, number: str, reference: str, today: date, at: datetime) -> Sheet:
    return Sheet(
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        title=f"Certificate {number}",
        short_title=f"Certificate {number}",
        dated_on=today,
        document=reference,
        built_at=at,
    )

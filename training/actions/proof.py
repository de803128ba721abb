"""Proof of training: recorded once, good until a day, taken back only with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.models import Document
from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day
from labor_office.core.workforce.models import Employee
from training.actions.deriving import derive_duties
from training.actions.program import program_of, remember
from training.models.attendance import Attendance
from training.models.courses import CourseVersion
from training.models.proof import Completion
from training.models.quizzes import Acknowledgement, Attempt
from training.rules.validity import good_until
from training.rules.vocabulary import PROOF_WORDS, ProofSource


class AlreadyVoided(Exception):
    """Somebody took it back first."""


class CompletedInTheFuture(Exception):
    """Nobody has completed anything on a day that has not come."""


class RecordedAlready(Exception):
    """The same course on the same day stands for this person."""


class Source(TypedDict, total=False):
    """What proves it: one of the three rows, or words for what happened elsewhere."""

    attendance: Attendance | None
    attempt: Attempt | None
    acknowledgement: Acknowledgement | None
    evidence: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A scan that shows it: the bytes, and what the file was called."""

    data: bytes
    file_name: str


@transaction.atomic
def record_completion(
    *,
    employee: Employee,
    version: CourseVersion,
    completed_on: date,
    source: ProofSource,
    by: User | None,
    at: datetime,
    score: int | None = None,
    **proof: Unpack[Source],
) -> Completion:
    """Record that ``employee`` completed ``version``, and count anew what the person owes.

    The same attendance, attempt or acknowledgement proves it once: given again, the
    completion that stands is returned. Raises CompletedInTheFuture.
    """
    completion = keep_completion(
        employee=employee, version=version, completed_on=completed_on, source=source, by=by, at=at, score=score, **proof
    )
    derive_duties(today=timezone.localdate(at), employees=[employee.pk])
    return completion


@transaction.atomic
def keep_completion(
    *,
    employee: Employee,
    version: CourseVersion,
    completed_on: date,
    source: ProofSource,
    by: User | None,
    at: datetime,
    score: int | None = None,
    **proof: Unpack[Source],
) -> Completion:
    """As ``record_completion``, for many at once: the caller counts anew what they owe when all are kept."""
    if completed_on > timezone.localdate(at):
        msg = "Enter the day it was completed: that day is still to come."
        raise CompletedInTheFuture(msg)
    # The person's row is the lock: two clicks on one attendance keep one completion.
    Employee.objects.select_for_update(no_key=True).get(pk=employee.pk)
    same = _same(proof)
    standing = Completion.objects.standing().filter(same).first() if same else None
    if standing is not None:
        return standing
    completion = Completion.objects.create(
        employee=employee,
        version=version,
        completed_on=completed_on,
        valid_until=good_until(completed_on, version.validity_months),
        source=source,
        score=score,
        recorded_by=by,
        recorded_at=at,
        **proof,
    )
    remember(
        verb="completed",
        summary=f"{employee} completed {version.course}: {PROOF_WORDS[source].lower()}",
        by=by,
        at=at,
        course=version.course.slug,
        person=employee.code,
        completed_on=completed_on,
    )
    return completion


@transaction.atomic
def record_elsewhere(
    *,
    employee: Employee,
    version: CourseVersion,
    completed_on: date,
    source: ProofSource,
    evidence: str,
    by: User,
    at: datetime,
    paper: Paper | None = None,
) -> Completion:
    """Record what was completed before the Desk, or elsewhere and is as good; ``evidence`` says what shows it.

    A ``paper`` given with it is kept in the year's file. Raises RecordedAlready when the
    course stands for that day, CompletedInTheFuture, FileRefused.
    """
    Employee.objects.select_for_update(no_key=True).get(pk=employee.pk)
    same = Completion.objects.standing().filter(
        employee=employee, version__course=version.course_id, completed_on=completed_on
    )
    if same.exists():
        msg = f"{employee} completed {version.course} on {short_day(completed_on)} already: it stands on their record."
        raise RecordedAlready(msg)
    document = _kept(paper, version, by, at) if paper is not None else None
    return record_completion(
        employee=employee, version=version, completed_on=completed_on, source=source, by=by, at=at, evidence=evidence,
        document=document,
    )  # fmt: skip


@transaction.atomic
def void_completion(*, completion_id: int, because: str, by: User, at: datetime) -> Completion:
    """Take back a completion that was recorded by mistake; it stays, marked so. Raises AlreadyVoided."""
    completion = Completion.objects.select_for_update(no_key=True, of=("self",)).get(pk=completion_id)
    if completion.voided_at is not None:
        msg = "This completion was taken back already."
        raise AlreadyVoided(msg)
    completion.voided_by, completion.voided_at, completion.voided_because = by, at, because
    completion.save(update_fields=["voided_by", "voided_at", "voided_because"])
    course, employee = completion.version.course, completion.employee
    remember(
        verb="completion_voided", summary=f"{employee}, {course}: taken back. {because}", by=by, at=at,
        course=course.slug, person=employee.code,
    )  # fmt: skip
    derive_duties(today=timezone.localdate(at), employees=[employee.pk])
    return completion


def _kept(paper: Paper, version: CourseVersion, by: User, at: datetime) -> Document:
    return add_document(
        matter_id=program_of(by=by, at=at).pk, data=paper.data, name=paper.file_name,
        title=f"Record of {version.course}"[:200], by=by, at=at, received_on=timezone.localdate(at),
    ).document  # fmt: skip


def _same(proof: Source) -> Q | None:
    """Which completion stands on the same row of proof."""
    for name in ("attendance", "attempt", "acknowledgement"):
        row = proof.get(name)
        if row is not None:
            return Q(**{name: row})
    return None

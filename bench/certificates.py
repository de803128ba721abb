"""500 certificates of one class: issued, and set by a real worker of its own; with the most memory it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time

from weasyprint import CSS, HTML

from bench.measure import Result, median, ms, seconds, told
from bench.worker import held, pdf_worker
from labor_office.core.documents import pdf
from labor_office.core.documents.rules.papers import Sheet, thaw
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.actions.certificates import STYLE, issue_certificates, paper_of
from training.actions.courses import add_course
from training.actions.sessions import schedule_session
from training.models.attendance import Attendance
from training.models.courses import Course
from training.models.proof import Certificate, CertificateBatch, Completion
from training.models.sessions import TrainingSession
from training.queries.certificates import progress_of
from training.rules.vocabulary import CourseForm, Mark, ProofSource

COUNT = 500
# What starting the worker, its queue, the database and keeping the file may cost beside the setting; the most it holds.
TIMES_BARE, CEILING_MB = 2.0, 400
LONGEST = 1_800


def certificates() -> Iterator[Result]:
    """Seconds to issue them, seconds until the last paper is there, and the worker's memory. The class stays."""
    by = User.objects.order_by("pk").first()
    if by is None:
        raise LookupError("Generate the city first.")
    at = datetime.now(UTC)
    session = _class(by, at)
    completions = _attended(session, by, at)
    batches: list[CertificateBatch] = []
    issued = seconds(lambda: batches.append(issue_certificates(completions=completions, session=session, by=by, at=at)))
    with pdf_worker() as process:
        peak, began = 0.0, time.monotonic()
        while (now := progress_of(batches[0])).is_under_way and time.monotonic() - began < LONGEST:
            peak = max(peak, held(process.pid))
            time.sleep(0.25)
        spent = time.monotonic() - began
    bare = _bare(batches[0].certificates.latest("pk"))
    yield told(
        f"certificates: {now.done} of {now.total} set by a worker",
        f"{spent:.1f} s, {ms(spent / COUNT)} each; issued in {issued:.2f} s",
        anchor=f"bare WeasyPrint {ms(bare)} each", ratio=spent / COUNT / bare, goal=f"all; {TIMES_BARE}x",
        is_met=now.done == COUNT and spent / COUNT <= TIMES_BARE * bare,
    )  # fmt: skip
    yield told(
        "most memory of the worker, both processes", f"{peak:.0f} MB", goal=f"{CEILING_MB} MB",
        is_met=peak <= CEILING_MB,
    )  # fmt: skip


def _class(by: User, at: datetime) -> TrainingSession:
    course = Course.objects.filter(code="BN-CERT").first() or add_course(
        code="BN-CERT", title="Grievance basics for supervisors", form=CourseForm.CLASS, basis="", by=by, at=at,
        starts_on=at.date() - timedelta(days=30), objectives="Know when to call.", length_minutes=180,
        validity_months=24,
    )  # fmt: skip
    return schedule_session(
        version=course.versions.get(), held_on=at.date() - timedelta(days=1), begins_at=clock_time(9),
        ends_at=clock_time(12), place="City Hall", link="", trainer=by, trainer_name="", capacity=COUNT, by=by, at=at,
    )  # fmt: skip


def _attended(session: TrainingSession, by: User, at: datetime) -> list[Completion]:
    """Five hundred people of the class's own, all of them there."""
    people = Employee.objects.bulk_create(
        [Employee(number=f"{session.reference}-{n}", name=f"Member {n} of the class") for n in range(COUNT)]
    )
    rows = Attendance.objects.bulk_create(
        [
            Attendance(
                session=session, employee=one, mark=Mark.PRESENT, marked_at=at, recorded_by=by, recorded_at=at
            )
            for one in people
        ]
    )  # fmt: skip
    return Completion.objects.bulk_create(
        [
            Completion(
                employee=row.employee, version=session.version, completed_on=session.held_on, attendance=row,
                source=ProofSource.ATTENDANCE, recorded_by=by, recorded_at=at,
            )
            for row in rows
        ]
    )  # fmt: skip


def _bare(certificate: Certificate) -> float:
    """Seconds of WeasyPrint alone on the same certificate."""
    paper, sheet = paper_of(certificate.facts), thaw(Sheet, certificate.facts["sheet"])
    html = pdf.render_html("letters/certificate.html", paper=paper, sheet=sheet)
    styles: list[CSS] = list(pdf._styles(*pdf.STYLES, STYLE))
    return median(lambda: HTML(string=html).write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1"), times=7)

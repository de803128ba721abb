"""Who was there. Every tap is kept once, whenever it arrives; what it proves follows from the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from labor_office.core.users.models import User
from labor_office.core.web.dates import hour
from labor_office.core.workforce.models import Assignment, Employee
from labor_office.core.workforce.rules.values import person_key
from training.actions.deriving import derive_duties
from training.actions.program import remember
from training.actions.proof import keep_completion, void_completion
from training.models.attendance import Attendance
from training.models.proof import Completion
from training.models.sessions import TrainingSession
from training.rules.attendance import LONGEST_NOTE, Tap, has_ended, holds_over, tapped_at
from training.rules.vocabulary import MARK_WORDS, Mark, ProofSource


class AttendanceRefused(Exception):
    """The mark cannot be kept; the words say why and what to do."""


@transaction.atomic
def record_taps(*, session_id: int, taps: Sequence[Tap], by: User, at: datetime) -> dict[UUID, str]:
    """Keep taps in the order they were made; those refused, each with the reason, by key.

    A tap sent twice is kept once. Of two devices that marked the same person the later
    tap holds, whichever arrives last. Once the attendance is finished a change also makes
    or takes back the completion. Raises AttendanceRefused when nothing may be marked.
    """
    session = _hold(session_id, at)
    refused: dict[UUID, str] = {}
    touched: list[Attendance] = []
    for tap in sorted(taps, key=lambda tap: tap.waited, reverse=True):
        try:
            row = _keep(session, tap, by, at)
        except AttendanceRefused as why:
            refused[tap.key] = str(why)
        else:
            touched += [row] if row else []
    if session.settled_at is not None and touched:
        _prove(session, touched, by, at)
    return refused


@transaction.atomic
def mark_all_present(*, session_id: int, by: User, at: datetime) -> int:
    """Mark everyone enrolled present whom nobody has marked; how many. Raises AttendanceRefused."""
    session = _hold(session_id, at)
    marked = session.attendances.filter(employee__isnull=False).values("employee")
    waiting = list(session.enrolments.enrolled().exclude(employee__in=marked).select_related("employee"))
    rows = [
        Attendance(
            session=session, employee=each.employee, mark=Mark.PRESENT, marked_at=at, recorded_by=by, recorded_at=at
        )
        for each in waiting
    ]
    Attendance.objects.bulk_create(rows)
    if session.settled_at is not None:
        _prove(session, rows, by, at)
    return len(rows)


@transaction.atomic
def finish_attendance(*, session_id: int, by: User, at: datetime) -> int:
    """Say that the attendance is complete: everyone marked present completes the course; how many did.

    Whoever was there in part, absent or not marked completes nothing. Finished twice is
    finished once. Later corrections go on making and taking back proof. Raises
    AttendanceRefused while nobody is marked, and before the class has ended.
    """
    session = _hold(session_id, at)
    if not has_ended(session.held_on, session.ends_at, at=timezone.localtime(at)):
        raise AttendanceRefused(
            f"This class goes on until {hour(session.ends_at)}: finish its attendance then. The marks are kept. "
            "If it ended early, correct its hours first: nobody is written to."
        )
    rows = list(session.attendances.select_related("employee"))
    if not rows:
        raise AttendanceRefused("Nobody is marked yet. Mark who was there, then finish the attendance.")
    if session.settled_at is None:
        session.settled_by, session.settled_at = by, at
        session.save(update_fields=["settled_by", "settled_at"])
        present = sum(row.mark == Mark.PRESENT for row in rows)
        remember(
            verb="attendance_finished", summary=f"Attendance of {session} finished: {present} present", by=by, at=at,
            session=session.reference,
        )  # fmt: skip
    _prove(session, rows, by, at)
    return Completion.objects.standing().filter(attendance__in=rows).count()


@transaction.atomic
def place_walk_in(*, attendance_id: int, employee: Employee, by: User, at: datetime) -> Attendance:
    """Say who on the roster a walk-in is; the name given at the door stays. Proof follows once attendance is finished.

    Raises AttendanceRefused when that person is on this attendance already.
    """
    session_id = Attendance.objects.values_list("session_id", flat=True).get(pk=attendance_id)
    session = TrainingSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=session_id)
    row = Attendance.objects.select_for_update(no_key=True, of=("self",)).get(pk=attendance_id)
    if row.employee_id is not None:
        raise AttendanceRefused(f"{row.walk_in_name} was found on the roster already.")
    if session.attendances.filter(employee=employee).exists():
        raise AttendanceRefused(f"{employee} is marked in this session already. Correct that mark instead.")
    row.employee = employee
    row.save(update_fields=["employee"])
    remember(
        verb="walk_in_placed", summary=f"A walk-in of {session} was found on the roster", by=by, at=at,
        session=session.reference, person=employee.code,
    )  # fmt: skip
    if session.settled_at is not None:
        _prove(session, [row], by, at)
    return row


def _hold(session_id: int, at: datetime) -> TrainingSession:
    session = TrainingSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=session_id)
    if session.is_cancelled:
        raise AttendanceRefused("This session was cancelled: nobody can be marked.")
    if session.held_on > timezone.localdate(at):
        raise AttendanceRefused(f"This session is on {session.held_on:%A, %B} {session.held_on.day}. Mark it that day.")
    return session


def _keep(session: TrainingSession, tap: Tap, by: User, at: datetime) -> Attendance | None:
    """The row the tap changed; None when it changes nothing."""
    if tap.in_at and tap.out_at and tap.out_at < tap.in_at:
        raise AttendanceRefused("The time out lies before the time in.")
    row = _row_of(session, tap)
    note = tap.note.replace("\0", "")
    if len(note) > LONGEST_NOTE:
        raise AttendanceRefused(
            f"The note of {row.name} has {len(note)} characters. Shorten it to {LONGEST_NOTE}, then mark them again."
        )
    when = tapped_at(tap, arrived_at=at)
    if row.pk and ((row.device_key == tap.key and not row.is_walk_in) or not _is_later(row, tap, when)):
        return None
    values = (tap.mark.value, tap.in_at, tap.out_at, note)
    if row.pk and (row.mark, row.in_at, row.out_at, row.note) == values:
        return None
    row.mark, row.in_at, row.out_at, row.note = values
    # A walk-in goes by the key it came with; everyone else by their last tap.
    row.device_key = (row.device_key or UUID(tap.who)) if row.is_walk_in else tap.key
    row.marked_at = max(when, row.marked_at) if row.pk else when
    row.recorded_by, row.recorded_at = by, at
    row.save()
    return row


def _is_later(row: Attendance, tap: Tap, when: datetime) -> bool:
    # Two taps in a breath: how long each was on its way may make the first seem the later.
    if tap.after is not None and tap.after == row.device_key:
        return True
    return holds_over((when, str(tap.key)), (row.marked_at, str(row.device_key or "")))


def _row_of(session: TrainingSession, tap: Tap) -> Attendance:
    """The row a tap is about, which may be one still to be written."""
    if tap.is_walk_in:
        return _walk_in_row(session, tap)
    key = person_key(tap.who)
    row = session.attendances.filter(employee=key).first() if key else None
    if row is not None:
        return row
    if key is None or not session.enrolments.enrolled().filter(employee=key).exists():
        raise AttendanceRefused("This person is no longer on the list. Add them as a walk-in if they are here.")
    return Attendance(session=session, employee_id=key)


def _walk_in_row(session: TrainingSession, tap: Tap) -> Attendance:
    row = session.attendances.select_related("employee").filter(device_key=UUID(tap.who)).first()
    if row is not None:
        return row
    if not tap.name.strip():
        raise AttendanceRefused("Enter the name of the person who came in.")
    employee = _on_the_roster(tap, session)
    known = session.attendances.filter(employee=employee).first() if employee else None
    if known is not None:
        return known
    is_expected = employee is not None and session.enrolments.enrolled().filter(employee=employee).exists()
    return Attendance(
        session=session,
        employee=employee,
        walk_in_name="" if is_expected else tap.name[:120],
        walk_in_department="" if is_expected else tap.department[:120],
    )


def _on_the_roster(tap: Tap, session: TrainingSession) -> Employee | None:
    """Whom the roster of the day knows by this number, or alone by this name in the department given; else nobody."""
    here = Assignment.objects.on(session.held_on).select_related("employee")
    by_number = here.filter(employee__number__iexact=tap.name.strip()).first()
    if by_number is not None:
        return by_number.employee
    found = here.filter(employee__name__iexact=" ".join(tap.name.split()))
    if tap.department.strip():
        found = found.filter(department__name__icontains=tap.department.strip())
    rows = list(found[:2])
    return rows[0].employee if len(rows) == 1 else None


def _prove(session: TrainingSession, rows: Sequence[Attendance], by: User, at: datetime) -> None:
    """Bring proof in line with the marks of a finished attendance."""
    version, people = session.version, []
    standing = {done.attendance_id: done for done in Completion.objects.standing().filter(attendance__in=rows)}
    taken_back = _taken_back(rows)
    for row in rows:
        done = standing.get(row.pk)
        if row.mark == Mark.PRESENT and row.employee is not None and done is None and row.pk not in taken_back:
            keep_completion(
                employee=row.employee, version=version, completed_on=session.held_on, source=ProofSource.ATTENDANCE,
                by=by, at=at, attendance=row,
            )  # fmt: skip
            people.append(row.employee.pk)
        elif row.mark != Mark.PRESENT and done is not None:
            words = MARK_WORDS[Mark(row.mark)].lower()
            void_completion(completion_id=done.pk, because=f"Attendance corrected: {words}.", by=by, at=at)
    if people:
        derive_duties(today=timezone.localdate(at), employees=people)


def _taken_back(rows: Sequence[Attendance]) -> set[int]:
    """Those whose proof somebody took back by hand since the mark was made: finishing again does not undo that."""
    since = Completion.objects.filter(attendance__in=rows, voided_at__gt=F("attendance__recorded_at"))
    return {pk for pk in since.values_list("attendance", flat=True) if pk is not None}

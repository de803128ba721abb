"""The list at the door: who is expected, who came, how each is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q, QuerySet

from labor_office.core.workforce.models import Assignment, Employee
from labor_office.core.workforce.rules.values import person_key
from training.models.attendance import Attendance
from training.models.sessions import TrainingSession
from training.rules.vocabulary import Mark


@dataclass(frozen=True, slots=True)
class DoorRow:
    """One person at the door. ``who`` is what the page calls them: their code, or a walk-in's key."""

    who: str
    name: str
    detail: str = ""
    mark: str = ""
    in_at: time | None = None
    out_at: time | None = None
    note: str = ""
    is_walk_in: bool = False
    is_off_roster: bool = False
    department: str = ""
    attendance_id: int | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """A session's attendance as it stands."""

    session: TrainingSession
    rows: tuple[DoorRow, ...]

    @property
    def marked_count(self) -> int:
        """How many are marked."""
        return sum(bool(row.mark) for row in self.rows)

    @property
    def present_count(self) -> int:
        """How many were there to the end."""
        return sum(row.mark == Mark.PRESENT for row in self.rows)

    @property
    def unplaced(self) -> tuple[DoorRow, ...]:
        """Walk-ins whom nobody has found on the roster: they get no proof until somebody does."""
        return tuple(row for row in self.rows if row.is_off_roster)


def door_of(session: TrainingSession) -> Door:
    """Everyone enrolled by name, then walk-ins as they came. Three queries."""
    seats = list(
        session.enrolments.enrolled().select_related("employee").order_by("employee__name", "employee__number")
    )
    marks = list(session.attendances.select_related("employee").order_by("pk"))
    by_person = {row.employee_id: row for row in marks if row.employee_id}
    people = {seat.employee_id for seat in seats}
    posts = posts_of(people | set(by_person), on=session.held_on)
    expected = [
        _row(seat.employee.code, seat.employee.name, posts.get(seat.employee_id), by_person.get(seat.employee_id))
        for seat in seats
    ]
    others = [row for row in marks if row.employee_id not in people]
    return Door(session, tuple(expected + [_other(row, posts) for row in others]))


def posts_of(people: Iterable[int], *, on: date) -> dict[int, Assignment]:
    """Where each of ``people`` worked on a day. One query."""
    rows = Assignment.objects.on(on).filter(employee__in=people).select_related("department", "classification")
    return {row.employee_id: row for row in rows}


def walk_ins(session: TrainingSession) -> QuerySet[Attendance]:
    """Those written down by name whom nobody has found on the roster."""
    return session.attendances.filter(employee=None)


def person_named(code: str) -> Employee | None:
    """Whom a code names; None for none."""
    key = person_key(code)
    return Employee.objects.filter(pk=key).first() if key else None


def people_like(words: str, *, on: date) -> list[tuple[Employee, str]]:
    """At most twenty people of the roster of a day whose name or number holds the words, with where they work."""
    posts = Assignment.objects.on(on).select_related("employee", "department", "classification")
    for word in words.split():
        posts = posts.filter(Q(employee__name__icontains=word) | Q(employee__number__istartswith=word))
    found = posts.order_by("employee__name", "employee__number")[:20] if words.strip() else []
    return [(post.employee, f"{post.employee.number}, {post.department}, {post.classification}") for post in found]


def _row(
    who: str,
    name: str,
    post: Assignment | None,
    mark: Attendance | None,
    *,
    is_walk_in: bool = False,
    is_off_roster: bool = False,
) -> DoorRow:
    detail = f"{post.department}, {post.classification}" if post else ""
    if mark is None:
        return DoorRow(who, name, detail)
    return DoorRow(
        who, name, detail or mark.walk_in_department, mark.mark, mark.in_at, mark.out_at, mark.note,
        attendance_id=mark.pk, department=mark.walk_in_department, is_walk_in=is_walk_in, is_off_roster=is_off_roster,
    )  # fmt: skip


def _other(row: Attendance, posts: dict[int, Assignment]) -> DoorRow:
    # Whoever gave their seat back after they were marked goes by their code still: their key changes with each tap.
    who = row.employee.code if row.employee and not row.is_walk_in else str(row.device_key or "")
    post = posts.get(row.employee_id) if row.employee_id else None
    return _row(who, row.name, post, row, is_walk_in=True, is_off_roster=row.employee is None)

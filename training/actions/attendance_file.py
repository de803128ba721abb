"""Attendance from a file: checked whole, then kept whole or not at all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, Employee
from labor_office.core.workforce.roster_files import UnreadableRoster, open_roster
from training.actions.attendance import AttendanceRefused, record_taps
from training.models.sessions import TrainingSession
from training.rules.attendance import Tap
from training.rules.attendance_file import Line, columns_of, read_line

_LINES = UUID("8c1c2a52-6a3f-4f0e-9a55-6c7d2b1f0e63")
MOST_LINES = 500
UNREADABLE = "The file cannot be read as a table. Save it as CSV or XLSX with a first line that names the columns."
NO_COLUMNS = "No column is called Employee number or Name. Name one of them so in the first line."


class UnreadableFile(Exception):
    """The file holds no attendance; the words say why."""


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One line and whom it is about; ``is_expected`` when that person is on the list."""

    line: Line
    person: Employee | None = None
    is_expected: bool = False

    @property
    def name(self) -> str:
        """Who it is, as far as known."""
        return self.person.name if self.person else self.line.name or self.line.employee


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file looked at: what each line would do, and whether all of it can be kept."""

    lines: tuple[CheckedLine, ...]
    fingerprint: str

    @property
    def faulty(self) -> tuple[CheckedLine, ...]:
        """Lines that must be mended first."""
        return tuple(each for each in self.lines if each.line.problems)

    @property
    def walk_in_count(self) -> int:
        """How many came without being on the list."""
        return sum(not each.is_expected for each in self.lines)


def check_file(*, session: TrainingSession, data: bytes) -> CheckedFile:
    """What a file would do; writes nothing. Raises UnreadableFile."""
    try:
        table = open_roster(data)
        rows = [(number, cells) for number, cells in table.rows]
    except UnreadableRoster:
        raise UnreadableFile(UNREADABLE) from None
    columns = columns_of(table.header)
    if not {"number", "name"} & set(columns):
        raise UnreadableFile(NO_COLUMNS)
    if len(rows) > MOST_LINES:
        raise UnreadableFile(f"The file has more than {MOST_LINES} lines. Load one class at a time.")
    read = [read_line(number, cells, columns) for number, cells in rows]
    return CheckedFile(tuple(_placed(session, read)), hashlib.sha256(data).hexdigest())


@transaction.atomic
def load_file(*, session: TrainingSession, data: bytes, by: User, at: datetime) -> int:
    """Keep every line of a file, or none; how many. The same file twice changes nothing.

    Raises UnreadableFile, and AttendanceRefused when a line must be mended first.
    """
    checked = check_file(session=session, data=data)
    if checked.faulty:
        raise AttendanceRefused("Nothing was loaded: mend the lines that are marked and choose the file again.")
    taps = [_tap(each, f"{session.reference} {checked.fingerprint} {each.line.number}") for each in checked.lines]
    refused = record_taps(session_id=session.pk, taps=taps, by=by, at=at)
    if refused:
        raise AttendanceRefused(f"Nothing was loaded. {' '.join(sorted(set(refused.values())))}")
    return len(taps)


def _tap(each: CheckedLine, called: str) -> Tap:
    key = uuid5(_LINES, called)
    line = each.line
    if line.mark is None:
        raise AttendanceRefused(f"Line {line.number} has no mark.")
    who = each.person.code if each.person and each.is_expected else str(uuid5(_LINES, f"walk-in {called}"))
    name = "" if each.is_expected else each.person.number if each.person else line.name
    return Tap(key, who, line.mark, in_at=line.in_at, out_at=line.out_at, note=line.note, name=name)


def _placed(session: TrainingSession, lines: list[Line]) -> list[CheckedLine]:
    posts = list(Assignment.objects.on(session.held_on).filter(_named(lines)).select_related("employee"))
    expected = set(session.enrolments.enrolled().values_list("employee", flat=True))
    found = [_place(line, [post.employee for post in posts], expected) for line in lines]
    twice = {pk for pk, count in Counter(each.person.pk for each in found if each.person).items() if count > 1}
    return [
        _faulty(each, "This person is on more than one line.") if each.person and each.person.pk in twice else each
        for each in found
    ]


def _named(lines: Iterable[Line]) -> Q:
    wanted = Q(pk__in=[])
    for line in lines:
        wanted |= (
            Q(employee__number__iexact=line.employee)
            if line.employee
            else Q(employee__name__iexact=" ".join(line.name.split()))
        )
    return wanted


def _place(line: Line, people: list[Employee], expected: set[int]) -> CheckedLine:
    if line.employee:
        person = next((one for one in people if one.number.lower() == line.employee.lower()), None)
        if person is None:
            unknown = f"No employee on the roster of that day has the number {line.employee}."
            return _faulty(CheckedLine(line), unknown)
        return CheckedLine(line, person, person.pk in expected)
    same = [one for one in people if one.name.lower() == " ".join(line.name.lower().split())]
    listed = [one for one in same if one.pk in expected]
    alone = listed if len(listed) == 1 else same
    if len(alone) > 1:
        return _faulty(CheckedLine(line), f"{len(alone)} people are called {line.name}. Give the employee number.")
    person = alone[0] if alone else None
    return CheckedLine(line, person, person is not None and person.pk in expected)


def _faulty(each: CheckedLine, problem: str) -> CheckedLine:
    return replace(each, line=replace(each.line, problems=(*each.line.problems, problem)))

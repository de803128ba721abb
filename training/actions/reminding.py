"""Reminding: each person one email for everything they owe, each supervisor one for all of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import connection, transaction

from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.training_due import DueLine, PersonLine, SessionLine, TrainingDue, TrainingTeam
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import DepartmentContact, Employee
from training.actions.inviting import answers
from training.actions.program import remember
from training.models.duties import Duty
from training.models.reports import Reminder, ReminderRound
from training.queries.overdue import NextSession, OverduePerson, contact_of, overdue_people, sessions_for
from training.queries.rules import sentences_of
from training.queries.taking import courses_by_rule, link_for
from training.rules.standing import days

_LOCK = 7_203_023
# So many days before it is due a person is told by themselves; overdue, their supervisor is told weekly.
RUNGS = (30, 7, 0)
MONDAY = 0
NO_ADDRESS = "No email address is on the roster."


@dataclass(frozen=True, slots=True)
class Sent:
    """What a press of the button did."""

    reminded: int
    copied: int
    without_address: int
    passed_over: int


@transaction.atomic
def remind_overdue(*, employees: Collection[int], by: User, at: datetime, today: date) -> Sent:
    """Remind each of ``employees`` who is overdue, in one email each; their supervisors get one list each.

    Looked at again under a lock: whoever has done it meanwhile, or was reminded today, is
    passed over, so that pressed twice it is one email.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    people = overdue_people(Duty.objects.filter(employee__in=employees), today=today)
    waiting = [person for person in people if person.reminded_on != today]
    if not waiting:
        return Sent(0, 0, 0, len(employees))
    round_ = ReminderRound.objects.create(asked_by=by, asked_at=at)
    kept = [_keep(round_, person) for person in waiting]
    promises = promises_to(waiting, by=by, at=at, today=today, key=f"training-round:{round_.pk}")
    copies = _to_supervisors(waiting, by=by, at=at, today=today, key=f"training-round:{round_.pk}")
    promise_many(promises, at=at)
    promise_many(copies, at=at)
    reached = sum(bool(reminder.address) for reminder in kept)
    remember(
        verb="reminded", summary=f"{reached} people reminded of overdue training", by=by, at=at,
        people=[person.employee.code for person in waiting],
    )  # fmt: skip
    return Sent(reached, len(copies), len(kept) - reached, len(employees) - len(waiting))


@transaction.atomic
def remind_by_the_calendar(*, today: date, at: datetime) -> int:
    """Tell people 30 and 7 days before and on the day; on Mondays supervisors and liaisons who is overdue.

    Run any number of times a day, each is told once; a day missed is made up within a
    week. How many promises are new.
    """
    office = User.objects.filter(is_active=True).order_by("pk")
    by = office.filter(role="TRAINER").first() or office.filter(role="CHIEF").first()
    if by is None:
        return 0
    total = 0
    for rung in RUNGS:
        late_from = timedelta(days=6 if rung else 0)
        on = today + timedelta(days=rung)
        due = Duty.objects.current().owed().filter(due_on__lte=on, due_on__gt=max(today, on - late_from) - timedelta(1))
        people = [one for person in overdue_people(due, today=today, of_any_day=True) for one in _by_day(person)]
        total += promise_many(promises_to(people, by=by, at=at, today=today, key=f"training-rung:{rung}"), at=at)
    if today.weekday() == MONDAY:
        late = overdue_people(Duty.objects.all(), today=today)
        key = f"training-week:{today}"
        total += promise_many(_to_supervisors(late, by=by, at=at, today=today, key=key), at=at)
        total += promise_many(_to_liaisons(late, by=by, at=at, today=today, key=key), at=at)
    return total


def _by_day(person: OverduePerson) -> list[OverduePerson]:
    """What falls due on one day is one email, told once whatever else they come to owe or have done by tomorrow."""
    return [replace(person, duties=list(same)) for _, same in groupby(person.duties, key=lambda duty: duty.due_on)]


def _keep(round_: ReminderRound, person: OverduePerson) -> Reminder:
    address = contact_of(person.employee)
    reminder = Reminder.objects.create(
        round=round_,
        employee=person.employee,
        address=address,
        copied_to=contact_of(person.supervisor) if person.supervisor else "",
        not_sent_because="" if address else NO_ADDRESS,
    )
    reminder.duties.set(person.duties)
    return reminder


def promises_to(people: Sequence[OverduePerson], *, by: User, at: datetime, today: date, key: str) -> list[Promise]:
    """One email to each of ``people`` whom mail reaches, about the duties they are given with. Nine queries at most."""
    versions = {duty.version_id for person in people for duty in person.duties}
    rules, on_pages = sentences_of(versions), courses_by_rule(versions, on=today)
    sessions = sessions_for(versions, at=at)
    found = []
    for person in people:
        if not contact_of(person.employee):
            continue
        lines = tuple(
            DueLine(
                title=duty.requirement.title,
                due_on=duty.due_on,
                sentence=rules.get(duty.version_id, ""),
                late=_late(duty, today),
                duty=duty.pk,
                address=link_for(person.employee, on_pages[duty.version_id], at=at)
                if duty.version_id in on_pages
                else "",
            )
            for duty in person.duties
        )
        message = TrainingDue(
            lines=lines,
            employee=person.employee.pk,
            duties=",".join(str(duty.pk) for duty in person.duties),
            sessions=_sessions(person, sessions),
            is_overdue=any(line.late for line in lines),
            answer_to=answers(by),
        )
        told = f"{key}:{person.employee.pk}:{person.duties[0].due_on}"
        found.append(_promise(told, message, person.employee, "you owe this training", at))
    return found


def _sessions(person: OverduePerson, coming: Mapping[int, Sequence[NextSession]]) -> tuple[SessionLine, ...]:
    """The next three that would mend something, each with the duties it would mend."""
    found: dict[str, NextSession] = {}
    mends: dict[str, list[int]] = defaultdict(list)
    for duty in person.duties:
        for one in coming.get(duty.version_id, ()):
            found[one.reference] = one
            mends[one.reference].append(duty.pk)
    return tuple(
        SessionLine(
            reference=one.reference, course=one.course, when=one.when, where=one.where,
            duties=tuple(mends[one.reference]),
        )
        for one in list(found.values())[:3]
    )  # fmt: skip


def _to_supervisors(people: Sequence[OverduePerson], *, by: User, at: datetime, today: date, key: str) -> list[Promise]:
    teams: dict[int, list[OverduePerson]] = defaultdict(list)
    bosses: dict[int, Employee] = {}
    for person in people:
        if person.supervisor is not None and contact_of(person.supervisor):
            bosses[person.supervisor.pk] = person.supervisor
            teams[person.supervisor.pk].append(person)
    why = "they report to you"
    return [
        _promise(f"{key}:team:{pk}", _team(team, "your team", today, by, bosses[pk].user), bosses[pk], why, at)
        for pk, team in teams.items()
    ]


def _to_liaisons(people: Sequence[OverduePerson], *, by: User, at: datetime, today: date, key: str) -> list[Promise]:
    of_department: dict[int, list[OverduePerson]] = defaultdict(list)
    for person in people:
        if person.post is not None:
            of_department[person.post.department_id].append(person)
    contacts = DepartmentContact.objects.filter(
        department__in=of_department, part=DepartmentContact.Part.LIAISON, user__is_active=True
    )
    return [
        Promise(
            key=f"{key}:liaison:{contact.pk}",
            message=_team(of_department[contact.department_id], contact.department.name, today, by, contact.user),
            recipient_id=contact.user_id, matter_id=None, why=f"you are liaison of {contact.department}", not_before=at,
        )
        for contact in contacts.select_related("department", "user")
    ]  # fmt: skip


def _team(team: Iterable[OverduePerson], of: str, today: date, by: User, reader: User | None) -> TrainingTeam:
    lines = tuple(
        PersonLine(
            name=person.employee.name,
            title=duty.requirement.title,
            due=f"{duty.due_on:%b} {duty.due_on.day}" if duty.due_on else "",
            late=_late(duty, today),
            duty=duty.pk,
        )
        for person in team
        for duty in person.duties
    )
    return TrainingTeam(people=lines, of=of, as_of=today, answer_to=answers(by), signs_in=_reads_list(reader))


def _reads_list(reader: User | None) -> bool:
    return reader is not None and reader.is_active and reader.may(Permission.TRAINING_READ)


def _promise(key: str, message: TrainingDue | TrainingTeam, person: Employee, why: str, at: datetime) -> Promise:
    account = person.user if person.user and person.user.is_active else None
    return Promise(
        key=key, message=message, recipient_id=account.pk if account else None,
        employee_id=None if account else person.pk, matter_id=None, why=why, not_before=at,
    )  # fmt: skip


def _late(duty: Duty, today: date) -> str:
    is_late = duty.due_on is not None and duty.due_on < today
    return f"{days(today - duty.due_on)} overdue" if is_late and duty.due_on else ""

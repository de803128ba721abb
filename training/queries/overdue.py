"""Who is overdue, with whom to tell, and which sessions would mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from labor_office.core.web.dates import hour, short_day
from labor_office.core.workforce.models import Assignment, Employee
from training.models.duties import Duty, DutyQuerySet
from training.models.reports import Reminder, ReminderRound
from training.models.requirements import SatisfyingCourse
from training.models.sessions import TrainingSession
from training.rules.vocabulary import EnrolmentState

# How long before it begins a session is still told of: the mail is read, a seat is asked for, the way is gone.
_ON_THE_WAY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OverduePerson:
    """One person, what they owe soonest due first, where they work, who supervises them, when last reminded."""

    employee: Employee
    duties: list[Duty]
    post: Assignment | None
    supervisor: Employee | None
    reminded_on: date | None

    @property
    def address(self) -> str:
        """Where mail reaches them; "" for nowhere."""
        return contact_of(self.employee)


@dataclass(frozen=True, slots=True)
class NextSession:
    """A session to come."""

    reference: str
    course: str
    when: str
    where: str


def overdue_people(duties: DutyQuerySet, *, today: date, of_any_day: bool = False) -> list[OverduePerson]:
    """The people behind those of ``duties`` that are overdue on ``today``, by name. Five queries at most.

    ``of_any_day`` takes the duties as they are given, overdue or not.
    """
    late = duties if of_any_day else duties.current().overdue(today)
    by_person: dict[Employee, list[Duty]] = defaultdict(list)
    rows = late.select_related("employee__user", "requirement").order_by("employee__name", "employee", "due_on", "pk")
    for duty in rows:
        by_person[duty.employee].append(duty)
    posts = {
        post.employee_id: post
        for post in Assignment.objects.on(today)
        .filter(employee__in=by_person)
        .select_related("department", "classification")
    }
    bosses = _supervisors(posts)
    reminded = _reminded(list(by_person))
    return [
        OverduePerson(
            person,
            owed,
            posts.get(person.pk),
            bosses.get(posts[person.pk].supervisor_number) if person.pk in posts else None,
            reminded.get(person.pk),
        )
        for person, owed in by_person.items()
    ]


def reminded_today(people: QuerySet[Employee], *, since: datetime) -> ReminderRound | None:
    """The last round since ``since`` that left none of ``people`` to remind; None while somebody is. Two queries."""
    rounds = ReminderRound.objects.filter(asked_at__gte=since)
    told = Reminder.objects.filter(round__in=rounds, employee=OuterRef("pk"))
    if people.exclude(Exists(told)).exists():
        return None
    return rounds.select_related("asked_by").order_by("-asked_at", "-pk").first()


def contact_of(person: Employee) -> str:
    """Where mail reaches somebody: their account, else the roster's address; "" for nowhere. Reads ``user``."""
    account = person.user
    return account.email if account and account.is_active else person.email


def sessions_for(versions: Collection[int], *, at: datetime) -> dict[int, list[NextSession]]:
    """By rule, the next three sessions of a course that satisfies it, as one told of them at ``at`` can come to.

    They have a free seat, and begin no sooner than an hour later. Two queries.
    """
    courses: dict[int, list[int]] = defaultdict(list)
    for version, course in SatisfyingCourse.objects.filter(version__in=versions).values_list("version", "course"):
        courses[course].append(version)
    found: dict[int, list[NextSession]] = defaultdict(list)
    from_at = timezone.localtime(at + _ON_THE_WAY)
    is_ahead = Q(held_on__gt=from_at.date()) | Q(held_on=from_at.date(), begins_at__gte=from_at.time())
    taken = Count("enrolments", filter=Q(enrolments__state=EnrolmentState.ENROLLED))
    coming = (
        TrainingSession.objects.to_come(from_at.date())
        .filter(is_ahead, version__course__in=courses)
        .alias(taken=taken)
        .filter(taken__lt=F("capacity"))
    )
    for session in coming.select_related("version__course").order_by("held_on", "begins_at", "pk"):
        shown = NextSession(
            session.reference,
            session.version.course.title,
            f"{short_day(session.held_on)}, {hour(session.begins_at)}",
            session.place or "online",
        )
        for version in courses[session.version.course_id]:
            if len(found[version]) < 3:
                found[version].append(shown)
    return found


def _supervisors(posts: dict[int, Assignment]) -> dict[str, Employee]:
    numbers = {post.supervisor_number for post in posts.values() if post.supervisor_number}
    return {person.number: person for person in Employee.objects.filter(number__in=numbers).select_related("user")}


def _reminded(people: list[Employee]) -> dict[int, date]:
    rows = Reminder.objects.filter(employee__in=people).exclude(address="")
    last = rows.values("employee").annotate(last=Max("round__asked_at")).values_list("employee", "last")
    return {pk: timezone.localdate(at) for pk, at in last.order_by()}

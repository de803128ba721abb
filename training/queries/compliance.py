"""Compliance: who is current, who is overdue, by department and by person. Each within what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, Employee
from training.models.duties import Duty, DutyQuerySet
from training.models.requirements import Requirement
from training.rules.standing import SOON, Cell, Standing, cell
from training.rules.vocabulary import DutyState, ExemptionKind

_PLACE = "employee__assignments__department"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many owe something, and how they stand."""

    people: int = 0
    done: int = 0
    overdue: int = 0
    soon: int = 0
    freed: int = 0

    @property
    def asked(self) -> int:
        """Those of whom it is asked: all but the exempt and those on leave."""
        return self.people - self.freed

    @property
    def percent(self) -> int | None:
        """How many of a hundred are current; None when nobody is asked. Never rounded up to all."""
        return None if not self.asked else self.done * 100 // self.asked

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(
            self.people + other.people,
            self.done + other.done,
            self.overdue + other.overdue,
            self.soon + other.soon,
            self.freed + other.freed,
        )


@dataclass(slots=True)
class DepartmentRow:
    """One department: a count for each requirement in the columns' order, and all together."""

    name: str
    slug: str
    counts: list[Numbers] = field(default_factory=list)

    @property
    def total(self) -> Numbers:
        """Over all requirements: duties, not people."""
        return sum(self.counts, Numbers())


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: where they work, and a cell for each requirement in the columns' order, None where none applies."""

    employee: Employee
    post: Assignment | None
    cells: tuple[tuple[Duty, Cell] | None, ...]


def duties_now(user: User, *, given: dict[str, Any], today: date) -> DutyQuerySet:
    """Current duties ``user`` may read, as far as the filters ask for them."""
    found = duties_of(user, given=given, today=today).current()
    return found.filter(standing_is(Standing(given["state"]), today)) if given.get("state") else found


def duties_of(user: User, *, given: dict[str, Any], today: date) -> DutyQuerySet:
    """As ``duties_now``, past turns too and in whatever state."""
    found = Duty.objects.visible_to(user)
    if given.get("requirement"):
        found = found.filter(requirement=given["requirement"])
    post = Assignment.objects.on(today).filter(employee=OuterRef("employee"))
    if given.get("department"):
        post = post.filter(department=given["department"])
    if given.get("supervisor"):
        numbers = Employee.objects.matching(given["supervisor"]).values("number")
        post = post.filter(supervisor_number__in=numbers)
    if given.get("department") or given.get("supervisor"):
        found = found.filter(Exists(post))
    if given.get("q"):
        found = found.filter(employee__in=Employee.objects.matching(given["q"]))
    return found


def standing_is(standing: Standing, today: date) -> Q:
    """Which current duties stand so on ``today``."""
    owed = Q(state=DutyState.OWED)
    return {
        Standing.OVERDUE: owed & Q(due_on__lt=today),
        Standing.SOON: owed & Q(due_on__gte=today, due_on__lte=today + SOON),
        Standing.DUE: owed & Q(due_on__gt=today + SOON),
        Standing.UNCOUNTED: owed & Q(due_on=None),
        Standing.DONE: Q(state=DutyState.DONE),
        Standing.EXEMPT: Q(state=DutyState.EXEMPT, exemption__kind=ExemptionKind.EXEMPT),
        Standing.ON_LEAVE: Q(state=DutyState.EXEMPT, exemption__kind=ExemptionKind.ON_LEAVE),
    }[standing]


def requirements_now(duties: DutyQuerySet) -> list[Requirement]:
    """The columns: what anybody among ``duties`` owes. One query."""
    return list(Requirement.objects.filter(pk__in=duties.order_by().values("requirement")).order_by("title", "pk"))


def by_department(duties: DutyQuerySet, requirements: Sequence[Requirement], *, today: date) -> list[DepartmentRow]:
    """How each department stands with each requirement, those with most overdue first. One query."""
    owed = Q(state=DutyState.OWED)
    at_work = Q(employee__assignments__starts_on__lte=today) & (
        Q(employee__assignments__ends_on=None) | Q(employee__assignments__ends_on__gte=today)
    )
    found = (
        duties.filter(at_work)
        .order_by()
        .values_list(
            "employee__assignments__department__name", "employee__assignments__department__slug", "requirement"
        )
        .annotate(
            people=Count("pk"),
            done=Count("pk", filter=Q(state=DutyState.DONE)),
            overdue=Count("pk", filter=owed & Q(due_on__lt=today)),
            soon=Count("pk", filter=owed & Q(due_on__gte=today, due_on__lte=today + SOON)),
            freed=Count("pk", filter=Q(state=DutyState.EXEMPT)),
        )
    )
    places = {requirement.pk: place for place, requirement in enumerate(requirements)}
    rows: dict[str, DepartmentRow] = {}
    for name, slug, requirement, *counts in found:
        row = rows.setdefault(slug, DepartmentRow(name, slug, [Numbers() for _ in requirements]))
        row.counts[places[requirement]] = Numbers(*counts)
    return sorted(rows.values(), key=lambda row: (-row.total.overdue, row.name))


def people_of(duties: DutyQuerySet) -> QuerySet[Employee]:
    """The people behind ``duties``."""
    return Employee.objects.filter(pk__in=duties.order_by().values("employee"))


def by_person(
    user: User, people: Iterable[Employee], requirements: Sequence[Requirement], *, today: date
) -> list[PersonRow]:
    """A row for each of ``people``, in their order. Two queries whatever their number."""
    shown = list(people)
    cells: dict[tuple[int, int], tuple[Duty, Cell]] = {}
    found = Duty.objects.visible_to(user).current().filter(employee__in=shown, requirement__in=requirements)
    for duty in found.select_related("exemption", "requirement"):
        cells[duty.employee_id, duty.requirement_id] = (duty, cell_of(duty, today))
    posts = posts_of(shown, today)
    return [
        PersonRow(person, posts.get(person.pk), tuple(cells.get((person.pk, one.pk)) for one in requirements))
        for person in shown
    ]


def posts_of(people: Sequence[Employee], today: date) -> dict[int, Assignment]:
    """Where each works on ``today``; one query."""
    found = Assignment.objects.on(today).filter(employee__in=people)
    return {post.employee_id: post for post in found.select_related("department", "classification", "unit")}


def cell_of(duty: Duty, today: date) -> Cell:
    """How a duty stands; needs ``exemption`` selected."""
    freed = ExemptionKind(duty.exemption.kind) if duty.exemption else None
    return cell(DutyState(duty.state), due_on=duty.due_on, done_on=duty.done_on, today=today, exemption=freed)

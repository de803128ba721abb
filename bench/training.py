"""What 20,000 people owe by 30 requirements, counted from nothing, counted again, and after a day's moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.city import NOW, TODAY
from bench.measure import Result, ms, rate, seconds, sweep_up, told, undone
from bench.roster import load
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, BargainingUnit, Classification, Department, Employee
from training.actions.courses import add_course
from training.actions.deriving import Tally, derive_duties
from training.models.courses import Course
from training.models.duties import Duty
from training.models.proof import Completion
from training.models.requirements import Requirement, RequirementVersion, SatisfyingCourse
from training.rules.vocabulary import CourseForm, ProofSource, Trigger, Who

GOAL = 10.0
REQUIREMENTS = 30
# One in so many has completed a course already; so many move from one department to another in a day.
DONE_OF, MOVED = 3, 200


def training() -> Iterator[Result]:
    """Seconds of the first derivation, of one that finds nothing new, and of one after people moved; taken back."""
    by = User.objects.order_by("pk").first()
    if by is None:
        raise LookupError("Generate the city first.")
    with undone():
        load(by, TODAY)
        require(by)
        tallies: list[Tally] = []
        first = seconds(lambda: tallies.append(derive_duties(today=TODAY)))
        again = seconds(lambda: tallies.append(derive_duties(today=TODAY)))
        _move()
        moved = seconds(lambda: tallies.append(derive_duties(today=TODAY)))
        people, rules, duties = Employee.objects.count(), Requirement.objects.count(), Duty.objects.count()
    assert tallies[1].changed == 0, "Derived again from the same facts, something changed"
    yield told(
        f"training: {people:,} people x {rules} requirements",
        f"{first:.2f} s, {duties:,} duties ({rate(tallies[0].changed, first, 'duties')})",
        anchor=f"again, nothing new {ms(again)}; {MOVED} moved {ms(moved)}, {tallies[2].changed:,} changed",
        goal=f"{GOAL:.0f} s", is_met=first <= GOAL and again <= GOAL and moved <= GOAL,
    )  # fmt: skip
    sweep_up()


def require(by: User) -> None:
    """Thirty rules: for everybody, for a unit, for a department, for a classification; a third have completed it."""
    courses = [_course(number, by) for number in range(REQUIREMENTS)]
    narrow: list[tuple[str, list[Any]]] = [
        ("", []),
        ("units", list(BargainingUnit.objects.order_by("pk"))),
        ("departments", list(Department.objects.order_by("pk"))),
        ("classifications", list(Classification.objects.order_by("pk"))),
    ]
    triggers = (Trigger.HIRED, Trigger.JOINED, Trigger.PROMOTED)
    for number, course in enumerate(courses):
        rule = _rule(number, triggers[number % 3], by)
        SatisfyingCourse.objects.create(version=rule, course=course)
        column, places = narrow[number % len(narrow)]
        if column and places:
            getattr(rule, column).set([places[(number + step) % len(places)] for step in range(3)])
    people = list(Employee.objects.order_by("pk").values_list("pk", flat=True))
    for place, course in enumerate(courses):
        _complete(course, people[place % DONE_OF :: DONE_OF], by)


def _course(number: int, by: User) -> Course:
    return add_course(
        code=f"BN-{number:03}", title=f"Course {number}", form=CourseForm.CLASS, basis="", by=by, at=NOW,
        starts_on=TODAY - timedelta(days=900), objectives="Know it.", length_minutes=60,
        validity_months=24 if number % 2 else None,
    )  # fmt: skip


def _rule(number: int, trigger: Trigger, by: User) -> RequirementVersion:
    requirement = Requirement.objects.create(
        code=f"BN-{number:03}", slug=f"bench-{number}", title=f"Requirement {number}", added_by=by, added_at=NOW
    )
    return RequirementVersion.objects.create(
        requirement=requirement, number=1, starts_on=TODAY - timedelta(days=400), who=Who.EVERYONE, trigger=trigger,
        due_amount=60, due_unit="calendar_days", repeat_months=24 if number % 2 else None, window_days=90, added_by=by,
        added_at=NOW,
    )  # fmt: skip


def _complete(course: Course, people: list[int], by: User) -> None:
    version, day = course.versions.get(), TODAY - timedelta(days=200)
    Completion.objects.bulk_create(
        [
            Completion(
                employee_id=pk, version=version, completed_on=day, source=ProofSource.EARLIER, evidence="Sign-in sheet",
                valid_until=day + timedelta(days=730) if version.validity_months else None, recorded_by=by,
                recorded_at=NOW,
            )
            for pk in people
        ],
        batch_size=5_000,
    )  # fmt: skip


def _move() -> None:
    """Two hundred people work in another department from today: what they owed there ends, and they owe it here."""
    here, there = Department.objects.order_by("pk")[:2]
    some = Assignment.objects.on(TODAY).filter(department=here).order_by("pk").values_list("pk", flat=True)[:MOVED]
    Assignment.objects.filter(pk__in=list(some)).update(department=there)

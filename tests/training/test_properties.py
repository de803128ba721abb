"""Whatever happened to a person: who left owes nothing, counting again changes nothing, renewing erases nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, Employee
from tests.factories.requirements import CompletionFactory
from tests.factories.training import AttendanceFactory, CourseFactory, CourseVersionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentFactory
from tests.training.city import TODAY, a_rule, all_duties, at_work, derive_duties, office_calendar
from training.models.duties import Duty
from training.models.proof import Completion
from training.models.requirements import RequirementVersion
from training.rules.validity import good_until
from training.rules.vocabulary import DutyState, Trigger

pytestmark = pytest.mark.django_db
# Not shrunk: a life is six steps at most, and each try is a database's.
patient = settings(
    deadline=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MONTHS = st.sampled_from([None, 1, 6, 24])
DAYS = st.integers(min_value=1, max_value=420)


@dataclass(frozen=True)
class Step:
    """So many days go by; then perhaps the course is completed, or the person moves to another department."""

    days: int
    completes: bool = False
    moves: bool = False


STEPS = st.lists(st.builds(Step, days=DAYS, completes=st.booleans(), moves=st.booleans()), min_size=1, max_size=6)
RULES = st.fixed_dictionaries(
    {
        "trigger": st.sampled_from([Trigger.HIRED, Trigger.JOINED, Trigger.PROMOTED]),
        "due_amount": st.integers(min_value=0, max_value=90),
        "repeat_months": MONTHS,
        "window_days": st.integers(min_value=0, max_value=120),
    }
)


@pytest.fixture
def calendar():
    office_calendar()


@contextmanager
def taken_back() -> Iterator[None]:
    """An example of its own: what it writes is gone when it ends."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Life:
    """One person, one rule for their first department, and the day it is."""

    person: Employee
    rule: RequirementVersion
    today: date
    homes: tuple[int, int]
    clerk: User

    def live(self, step: Step) -> None:
        """Let time go by and things happen; then count what is owed."""
        self.today += timedelta(days=step.days)
        if step.moves:
            self.move()
        if step.completes:
            self.complete()
        derive_duties(today=self.today)

    def move(self) -> None:
        """From today in the other department."""
        post = Assignment.objects.get(employee=self.person, ends_on=None)
        here, there = self.homes
        ends_on = self.today - timedelta(days=1)
        if ends_on < post.starts_on:
            return
        Assignment.objects.filter(pk=post.pk).update(ends_on=ends_on)
        other = there if post.department_id == here else here
        Assignment.objects.create(
            employee=self.person, department_id=other, classification=post.classification, starts_on=self.today
        )

    def complete(self) -> None:
        """Today, at a class."""
        version = self.rule.courses.get().course.versions.get()
        CompletionFactory(
            employee=self.person, version=version, completed_on=self.today,
            valid_until=good_until(self.today, version.validity_months),
            attendance=AttendanceFactory(
                employee=self.person, recorded_by=self.clerk, session__version=version, session__added_by=self.clerk
            ),
        )  # fmt: skip


def a_life(rule: dict, months: int | None) -> Life:
    home, away = DepartmentFactory(), DepartmentFactory()
    version = CourseVersionFactory(course=CourseFactory(), number=1, validity_months=months)
    made = a_rule(course=version.course, starts_on=date(2025, 1, 2), **rule)
    made.departments.add(home)
    person = at_work(hired_on=date(2025, 1, 6), department=home)
    derive_duties(today=date(2025, 1, 6))
    return Life(person, made, date(2025, 1, 6), (home.pk, away.pk), UserFactory())


def done_rows() -> dict[int, tuple[int, date]]:
    """What was done, by row: the completion that did it, and when."""
    rows = Duty.objects.filter(state=DutyState.DONE).values_list("pk", "completion", "done_on")
    return {pk: (completion, on) for pk, completion, on in rows}


@patient
@given(rule=RULES, months=MONTHS, steps=STEPS, gone=st.integers(min_value=1, max_value=30))
def test_whatever_happens_nothing_done_is_erased_and_who_left_owes_nothing(calendar, rule, months, steps, gone):
    """Three promises looked at in one life, for to live it takes longer than to look."""
    with taken_back():
        life = a_life(rule, months)
        for step in steps:
            renewing_moving_and_time_erase_nothing_that_was_done(life, step)
        # Once at its end: every beginning of a life is a life as well.
        derived_again_on_the_same_day_nothing_changes(life)
        a_person_who_left_owes_nothing_and_keeps_what_they_did(life, gone)


def renewing_moving_and_time_erase_nothing_that_was_done(life, step):
    did, proofs = done_rows(), set(Completion.objects.values_list("pk", flat=True))
    life.live(step)
    now = done_rows()
    assert {pk: now.get(pk) for pk in did} == did
    assert proofs <= set(Completion.objects.values_list("pk", flat=True))
    assert Duty.objects.current().filter(employee=life.person).count() <= 1


def derived_again_on_the_same_day_nothing_changes(life):
    before = all_duties()
    assert derive_duties(today=life.today).changed == 0
    assert all_duties() == before


def a_person_who_left_owes_nothing_and_keeps_what_they_did(life, gone):
    did = done_rows()
    Employee.objects.filter(pk=life.person.pk).update(left_on=life.today)
    derive_duties(today=life.today + timedelta(days=gone))
    assert not Duty.objects.current().filter(employee=life.person).exists()
    assert not Duty.objects.owed().filter(employee=life.person).exists()
    assert done_rows() == did


def test_the_examples_reach_renewals_and_ends(calendar):
    """What the properties above are about does happen in such a life: a second turn, and an end with its reason."""
    life = a_life({"trigger": Trigger.HIRED, "due_amount": 30, "repeat_months": 6, "window_days": 30}, None)
    for step in (Step(10, completes=True), Step(200, completes=True), Step(10, moves=True)):
        life.live(step)
    assert Duty.objects.filter(state=DutyState.DONE).count() == 2
    assert not Duty.objects.current().exists()
    assert life.today > TODAY - timedelta(days=400)

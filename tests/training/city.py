"""A small city for the tests of training: people at work, rules, proof, a calendar."""

from datetime import UTC, date, datetime

from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.users.permissions import Role
from tests.factories.requirements import CompletionFactory, RequirementFactory, RequirementVersionFactory
from tests.factories.training import AttendanceFactory, CourseFactory, CourseVersionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import AssignmentFactory, EmployeeFactory
from training.actions.deriving import derive_duties
from training.models.duties import Duty
from training.models.requirements import RequirementVersion, SatisfyingCourse
from training.rules.validity import good_until

TODAY = date(2026, 6, 15)
AT = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)


def office_calendar():
    """The City's working days of three years, without a holiday."""
    chief = UserFactory(role=Role.CHIEF)
    days = {"first_on": date(2025, 1, 1), "published_through": date(2027, 12, 31)}
    return make_calendar(
        name="Office", slug="office", by=chief, at=AT, closed={}, reason="Test", is_office=True, **days
    )


def at_work(*, hired_on=date(2015, 3, 2), **post):
    """Somebody on the roster since they were hired."""
    person = EmployeeFactory(hired_on=hired_on)
    AssignmentFactory(employee=person, **{"starts_on": hired_on, **post})
    return person


def supervised_by(boss, **post):
    """Somebody who reports to ``boss``."""
    return at_work(supervisor_number=boss.number, **post)


def a_rule(*, course=None, **rule):
    """A rule that one course satisfies; thirty days after hiring unless it says otherwise."""
    version = RequirementVersionFactory(requirement=rule.pop("requirement", None) or RequirementFactory(), **rule)
    SatisfyingCourse.objects.create(version=version, course=course or CourseFactory())
    return version


def completed(person, rule, on, *, months=None):
    """That ``person`` attended what satisfies ``rule``."""
    course = rule.courses.get().course
    version = course.versions.first() or CourseVersionFactory(course=course, validity_months=months)
    return CompletionFactory(
        employee=person, version=version, completed_on=on, valid_until=good_until(on, version.validity_months),
        attendance=AttendanceFactory(employee=person, session__version=version),
    )  # fmt: skip


def duty_of(person, rule):
    """What the person owes now; None for nothing."""
    return Duty.objects.current().filter(employee=person, requirement=rule.requirement).first()


def all_duties():
    """Every row, as far as it can be told apart, in a fixed order."""
    return list(Duty.objects.order_by("pk").values())


def ended(rule, on):
    """The rule's last day is ``on``."""
    RequirementVersion.objects.filter(pk=rule.pk).update(ends_on=on)


__all__ = [
    "AT",
    "TODAY",
    "a_rule",
    "all_duties",
    "at_work",
    "completed",
    "derive_duties",
    "duty_of",
    "ended",
    "office_calendar",
    "supervised_by",
]

"""Requirements, what is owed by them, and the proof that it was done."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from tests.factories.training import AttendanceFactory, CourseFactory, CourseVersionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import EmployeeFactory
from training.models.duties import DueDate, Duty
from training.models.links import LinkStop
from training.models.proof import Certificate, CertificateBatch, Completion
from training.models.reports import ComplianceReport, Reminder, ReminderRound
from training.models.requirements import (
    Exemption,
    NamedPerson,
    Requirement,
    RequirementVersion,
    SatisfyingCourse,
)
from training.rules.vocabulary import DutyState, ProofSource, Trigger, Who

AT = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)


class RequirementFactory(DjangoModelFactory[Requirement]):
    class Meta:
        model = Requirement

    code = factory.Sequence(lambda n: f"RQ-{n + 1}")
    slug = factory.Sequence(lambda n: f"supervisors-know-grievances-{n}")
    title = factory.Sequence(lambda n: f"Grievance basics for supervisors {n}")
    added_by = factory.SubFactory(UserFactory)
    added_at = AT


class RequirementVersionFactory(DjangoModelFactory[RequirementVersion]):
    """Everybody, thirty days after being hired, once."""

    class Meta:
        model = RequirementVersion

    requirement = factory.SubFactory(RequirementFactory)
    number = factory.Sequence(lambda n: n + 1)
    starts_on = date(2026, 1, 1)
    who = Who.EVERYONE
    trigger = Trigger.HIRED
    due_amount = 30
    added_by = factory.SubFactory(UserFactory)
    added_at = AT


class SatisfyingCourseFactory(DjangoModelFactory[SatisfyingCourse]):
    class Meta:
        model = SatisfyingCourse

    version = factory.SubFactory(RequirementVersionFactory)
    course = factory.SubFactory(CourseFactory)


class NamedPersonFactory(DjangoModelFactory[NamedPerson]):
    class Meta:
        model = NamedPerson

    requirement = factory.SubFactory(RequirementFactory)
    employee = factory.SubFactory(EmployeeFactory)
    since_on = date(2026, 6, 1)
    because = "Directed by the department."
    named_by = factory.SubFactory(UserFactory)
    named_at = AT


class ExemptionFactory(DjangoModelFactory[Exemption]):
    class Meta:
        model = Exemption

    requirement = factory.SubFactory(RequirementFactory)
    employee = factory.SubFactory(EmployeeFactory)
    reason = "Teaches the course."
    from_on = date(2026, 6, 1)
    granted_by = factory.SubFactory(UserFactory)
    granted_at = AT


class CompletionFactory(DjangoModelFactory[Completion]):
    """Attended; good for good."""

    class Meta:
        model = Completion

    employee = factory.SubFactory(EmployeeFactory)
    version = factory.SubFactory(CourseVersionFactory)
    completed_on = date(2026, 5, 4)
    source = ProofSource.ATTENDANCE
    attendance = factory.SubFactory(
        AttendanceFactory,
        employee=factory.SelfAttribute("..employee"),
        session__version=factory.SelfAttribute("...version"),
        session__added_by=factory.SelfAttribute("..recorded_by"),
    )
    recorded_at = AT


class CertificateBatchFactory(DjangoModelFactory[CertificateBatch]):
    class Meta:
        model = CertificateBatch

    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT


class CertificateFactory(DjangoModelFactory[Certificate]):
    class Meta:
        model = Certificate

    completion = factory.SubFactory(CompletionFactory)
    number = factory.Sequence(lambda n: f"TC-2020-{n + 1:04}")
    code = factory.Sequence(lambda n: f"K{n:07}")
    issued_by = factory.SubFactory(UserFactory)
    issued_at = AT


class DueDateFactory(DjangoModelFactory[DueDate]):
    class Meta:
        model = DueDate

    version = factory.SubFactory(RequirementVersionFactory)
    trigger_on = date(2026, 6, 1)
    due_on = date(2026, 7, 1)


class DutyFactory(DjangoModelFactory[Duty]):
    class Meta:
        model = Duty

    employee = factory.SubFactory(EmployeeFactory)
    version = factory.SubFactory(RequirementVersionFactory)
    requirement = factory.SelfAttribute("version.requirement")
    trigger_on = date(2026, 6, 1)
    due_on = date(2026, 7, 1)
    state = DutyState.OWED
    began_on = date(2026, 6, 1)


class ComplianceReportFactory(DjangoModelFactory[ComplianceReport]):
    class Meta:
        model = ComplianceReport

    reference = factory.Sequence(lambda n: f"DOC-R{n:04}")
    title = "Training compliance"
    facts = factory.LazyFunction(dict)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT


class ReminderRoundFactory(DjangoModelFactory[ReminderRound]):
    class Meta:
        model = ReminderRound

    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT


class LinkStopFactory(DjangoModelFactory[LinkStop]):
    class Meta:
        model = LinkStop

    employee = factory.SubFactory(EmployeeFactory)
    because = "The email went to a colleague."
    stopped_by = factory.SubFactory(UserFactory)
    stopped_at = AT


class ReminderFactory(DjangoModelFactory[Reminder]):
    class Meta:
        model = Reminder

    round = factory.SubFactory(ReminderRoundFactory)
    employee = factory.SubFactory(EmployeeFactory)
    address = "someone@rivermont.example"

"""Courses, sessions and who came. What is derived is brought there by the actions."""

from datetime import UTC, date, datetime, time

import factory
from factory.django import DjangoModelFactory

from tests.factories.agreements import AgreementFactory, ArticleFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import EmployeeFactory
from training.models.attendance import Attendance
from training.models.briefs import Brief, BriefItem
from training.models.courses import Course, CourseArticle, CourseMaterial, CourseVersion
from training.models.evaluations import Evaluation
from training.models.quizzes import Acknowledgement, Answer, Attempt, Choice, Question
from training.models.sessions import AccommodationRequest, Enrolment, TrainingSession
from training.rules.vocabulary import Change, EnrolmentState, Mark

AT = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)


class CourseFactory(DjangoModelFactory[Course]):
    class Meta:
        model = Course

    code = factory.Sequence(lambda n: f"LR-{n + 100}")
    slug = factory.Sequence(lambda n: f"grievance-basics-{n}")
    title = factory.Sequence(lambda n: f"Grievance basics {n}")
    added_by = factory.SubFactory(UserFactory)
    added_at = AT


class CourseVersionFactory(DjangoModelFactory[CourseVersion]):
    class Meta:
        model = CourseVersion

    course = factory.SubFactory(CourseFactory)
    number = factory.Sequence(lambda n: n + 1)
    starts_on = date(2024, 1, 2)
    objectives = "Answer a grievance within its limit."
    length_minutes = 180
    added_by = factory.SubFactory(UserFactory)
    added_at = AT


class CourseMaterialFactory(DjangoModelFactory[CourseMaterial]):
    class Meta:
        model = CourseMaterial

    version = factory.SubFactory(CourseVersionFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "Slides"
    link = "https://training.rivermont.example/slides"


class CourseArticleFactory(DjangoModelFactory[CourseArticle]):
    class Meta:
        model = CourseArticle

    course = factory.SubFactory(CourseFactory)
    article = factory.SubFactory(ArticleFactory)
    tied_by = factory.SubFactory(UserFactory)
    tied_at = AT


class TrainingSessionFactory(DjangoModelFactory[TrainingSession]):
    class Meta:
        model = TrainingSession

    reference = factory.Sequence(lambda n: f"TS-2020-{n + 1:04}")
    version = factory.SubFactory(CourseVersionFactory)
    held_on = date(2026, 6, 25)
    begins_at = time(9, 0)
    ends_at = time(12, 0)
    place = "City Hall, room 210"
    trainer_name = "Avery Lindqvist"
    capacity = 22
    added_by = factory.SubFactory(UserFactory)
    added_at = AT


class EnrolmentFactory(DjangoModelFactory[Enrolment]):
    class Meta:
        model = Enrolment

    session = factory.SubFactory(TrainingSessionFactory)
    employee = factory.SubFactory(EmployeeFactory)
    state = EnrolmentState.ENROLLED
    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT
    seated_at = AT


class AccommodationRequestFactory(DjangoModelFactory[AccommodationRequest]):
    class Meta:
        model = AccommodationRequest

    enrolment = factory.SubFactory(EnrolmentFactory)
    needs = "A sign language interpreter."
    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    session = factory.SubFactory(TrainingSessionFactory)
    employee = factory.SubFactory(EmployeeFactory)
    mark = Mark.PRESENT
    marked_at = AT
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT


class QuestionFactory(DjangoModelFactory[Question]):
    class Meta:
        model = Question

    version = factory.SubFactory(CourseVersionFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = "How long does the City have to answer at Step 1?"


class ChoiceFactory(DjangoModelFactory[Choice]):
    class Meta:
        model = Choice

    question = factory.SubFactory(QuestionFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = "Seven working days."


class AttemptFactory(DjangoModelFactory[Attempt]):
    class Meta:
        model = Attempt

    version = factory.SubFactory(CourseVersionFactory)
    employee = factory.SubFactory(EmployeeFactory)
    began_at = AT


class AnswerFactory(DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    attempt = factory.SubFactory(AttemptFactory)
    question = factory.SubFactory(QuestionFactory)
    choice = factory.SubFactory(ChoiceFactory)


class AcknowledgementFactory(DjangoModelFactory[Acknowledgement]):
    class Meta:
        model = Acknowledgement

    version = factory.SubFactory(CourseVersionFactory)
    employee = factory.SubFactory(EmployeeFactory)
    words = "I have read this brief."
    attested_at = AT


class BriefFactory(DjangoModelFactory[Brief]):
    class Meta:
        model = Brief

    agreement = factory.SubFactory(AgreementFactory)
    title = "What changes in 2026"
    effective_on = date(2026, 7, 1)
    drafted_by = factory.SubFactory(UserFactory)
    drafted_at = AT


class BriefItemFactory(DjangoModelFactory[BriefItem]):
    class Meta:
        model = BriefItem

    brief = factory.SubFactory(BriefFactory)
    position = factory.Sequence(lambda n: n + 1)
    change = Change.ADDED
    after = "Call-outs follow the list."


class EvaluationFactory(DjangoModelFactory[Evaluation]):
    class Meta:
        model = Evaluation

    session = factory.SubFactory(TrainingSessionFactory)
    usefulness = 4
    clarity = 4
    readiness = 4
    handed_in_at = AT

"""Questions of a course, the sheets people hand in, and what they attest to have read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day
from labor_office.core.workforce.models import Employee
from training.actions.program import remember
from training.actions.proof import record_completion
from training.models.courses import CourseVersion
from training.models.quizzes import Acknowledgement, Answer, Attempt, Choice, Question
from training.models.sessions import TrainingSession
from training.queries.taking import is_to_do
from training.rules.links import has_left
from training.rules.quiz import MOST_A_DAY, attestation, is_passed, score
from training.rules.vocabulary import CourseForm, ProofSource, QuizPart

_LOCK = 7_203_024


class QuizRefused(Exception):
    """It cannot be done; the words say why and what to do."""


@transaction.atomic
def add_question(
    *,
    version: CourseVersion,
    text: str,
    choices: Sequence[str],
    right: int,
    explanation: str = "",
    by: User,
    at: datetime,
) -> Question:
    """Put a question at the end of a version's; ``right`` is the place of the right choice. Raises QuizRefused."""
    _hold(version)
    _refuse_when_answered(version)
    last = version.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question.objects.create(version=version, position=last + 1, text=text, explanation=explanation)
    for place, choice in enumerate(choices):
        Choice.objects.create(question=question, position=place + 1, text=choice, is_right=place == right)
    remember(
        verb="question_added", summary=f"{version}: a question was added", by=by, at=at, course=version.course.slug
    )
    return question


@transaction.atomic
def drop_question(*, question_id: int, by: User, at: datetime) -> None:
    """Take a question away while nobody has answered any of its version. Raises QuizRefused."""
    question = Question.objects.select_related("version__course").get(pk=question_id)
    _hold(question.version)
    _refuse_when_answered(question.version)
    course = question.version.course
    question.delete()
    remember(verb="question_dropped", summary=f"{course}: a question was taken away", by=by, at=at, course=course.slug)


@transaction.atomic
def copy_questions(*, version: CourseVersion, source: CourseVersion, by: User, at: datetime) -> int:
    """Bring the questions of an earlier version into one that has none; how many. Raises QuizRefused."""
    _hold(version)
    if version.questions.exists():
        raise QuizRefused("This version has questions already.")
    rows = list(source.questions.prefetch_related("choices"))
    for row in rows:
        made = Question.objects.create(
            version=version, position=row.position, text=row.text, explanation=row.explanation
        )
        for choice in row.choices.all():
            Choice.objects.create(question=made, position=choice.position, text=choice.text, is_right=choice.is_right)
    remember(
        verb="questions_copied", summary=f"{version}: {len(rows)} questions taken over", by=by, at=at,
        course=version.course.slug,
    )  # fmt: skip
    return len(rows)


@transaction.atomic
def hand_in(
    *,
    version: CourseVersion,
    employee: Employee,
    answers: Mapping[int, int],
    by: User | None,
    at: datetime,
    session: TrainingSession | None = None,
    part: QuizPart = QuizPart.POST,
) -> Attempt:
    """Keep a sheet of answers, by question, with its score; passed on a page it completes the course.

    Before or after a class the score is kept and proves nothing: presence does. Raises
    QuizRefused when the course asks nothing, is retired, or was tried too often today, and
    for somebody who no longer works here.
    """
    _refuse_when_retired(version, at)
    _refuse_when_gone(Employee.objects.select_for_update(no_key=True).get(pk=employee.pk), at)
    right = dict(Choice.objects.filter(question__version=version, is_right=True).values_list("question", "pk"))
    if not right:
        raise QuizRefused("This course asks no questions.")
    today = timezone.localdate(at)
    tried = Attempt.objects.filter(employee=employee, version=version, part=part, session=session)
    if part == QuizPart.PRE and tried.exists():
        raise QuizRefused("These questions were answered before the class already.")
    if tried.filter(began_at__date=today).count() >= MOST_A_DAY:
        raise QuizRefused(f"That was the {_nth(MOST_A_DAY)} try today. Read it again and come back tomorrow.")
    offered = dict(Choice.objects.filter(question__version=version).values_list("pk", "question"))
    chosen = {question: choice for question, choice in answers.items() if offered.get(choice) == question}
    percent = score(chosen, right)
    attempt = Attempt.objects.create(
        version=version, employee=employee, session=session, part=part, began_at=at, handed_in_at=at, score=percent,
        is_passed=is_passed(percent, version.pass_mark),
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(attempt=attempt, question_id=question, choice_id=choice) for question, choice in chosen.items()
    )
    if attempt.is_passed and session is None and version.course.form != CourseForm.CLASS:
        record_completion(
            employee=employee, version=version, completed_on=today, source=ProofSource.QUIZ, by=by, at=at,
            score=percent, attempt=attempt,
        )  # fmt: skip
    return attempt


@transaction.atomic
def attest(*, version: CourseVersion, employee: Employee, by: User | None, at: datetime) -> Acknowledgement:
    """Keep that a person says they read a version, in the words they put their name to; it completes the course.

    Said twice it is kept once, until it has run out or is asked anew. Raises QuizRefused
    where questions are asked instead, for a class, for a course that is retired, and for
    somebody who no longer works here.
    """
    _refuse_when_retired(version, at)
    _refuse_when_gone(Employee.objects.select_for_update(no_key=True).get(pk=employee.pk), at)
    if version.course.form == CourseForm.CLASS:
        raise QuizRefused("This course is a class: it is completed by being there.")
    if version.questions.exists():
        raise QuizRefused("This course asks questions: answer them to complete it.")
    said = Acknowledgement.objects.filter(version=version, employee=employee).first()
    if said is not None and not is_to_do(version, employee, on=timezone.localdate(at)):
        return said
    words = attestation(name=employee.name, title=version.course.title, version=version.number, text=version.objectives)
    said = Acknowledgement.objects.create(
        version=version, employee=employee, words=words, attested_at=at, attested_by=by
    )
    record_completion(
        employee=employee, version=version, completed_on=timezone.localdate(at), source=ProofSource.ATTESTATION,
        by=by, at=at, acknowledgement=said,
    )  # fmt: skip
    return said


def _hold(version: CourseVersion) -> None:
    """One at a time: two who add a question would take the same place."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK % 2**31, version.pk % 2**31])


def _refuse_when_answered(version: CourseVersion) -> None:
    if version.attempts.exists():
        raise QuizRefused("Somebody has answered these questions. Revise the course; its new version may ask others.")


def _refuse_when_retired(version: CourseVersion, at: datetime) -> None:
    retired_on = version.course.retired_on
    if retired_on is not None and retired_on <= timezone.localdate(at):
        raise QuizRefused("This course is given no more.")


def _refuse_when_gone(employee: Employee, at: datetime) -> None:
    if has_left(employee.left_on, on=timezone.localdate(at)) and employee.left_on is not None:
        raise QuizRefused(f"The roster shows {short_day(employee.left_on)} as the last day at work: nothing is owed.")


def _nth(number: int) -> str:
    return {3: "third", 4: "fourth", 5: "fifth"}.get(number, f"{number}th")

"""Courses on a page: scored, attested once, and proved by the very text that was read."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse

from labor_office.core.users.permissions import Role
from labor_office.core.web import clock
from tests.each import each
from tests.factories.training import CourseFactory, CourseVersionFactory
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, a_rule, at_work, duty_of, office_calendar
from tests.training.room import a_class, enrolled
from training.actions import quizzes
from training.actions.deriving import derive_duties
from training.actions.quizzes import QuizRefused
from training.models.proof import Completion
from training.models.quizzes import Acknowledgement, Attempt, Choice
from training.queries.taking import SALT, link_for, room_link, taking
from training.rules.quiz import fingerprint, is_passed, read_choices, score
from training.rules.vocabulary import CourseForm, DutyState, QuizPart


@each(
    ("chosen", "expected"),
    [({1: 11, 2: 21, 3: 31}, 100), ({1: 11, 2: 21}, 66), ({1: 12, 2: 22, 3: 32}, 0), ({}, 0), ({9: 11}, 0)],
)
def test_a_sheet_is_scored_and_never_rounded_up(chosen, expected):
    assert score(chosen, {1: 11, 2: 21, 3: 31}) == expected


@each(
    ("percent", "mark", "expected"),
    [(80, None, True), (79, None, False), (70, 70, True), (100, 100, True), (99, 100, False)],
)
def test_a_mark_is_reached_or_not(percent, mark, expected):
    assert is_passed(percent, mark) is expected


@each(
    ("text", "read"),
    [
        ("Five days\n*Seven days\n", (["Five days", "Seven days"], 1)),
        ("* a\n* b", (["a", "b"], None)),
        ("a\nb", (["a", "b"], None)),
    ],
)
def test_choices_are_read_one_a_line(text, read):
    assert read_choices(text) == read


def a_course(*, form=CourseForm.SELF_PACED, questions=0, **version):
    """A course on a page with so many questions, the first choice of each the right one."""
    made = CourseVersionFactory(course=CourseFactory(form=form), number=1, **version)
    by = UserFactory(role=Role.TRAINER)
    for number in range(questions):
        quizzes.add_question(version=made, text=f"Question {number}", choices=["Yes", "No"], right=0, by=by, at=AT)
    return made


def sheet(version, right):
    """Answers of which so many are right."""
    rows = version.questions.prefetch_related("choices")
    return {row.pk: row.choices.all()[0 if place < right else 1].pk for place, row in enumerate(rows)}


@pytest.fixture
def calendar(db):
    return office_calendar()


def test_passing_completes_the_course_and_meets_what_is_owed(calendar):
    person, version = at_work(), a_course(questions=5)
    rule = a_rule(course=version.course)
    derive_duties(today=TODAY)
    failed = quizzes.hand_in(version=version, employee=person, answers=sheet(version, 3), by=None, at=AT)
    assert (failed.score, failed.is_passed, duty_of(person, rule).state) == (60, False, DutyState.OWED)
    passed = quizzes.hand_in(version=version, employee=person, answers=sheet(version, 4), by=None, at=AT)
    assert (passed.score, passed.is_passed, duty_of(person, rule).state) == (80, True, DutyState.DONE)
    assert Completion.objects.get().score == 80


def test_a_foreign_choice_is_no_answer(calendar):
    person, version, other = at_work(), a_course(questions=1), a_course(questions=1)
    stray = {version.questions.get().pk: Choice.objects.get(question__version=other, is_right=True).pk}
    tried = quizzes.hand_in(version=version, employee=person, answers=stray, by=None, at=AT)
    assert (tried.score, tried.answers.count()) == (0, 0)


def test_a_person_tries_five_times_a_day(calendar):
    person, version = at_work(), a_course(questions=1)
    for _ in range(5):
        quizzes.hand_in(version=version, employee=person, answers={}, by=None, at=AT)
    with pytest.raises(QuizRefused, match="come back tomorrow"):
        quizzes.hand_in(version=version, employee=person, answers={}, by=None, at=AT)
    quizzes.hand_in(version=version, employee=person, answers={}, by=None, at=AT + timedelta(days=1))


def test_before_and_after_a_class_a_score_proves_nothing(calendar):
    person, version = at_work(), a_course(form=CourseForm.CLASS, questions=1)
    for part in QuizPart:
        quizzes.hand_in(version=version, employee=person, answers=sheet(version, 1), by=None, at=AT, part=part)
    assert not Completion.objects.exists()
    with pytest.raises(QuizRefused, match="before the class already"):
        quizzes.hand_in(version=version, employee=person, answers={}, by=None, at=AT, part=QuizPart.PRE)


def test_attesting_keeps_the_words_and_the_text_that_was_read(calendar):
    person, version = at_work(), a_course()
    first = quizzes.attest(version=version, employee=person, by=None, at=AT)
    again = quizzes.attest(version=version, employee=person, by=None, at=AT + timedelta(days=3))
    assert first == again
    assert person.name in first.words
    assert fingerprint(version.objectives) in first.words
    assert Completion.objects.count() == 1


def test_what_is_asked_anew_is_attested_anew(calendar):
    person, version = at_work(), a_course(validity_months=12)
    rule = a_rule(course=version.course, repeat_months=12, window_days=30)
    first = quizzes.attest(version=version, employee=person, by=None, at=AT)
    for day, is_new in ((timedelta(days=300), False), (timedelta(days=340), True)):
        derive_duties(today=TODAY + day)
        assert taking(version, person, on=TODAY + day).is_to_do is is_new
        assert (quizzes.attest(version=version, employee=person, by=None, at=AT + day) != first) is is_new
    assert (duty_of(person, rule).state, Completion.objects.count()) == (DutyState.DONE, 2)


def test_a_course_with_questions_is_not_attested_and_a_class_neither(calendar):
    person = at_work()
    with pytest.raises(QuizRefused, match="answer them"):
        quizzes.attest(version=a_course(questions=1), employee=person, by=None, at=AT)
    with pytest.raises(QuizRefused, match="being there"):
        quizzes.attest(version=a_course(form=CourseForm.CLASS), employee=person, by=None, at=AT)


def test_questions_stay_once_answered(calendar):
    version, by = a_course(questions=2), UserFactory()
    quizzes.drop_question(question_id=version.questions.last().pk, by=by, at=AT)
    quizzes.hand_in(version=version, employee=at_work(), answers={}, by=None, at=AT)
    with pytest.raises(QuizRefused, match="Somebody has answered"):
        quizzes.drop_question(question_id=version.questions.get().pk, by=by, at=AT)
    after = CourseVersionFactory(course=version.course, number=2)
    assert quizzes.copy_questions(version=after, source=version, by=by, at=AT) == 1
    assert [choice.is_right for choice in after.questions.get().choices.all()] == [True, False]


def test_a_link_opens_one_course_for_one_person_without_signing_in(client, calendar):
    person, version = at_work(), a_course()
    address = reverse(
        "training:read", args=[link_for(person, version.course, at=clock.now()).rstrip("/").rsplit("/", 1)[1]]
    )
    page = client.get(address)
    assert person.name in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"is_read": "on"}).status_code == 302
    said = Acknowledgement.objects.get()
    assert (said.employee, said.attested_by) == (person, None)
    assert "Done" in client.get(address).content.decode()


@pytest.mark.parametrize("token", ["nonsense", "eyJlIjoxfQ:1abc:xyz"])
def test_a_link_that_is_not_ours_opens_nothing(client, calendar, token):
    assert client.get(reverse("training:read", args=[token])).status_code == 404
    gone = signing.dumps({"e": 10**9, "c": 1}, salt=SALT)
    assert client.get(reverse("training:read", args=[gone])).status_code == 404


def test_who_is_signed_in_answers_as_themselves(client, calendar):
    person, version = at_work(), a_course(questions=1)
    user = UserFactory(role=Role.DECISION_MAKER)
    type(person).objects.filter(pk=person.pk).update(user=user)
    client.force_login(user)
    address = reverse("training:take", args=[version.course.slug])
    assert client.post(address, {}).status_code == 422
    question, choice = next(iter(sheet(version, 1).items()))
    assert client.post(address, {f"q{question}": choice}).status_code == 302
    assert Attempt.objects.get().employee == person
    client.force_login(UserFactory(role=Role.DECISION_MAKER))
    assert client.get(address).status_code == 404


def test_those_who_teach_see_it_as_people_read_it_and_hand_in_nothing(client, calendar, django_assert_max_num_queries):
    version = a_course(questions=2)
    client.force_login(UserFactory(role=Role.TRAINER))
    address = reverse("training:take", args=[version.course.slug])
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    assert "As people read it" in page
    assert "Question 1" in page
    assert '<form class="form"' not in page
    assert client.post(address, {"is_read": "on"}).status_code == 404
    assert not Attempt.objects.exists()


def test_the_trainer_writes_the_questions(client, calendar):
    version = a_course()
    client.force_login(UserFactory(role=Role.TRAINER))
    address = reverse("training:questions", args=[version.course.slug])
    wrong = client.post(address, {"text": "How long?", "choices": "Five\nSeven"})
    assert wrong.status_code == 422
    client.post(address, {"text": "How long?", "choices": "Five\n*Seven"})
    assert [choice.text for choice in version.questions.get().choices.filter(is_right=True)] == ["Seven"]
    client.force_login(UserFactory(role=Role.LIAISON))
    assert client.get(address).status_code == 403


def test_a_room_answers_before_and_after_its_class_by_number(client, calendar):
    version = a_course(form=CourseForm.CLASS, questions=2)
    session = a_class(1, version=version)
    person, address = enrolled(session)[0], room_link(session, QuizPart.PRE).rstrip("/").rsplit("/", 1)[1]
    given = {f"q{question}": choice for question, choice in sheet(version, 1).items()}
    door = reverse("training:room", args=[address])
    assert client.post(door, {**given, "number": at_work().number}).status_code == 422
    assert "50% right" in client.post(door, {**given, "number": person.number}).content.decode()
    assert client.post(door, {**given, "number": person.number}).status_code == 422
    tried = Attempt.objects.get()
    assert (tried.employee, tried.session, tried.part, tried.score) == (person, session, "PRE", 50)
    assert not Completion.objects.exists()
    assert client.get(reverse("training:room", args=["nonsense"])).status_code == 404

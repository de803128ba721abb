"""Evaluations nobody can be told by, and an effect that claims no more than it shows."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from agreements.models.advice import TrainingNeed
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.each import each
from tests.factories.duties import AdviceFactory, TrainingNeedFactory
from tests.factories.requirements import CompletionFactory
from tests.factories.training import AttemptFactory, EvaluationFactory
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, at_work, supervised_by
from tests.training.room import a_class
from training.actions.evaluations import EvaluationRefused, hand_in_evaluation
from training.models.evaluations import Evaluation
from training.queries.effect import places_of
from training.queries.evaluations import evaluation_link, scores_of, summary_of
from training.rules.effect import Effect, Group, Place, effect_of
from training.rules.evaluation import OPEN_FOR, Sheet, is_open, summary

SHEET = Sheet(5, 4, 3, "The cases", "More time")


@each(("count", "is_shown"), [(0, False), (4, False), (5, True)])
def test_fewer_than_five_sheets_are_shown_to_nobody(count, is_shown):
    assert (summary([SHEET] * count) is not None) is is_shown


def test_sheets_together():
    found = summary([SHEET] * 4 + [Sheet(1, 1, 1)])
    assert (found.count, found.usefulness, found.clarity, found.readiness) == (5, "4.2", "3.4", "2.6")
    assert found.went_well == ("The cases",) * 4


@each(("days", "expected"), [(-1, False), (0, True), (30, True), (31, False)])
def test_sheets_are_taken_for_thirty_days(days, expected):
    assert is_open(TODAY, on=TODAY + timedelta(days=days)) is expected
    assert timedelta(days=30) == OPEN_FOR


def place(name="A", *, people=100, supervisors=10, trained=0, cases=0):
    return Place(name, people, supervisors, trained, cases)


@each(("trained", "expected"), [(0, False), (7, False), (8, True), (10, True)])
def test_a_department_counts_as_trained_from_four_in_five(trained, expected):
    assert place(trained=trained).is_trained is expected


@each(
    ("trained", "untrained", "words"),
    [
        (Group(2, 200, 1), Group(2, 200, 4), "fewer cases: 0.50 for each 100 employees against 2.00"),
        (Group(2, 200, 4), Group(2, 200, 1), "more cases: 2.00 for each 100 employees against 0.50"),
        (Group(2, 200, 4), Group(2, 200, 4), "Both groups had 2.00"),
        (Group(1, 900, 4), Group(2, 200, 4), "Too little to compare"),
        (Group(2, 99, 4), Group(2, 200, 4), "Too little to compare"),
    ],
)
def test_the_sentence_says_what_the_numbers_show_and_no_more(trained, untrained, words):
    assert words in Effect(trained, untrained).sentence


def test_a_department_without_supervisors_belongs_to_neither_group():
    found = effect_of([place(trained=10), place(trained=9), place(), place(supervisors=0, cases=50)])
    assert (found.trained.departments, found.untrained.departments, found.untrained.cases) == (2, 1, 0)
    assert found.trained.rate == Decimal("0.00")
    assert found.untrained.rate is None


def test_supervisors_are_counted_trained_while_their_training_is_good(db):
    boss = at_work()
    team = boss.assignments.get().department
    supervised_by(boss, department=team)
    done = CompletionFactory(employee=boss, completed_on=date(2026, 1, 5), valid_until=date(2026, 6, 14))
    user = UserFactory(role=Role.SPECIALIST)
    course = done.version.course
    assert [(row.people, row.supervisors, row.trained) for row in places_of(course, user, today=TODAY)] == [(2, 1, 0)]
    before = places_of(course, user, today=date(2026, 6, 14))
    assert [(row.supervisors, row.trained) for row in before] == [(1, 1)]


def test_a_sheet_is_kept_once_without_minute_or_name(db):
    session, key = a_class(0), uuid4()
    first = hand_in_evaluation(session_id=session.pk, key=key, sheet=SHEET, at=AT)
    assert hand_in_evaluation(session_id=session.pk, key=key, sheet=Sheet(1, 1, 1), at=AT) == first
    assert Evaluation.objects.get().handed_in_at.minute == 0
    with pytest.raises(EvaluationRefused):
        hand_in_evaluation(session_id=session.pk, key=uuid4(), sheet=SHEET, at=AT + timedelta(days=31))


def test_the_trainer_sees_five_sheets_and_not_four(client, db):
    session, trainer = a_class(0), UserFactory(role=Role.TRAINER)
    for _ in range(4):
        EvaluationFactory(session=session, went_well="Only I say this")
    client.force_login(trainer)
    address = reverse("training:evaluations", args=[session.reference])
    assert "Only I say this" not in client.get(address).content.decode()
    EvaluationFactory(session=session)
    assert "Only I say this" in client.get(address).content.decode()
    assert summary_of(session, UserFactory(role=Role.LIAISON)) == (0, None)


def test_scores_are_compared_for_five_who_answered_both_times(db):
    session = a_class(0)
    for number in range(5):
        assert scores_of(session).before is None
        person = at_work()
        for part, score in (("PRE", 40 + number), ("POST", 90)):
            made = {"version": session.version, "session": session, "handed_in_at": AT, "began_at": AT}
            AttemptFactory(employee=person, part=part, score=score, **made)
    AttemptFactory(employee=at_work(), part="PRE", score=0, version=session.version, session=session, handed_in_at=AT)
    found = scores_of(session)
    assert (found.people, found.before, found.after) == (5, 42, 90)


def test_anybody_in_the_room_hands_in_without_signing_in(client, db, settings):
    settings.CLOCK_OFFSET = timedelta(0)
    session = a_class(0, held_on=date.today())  # noqa: DTZ011 -- the page reads the real clock
    address = evaluation_link(session).removeprefix(settings.DESK_URL)
    assert client.get(address).status_code == 200
    marks = {"usefulness": "5", "clarity": "4", "readiness": "3"}
    assert client.post(address, {"key": str(uuid4())}).status_code == 422
    assert "Thank you" in client.post(address, {"key": str(uuid4()), **marks}).content.decode()
    assert Evaluation.objects.count() == 1
    assert client.get(address.replace(":", "x", 1)).status_code == 404


def test_a_need_is_taken_up_and_its_subject_stays_with_those_who_read_the_advice(client, db):
    advice = AdviceFactory(level=Level.OFFICE)
    need = TrainingNeedFactory(advice=advice, subject="A name that is nobody's business")
    client.force_login(UserFactory(role=Role.TRAINER))
    page = client.get(reverse("training:effect")).content.decode()
    assert "nobody&#x27;s business" not in page
    assert "1 open" in page
    client.post(reverse("training:settle_need", args=[need.pk]), {"how": "LR-101 in July"})
    assert TrainingNeed.objects.get().settled_how == "LR-101 in July"
    client.force_login(UserFactory(role=Role.LIAISON))
    assert client.post(reverse("training:settle_need", args=[need.pk]), {"how": "x"}).status_code == 403

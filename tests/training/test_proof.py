"""Proof by hand: what happened elsewhere is recorded, what was recorded by mistake is taken back and stays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labor_office.core.users.permissions import Role
from tests.factories.training import CourseFactory, CourseVersionFactory
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, a_rule, at_work, derive_duties, duty_of, office_calendar
from tests.training.room import a_class, completed_by, enrolled, tap, trainer
from training.actions.attendance import finish_attendance, record_taps
from training.actions.proof import CompletedInTheFuture, RecordedAlready, record_elsewhere, void_completion
from training.models.proof import Completion
from training.rules.vocabulary import DutyState, Mark, ProofSource

DAY = timedelta(days=1)


@pytest.fixture
def owed(db, settings):
    """Somebody who owes a course that is good for a year."""
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)
    office_calendar()
    person = at_work()
    version = CourseVersionFactory(course=CourseFactory(), number=1, validity_months=12)
    rule = a_rule(course=version.course)
    derive_duties(today=TODAY)
    return person, version, rule


def elsewhere(person, version, on, by, **more):
    given = {
        "source": ProofSource.EQUIVALENT,
        "evidence": "State academy, certificate 4471",
        "by": by,
        "at": AT,
        **more,
    }
    return record_elsewhere(employee=person, version=version, completed_on=on, **given)


def test_what_was_completed_elsewhere_meets_what_is_owed_for_as_long_as_it_is_good(owed):
    person, version, rule = owed
    done = elsewhere(person, version, TODAY - 30 * DAY, trainer())
    assert (done.valid_until, done.source) == ((TODAY - 30 * DAY).replace(year=2027), ProofSource.EQUIVALENT)
    assert duty_of(person, rule).state == DutyState.DONE


def test_the_same_day_is_recorded_once_and_no_day_to_come(owed):
    person, version, _ = owed
    by = trainer()
    elsewhere(person, version, TODAY, by)
    with pytest.raises(RecordedAlready, match="already"):
        elsewhere(person, version, TODAY, by)
    with pytest.raises(CompletedInTheFuture):
        elsewhere(person, version, TODAY + DAY, by)
    assert Completion.objects.count() == 1


def test_taken_back_it_stays_and_what_it_met_is_owed_again(owed):
    person, version, rule = owed
    by = trainer()
    done = elsewhere(person, version, TODAY - DAY, by)
    void_completion(completion_id=done.pk, because="Another person.", by=by, at=AT)
    done.refresh_from_db()
    assert (done.voided_because, duty_of(person, rule).state) == ("Another person.", DutyState.OWED)
    elsewhere(person, version, TODAY - DAY, by)
    assert duty_of(person, rule).state == DutyState.DONE


def test_what_was_taken_back_by_hand_is_not_proved_again_by_finishing_twice(owed):
    session, by = a_class(2), trainer()
    kept, wrong = enrolled(session)
    given = {"session_id": session.pk, "by": by}
    record_taps(taps=[tap(kept), tap(wrong)], at=AT, **given)
    finish_attendance(at=AT, **given)
    done = Completion.objects.get(employee=wrong)
    void_completion(completion_id=done.pk, because="Signed for another.", by=by, at=AT + timedelta(minutes=1))
    finish_attendance(at=AT + timedelta(minutes=2), **given)
    assert completed_by(session) == {kept.name}
    for minute, mark in ((3, Mark.ABSENT), (4, Mark.PRESENT)):
        record_taps(taps=[tap(wrong, mark, called=str(minute))], at=AT + timedelta(minutes=minute), **given)
    assert completed_by(session) == {kept.name, wrong.name}


def page(name, person, *more):
    return reverse(f"training:{name}", args=[person.code, *more])


def test_the_trainer_records_it_with_its_scan_and_takes_it_back(client, owed):
    person, version, _ = owed
    client.force_login(trainer())
    record = client.get(page("person", person)).content.decode()
    assert page("record_proof", person) in record
    given = {
        "course": version.course.slug, "completed_on": "6/1/2026", "source": "EARLIER", "evidence": "Card of 2026",
        "paper": SimpleUploadedFile("card.txt", b"Completed May 9.", "text/plain"),
    }  # fmt: skip
    assert client.post(page("record_proof", person), given).status_code == 302
    done = Completion.objects.get()
    assert (done.evidence, done.recorded_by.role, done.document is not None) == ("Card of 2026", Role.TRAINER, True)
    assert client.get(page("proof_paper", person, done.pk)).status_code == 200
    void = page("void_proof", person, done.pk)
    assert void in client.get(page("person", person)).content.decode()
    assert client.post(void, {"because": "  "}).status_code == 422
    assert client.post(void, {"because": "Another’s card."}).status_code == 302
    shown = client.get(page("person", person)).content.decode()
    assert "Another’s card." in shown
    assert void not in shown


WRONG = [
    ({"completed_on": "6/16/2026"}, "Enter today or a day before it."),
    ({"evidence": ""}, "What shows it"),
    ({"source": "ATTENDANCE"}, "What it is"),
]


def test_what_cannot_be_recorded_says_so_at_its_place(client, owed):
    person, version, _ = owed
    client.force_login(trainer())
    given = {"course": version.course.slug, "completed_on": "6/1/2026", "source": "EARLIER", "evidence": "Card"}
    for wrong, said in WRONG:
        answer = client.post(page("record_proof", person), given | wrong)
        assert answer.status_code == 422, wrong
        assert said in answer.content.decode(), wrong
        assert not Completion.objects.exists(), wrong


def test_proof_by_hand_is_for_those_who_train(client, owed):
    person, version, _ = owed
    done = elsewhere(person, version, TODAY, trainer())
    for role, status in ((Role.SPECIALIST, 403), (Role.LIAISON, 403), (Role.CHIEF, 200)):
        client.force_login(UserFactory(role=role))
        for address in (page("record_proof", person), page("void_proof", person, done.pk)):
            assert client.get(address).status_code == status, (role, address)


def test_a_record_of_one_person_is_not_found_under_another(client, owed):
    person, version, _ = owed
    done, other = elsewhere(person, version, TODAY, trainer()), at_work()
    client.force_login(trainer())
    assert client.get(page("void_proof", other, done.pk)).status_code == 404
    assert client.get(page("proof_paper", other, done.pk)).status_code == 404
    assert client.get(page("proof_paper", person, done.pk)).status_code == 404

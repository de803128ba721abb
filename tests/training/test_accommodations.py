"""What people need to take part: nobody writes over what they have not seen."""

import pytest
from django.urls import reverse

from labor_office.core.notices.messages.training import MOVED
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import DepartmentContact
from tests.factories.training import TrainingSessionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory
from tests.training.city import AT, TODAY, at_work
from tests.training.room import trainer
from training.actions import seats
from training.actions.accommodations import NeedsChanged, arrange_accommodation, ask_accommodation, stamp_of
from training.actions.inviting import tell_seat
from training.models.sessions import AccommodationRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    """A seat of somebody in Fire, in a session far ahead."""
    person = at_work(department=DepartmentFactory(name="Fire", slug="fire"))
    session = TrainingSessionFactory(held_on=TODAY.replace(year=2036))
    return seats.enrol(session_id=session.pk, employee_id=person.pk, by=trainer(), at=AT, today=TODAY)


def liaison(seat):
    user = UserFactory(role=Role.LIAISON)
    fire = seat.employee.assignments.get().department
    DepartmentContactFactory(department=fire, user=user, part=DepartmentContact.Part.LIAISON)
    return user


def ask(seat, by, needs, seen=None):
    return ask_accommodation(enrolment_id=seat.pk, needs=needs, by=by, at=AT, seen=seen)


def test_words_kept_meanwhile_are_shown_and_not_written_over(seat):
    by = trainer()
    seen = stamp_of(ask(seat, by, "A ramp."))
    ask(seat, by, "A ramp and a reader.", seen)
    with pytest.raises(NeedsChanged) as changed:
        ask(seat, by, "An interpreter.", seen)
    assert changed.value.theirs.needs == "A ramp and a reader."
    assert AccommodationRequest.objects.get().needs == "A ramp and a reader."


def test_what_a_writer_may_not_read_they_do_not_write_over_either(seat):
    ask(seat, liaison(seat), "A quiet room.")
    with pytest.raises(NeedsChanged) as changed:
        ask(seat, liaison(seat), "Nothing.", stamp_of(None))
    assert changed.value.theirs is None
    assert "quiet" not in str(changed.value)


def test_whoever_passed_it_on_goes_on_reading_it(seat):
    first = liaison(seat)
    known = ask(seat, first, "A quiet room.")
    ask(seat, trainer(), "A quiet room upstairs.", stamp_of(known))
    assert AccommodationRequest.objects.visible_to(first).get().needs == "A quiet room upstairs."


def test_nothing_is_arranged_for_needs_that_changed(seat):
    by = trainer()
    known = ask(seat, by, "A ramp.")
    seen = stamp_of(known)
    ask(seat, by, "An interpreter.", seen)
    with pytest.raises(NeedsChanged):
        arrange_accommodation(request_id=known.pk, arranged="Room on the ground floor.", by=by, at=AT, seen=seen)
    assert AccommodationRequest.objects.get().arranged == ""
    # Nothing of it stands in what a mail is made from, which whoever keeps the outbox reads too.
    seat.employee.email = "someone@rivermont.example"
    tell_seat([seat], session=seat.session, standing=MOVED, by=by, at=AT)
    said = str(list(Notice.objects.values_list("context", flat=True)))
    assert ("interpreter" in said, "ramp" in said, seat.session.reference in said) == (False, False, True)


def test_the_page_shows_both_texts_and_the_second_press_replaces(client, seat):
    by = trainer()
    client.force_login(by)
    address = reverse("training:needs", args=[seat.session.reference, seat.pk])
    before = {"seen": stamp_of(None)}
    ask(seat, by, "A ramp.")
    shown = client.post(address, before | {"needs": "An interpreter."})
    page = shown.content.decode()
    assert shown.status_code == 422
    assert "A ramp." in page
    assert "An interpreter." in page
    now = stamp_of(AccommodationRequest.objects.get())
    assert f'value="{now}"' in page
    assert client.post(address, {"seen": now, "needs": "A ramp and an interpreter."}).status_code == 302
    assert AccommodationRequest.objects.get().needs == "A ramp and an interpreter."


def test_another_liaison_is_told_whom_to_tell_and_reads_nothing(client, seat):
    ask(seat, liaison(seat), "A quiet room.")
    client.force_login(liaison(seat))
    page = client.get(reverse("training:needs", args=[seat.session.reference, seat.pk])).content.decode()
    assert "Somebody else has passed this on" in page
    assert "quiet" not in page
    assert "<textarea" not in page


def test_the_arrangement_page_keeps_what_was_arranged(client, seat):
    by = trainer()
    known = ask(seat, by, "A ramp.")
    client.force_login(by)
    address = reverse("training:arrange", args=[seat.session.reference, seat.pk])
    assert client.post(address, {"arranged": "Ground floor.", "seen": stamp_of(None)}).status_code == 422
    assert client.post(address, {"arranged": "Ground floor.", "seen": stamp_of(known)}).status_code == 302
    assert AccommodationRequest.objects.get().arranged == "Ground floor."

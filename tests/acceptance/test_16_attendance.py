"""Scenario 16. Twenty-two people are marked on a phone, with no signal for half of it, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment
from tests.acceptance.city import morning
from tests.factories.training import CourseVersionFactory, EnrolmentFactory, TrainingSessionFactory
from training.models.proof import Completion

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PHONE = {"width": 390, "height": 844}
LOST = ("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
SEATS = 22


@pytest.fixture
def session(morning_of_june_15):
    """A class this morning with 22 people of the roster on its list."""
    trainer = User.objects.get(name="Grace Okafor")
    made = {"added_by": trainer, "added_at": morning()}
    held = TrainingSessionFactory(held_on=morning().date(), version=CourseVersionFactory(**made), **made)
    posts = Assignment.objects.on(held.held_on).select_related("employee").order_by("employee__number")
    for post in posts[:SEATS]:
        EnrolmentFactory(session=held, employee=post.employee, asked_by=trainer)
    return held


def test_a_class_is_marked_at_the_door_offline_for_half_of_it(hands, sign_in, session):
    sign_in("Grace Okafor")
    hands.page.set_viewport_size(PHONE)
    page = hands.live.open(f"/training/sessions/{session.reference}/attendance/")
    hands.looked_at()
    names = [seat.employee.name for seat in session.enrolments.select_related("employee").order_by("employee__name")]
    said, count = page.locator("[data-waiting]"), page.locator("[data-count]")
    expect(count).to_have_text("0 of 22 marked")
    with hands.counted() as exceptions:
        hands.click(person(page, names[3]).get_by_role("radio", name="Absent"))
        expect(said).to_have_text("All saved")
        page.context.set_offline(True)
        hands.click(person(page, names[17]).get_by_role("radio", name="Absent"))
        expect(said).to_have_text("1 to sync")
        page.get_by_label("Name or employee number").fill("Robin Passerby")
        hands.click(page.get_by_role("button", name="Add walk-in"))
        expect(said).to_have_text("2 to sync")
    with hands.counted() as beyond:
        hands.click(page.get_by_role("button", name="Mark all present"))
        expect(said).to_have_text("22 to sync")
        expect(count).to_have_text("23 of 23 marked")
        hands.click(page.get_by_role("button", name="Finish attendance"))
        expect(said).to_contain_text("then the attendance is finished")
    assert session.attendances.count() == 1
    hands.looked_at()
    page.context.set_offline(False)
    expect(page.get_by_text("20 people have completed the course")).to_be_visible(timeout=20_000)
    assert (exceptions.clicks, beyond.clicks) == (3, 2)
    assert beyond.clicks <= 5
    marked = sorted(session.attendances.values_list("mark", flat=True))
    assert marked == ["ABSENT"] * 2 + ["PRESENT"] * 21
    done = Completion.objects.standing().filter(attendance__session=session)
    assert sorted(each.employee.name for each in done) == sorted(set(names) - {names[3], names[17]})
    expect(person(page, "Robin Passerby").get_by_text("Walk-in, not on the roster")).to_be_visible()
    hands.looked_at()
    hands.live.problems[:] = [found for found in hands.live.problems if not any(word in found for word in LOST)]


def test_letters_mark_the_row_that_has_the_focus(hands, sign_in, session):
    sign_in("Grace Okafor")
    page = hands.live.open(f"/training/sessions/{session.reference}/attendance/")
    row = page.locator("[data-row]").first
    row.get_by_role("radio", name="Partial").focus()
    hands.press("a")
    expect(row.get_by_role("radio", name="Absent")).to_be_checked()
    hands.press("p")
    expect(row.get_by_role("radio", name="Present")).to_be_checked()
    expect(page.locator("[data-waiting]")).to_have_text("All saved")
    assert [row.mark for row in session.attendances.all()] == ["PRESENT"]


def person(page, name: str):
    """A person's row."""
    return page.locator("[data-row]").filter(has_text=name)

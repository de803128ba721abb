"""Scenario 16. A class is marked on a phone, with no signal for half of it, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from labor_office.core.workforce.models import Assignment
from training.models.duties import Duty
from training.models.proof import Completion
from training.models.sessions import TrainingSession

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PHONE = {"width": 390, "height": 844}
THIS_MORNING = "TS-2026-0018"
ADDRESS = f"/training/sessions/{THIS_MORNING}/attendance/"
FIRE = "/training/compliance/people/?department=fire-and-ems"
LOST = ("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
TAPS_BEYOND_THE_EXCEPTIONS = 5


def test_a_class_is_marked_at_the_door_offline_for_half_of_it(hands, sign_in):
    sign_in("Grace Okafor")
    hands.page.set_viewport_size(PHONE)
    session = TrainingSession.objects.get(reference=THIS_MORNING)
    names = [seat.employee.name for seat in session.enrolments.enrolled().select_related("employee")]
    names.sort()
    fire = one_of_fire(session)
    hands.live.open(FIRE)
    expect(standing(hands.page, fire)).to_contain_text("Overdue")
    page = hands.live.open(ADDRESS)
    hands.looked_at()
    said, count = page.locator("[data-waiting]"), page.locator("[data-count]")
    expect(count).to_have_text("0 of 24 marked")
    absent = [name for name in names if name != fire][:2]
    with hands.counted() as exceptions:
        hands.click(row_of(page, absent[0]).get_by_role("radio", name="Absent"))
        expect(said).to_have_text("All saved")
        page.context.set_offline(True)
        hands.click(row_of(page, absent[1]).get_by_role("radio", name="Absent"))
        expect(said).to_have_text("1 to sync")
        page.get_by_label("Name or employee number").fill("Robin Passerby")
        hands.click(page.get_by_role("button", name="Add walk-in"))
        expect(said).to_have_text("2 to sync")
    with hands.counted() as beyond:
        hands.click(page.get_by_role("button", name="Mark all present"))
        expect(said).to_have_text("24 to sync")
        expect(count).to_have_text("25 of 25 marked")
        hands.click(page.get_by_role("button", name="Finish attendance"))
        expect(said).to_contain_text("then the attendance is finished")
    assert session.attendances.count() == 1
    hands.looked_at()
    page.context.set_offline(False)
    expect(page.get_by_text("22 people have completed the course")).to_be_visible(timeout=30_000)
    assert exceptions.clicks == 3
    assert beyond.clicks <= TAPS_BEYOND_THE_EXCEPTIONS
    marked = sorted(session.attendances.values_list("mark", flat=True))
    assert marked == ["ABSENT"] * 2 + ["PRESENT"] * 23
    done = Completion.objects.standing().filter(attendance__session=session)
    assert {each.employee.name for each in done} == set(names) - set(absent)
    expect(row_of(page, "Robin Passerby").get_by_text("Walk-in, not on the roster")).to_be_visible()
    hands.looked_at()
    hands.live.open(FIRE)
    expect(standing(page, fire)).to_contain_text("Done Jun 2026")
    hands.live.problems[:] = [found for found in hands.live.problems if not any(word in found for word in LOST)]


def test_letters_mark_the_row_that_has_the_focus(hands, sign_in):
    sign_in("Grace Okafor")
    page = hands.live.open(ADDRESS)
    row = page.locator("[data-row]").first
    row.get_by_role("radio", name="Partial").focus()
    hands.press("a")
    expect(row.get_by_role("radio", name="Absent")).to_be_checked()
    hands.press("p")
    expect(row.get_by_role("radio", name="Present")).to_be_checked()
    expect(page.locator("[data-waiting]")).to_have_text("All saved")
    marked = TrainingSession.objects.get(reference=THIS_MORNING).attendances.all()
    assert [each.mark for each in marked] == ["PRESENT"]


def one_of_fire(session):
    """Somebody of Fire and EMS who is on this morning's list and overdue."""
    people = session.enrolments.enrolled().values("employee")
    posts = Assignment.objects.on(session.held_on).filter(employee__in=people, department__slug="fire-and-ems")
    late = Duty.objects.current().overdue(session.held_on).filter(employee__in=posts.values("employee"))
    return late.select_related("employee").order_by("employee__name")[0].employee.name


def row_of(page, name: str):
    """A person's row at the door."""
    return page.locator("[data-row]").filter(has_text=name)


def standing(page, name: str):
    """A person's row in the matrix."""
    return page.locator("table.matrix tbody tr").filter(has_text=name)

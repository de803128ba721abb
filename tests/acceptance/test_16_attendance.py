"""Scenario 16. A class is marked on a phone, with no signal for half of it, and nothing is lost."""

import os
import re
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from labor_office.core.web import clock
from labor_office.core.workforce.models import Assignment
from training.actions.attendance import record_taps
from training.models.duties import Duty
from training.models.proof import Completion
from training.models.sessions import TrainingSession
from training.rules.attendance import Tap
from training.rules.vocabulary import Mark

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PHONE = {"width": 390, "height": 844}
THIS_MORNING = "TS-2026-0018"
# For each door that this device keeps, how many of its pages.
KEPT = """caches.keys().then((names) => Promise.all(names.map(async (name) => {
    const kept = await (await caches.open(name)).keys();
    return kept.filter(({url}) => url.endsWith("/attendance/")).length;
})))"""
ADDRESS = f"/training/sessions/{THIS_MORNING}/attendance/"
FIRE = "/training/compliance/people/?department=fire-and-ems"
LOST = ("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
TAPS_BEYOND_THE_EXCEPTIONS = 5
# Of the scenario's minute, all but what a person takes to look for two names and type one.
SECONDS = 60


@pytest.fixture
def when_it_ends(morning_of_june_15, settings, monkeypatch) -> None:
    """The class of this morning has just ended: 12:35 p.m. Before that nobody may finish its attendance."""
    settings.CLOCK_OFFSET += timedelta(hours=4, minutes=5)
    monkeypatch.setitem(os.environ, "CLOCK_OFFSET_SECONDS", str(settings.CLOCK_OFFSET.total_seconds()))


@pytest.mark.usefixtures("when_it_ends")
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
    began = time.monotonic()
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
    page.context.set_offline(False)
    expect(page.get_by_text("22 people have completed the course")).to_be_visible(timeout=30_000)
    assert time.monotonic() - began < SECONDS
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


@pytest.mark.usefixtures("when_it_ends")
def test_a_reload_without_a_signal_loses_nothing_that_was_marked(hands, sign_in):
    """The page itself stays on the device; what was saved before, what waits, and another device's notes show."""
    trainer = sign_in("Grace Okafor")
    hands.page.set_viewport_size(PHONE)
    session = TrainingSession.objects.get(reference=THIS_MORNING)
    one, two, three = (seat.employee for seat in seats_by_name(session)[:3])
    page = hands.live.open(ADDRESS)
    expect(page.locator("[data-door][data-kept]")).to_be_attached()
    said = page.locator("[data-waiting]")
    elsewhere = Tap(uuid4(), three.code, Mark.PARTIAL, note="Called away at eleven")
    record_taps(session_id=session.pk, taps=[elsewhere], by=trainer, at=clock.now())
    hands.click(row_of(page, one.name).get_by_role("radio", name="Absent"))
    expect(said).to_have_text("All saved")
    expect(row_of(page, three.name).locator("[data-noted]")).to_have_text("Called away at eleven")
    page.context.set_offline(True)
    hands.click(row_of(page, two.name).get_by_role("radio", name="Absent"))
    expect(said).to_have_text("1 to sync")
    page.reload()
    expect(page.get_by_role("heading", name="Attendance", level=1)).to_be_visible()
    for person, mark in ((one, "Absent"), (two, "Absent"), (three, "Partial")):
        expect(row_of(page, person.name).get_by_role("radio", name=mark)).to_be_checked()
    expect(row_of(page, three.name).locator("[data-noted]")).to_have_text("Called away at eleven")
    expect(page.locator("[data-count]")).to_have_text("3 of 24 marked")
    hands.looked_at()
    page.context.set_offline(False)
    expect(said).to_have_text("All saved", timeout=30_000)
    assert session.attendances.get(employee=two).mark == Mark.ABSENT
    hands.looked_at()
    hands.live.problems[:] = [found for found in hands.live.problems if not any(word in found for word in LOST)]


def test_whoever_signs_out_leaves_no_list_of_people_on_the_device(hands, sign_in):
    sign_in("Grace Okafor")
    page = hands.live.open(ADDRESS)
    expect(page.locator("[data-door][data-kept]")).to_be_attached()
    assert page.evaluate(KEPT) == [1]
    page.context.clear_cookies()
    hands.live.open("/accounts/login/")
    page.wait_for_function(f"{KEPT.strip()}.then((kept) => kept.length === 0)")
    page.context.set_offline(True)
    with pytest.raises(PlaywrightError):
        hands.live.open(ADDRESS)
    hands.live.problems.clear()


def test_a_class_that_goes_on_is_not_finished(hands, sign_in):
    sign_in("Grace Okafor")
    page = hands.live.open(ADDRESS)
    hands.click(page.get_by_role("button", name="Mark all present"))
    expect(page.locator("[data-waiting]")).to_have_text("All saved")
    hands.click(page.get_by_role("button", name="Finish attendance"))
    expect(page.get_by_text(re.compile("This class goes on until 12:30 p.m."))).to_be_visible()
    hands.looked_at()
    assert not Completion.objects.filter(attendance__session__reference=THIS_MORNING).exists()


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


def seats_by_name(session):
    """Who is on the list, as the list has them."""
    return list(session.enrolments.enrolled().select_related("employee").order_by("employee__name", "employee__number"))


def row_of(page, name: str):
    """A person's row at the door."""
    return page.locator("[data-row]").filter(has_text=name)


def standing(page, name: str):
    """A person's row in the matrix."""
    return page.locator("table.matrix tbody tr").filter(has_text=name)

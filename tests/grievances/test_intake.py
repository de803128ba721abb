"""The union's form typed in: what it asks, fills in, refuses and opens."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grievances.models import Grievance
from labor_office.core.users.permissions import Role
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.deadlines import calendar
from tests.factories.grievances import DISCIPLINE, NOW, filed, unit_with_procedure
from tests.factories.rosters import RosterImportFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import AssignmentFactory, BargainingUnitFactory, DepartmentFactory, EmployeeFactory
from tests.grievances.papers import DRAFT, NEW, PREVIEW, errors, fitter, paper, said
from tests.undone import undone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026, half past eight in the morning."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)


@pytest.fixture
def specialist(client):
    user = UserFactory(name="Dana Whitfield")
    client.force_login(user)
    return user


def test_the_form_opens_in_paper_order_with_the_day_filled_in(client, specialist):
    page = client.get(NEW).content.decode()
    names = re.findall(r'<(?:input|select|textarea)[^>]*? name="(\w+)"', page.split('id="intake"')[1])
    order = ["received_on", "method", "scan", "filer", "find", "unit", "event_on", "statement", "articles", "owner"]
    assert [name for name in dict.fromkeys(names) if name in order] == order
    assert 'value="6/15/2026"' in page
    # Else Back fills the next form with half of the one filed.
    assert re.search(r'<form [^>]*id="intake"[^>]*autocomplete="off"', page)
    assert "Error:" not in page


def test_saving_opens_the_grievance_with_all_that_the_roster_knows(client, specialist):
    unit = unit_with_procedure()
    fitter(unit)
    response = client.post(
        NEW, paper(articles="14.3, Art. 14.5", remedy="Pay.", received_on="6/15/2026", event_on="6/9/2026")
    )
    grievance = Grievance.objects.get()
    assert response["Location"] == f"/grievances/{grievance.reference}/"
    assert (grievance.unit, grievance.department.name, grievance.owner) == (unit, "Water Utilities", unit.owner)
    assert grievance.title == "Two junior fitters were called out first"
    assert {str(party) for party in grievance.parties.all()} == {"Marcus Bell, Grievant", "Lena Ortiz, Supervisor"}
    assert [citation.text for citation in grievance.citations.all()] == ["14.3", "14.5"]
    assert said(response) == ["G-2026-0001 opened. Step 1 decision due Thu, Jun 25, 2026."]


MISTAKES = (
    ({"event_on": "5/20"}, "event_on", "The event, Wed, May 20, 2026, is after the day of receipt, Thu, May 14, 2026"),
    ({"received_on": "7/1"}, "received_on", "Wed, Jul 1, 2026 is still to come"),
    ({"received_on": "soon"}, "received_on", "Enter a date, for example"),
    ({"received_on": ""}, "received_on", "Enter the date received"),
    ({"statement": " "}, "statement", "Enter what happened"),
    ({"grievants": []}, "find", "Find at least one grievant"),
    ({"grievants": [], "find": "Bell"}, "grievants", "Tick who “Bell” is"),
    ({"unit": "no-such-unit"}, "unit", "not one of the available"),
    ({"known_on": "5/1"}, "known_on", "cannot have been known before the event"),
    ({"received_at": "25:00"}, "received_at", "Enter an hour, for example 4:12 p.m."),
    ({"scan": SimpleUploadedFile("form.pdf", b"MZ program")}, "scan", "form.pdf is a program"),
)


def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(client, specialist):
    fitter(unit_with_procedure())
    for changes, field, words in MISTAKES:
        response = client.post(NEW, paper(**changes))
        assert (changes, response.status_code) == (changes, 422)
        assert words in errors(response)[field]
        page = response.content.decode()
        assert "Error: " in page.split("</title>")[0]
        if "grievants" not in changes:
            assert re.search(r'value="e:10042"[^>]*checked', page), changes
        if "statement" not in changes:
            assert "Two junior fitters" in page, changes
        assert not Grievance.objects.exists()
    both = client.post(NEW, paper(received_on="soon", event_on="then")).content.decode()
    assert "Date of the event: Enter a date, for example 6/15/2026." in both.split('id="intake"')[0]


def test_a_late_filing_is_a_warning_that_asks_for_one_choice(client, specialist):
    fitter(unit_with_procedure())
    late = paper(received_on="5/27/2026")
    response = client.post(NEW, late)
    assert response.status_code == 422
    assert "2 working days late under 11.1: the last day was Fri, May 22" in errors(response)["lateness"]
    assert "You can still record it." in response.content.decode()
    response = client.post(NEW, late | {"lateness": "DISPUTED"})
    assert (Grievance.objects.get().timeliness, Grievance.objects.get().days_late) == ("DISPUTED", 2)


def test_a_name_of_no_roster_is_taken_and_marked(client, specialist):
    unit = unit_with_procedure()
    client.post(NEW, paper(grievants=["n:Jane <b>Roe</b>"], unit=unit.slug))
    party = Grievance.objects.get().parties.get()
    assert (party.name, party.is_off_roster) == ("Jane <b>Roe</b>", True)


def test_a_name_typed_is_offered_as_not_on_the_roster_of_the_day_last_loaded(client, specialist):
    unit = unit_with_procedure()
    assert "Jane Roe (no roster is loaded)" in client.post(NEW, paper(act="preview", find="Jane Roe")).content.decode()
    RosterImportFactory(state="APPLIED", as_of=date(2026, 6, 1), applied_at=NOW)
    typed = paper(act="preview", find="Jane Roe", grievants=["n:Jane Poe"], unit=unit.slug)
    page = client.post(NEW, typed).content.decode()
    assert "No roster is loaded" not in page
    for name in ("Jane Roe", "Jane Poe"):
        assert f"{name} (not on the roster of June 1)" in page


def test_the_union_itself_needs_no_name(client, specialist):
    unit = unit_with_procedure()
    assert client.post(NEW, paper(filer="UNION", grievants=[], unit=unit.slug)).status_code == 302


def test_a_grievant_of_no_roster_number_is_not_invented(client, specialist):
    unit = unit_with_procedure()
    response = client.post(NEW, paper(grievants=["e:99999"], unit=unit.slug))
    assert response.status_code == 422


def test_the_preview_counts_what_saving_then_keeps(client, specialist):
    unit = unit_with_procedure()
    fitter(unit)
    form = paper(received_on="6/15/2026", event_on="6/9/2026")
    page = client.post(PREVIEW, form, headers={"HX-Request": "true"}).content.decode()
    assert "In time under 11.1: the last day is Wed, Jun 24" in page
    assert 'datetime="2026-06-25"' in page
    assert f'<option value="{unit.slug}" selected>' in page
    assert "in force on the event date, Tuesday, June 9, 2026" in page
    assert "Past before you save" not in page
    late = client.post(PREVIEW, paper(), headers={"HX-Request": "true"}).content.decode()
    assert "Step 1 decision was due Tue, May 26, 2026." in late
    assert 'datetime="2026-05-26"' in late
    assert "No limit starts" not in late
    assert not Grievance.objects.exists()
    for each, due_on in ((form, date(2026, 6, 25)), (paper(), date(2026, 5, 26))):
        client.post(NEW, each)
        assert Grievance.objects.latest("pk").deadlines.get(code="2").due_on == due_on


def test_the_preview_shows_the_article_in_force_that_day_and_what_is_not_held(client, specialist):
    unit = unit_with_procedure()
    article = ArticleFactory(unit=unit, number="14.3")
    ArticleVersionFactory(article=article, agreement=AgreementFactory(unit=unit))
    form = paper(unit=unit.slug, articles="14.3 99.1")
    page = client.post(PREVIEW, form).content.decode()
    assert "Overtime call-outs go to the most senior" in page
    assert "We hold no such section in force that day" in page


def test_look_alikes_name_only_what_the_person_may_know_of(client, specialist):
    unit = unit_with_procedure()
    known = filed(unit=unit, articles=["14.3"], title="Known to all")
    filed(unit=unit, articles=["14.3"], title="Known to few", is_restricted=True)
    page = client.post(PREVIEW, paper(unit=unit.slug, articles="14.3")).content.decode()
    assert known.reference in page
    assert "Known to few" not in page


def test_past_the_published_calendar_no_date_is_given_and_saving_works(client, specialist):
    short = calendar(name="short", through=date(2026, 6, 20))
    unit = unit_with_procedure(on=short)
    form = paper(unit=unit.slug, received_on="6/15/2026", event_on="6/14/2026", grievants=["n:A"])
    page = client.post(PREVIEW, form).content.decode()
    assert "Needs a date" in page
    assert "Holidays for 2026 have not been entered" in page
    response = client.post(NEW, form)
    assert "needs a date" in said(response)[0]


def test_what_was_filled_in_follows_another_grievant_but_never_replaces_what_was_typed(client, specialist):
    unit, other = unit_with_procedure(), unit_with_procedure()
    fitter(unit)
    fitter_two = EmployeeFactory(name="Ben Holloway", number="10112")
    AssignmentFactory(employee=fitter_two, unit=other, department=DepartmentFactory(slug="parks", name="Parks"))
    first = client.post(PREVIEW, paper()).context["form"].data
    second = client.post(
        PREVIEW,
        paper(grievants=["e:10112"], unit=first["unit"], department=first["department"], filled=first["filled"],
              supervisor="Someone typed"),
    ).context["form"].data  # fmt: skip
    assert (second["unit"], second["department"], second["supervisor"]) == (other.slug, "parks", "Someone typed")


def test_a_step_that_is_no_way_in_asks_what_allows_it(client, specialist):
    unit = unit_with_procedure()
    form = paper(unit=unit.slug, step="2", grievants=["n:A"])
    response = client.post(NEW, form)
    assert response.status_code == 422
    assert "names these ways in: Step 1" in errors(response)["basis"]
    client.post(NEW, form | {"basis": "Letter of May 1", "lateness": "WAIVED"})
    assert Grievance.objects.get().step == "2"


def test_discipline_enters_where_the_procedure_says(client, specialist):
    unit = unit_with_procedure()
    client.post(NEW, paper(unit=unit.slug, grievants=["n:A"], kinds=[DISCIPLINE, "made up"]))
    assert (Grievance.objects.get().step, Grievance.objects.get().kinds) == ("2", [DISCIPLINE])


def test_a_unit_without_a_procedure_says_so_before_and_at_saving(client, specialist):
    unit = BargainingUnitFactory()
    form = paper(unit=unit.slug, grievants=["n:A"])
    assert "No grievance procedure is published" in client.post(PREVIEW, form).content.decode()
    assert "No grievance procedure is published" in errors(client.post(NEW, form))["__all__"]


def test_only_those_who_edit_grievances_take_them_in(client):
    found = {}
    for role in Role:
        client.force_login(UserFactory(role=role))
        answers = [client.get(NEW), *(client.post(address, paper()) for address in (PREVIEW, f"{NEW}people/", DRAFT))]
        found[role] = {answer.status_code for answer in answers}
    assert found == {role: {200} if role in {Role.CHIEF, Role.SPECIALIST} else {403} for role in Role}


def test_hostile_words_break_nothing(client, specialist):
    unit = unit_with_procedure()
    for nasty in ("\x00", "'; drop table", "e:\x00", "%", "<script>", "n:", "9" * 5000):
        form = paper(grievants=[nasty], find=nasty, articles=nasty, unit=nasty, step=nasty, kinds=[nasty], filled=nasty,
                     owner=nasty, token=nasty, representative=nasty, department=nasty)  # fmt: skip
        for address in (NEW, PREVIEW, f"{NEW}people/", DRAFT):
            assert client.post(address, form).status_code in {200, 422}, (nasty[:20], address)
        form["unit"] = unit.slug
        assert client.post(PREVIEW, form).status_code == 200, nasty[:20]
        with undone():
            assert b"<script>\n" not in client.post(NEW, form).content

"""Lists of seniority: drawn from the roster of a day, never drawn again, on paper and as CSV."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.db import DatabaseError, transaction

from bargaining.actions import seniority as actions
from bargaining.models.seniority import SeniorityList
from bargaining.queries.seniority import paper_of, people_on
from bargaining.rules.seniority import Measure, Purpose
from labor_office.core.users.permissions import Role
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.units import SeniorityListFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import AssignmentFactory, BargainingUnitFactory, ClassificationFactory, EmployeeFactory

pytestmark = pytest.mark.django_db
AT, TODAY = datetime(2026, 6, 15, 13, tzinfo=UTC), date(2026, 6, 15)
READERS = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST}


@pytest.fixture
def unit():
    unit = BargainingUnitFactory(slug="trades")
    for name, hired in (("Ana", date(2019, 6, 3)), ("Ben", date(2012, 3, 5)), ("Cy", date(2022, 1, 3))):
        AssignmentFactory(unit=unit, employee__name=name, employee__hired_on=hired)
    return unit


def draw(unit, purpose=Purpose.SENIORITY, **given):
    given = {"as_of": TODAY, "basis": Measure.CITY, "ties": [Measure.NUMBER], **given}
    return actions.draw_list(purpose=purpose, unit=unit, by=UserFactory(), at=AT, today=TODAY, **given)


def names(found):
    return [place.name for place in paper_of(SeniorityList.objects.get(pk=found.pk)).places]


def test_a_list_is_never_drawn_again(unit):
    found = draw(unit)
    AssignmentFactory(unit=unit, employee__name="Di", employee__hired_on=date(2001, 1, 2))

    assert names(found) == ["Ben", "Ana", "Cy"]
    assert names(draw(unit)) == ["Di", "Ben", "Ana", "Cy"]
    mine = SeniorityList.objects.filter(pk=found.pk)
    for change in (
        lambda: mine.update(facts={}),
        lambda: mine.update(citation="Art. 9"),
        lambda: mine._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_recall_comes_from_the_layoff_list(unit):
    layoff = draw(unit, Purpose.LAYOFF, cut=2)

    recall = actions.draw_recall(
        layoff_id=layoff.pk, months=24, laid_off_on=date(2026, 8, 31), by=UserFactory(), at=AT, today=TODAY
    )

    assert names(layoff) == ["Cy", "Ana", "Ben"]
    assert (paper_of(layoff).order, paper_of(recall).order) == ("Laid off", "Recalled")
    assert names(recall) == ["Ana", "Cy"]
    assert (recall.drawn_from, recall.rights_until) == (layoff, date(2028, 8, 31))


def test_nobody_on_the_roster_makes_no_list():
    with pytest.raises(actions.NobodyToList):
        draw(BargainingUnitFactory())
    assert not SeniorityList.objects.exists()


def test_days_in_a_title_run_back_through_posts_in_it():
    mower, clerk, someone = ClassificationFactory(), ClassificationFactory(), EmployeeFactory()
    days = [(clerk, 2015), (mower, 2016), (clerk, 2017), (mower, 2018), (mower, 2020)]
    for title, year in days:
        last = None if year == 2020 else date({2018: 2020}.get(year, year + 1), 3, 1)
        AssignmentFactory(
            employee=someone, classification=title, starts_on=date(year, 3, 2), ends_on=last,
        )  # fmt: skip

    (found,) = people_on(TODAY)

    assert found.in_title_on == date(2018, 3, 2)


def test_the_paper_is_tagged_and_says_what_was_issued(unit):
    printed = actions.set_list(draw(unit, Purpose.LAYOFF, cut=1).pk)

    assert_accessible_pdf(printed.content)
    with pikepdf.open(io.BytesIO(printed.content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert "Layoff list" in str(paper.docinfo.Title)
    assert printed.content == actions.set_list(SeniorityList.objects.get().pk).content


def test_csv_holds_the_list_and_the_taking_is_kept(client, unit):
    found = draw(unit)
    client.force_login(UserFactory(role=Role.ANALYST), backend="labor_office.core.web.backends.DeskBackend")

    lines = client.get(f"/seniority-lists/{found.reference}/list.csv").text.splitlines()
    assert lines[1].endswith(f",1,{found.reference},2026-06-15")
    page = client.get(found.get_absolute_url()).text
    assert found.owner.name in page

    assert [line.split(",")[2] for line in lines] == ["Name", "Ben", "Ana", "Cy"]
    assert found.events.filter(verb="seniority_list.exported").exists()


# What a page answers to whoever may not read the lists.
HIDDEN = {"": 403, "new/": 403, "SR-2026-900/": 404}


def test_pages_open_for_those_who_may(client):
    SeniorityListFactory(reference="SR-2026-900")
    got = {}
    for role in Role:
        client.force_login(UserFactory(role=role), backend="labor_office.core.web.backends.DeskBackend")
        got |= {(role, address): client.get(f"/seniority-lists/{address}").status_code for address in HIDDEN}

    assert got == {(role, address): 200 if role in READERS else HIDDEN[address] for role, address in got}


def test_the_list_of_lists_asks_the_same_for_one_as_for_three(client, django_assert_num_queries):
    for more in (1, 2):
        SeniorityListFactory.create_batch(more)
        client.force_login(UserFactory(role=Role.CHIEF), backend="labor_office.core.web.backends.DeskBackend")
        with django_assert_num_queries(7):
            assert client.get("/seniority-lists/").status_code == 200


def test_a_list_is_drawn_on_its_page(client, unit):
    client.force_login(UserFactory(role=Role.ANALYST), backend="labor_office.core.web.backends.DeskBackend")
    typed = {"purpose": "LAYOFF", "as_of": "6/15/2026", "unit": "trades", "basis": "CITY", "first_tie": "NUMBER"}

    refused = client.post("/seniority-lists/new/", typed)
    made = client.post("/seniority-lists/new/", typed | {"cut": "1"}, follow=True)

    assert (refused.status_code, made.status_code) == (422, 200)
    assert "Layoff list" in made.text

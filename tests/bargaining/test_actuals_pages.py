"""The page of real costs: what it says, and that nobody outside the costing's wall finds it."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bargaining.actions import negotiations, scenarios
from bargaining.forms.actuals import ActualForm
from bargaining.models.actuals import ActualCost
from bargaining.queries.scenarios import costing_of
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.users.permissions import Role
from labor_office.core.web import clock
from labor_office.core.web.words import day_year
from tests.bargaining.money import costed, made
from tests.bargaining.table import AT
from tests.factories.users import UserFactory

NAMES = ("actuals", "actuals_estimate", "actuals_enter", "actuals_load")
LEDGER = b"item,fiscal year,amount,source\n1,FY 2027,4000,Ledger of FY 2027\n2,FY 2028,2600,Ledger of FY 2028\n"


def at(name, negotiation, *more):
    """The address of a page of the negotiation."""
    return reverse(f"bargaining:{name}", args=[negotiation.reference, *more])


@pytest.fixture
def seated(client, chief, monkeypatch):
    """The chief's browser in the second year of the term."""
    monkeypatch.setattr(clock, "today", lambda: date(2027, 9, 1))
    client.force_login(chief)
    return client


@pytest.fixture
def kept(negotiation, chief):
    """A costing of 3, 2.5 and 2.5 percent."""
    wanted = made(costed(negotiation, chief), "3", "2.5", "2.5")
    return scenarios.keep_scenario(negotiation_id=negotiation.pk, made=wanted, by=chief, at=AT)


@pytest.fixture
def adopted(seated, negotiation, kept):
    """The costing is what the agreement was adopted on."""
    given = {"scenario": kept.pk, "adopted_on": "2026-06-09"}
    assert seated.post(at("actuals_estimate", negotiation), given).status_code == HTTPStatus.FOUND
    return kept


def page_of(client, url):
    """The page as text."""
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def test_before_an_estimate_the_page_says_how_to_begin(seated, negotiation, kept):
    assert "Name the costing" in page_of(seated, at("actuals", negotiation))
    assert at("actuals", negotiation) in page_of(seated, at("costing", negotiation))
    assert seated.get(at("actuals_enter", negotiation)).status_code == HTTPStatus.NOT_FOUND


def test_a_figure_is_entered_corrected_and_taken_out(seated, negotiation, adopted):
    given = {"item": "1", "year": "FY 2027", "fund": "", "amount": "5,000", "source": "Ledger of FY 2027"}
    seated.post(at("actuals_enter", negotiation), given)
    page = page_of(seated, at("actuals", negotiation))
    assert "So far $5,000 was spent where $3,651 was estimated: $1,349 more (36.9%)." in page
    assert "No reason given" in page
    assert page.count("Not entered") == 2
    seated.post(at("actuals_enter", negotiation), given | {"reason": "More people than on the roster"})
    page = page_of(seated, at("actuals", negotiation))
    assert "No reason given" not in page
    assert "Former figures" in page
    row = ActualCost.objects.get(replaced_at=None)
    seated.post(at("actual_out", negotiation, row.pk))
    assert "No real cost is entered yet." in page_of(seated, at("actuals", negotiation))


def test_a_ledger_is_loaded_and_its_figures_stand_in_the_table_of_the_chart(seated, negotiation, adopted):
    file = SimpleUploadedFile("ledger.csv", LEDGER)
    assert seated.post(at("actuals_load", negotiation), {"file": file}).status_code == HTTPStatus.FOUND
    page = page_of(seated, at("actuals", negotiation))
    assert '<svg class="chart bars"' in page
    assert page.count("1 of 3") == 2


NO_SUMS = {
    b"some": "“some” is no sum",
    b"5%": "Line 3: “5%” is a percentage. Write what was paid in dollars",
    b"(5 %)": "“(5 %)” is a percentage.",
}


def test_a_ledger_with_a_cell_that_is_no_sum_of_dollars_is_not_loaded(seated, negotiation, adopted):
    for written, said in NO_SUMS.items():
        bad = SimpleUploadedFile("ledger.csv", LEDGER.replace(b"2600", written))
        assert said in seated.post(at("actuals_load", negotiation), {"file": bad}).content.decode()
        assert not ActualCost.objects.exists()


def test_items_of_one_title_are_told_apart_by_the_day_they_take_effect(adopted):
    fields = ActualForm(costing=costing_of(adopted), today=date(2027, 9, 1)).fields
    assert [label for _, label in fields["item"].choices] == [
        "General increase 3%",
        f"General increase 2.5% (from {day_year(date(2027, 7, 1))})",
        f"General increase 2.5% (from {day_year(date(2028, 7, 1))})",
    ]


def test_a_figure_that_cannot_be_kept_says_why_on_the_form(seated, negotiation, adopted):
    given = {"item": "1", "year": "FY 2029", "amount": "5", "source": "Ledger"}
    answer = seated.post(at("actuals_enter", negotiation), given)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not ActualCost.objects.exists()


def test_nobody_outside_the_table_and_no_table_safe_session_finds_it(client, seated, negotiation, adopted):
    seated.post(at("safe", negotiation), {"safe": "1"})
    for name in NAMES:
        assert seated.get(at(name, negotiation)).status_code == HTTPStatus.NOT_FOUND
    client.force_login(UserFactory(role=Role.ANALYST))
    for name in NAMES:
        assert client.get(at(name, negotiation)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(at("actual_out", negotiation, 1)).status_code == HTTPStatus.NOT_FOUND


def test_who_only_watches_reads_and_enters_nothing(client, seated, negotiation, chief, adopted):
    watcher = UserFactory(role=Role.ANALYST)
    negotiations.name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=watcher, role=TeamRole.OBSERVER, by=chief, at=AT
    )
    client.force_login(watcher)
    assert "Enter a real cost" not in page_of(client, at("actuals", negotiation))
    assert client.get(at("actuals_enter", negotiation)).status_code == HTTPStatus.FORBIDDEN

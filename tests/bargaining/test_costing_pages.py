"""The costing tab, the rail beside the table, and that the union never sees either."""

import csv
import io
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from bargaining.actions import negotiations, scenarios
from bargaining.costing.engine import cost
from bargaining.costing.wire import read_items
from bargaining.models.money import RateTable, RosterSnapshot, Scenario
from bargaining.queries.costing import package_cost
from bargaining.rules.vocabulary import Ceiling, Side, TeamRole
from labor_office.core.users.permissions import Role
from labor_office.core.web import words
from tests.bargaining.costing.offers import RATES
from tests.bargaining.money import bound, charges, costed, employ, made
from tests.bargaining.table import AT, log
from tests.factories.users import UserFactory

RAISE = {"title": "Raise", "how": "share", "amount": "3.5", "effective_on": "2026-07-01", "timing": "DAYS"}


def at(name, negotiation, *more):
    """The address of a page of the negotiation."""
    return reverse(f"bargaining:{name}", args=[negotiation.reference, *more])


@pytest.fixture
def seated(client, chief):
    """The chief's browser."""
    client.force_login(chief)
    return client


@pytest.fixture
def kept(negotiation, chief):
    """A scenario of 3, 2.5 and 2.5 percent."""
    basis = costed(negotiation, chief)
    wanted = made(basis, "3", "2.5", "2.5", assumptions="Nobody leaves.")
    return scenarios.keep_scenario(negotiation_id=negotiation.pk, made=wanted, by=chief, at=AT)


def page_of(client, url):
    """The page as text."""
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def test_without_a_roster_the_tab_says_what_is_missing(seated, negotiation):
    bound(negotiation)
    assert f"Not costed: no roster for {negotiation.unit}" in page_of(seated, at("costing", negotiation))


def test_a_roster_and_charges_are_kept_from_forms(seated, negotiation):
    bound(negotiation)
    post = employ(negotiation.unit, 50_000, 52_000)[0]
    empty = {f"tier_{n}{part}": "" for n in range(1, 5) for part in ("", "_heads", "_premium", "_share")}
    pools = {f"pool_{n}_kind": "OVERTIME" for n in range(1, 4)}
    told = {
        "as_of": "2026-06-01", "authorized": "3", "top_step": "9", "pool_1": "Overtime", "pool_1_amount": "$9,000",
        "tier_1": "Family", "tier_1_heads": "2", "tier_1_premium": "2310", "tier_1_share": "78",
        f"fund_{post.department_id}": "General Fund 60, Water Fund 40",
    }  # fmt: skip
    answer = seated.post(at("costing_roster", negotiation), empty | pools | told)
    assert answer.status_code == HTTPStatus.FOUND
    snapshot = RosterSnapshot.objects.get()
    assert (snapshot.authorized, snapshot.pools[0]["amount"], snapshot.tiers[0]["employer_share"]) == (
        3, "9000", "0.78",
    )  # fmt: skip
    again = page_of(seated, at("costing_roster", negotiation))
    assert 'value="General Fund 60, Water Fund 40"' in again
    rows = {f"on_{n}": "wages" for n in range(1, 7)}
    told = {
        "name": "FY 2027",
        "effective_on": "2026-07-01",
        "charge_1": "Medicare",
        "rate_1": "1.45",
        "source_1": "Law",
    }
    seated.post(at("costing_charges", negotiation), rows | told)
    assert RateTable.objects.get().rates[0]["rate"] == "0.0145"
    assert "3 authorized, 2 filled, 33.33% stand empty" in page_of(seated, at("costing", negotiation))


def test_funds_that_do_not_come_to_100_are_refused(seated, negotiation):
    bound(negotiation)
    post = employ(negotiation.unit, 50_000)[0]
    told = {f"pool_{n}_kind": "OVERTIME" for n in range(1, 4)} | {"as_of": "2026-06-01"}
    answer = seated.post(
        at("costing_roster", negotiation), told | {f"fund_{post.department_id}": "General 60, Water 30"}
    )
    assert "must come to 100" in answer.content.decode()
    assert not RosterSnapshot.objects.exists()


def test_a_scenario_grows_item_by_item_and_explains_itself(seated, negotiation, kept):
    seated.post(at("item_new", negotiation, kept.pk, "general"), RAISE | {"title": "Fourth raise"})
    changed = Scenario.objects.get(replaces=kept)
    assert [row["key"] for row in changed.items] == ["1", "2", "3", "4"]
    why = page_of(seated, at("scenario_why", negotiation, changed.pk))
    more = Decimal(0)
    page = page_of(seated, at("scenario", negotiation, changed.pk))
    basis_total = sum(Decimal(row["parts"]["BASE"][0]) for row in changed.results["rows"] if row["item"] == "4")
    assert basis_total > more
    assert "Added: Fourth raise" in why
    assert "Fourth raise" in page
    seated.post(at("item_remove", negotiation, changed.pk, "4"))
    assert [row["key"] for row in Scenario.objects.get(replaces=changed).items] == ["1", "2", "3"]


KINDS = {
    "general": {"how": "flat", "amount": "500"},
    "steps": {"share": "3"},
    "one_time": {"how": "each", "amount": "1000"},
    "yearly": {"how": "each", "amount": "480", "component": "ALLOWANCE"},
    "paid_hours": {"hours": "1200", "rate": "32", "multiplier": "1.5", "component": "OVERTIME"},
    "leave": {"heads": "150", "hours": "8", "rate": "32", "multiplier": "1.5"},
    "positions": {"heads": "2", "pay": "60000"},
    "schedule": {"posts": "2", "old_hours": "42", "new_hours": "40", "pay": "60000"},
}


def test_every_kind_of_item_is_filled_in_and_changed(seated, negotiation, kept):
    latest = kept
    for key, (kind, given) in enumerate(KINDS.items(), start=4):
        sent = {"title": "Something", "effective_on": "2026-07-01", "timing": "DAYS"} | given
        seated.post(at("item_new", negotiation, latest.pk, kind), sent)
        added = Scenario.objects.get(replaces=latest)
        page = page_of(seated, at("item_change", negotiation, added.pk, key))
        assert 'value="Something"' in page, kind
        seated.post(at("item_change", negotiation, added.pk, key), sent | {"title": f"Named {kind}"})
        latest = Scenario.objects.get(replaces=added)
        assert latest.items[-1]["title"] == f"Named {kind}"


def test_a_health_item_without_tiers_says_what_is_missing(seated, negotiation, kept):
    for kind in ("premiums", "employer_share"):
        assert "Not costed: no health tiers" in page_of(seated, at("item_new", negotiation, kept.pk, kind)), kind


def test_a_scenario_says_what_the_engine_says(seated, negotiation, kept):
    page = page_of(seated, at("scenario", negotiation, kept.pk))
    basis_items = read_items(kept.items)
    engine = cost(_snapshot(kept), basis_items, rates=RATES, years=_years(kept))
    for shown in (engine.total, engine.ongoing, *(amount.in_year for _, amount in engine.by_year())):
        assert words.money(shown) in page
    assert "8.00% added up, 8.21% compounded" in page
    assert "the same figures, to the last digit" in page_of(seated, f"{at('scenario', negotiation, kept.pk)}?again=1")


def _snapshot(kept):
    from bargaining.queries.costing import snapshot_of  # noqa: PLC0415 -- only here

    return snapshot_of(kept.snapshot_id, kept.snapshot.taken_at)


def _years(kept):
    from bargaining.costing.wire import read_year  # noqa: PLC0415 -- only here

    return [read_year(row) for row in kept.years]


def test_someone_else_of_the_table_reviews_it(client, negotiation, chief, kept):
    budget = UserFactory(role=Role.ANALYST)
    negotiations.name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=budget, role=TeamRole.OBSERVER, by=chief, at=AT
    )
    client.force_login(chief)
    assert "Reviewed by Budget</button>" not in page_of(client, at("scenario", negotiation, kept.pk))
    client.force_login(budget)
    client.post(at("scenario_review", negotiation, kept.pk))
    kept.refresh_from_db()
    assert kept.reviewed_by == budget


def test_side_by_side_takes_four_and_says_what_lies_between(seated, negotiation, kept, chief):
    basis = costed_again(negotiation)
    others = [
        scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, p, name=f"{p}%"), by=chief, at=AT)
        for p in ("1", "2", "4", "5")
    ]
    chosen = "&".join(f"beside={one.pk}" for one in [kept, *others])
    page = page_of(seated, f"{at('costing', negotiation)}?{chosen}")
    assert page.count('<th scope="col">') > 0
    assert page.count("<polyline") == 4


def costed_again(negotiation):
    """The basis as it stands."""
    from bargaining.queries.costing import basis_of  # noqa: PLC0415 -- only here

    return basis_of(negotiation)


def test_a_scenario_leaves_the_desk_as_csv_and_workbook(seated, negotiation, kept):
    sheet = seated.get(at("scenario_sheet", negotiation, kept.pk, "csv"))
    rows = list(csv.reader(io.StringIO(sheet.content.decode())))
    total = next(row for row in rows if row[0] == "Total")
    book = load_workbook(io.BytesIO(seated.get(at("scenario_sheet", negotiation, kept.pk, "xlsx")).content))
    cells = {row[0]: row[-1] for row in book.active.iter_rows(values_only=True)}
    assert Decimal(total[-1]) == Decimal(str(cells["Total"]))
    assert negotiation.events.filter(verb="costing.exported").count() == 2


def test_table_safe_there_is_no_cost_on_any_page(seated, negotiation, kept, chief):
    log(negotiation, chief, "4/4/4")
    shown = words.money(package_cost(negotiation, Side.UNION).total(Ceiling.TERM))
    table = at("table", negotiation)
    assert "Cost of Art. 22" in page_of(seated, f"{table}?issue=22")
    assert shown in page_of(seated, at("costing", negotiation))
    seated.post(at("safe", negotiation), {"safe": "1"})
    page = page_of(seated, f"{table}?issue=22")
    assert not any(word in page for word in ("Cost of", "osting", "What if", "thousands", "Whole package", "payroll"))
    for name, more in (
        ("costing", ()),
        ("scenario", (kept.pk,)),
        ("scenario_paper", (kept.pk,)),
        ("costing_roster", ()),
    ):
        assert seated.get(at(name, negotiation, *more)).status_code == HTTPStatus.NOT_FOUND
    answer = seated.post(at("what_if", negotiation, "22"), {"year_1": "3"})
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_what_if_answers_with_the_engines_figure_and_is_kept(seated, negotiation, chief):
    basis = costed(negotiation, chief)
    log(negotiation, chief, "2/2/2", side=Side.CITY)
    tried = {"year_1": "3.25", "year_2": "3", "year_3": "2.75"}
    answer = seated.post(at("what_if", negotiation, "22"), tried).content.decode()
    engine = cost(basis.snapshot, made(basis, "3.25", "3", "2.75").items, rates=RATES, years=basis.years)
    assert words.money(engine.total) in answer
    seated.post(at("what_if_keep", negotiation, "22"), tried)
    assert Scenario.objects.get().name == "What if 3.25/3/2.75 on Art. 22"
    wrong = seated.post(at("what_if", negotiation, "22"), {"year_1": "three"}).content.decode()
    assert "Give each raise in percent" in wrong


def test_nobody_else_finds_it(client, negotiation, kept):
    client.force_login(UserFactory(role=Role.ANALYST))
    for name, more in (("costing", ()), ("scenario", (kept.pk,)), ("scenario_sheet", (kept.pk, "csv"))):
        assert client.get(at(name, negotiation, *more)).status_code == HTTPStatus.NOT_FOUND
    client.force_login(UserFactory(role=Role.LIAISON))
    assert client.get(at("costing", negotiation)).status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


def test_who_only_watches_changes_nothing(client, negotiation, chief, kept):
    watcher = UserFactory(role=Role.ANALYST)
    negotiations.name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=watcher, role=TeamRole.OBSERVER, by=chief, at=AT
    )
    client.force_login(watcher)
    assert client.post(at("item_remove", negotiation, kept.pk, "1")).status_code == HTTPStatus.FORBIDDEN
    assert client.get(at("costing_charges", negotiation)).status_code == HTTPStatus.FORBIDDEN


def test_the_tab_asks_the_same_for_one_scenario_and_for_three(seated, negotiation, chief, django_assert_num_queries):
    basis = costed(negotiation, chief)
    page_of(seated, at("costing", negotiation))
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            wanted = made(basis, "3", name=f"Scenario {number}")
            scenarios.keep_scenario(negotiation_id=negotiation.pk, made=wanted, by=chief, at=AT)
            log(negotiation, chief, "4/4/4")
        with django_assert_num_queries(15):
            seated.get(at("costing", negotiation))


def test_charges_entered_twice_under_one_name_are_refused_on_the_form(seated, negotiation, chief):
    charges(chief)
    rows = {f"on_{n}": "wages" for n in range(1, 7)}
    told = {"name": "FY 2027 charges", "effective_on": "2026-07-01", "charge_1": "Medicare", "rate_1": "1.45"}
    answer = seated.post(at("costing_charges", negotiation), rows | told)
    assert "a name of its own" in answer.content.decode()

"""The pages of a negotiation's course: who finds them, what table-safe view hides, what a liaison sees."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from bargaining.actions import council, impasse, intake, process, sessions
from bargaining.models.impasse import ImpasseArticle
from bargaining.models.negotiation import DepartmentIntake, Negotiation
from bargaining.models.process import CouncilDay
from bargaining.rules.impasse import DeclaredBy
from grievances.models import Proceeding
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.permissions import Role
from labor_office.core.web import clock
from labor_office.core.workforce.models import DepartmentContact
from tests.bargaining.counted import AT, NOW, opened, rules_in_use
from tests.factories.documents import DocumentFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentFactory

pytestmark = pytest.mark.django_db
OURS = (
    "overview",
    "dates",
    "impasse",
    "intakes",
    "requests",
    "happened",
    "correct_date",
    "plan_back",
    "declare_impasse",
)


@pytest.fixture
def counted(chief):
    """The office counts by the shipped rules: what is opened afterwards has its clock."""
    rules_in_use(chief)


@pytest.fixture
def table(chief):
    return opened(chief)


def at(name, negotiation, *more):
    return reverse(f"bargaining:{name}", args=[negotiation.reference, *more])


def stuck(negotiation, chief, count=2):
    return impasse.declare_impasse(
        negotiation_id=negotiation.pk, issues=list(negotiation.issues.all()[:count]), declared_on=date(2026, 6, 8),
        declared_by=DeclaredBy.UNION, by=chief, **NOW,
    )  # fmt: skip


def test_only_those_named_find_any_page_and_nobody_while_both_sides_look_on(client, counted, table, chief):
    stuck(table, chief)
    inner = [at(name, table) for name in (*OURS, "ground_rules", "impasse_memo", "impasse_brief", "end_impasse")]
    inner += [at(name, table, "22") for name in ("impasse_article", "impasse_motion", "impasse_article_brief")]
    client.force_login(chief)
    assert {client.get(page).status_code for page in inner} == {HTTPStatus.OK}

    client.post(at("safe", table), {"safe": "1"})
    hidden = {page: client.get(page).status_code for page in inner}
    assert hidden.pop(at("ground_rules", table)) == HTTPStatus.OK
    assert set(hidden.values()) == {HTTPStatus.NOT_FOUND}
    shown = client.get(at("home", table), follow=True).content.decode()
    assert not [word for word in ("Impasse</a>", "Intake</a>", "Dates</a>", "Overview</a>") if word in shown]

    for role in (Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY):
        client.force_login(UserFactory(role=role))
        assert {client.get(page).status_code for page in inner} == {HTTPStatus.NOT_FOUND}, role
    client.force_login(UserFactory(role=Role.LIAISON))
    assert {client.get(page).status_code for page in inner} == {HTTPStatus.FORBIDDEN}


def test_the_home_is_the_table_on_the_day_of_a_session_else_the_overview(client, table, chief):
    client.force_login(chief)
    assert client.get(at("home", table)).url == at("overview", table)
    sessions.plan_session(negotiation_id=table.pk, on=clock.today(), by=chief, at=AT)
    assert client.get(at("home", table)).url == at("table", table)


def test_counted_planned_recorded_and_corrected_through_the_pages(client, chief):
    negotiation = opened(chief)
    client.force_login(chief)
    assert "No rules are in use" in client.get(at("dates", negotiation)).content.decode()
    rules_in_use(chief)
    money = clock.today() + timedelta(days=200)
    days = [money - timedelta(days=14 * n) for n in range(1, 15)]
    council.enter_days(days=days, kind=CouncilDay.Kind.MEETING, by=chief, at=AT)
    council.enter_days(days=[money], kind=CouncilDay.Kind.BUDGET, title="Budget", by=chief, at=AT)
    [(version, _), *_] = client.get(at("count", negotiation)).context["form"].fields["version"].choices
    client.post(at("count", negotiation), {"version": version})
    assert Clock.objects.filter(pk=negotiation.pk).exists()
    assert client.get(at("count", negotiation)).headers["Location"] == at("dates", negotiation)
    client.post(at("happened", negotiation), {"event": "naming_of_the_mediator", "on": "6/8/2026"})
    page = client.get(at("dates", negotiation)).content.decode()
    assert "Not compared with its source yet." in page
    client.post(at("correct_date", negotiation), {"event": "naming_of_the_mediator", "on": "6/9/2026", "reason": "So"})
    client.post(at("plan_back", negotiation), {"budget": money.isoformat()})

    page = client.get(at("dates", negotiation)).content.decode()
    assert "60 working days before" in page
    assert "Mediator named" in page
    assert "Jul 9" in page


def test_impasse_from_declaration_to_vote_through_the_pages(client, table, chief):
    client.force_login(chief)
    wages = table.issues.get(number="22")
    given = {"declared_by": "CITY", "declared_on": "6/8/2026", "issues": [wages.pk]}
    assert client.post(at("declare_impasse", table), given).status_code == HTTPStatus.FOUND
    offers = {"city_text": "Two percent.", "union_text": "Four percent.", "city_cost": "$412,000"}
    refused = client.post(at("impasse_article", table, "22"), offers)
    assert "Say which costing the figures are from." in refused.content.decode()
    client.post(at("impasse_article", table, "22"), offers | {"cost_basis": "Roster of June"})
    page = client.get(at("impasse", table)).content.decode()
    assert "$412,000" in page
    assert "Not costed" in page
    costed = client.post(at("impasse_cost", table, "22"), follow=True).content.decode()
    assert "Neither side has a proposal to cost." in costed

    motion = {"body": "COUNCIL", "adopts": "CITY", "mover": "Ruth Alder", "voted_on": "6/9/2026", "votes": "Ruth maybe"}
    assert "needs a name, a colon" in client.post(at("impasse_motion", table, "22"), motion).content.decode()
    client.post(at("impasse_motion", table, "22"), motion | {"votes": "Ruth Alder: aye\nSam Ito: aye\nJo Park: no"})
    page = client.get(at("impasse", table)).content.decode()
    assert "2 aye, 1 nay" in page
    assert at("sheet", table, 1) in page
    assert "is decided." in client.post(at("impasse_cost", table, "22"), follow=True).content.decode()


def test_closed_it_takes_nothing_more_and_says_so(client, counted, table, chief):
    stuck(table, chief, count=1)
    Negotiation.objects.filter(pk=table.pk).update(closed_on=clock.today())
    client.force_login(chief)
    memo = {"minutes_a_side": "30"}
    happening = {"event": "naming_of_the_mediator", "on": "6/8/2026"}
    ended = {"on": "6/9/2026", "because": "Back at the table"}
    sent = {"impasse_memo": memo, "impasse_brief": {}, "happened": happening, "end_impasse": ended, "ground_rules": {}}
    for name, given in sent.items():
        refused = client.post(at(name, table), given | {"text": "Tuesdays"})
        assert "is closed. Reopen it to go on." in refused.content.decode(), name


def test_table_safe_ground_rules_offer_no_paper_of_the_citys(client, table, chief):
    paper = DocumentFactory(matter=table.matter, title="Impasse packet, closed edition")
    client.force_login(chief)
    assert paper.title in client.get(at("ground_rules", table)).content.decode()
    client.post(at("safe", table), {"safe": "1"})
    assert paper.title not in client.get(at("ground_rules", table)).content.decode()


def test_the_councils_days_are_entered_by_those_who_open_negotiations(client, chief):
    page, given = reverse("bargaining:council_days"), {"kind": "MEETING", "days": "9/8/2026\nsoon"}
    client.force_login(chief)
    assert "“soon” is not read as a day" in client.post(page, given).content.decode()
    client.post(page, given | {"days": "9/8/2026\n9/22/2026"})
    assert CouncilDay.objects.count() == 2
    client.force_login(UserFactory(role=Role.ANALYST))
    assert client.get(page).status_code == HTTPStatus.OK
    assert client.post(page, given).status_code == HTTPStatus.FORBIDDEN


def asked_of(table, chief):
    water = DepartmentFactory(name="Water Utilities")
    liaison = UserFactory(role=Role.LIAISON)
    DepartmentContact.objects.create(department=water, user=liaison, part=DepartmentContact.Part.LIAISON)
    asked = intake.ask_department(
        negotiation_id=table.pk, department=water, words="What should be mended?", due_on=None, by=chief, at=AT
    )
    return asked, liaison


def test_a_liaison_answers_and_learns_nothing_of_the_negotiation(client, table, chief):
    asked, liaison = asked_of(table, chief)
    form = reverse("bargaining:intake", args=[asked.token])
    client.force_login(liaison)
    assert form in client.get(reverse("bargaining:my_intakes")).content.decode()
    unit = table.unit
    assert f"with {unit.organization}, which represents {unit}." in client.get(form).content.decode()
    sent = client.post(form, {"problem": "Two crews refuse.", "priority": "MUST"}, follow=True).content.decode()
    assert "Two crews refuse." in sent
    for page in (form, reverse("bargaining:my_intakes")):
        shown = client.get(page).content.decode()
        assert not [word for word in (table.reference, table.title, "Wages", "Parking") if word in shown]
    assert not Matter.objects.visible_to(liaison).filter(pk=table.pk).exists()

    other = UserFactory(role=Role.LIAISON)
    DepartmentContact.objects.create(
        department=DepartmentFactory(), user=other, part=DepartmentContact.Part.LIAISON
    )  # fmt: skip
    for person in (other, UserFactory(role=Role.SPECIALIST)):
        client.force_login(person)
        assert client.get(form).status_code == HTTPStatus.NOT_FOUND
        assert "Two crews" not in client.get(reverse("bargaining:my_intakes")).content.decode()


def test_an_answer_brings_its_words_to_the_board(client, table, chief):
    asked, liaison = asked_of(table, chief)
    row = intake.send_intake(
        negotiation_id=table.pk, department=asked.department, invitation=asked, article="14", by=liaison, at=AT,
        problem="Two crews refuse.",
    )  # fmt: skip
    client.force_login(chief)
    page = client.get(f"{at('intake_issue', table)}?pk={row.pk}").content.decode()
    assert 'value="14"' in page
    client.post(at("intake_issue", table), {"intakes": [row.pk], "number": "14", "title": "Call-outs"})
    assert DepartmentIntake.objects.get().issue.problem == "Two crews refuse."


def test_an_information_request_of_a_table_stands_behind_its_wall(client, table, chief):
    client.force_login(chief)
    [new_url] = [client.get(at("requests", table)).context["new_url"]]
    given = {"opened_on": "6/8/2026", "event": "", "title": "Overtime", "items": "Totals by month\nNames", "unit": ""}
    assert client.post(new_url, given).status_code == HTTPStatus.FOUND
    opened_request = Proceeding.objects.get()
    assert (opened_request.origin_id, opened_request.is_restricted) == (table.pk, True)

    row = opened_request.requests.earliest("pk")
    answer = reverse("grievances:information_request_answer_item", args=[opened_request.reference, row.pk])
    withheld = {"answer": "WITHHELD", "ground": ""}
    assert "Say on which ground" in client.post(answer, withheld).content.decode()
    client.post(answer, withheld | {"ground": "names of minors"})
    shown = client.get(at("requests", table)).content.decode()
    assert "Withheld: names of minors" in shown

    client.force_login(UserFactory(role=Role.SPECIALIST))
    assert client.get(opened_request.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    assert client.get(new_url).context["origin"] is None


def test_the_impasse_page_asks_as_often_for_one_article_as_for_two(
    client, counted, chief, django_assert_max_num_queries
):  # fmt: skip
    client.force_login(chief)
    for count in (1, 2):
        table = opened(chief)
        assert ImpasseArticle.objects.filter(impasse=stuck(table, chief, count)).count() == count
        client.get(at("impasse", table))
        with django_assert_max_num_queries(30):
            client.get(at("impasse", table))


def test_the_overview_says_what_slipped(client, counted, table, chief):
    process.plan_back(negotiation_id=table.pk, budget_on=date(2026, 11, 17), reason="", by=chief, **NOW)
    client.force_login(chief)
    page = client.get(at("overview", table)).content.decode()
    assert "The plan has slipped" in page
    assert Negotiation.objects.get().reference in page


def test_what_is_missing_is_mended_on_a_page_of_the_negotiation(client, counted, table, chief):
    client.force_login(chief)
    lines = client.get(at("overview", table)).context["overview"].checklist
    assert all(at(line.page, table).startswith(f"/negotiations/{table.reference}/") for line in lines)
    assert all(client.get(at(line.page, table)).status_code == 200 for line in lines)

"""The pages of procedures: who reads them, what they say, and the date that is tried."""

from datetime import date

import pytest
from django.urls import reverse

from labor_office.core.deadlines.rules.procedure import Actor, Cap, CountUnit, Limit, Roll
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import LIMITS, published_version
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
READERS = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY, Role.RECORDS}


@pytest.fixture
def version():
    return published_version()


@pytest.fixture
def chief(client):
    user = UserFactory(role=Role.CHIEF)
    client.force_login(user)
    return user


def page(client, version, **query):
    return client.get(reverse("deadlines:version", args=[version.procedure.slug, version.number]), query)


def test_procedures_are_read_by_those_who_count_by_them(client, version):
    found = {}
    for role in Role:
        client.force_login(UserFactory(role=role))
        found[role] = [client.get(reverse("deadlines:procedures")).status_code, page(client, version).status_code]
    assert found == {role: [200, 200] if role in READERS else [403, 403] for role in Role}


@pytest.mark.usefixtures("chief")
def test_a_version_that_is_not_there_is_not_found(client, version):
    assert client.get(reverse("deadlines:version", args=[version.procedure.slug, 9])).status_code == 404
    assert client.get(reverse("deadlines:version", args=["no-such", 1])).status_code == 404


@pytest.mark.usefixtures("chief")
def test_the_short_address_leads_to_the_version_in_force(client, version):
    answer = client.get(reverse("deadlines:procedure", args=[version.procedure.slug]))
    assert answer["Location"] == reverse("deadlines:version", args=[version.procedure.slug, 1])


@pytest.mark.usefixtures("chief")
def test_a_limit_reads_aloud(client, version):
    spoken = " ".join(page(client, version).content.decode().replace("<strong>", "").replace("</strong>", "").split())
    assert (
        "The City must answer at Step 1 within 10 working days after the Step 1 meeting. The next day is day 1. "
        "If missed: it counts as denied, and the deemed denial at Step 1 is dated the due date."
    ) in spoken


@pytest.mark.usefixtures("chief")
def test_a_date_is_tried_and_explained_with_a_table_of_the_same_limit(client, version):
    answer = page(client, version, limit="R3", start_on="6/3/2026")
    assert answer.context["due_on"] == date(2026, 6, 17)
    rows = answer.context["rows"]
    assert len(rows) >= 12
    assert all(row.due_on is None or row.due_on > row.start_on for row in rows)
    assert "Wednesday, June 17, 2026" in answer.content.decode()


@pytest.mark.usefixtures("chief")
def test_a_stop_and_an_extension_are_tried_too(client, version):
    stopped = page(client, version, limit="R3", start_on="6/3/2026", stopped_from="6/8/2026", stopped_to="6/9/2026")
    assert stopped.context["due_on"] == date(2026, 6, 22)
    extended = page(client, version, limit="R3", start_on="6/3/2026", extended_to="6/24/2026")
    assert extended.context["due_on"] == date(2026, 6, 24)


@pytest.mark.usefixtures("chief")
def test_a_stop_that_ends_before_it_begins_is_said(client, version):
    answer = page(client, version, limit="R3", start_on="6/3/2026", stopped_from="6/9/2026", stopped_to="6/8/2026")
    assert "Enter a day on or after the one on which the clock stopped." in answer.content.decode()


@pytest.mark.usefixtures("chief")
def test_a_date_past_the_calendar_is_not_guessed(client, version):
    answer = page(client, version, limit="R3", start_on="12/28/2026")
    assert answer.context["due_on"] is None
    assert "holidays for 2027 have not been entered" in answer.content.decode()


@pytest.mark.usefixtures("chief")
def test_htmx_gets_the_answer_alone(client, version):
    address = reverse("deadlines:version", args=[version.procedure.slug, 1])
    headers = {"HX-Request": "true", "HX-Target": "tested"}
    answer = client.get(address, {"limit": "R3", "start_on": "6/3/2026"}, headers=headers)
    assert answer.content.decode().lstrip().startswith('<div id="tested"')


@pytest.mark.usefixtures("chief")
def test_the_shelf_asks_the_same_few_questions(client, django_assert_max_num_queries):
    for numbers in (range(1), range(1, 3)):
        for number in numbers:
            published_version(slug=f"unit-{number}")
        with django_assert_max_num_queries(11):  # seven of the page, the rest of session and header
            client.get(reverse("deadlines:procedures"))


@pytest.mark.parametrize("copies", [1, 5])
@pytest.mark.usefixtures("chief")
def test_a_version_asks_the_same_few_questions(client, django_assert_max_num_queries, copies):
    capped = Limit(
        "X", "Demand", Actor.UNION, ("due:R3",), 1, CountUnit.MONTHS, roll=Roll.FORWARD, satisfied_by="demand",
        cap=Cap(60, CountUnit.CALENDAR_DAYS, ("filed:1",)),
    )  # fmt: skip
    limits = [*LIMITS, *(Limit(f"Y{n}", "Y", Actor.BOTH, ("filed:1",), 3, CountUnit.WEEKS) for n in range(copies))]
    version = published_version(limits=[*limits, capped])
    page(client, version, limit="R3", start_on="6/3/2026")
    with django_assert_max_num_queries(9):
        page(client, version, limit="X", start_on="6/3/2026")

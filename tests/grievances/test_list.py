"""The list of grievances: who finds what, how it is narrowed, and what it costs."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from grievances.actions.assigning import assign
from grievances.models import GrievanceStep
from labor_office.core.matters.models.matter import Matter, MatterReading
from labor_office.core.matters.models.record import SavedView
from labor_office.core.users.permissions import Permission, Role, role_has
from tests.factories.grievances import NOW, GrievanceFactory, filed, unit_with_procedure
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db
LIST = "/grievances/"
# Days on which something is owed, and none.
DUE = (None, *(date(2026, 6, day) for day in (5, 12, 16, 17, 30)))


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026, half past eight in the morning."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)


@pytest.fixture
def chief(client):
    user = UserFactory(name="Rosa Castellanos", role=Role.CHIEF)
    client.force_login(user)
    return user


def shown(client, query=""):
    """The references on the page in their order."""
    return [row.reference for row in client.get(f"{LIST}{query}").context["page"].rows]


def cells(response):
    """The exported file as rows."""
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(io.StringIO(text)))


def test_the_list_says_what_it_is_sorted_by(client, chief):
    filed()
    said = {"": "soonest due first", "?sort=issue": "by issue, A to Z", "?sort=-id": "by number, highest first"}
    for query, words in said.items():
        page = client.get(f"{LIST}{query}").content.decode()
        assert f"1 grievance, {words}" in page
        assert ("oonest due first" in page) is (query == "")


def test_each_role_finds_what_it_may_know_of(client):
    department, unit = DepartmentFactory(), unit_with_procedure()
    known = filed(unit=unit, department=department)
    hidden = filed(unit=unit, department=department, is_restricted=True)
    found, peeks = {}, [f"{LIST}{each.reference}/peek/" for each in (known, hidden)]
    for role in Role:
        user = UserFactory(role=role)
        client.force_login(user)
        if role is Role.LIAISON:
            DepartmentContactFactory(user=user, department=department)
        page = client.get(LIST).context
        listed = [row.reference for row in page["page"].rows]
        found[role] = (listed, page["count"], *(client.get(peek).status_code for peek in peeks))
    may = {role for role in Role if role_has(role, Permission.MATTER_READ_OFFICE)} | {Role.LIAISON}
    seen, unseen = ([known.reference], "1", 200, 404), ([], "0", 404, 404)
    assert found == {role: seen if role in may else unseen for role in Role}


# So many of one grievance are found.
FILTERS = {
    "?q=overtime": 1, "?q=g-26-1": 1, "?q=nothing": 0, "?step=1": 1, "?step=2": 0, "?article=14.3": 1,
    "?article=9": 0, "?filer=UNION": 0, "?state=overdue": 1, "?state=stopped": 0, "?owner=me": 0,
    "?owner=nobody": 0, "?status=closed": 0, "?status=all": 1, "?filed_from=5/1&filed_to=5/31": 1,
    "?filed_from=6/1/2026": 0, "?access=restricted": 0, "?access=office": 1, "?outcome=SETTLED": 0,
    "?closed=quarter&status=all": 0, "?state=waiting": 0, "?state=nodecider": 1, "?unit=made-up": 1,
    "?owner=%00": 1, "?sort=made-up": 1, "?after=rubbish": 1, "?after=WyJub3QgYSBkYXRlIiwgMV0": 1,
}  # fmt: skip


def test_filters_narrow_and_a_mistake_narrows_nothing(client, chief):
    filed(articles=["14.3"])
    assert {query: len(shown(client, query)) for query in FILTERS} == FILTERS
    # What found it finds it no more: else a filter that narrows nothing would pass for one that does.
    GrievanceStep.objects.update(decider=chief)
    Matter.objects.update(next_due_on=date(2026, 6, 30))
    assert {query: shown(client, query) for query in ("?state=nodecider", "?state=overdue")} == {
        "?state=nodecider": [], "?state=overdue": [],
    }  # fmt: skip


def test_pages_follow_each_other_without_gap_or_double(client, chief):
    for number in range(53):
        day = date(2026, 5, 14) + timedelta(days=number % 5)
        GrievanceFactory(title=f"Case {number % 7}", received_on=day, opened_on=day, next_due_on=DUE[number % 6])
    for sort in ("due", "-due", "filed", "-filed", "issue", "-issue", "id", "-id"):
        seen, url = [], f"?sort={sort}"
        for _ in range(3):
            page = client.get(LIST + url).context["page"]
            seen += [row.reference for row in page.rows]
            url = f"?sort={sort}&after={page.next_cursor}"
        assert len(seen) == len(set(seen)) == 53, sort
        assert page.next_cursor == ""
        back = client.get(f"{LIST}?sort={sort}&before={page.previous_cursor}").context["page"]
        assert [row.reference for row in back.rows] == seen[25:50]


def test_a_view_is_kept_and_begins_the_list(client, chief):
    client.post(f"{LIST}views/", {"name": "Water, overdue", "query": "state=overdue", "is_default": "on"})
    assert SavedView.objects.get().query == "state=overdue"
    assert client.get(LIST)["Location"] == "?state=overdue"
    assert client.get(f"{LIST}?view=all").status_code == 200
    client.post(f"{LIST}views/{SavedView.objects.get().pk}/remove/")
    assert not SavedView.objects.exists()


def test_a_default_view_without_filters_does_not_lead_back_to_itself(client, chief):
    client.post(f"{LIST}views/", {"name": "Everything", "query": "", "is_default": "on"})
    assert client.get(LIST)["Location"] == "?view=all"
    assert client.get(f"{LIST}?view=all").status_code == 200


def test_only_the_chief_shares_a_view(client, chief):
    client.post(f"{LIST}views/", {"name": "Office", "query": "owner=nobody", "is_shared": "on"})
    client.force_login(UserFactory())
    assert "Office" in client.get(LIST).content.decode()
    client.post(f"{LIST}views/", {"name": "Mine", "query": "owner=me", "is_shared": "on"})
    assert SavedView.objects.get(name="Mine").user is not None
    client.post(f"{LIST}views/{SavedView.objects.get(name='Office').pk}/remove/")
    assert SavedView.objects.filter(name="Office").exists()


def test_the_export_is_stamped_safe_and_leaves_restricted_out(client, chief):
    filed(title="=HYPERLINK(1)", articles=["14.3"])
    filed(title="Closed to the office", is_restricted=True, by=chief)
    stamp, headings, *rows = cells(client.get(f"{LIST}export.csv?state=overdue"))
    assert stamp[0].startswith("Exported Mon, Jun 15, 2026, 8:30 a.m. by Rosa Castellanos. Filters: State: Overdue.")
    assert headings[:2] == ["Number", "Issue"]
    assert [row[1] for row in rows] == ["'=HYPERLINK(1)"]
    assert not MatterReading.objects.exists()
    assert len(cells(client.get(f"{LIST}export.csv?restricted=1"))) == 4
    assert MatterReading.objects.get().user == chief


def test_only_some_roles_export_and_assign(client):
    found = {}
    for role in Role:
        client.force_login(UserFactory(role=role))
        found[role] = [client.get(f"{LIST}{page}").status_code for page in ("export.csv", "assign/")]
    assert found == {
        role: [
            200 if role_has(role, Permission.EXPORT) else 403,
            302 if role_has(role, Permission.MATTER_ASSIGN) else 403,
        ]
        for role in Role
    }


def test_the_ticked_ones_are_assigned_after_a_check_page(client, chief):
    unit, new = unit_with_procedure(), UserFactory(name="Omar Reyes")
    one, other = filed(unit=unit), filed(unit=unit)
    hidden = filed(unit=unit, is_restricted=True)
    ticked = {"grievance": [one.reference, other.reference, hidden.reference]}
    page = client.get(f"{LIST}assign/", ticked).content.decode()
    assert "Assign 2 grievances" in page
    assert hidden.reference not in page
    assert client.post(f"{LIST}assign/", ticked).status_code == 422
    client.post(f"{LIST}assign/", ticked | {"owner": new.pk})
    assert set(Matter.objects.filter(owner=new)) == {one.matter, other.matter}


def test_a_peek_of_a_restricted_one_is_kept(client, chief):
    grievance = filed(is_restricted=True, by=chief)
    assert client.get(f"{LIST}{grievance.reference}/peek/").status_code == 200
    assert MatterReading.objects.filter(user=chief).count() == 1


def test_an_owner_stands_in_the_row(client, chief):
    grievance, owner = filed(), UserFactory(name="Ines Calder")
    assign(matter_id=grievance.pk, owner=owner, backup=None, by=chief, at=NOW)
    assert client.get(LIST).context["page"].rows[0].owner == "Ines Calder"

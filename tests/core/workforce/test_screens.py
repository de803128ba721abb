"""The workforce pages: who finds them, what they say, how many queries they take."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import Assignment, DepartmentContact, RosterImport
from tests.factories.rosters import RepresentativeFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import (
    AssignmentFactory,
    BargainingUnitFactory,
    ClassificationFactory,
    DepartmentContactFactory,
    DepartmentFactory,
    EmployeeOrganizationFactory,
)

pytestmark = pytest.mark.django_db
ROSTER = b"Employee number,Name,Department,Class\n10,Ana Ortiz,WTR,OP1\n20,Ben Cole,WTR,OP1\n"
EVERYONE = {*Role}
OFFICE = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.TRAINER, Role.ATTORNEY, Role.RECORDS}
READ_ROSTER = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.TRAINER}
KEEP_ROSTER = {Role.CHIEF, Role.ANALYST}


def sign_in(client, role=Role.CHIEF):
    user = UserFactory(role=role)
    client.force_login(user, backend="labor_office.core.web.backends.DeskBackend")
    return user


def upload(client, data=ROSTER, **answers):
    file = SimpleUploadedFile("roster.csv", data)
    answers = {"as_of": "6/1/2026", "covers_all": "yes", **answers, "file": file}
    return client.post(reverse("workforce:import_upload"), answers)


def walk(client, data=ROSTER, **answers):
    """Upload and take the suggested columns; the review page's address."""
    columns = upload(client, data, **answers).url
    roster = RosterImport.objects.order_by("-pk").first()
    return client.post(columns, roster.mapping).url


@pytest.fixture
def city():
    DepartmentFactory(code="WTR", name="Water Utilities", slug="water")
    ClassificationFactory(code="OP1", title="Operator I")
    unit = BargainingUnitFactory(slug="trades")
    AssignmentFactory(unit=unit)
    return unit


READERS = {
    "/units/": OFFICE,
    "/units/trades/": OFFICE,
    "/organizations/": OFFICE,
    "/organizations/local-x/": OFFICE,
    "/departments/": OFFICE,
    "/roster/": READ_ROSTER,
    "/roster/imports/": KEEP_ROSTER,
    "/roster/imports/new/": KEEP_ROSTER,
    "/roster/imports/2026-06-01/problems.csv": KEEP_ROSTER,
}


def test_page_is_found_by_those_who_may_read_it(client, city):
    EmployeeOrganizationFactory(slug="local-x")
    sign_in(client, Role.CHIEF)
    walk(client)
    found, expected = {}, {}
    for role in Role:
        sign_in(client, role)
        found |= {(role, page): client.get(page).status_code for page in READERS}
        expected |= {(role, page): 200 if role in readers else 403 for page, readers in READERS.items()}

    assert found == expected


@pytest.mark.parametrize(("department", "status"), [("water", 200), ("fire", 404)])
def test_liaison_finds_only_their_own_department(client, city, department, status):
    fire = DepartmentFactory(slug="fire", name="Fire")
    liaison = sign_in(client, Role.LIAISON)
    DepartmentContactFactory(department=fire.__class__.objects.get(slug="water"), user=liaison)

    assert client.get(f"/departments/{department}/").status_code == status
    assert "Fire" not in client.get("/departments/").text


# User and unread notices among them.
QUERIES = {"/units/": 6, "/organizations/": 5, "/departments/": 4, "/roster/": 6, "/roster/imports/": 3}


def test_lists_take_as_many_queries_for_one_as_for_three(client, django_assert_num_queries):
    chief = sign_in(client)
    for more in (1, 2):
        for _ in range(more):
            organization = RepresentativeFactory().organization
            post = AssignmentFactory(unit=BargainingUnitFactory(organization=organization, owner=chief))
            DepartmentContactFactory(department=post.department, user=UserFactory(backup=chief))
            upload(client, as_of="6/1/2026")
        for address, queries in QUERIES.items():
            with django_assert_num_queries(queries):
                assert client.get(address).status_code == 200


@pytest.mark.parametrize(("role", "sees"), [(Role.ANALYST, True), (Role.CHIEF, True), (Role.SPECIALIST, False)])
def test_pay_is_shown_only_to_those_who_keep_the_roster(client, role, sees):
    post = AssignmentFactory(annual_pay="61200.50")
    sign_in(client, role)

    for address in ("/roster/", f"/people/{post.employee.code}/"):
        assert ("61,200.50" in client.get(address).text) is sees


def test_roster_is_searched_and_read_as_of_a_day(client):
    AssignmentFactory(employee__name="Ana Ortiz", starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31))
    AssignmentFactory(employee__name="Ben Cole", starts_on=date(2026, 1, 1))
    sign_in(client)

    shown = client.get("/roster/", {"on": "2/1/2026", "q": "ort"}).text
    assert "Ana Ortiz" in shown
    assert "Ben Cole" not in shown
    assert "Ana Ortiz" not in client.get("/roster/", {"on": "4/1/2026"}).text


def test_unknown_person_is_not_found(client):
    sign_in(client)

    assert [client.get(f"/people/{code}/").status_code for code in ("0000001", "nobody", "1")] == [404, 404, 404]


def test_roster_is_loaded_in_four_steps(client, city):
    sign_in(client, Role.ANALYST)
    Assignment.objects.all().delete()

    address = walk(client)
    review = client.get(address).text
    assert "Apply to 2 people" in review
    applied = client.post(f"{address}apply/", follow=True).text

    assert "2 new, 0 changed, 0 gone" in applied
    assert Assignment.objects.count() == 2


def test_file_that_is_no_roster_is_explained_beside_the_field(client):
    sign_in(client)

    response = upload(client, b"<html><table></table></html>")

    assert response.status_code == 422
    assert "The file is a web page" in response.text
    assert not RosterImport.objects.exists()


def test_unknown_codes_are_added_with_one_press_but_not_those_that_look_alike(client, city):
    sign_in(client)
    lines = b"".join(b"%d,P,%s,OP1\n" % (n, code) for n, code in enumerate([b"ZOO", b"LIB", b"wtr"], start=1))
    address = walk(client, b"Employee number,Name,Department,Class\n" + lines)
    assert "Add these 2 departments" in client.get(address).text

    client.post(address, {"add_all": "department"})

    codes = RosterImport.objects.get().report["codes"]
    assert [(code["raw"], code["decision"]) for code in codes] == [("ZOO", "add"), ("LIB", "add"), ("wtr", "")]


def test_blocked_import_says_why_and_applies_nothing(client, city):
    sign_in(client)
    address = walk(client, ROSTER + b",Cy,WTR,OP1\n")

    page = client.post(f"{address}apply/", follow=True).text

    assert "Nothing was applied. 1 row cannot be read." in page
    assert RosterImport.objects.get().state == "CHECKED"


def test_problems_download_never_runs_as_a_formula(client, city):
    sign_in(client)
    address = walk(
        client, b'Employee number,Name,Department,Class,Hire date\n1,A,WTR,OP1,"=HYPERLINK(""x"")"\n2,B,@x,OP1,\n'
    )

    text = client.get(f"{address}problems.csv").text

    assert "'=HYPERLINK" in text
    assert "'@x" in text


def test_roster_is_taken_back_with_a_reason(client, city):
    sign_in(client)
    address = walk(client, as_of="today")
    client.post(f"{address}apply/")

    assert client.post(f"{address}revert/", {"reason": ""}).status_code == 422
    client.post(f"{address}revert/", {"reason": "Wrong file"})

    assert RosterImport.objects.get().revert_reason == "Wrong file"
    assert not Assignment.objects.filter(employee__number="10").exists()


def test_thrown_away_file_leaves_nothing(client, city):
    sign_in(client)
    address = walk(client)

    client.post(f"{address}discard/")

    assert not RosterImport.objects.exists()


def test_officers_are_named_and_their_terms_end(client):
    organization = EmployeeOrganizationFactory(slug="local-x")
    sign_in(client, Role.ANALYST)
    page = "/organizations/local-x/"

    client.post(page, {"form": "officer", "name": "Pat Lund", "role": "President", "starts_on": "1/1/2026"})
    refused = client.post(page, {"form": "officer", "name": "pat lund", "role": "president", "starts_on": "2/1/2026"})
    officer = organization.representatives.get()
    client.post(f"{page}officers/{officer.pk}/end/", {"ends_on": "3/1/2026"})

    assert "already serves as president" in refused.text
    officer.refresh_from_db()
    assert (officer.starts_on, officer.ends_on) == (date(2026, 1, 1), date(2026, 3, 1))


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.TRAINER])
def test_readers_change_nothing(client, role):
    EmployeeOrganizationFactory(slug="local-x")
    department = DepartmentFactory(slug="fire")
    contact = DepartmentContactFactory(department=department, user=UserFactory())
    sign_in(client, role)

    assert client.post("/organizations/local-x/", {"form": "address", "address_for_service": "x"}).status_code == 403
    assert client.post("/departments/fire/", {"form": "contact"}).status_code == 403
    assert client.post(f"/departments/fire/contacts/{contact.pk}/remove/").status_code == 403


def test_decision_maker_is_named_with_a_step_and_taken_off(client):
    department = DepartmentFactory(slug="fire")
    person = UserFactory()
    sign_in(client)

    unclear = client.post("/departments/fire/", {"form": "contact", "user": person.pk, "part": "DECISION_MAKER"})
    client.post("/departments/fire/", {"form": "contact", "user": person.pk, "part": "DECISION_MAKER", "step": "2"})
    contact = DepartmentContact.objects.get(department=department)
    client.post(f"/departments/fire/contacts/{contact.pk}/remove/")

    assert "Enter the step this person decides." in unclear.text
    assert not DepartmentContact.objects.exists()

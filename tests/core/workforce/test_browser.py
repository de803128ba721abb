"""The workforce pages in a real browser: nothing axe, the console or the policy objects to."""

from datetime import date

import pytest

from labor_office.core.users.permissions import Role
from tests.factories.rosters import RepresentativeFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import (
    AssignmentFactory,
    BargainingUnitFactory,
    ClassificationFactory,
    DepartmentContactFactory,
    DepartmentFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROSTER = (
    b"Employee number,Name,Department,Class,Annual salary\n"
    b'10,Ana Ortiz,WTR,OP1,"$61,200"\n20,Ben Cole,01,OP1,58000\n30,Cy Dane,WTR,OP1,lots\n'
)


@pytest.fixture
def city():
    """A unit, an organization with an officer, two departments with their people."""
    analyst = UserFactory(role=Role.ANALYST, name="Iris Tan")
    organization = RepresentativeFactory(
        organization__slug="local-x", name="Pat Lund", role="President", starts_on=date(2020, 1, 1)
    ).organization
    unit = BargainingUnitFactory(slug="trades", name="Labor and Trades", organization=organization, owner=analyst)
    water = DepartmentFactory(code="WTR", name="Water Utilities", slug="water")
    DepartmentFactory(code="1", name="Parks", slug="parks")
    classification = ClassificationFactory(code="OP1", title="Operator I", unit=unit)
    DepartmentContactFactory(department=water, user=UserFactory(name="Lee Moss", title="Manager"))
    DepartmentContactFactory(department=water, user=UserFactory(name="Kim Roe"), part="DECISION_MAKER", step="1")
    AssignmentFactory(unit=unit, department=water, classification=classification, annual_pay="61200", pay_step="3")
    return analyst


def test_roster_is_imported(live, city, tmp_path):
    live.sign_in(city)
    live.expect(422)
    file = tmp_path / "roster.csv"
    file.write_bytes(ROSTER)
    page = live.open("/roster/imports/new/")
    page.set_input_files("[name=file]", file)
    page.fill("[name=as_of]", "today")
    page.click("text=Upload and choose columns")
    page.select_option("[name=annual_pay]", "")
    page.locator("#preview th", has_text="Annual pay").wait_for(state="detached")
    page.select_option("[name=annual_pay]", "Annual salary")
    page.locator("#preview td", has_text="$61,200").wait_for()
    live.assert_accessible()
    page.click("text=Check the file")
    page.get_by_text("What this roster would change").wait_for()
    live.assert_accessible()
    assert "1 Parks" in page.locator("#codes").inner_text()
    assert "Annual salary" in page.locator("#problems").inner_text()
    page.select_option("#codes select", "same:1")
    page.fill("[name=skip_reason]", "Payroll mends it")
    page.click("text=Save and check again")
    page.click("text=Apply to 2 people")
    page.get_by_text("is applied: 2 new").wait_for()
    live.assert_accessible()
    page.fill("[name=reason]", "Wrong file")
    page.click("text=Take this roster back")
    page.get_by_text("was taken back").wait_for()
    live.assert_accessible()
    live.open("/roster/imports/")
    live.assert_accessible()

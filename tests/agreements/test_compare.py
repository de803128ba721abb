"""Two days, two agreements, two units: matched by identity and by subject, equal clauses left out."""

from datetime import date

import pytest

from agreements.queries.comparing import Standing, compare
from labor_office.core.users.permissions import Role
from tests.agreements.texts import OVERTIME, OWN, article, continues, in_force, section, version_of
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


def two_terms():
    """An agreement and its successor: one clause renumbered and reworded, one renumbered only, one new, one gone."""
    former = in_force(*OVERTIME, section("14.9", "Meals", "A meal is given."))
    in_force(
        article("13", "Stand-by"),
        continues(version_of(former, "14"), number="15"),
        continues(version_of(former, "14.1"), number="15.1"),
        continues(version_of(former, "14.3"), number="15.2", text=OWN.replace("classification", "department")),
        unit=former.unit, starts_on=AFTER, ends_on=date(2029, 6, 30),
    )  # fmt: skip
    return former.unit


def told(found):
    return [(row.standing, row.shown.number) for row in found.rows]


def test_two_terms_by_identity():
    unit = two_terms()
    found = compare(UserFactory(), (unit, BEFORE), (unit, AFTER), every=False)
    assert told(found) == [
        (Standing.NEW, "13"),
        (Standing.RENUMBERED, "15"),
        (Standing.RENUMBERED, "15.1"),
        (Standing.CHANGED, "15.2"),
        (Standing.GONE, "14.9"),
    ]


def test_one_day_against_itself_is_empty_unless_all_is_asked_for():
    unit = two_terms()
    found = compare(UserFactory(), (unit, AFTER), (unit, AFTER), every=False)
    assert (found.rows, found.hidden) == ((), 4)
    assert len(compare(UserFactory(), (unit, AFTER), (unit, AFTER), every=True).rows) == 4


def test_two_units_by_subject():
    unit, other = two_terms(), BargainingUnitFactory()
    in_force(article("21", "Call-outs and overtime"), section("21.1", "Overtime pay", "Double."), unit=other)
    found = compare(UserFactory(), (unit, BEFORE), (other, BEFORE), every=True)
    assert [(row.left and row.left.number, row.right and row.right.number) for row in found.rows] == [
        ("14", "21"), ("14.1", "21.1"), ("14.3", None), ("14.9", None),
    ]  # fmt: skip


def test_a_person_reads_only_what_they_may(client):
    unit = two_terms()
    for role, status in ((Role.LIAISON, 200), (Role.CHIEF, 200)):
        client.force_login(UserFactory(role=role))
        address = f"/agreements/compare/?unit={unit.slug}&on=2026-06-30&other_unit={unit.slug}&other_on=2026-07-01"
        page = client.get(address)
        assert page.status_code == status
        assert "In the first text: 14.3" in page.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_one_and_thirty(client, django_assert_num_queries, count):
    first = in_force(*(section(f"1.{n}", f"Title {n}", f"Words {n}.") for n in range(count)))
    client.force_login(UserFactory())
    address = (
        f"/agreements/compare/?unit={first.unit.slug}&on=2026-06-30&other_unit={first.unit.slug}&other_on=1/1/2020"
    )
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)

"""The lists of arbitrations, charges, discipline and information requests: who finds what, in how many queries."""

from datetime import UTC, date, datetime

import pytest

from grievances.models import Proceeding
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def proceeding(number, *, kind="arbitration", level=Level.OFFICE, due=None):
    return Proceeding.objects.create(
        kind=kind,
        reference=f"X-2026-{number:04d}",
        title=f"Case {number}",
        level=level,
        unit=BargainingUnitFactory(),
        opened_on=date(2026, 6, 1),
        created_at=NOON,
        next_due_on=due,
    )


def references(response):
    return [row.reference for row in response.context["page"].rows]


def test_open_ones_of_the_kind_stand_soonest_first_and_those_that_owe_nothing_last(client):
    proceeding(1)
    proceeding(2, due=date(2026, 6, 20))
    proceeding(3, due=date(2026, 6, 16))
    proceeding(4, kind="information_request", due=date(2026, 6, 15))
    client.force_login(UserFactory(role=Role.SPECIALIST))

    assert references(client.get("/arbitrations/")) == ["X-2026-0003", "X-2026-0002", "X-2026-0001"]


def test_a_restricted_one_is_listed_for_those_named_on_it_alone(client):
    case = proceeding(1, kind="discipline", level=Level.RESTRICTED)
    named, other = UserFactory(role=Role.SPECIALIST), UserFactory(role=Role.CHIEF)
    grant_access(matter_id=case.pk, user=named, reason="Works on it.", by=None, at=NOON)

    client.force_login(other)
    assert references(client.get("/discipline/")) == []
    client.force_login(named)
    assert references(client.get("/discipline/")) == ["X-2026-0001"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(client, count, django_assert_max_num_queries):
    for number in range(count):
        proceeding(number + 1, due=date(2026, 6, 16))
    client.force_login(UserFactory(role=Role.SPECIALIST))

    with django_assert_max_num_queries(8):
        client.get("/arbitrations/")

"""The list's SQL is made once for each role and shape: what it finds is each person's own."""

import base64
import json
from datetime import UTC, datetime

import pytest

from labor_office.core.matters.models.matter import MatterAccess, MatterExclusion
from labor_office.core.users.permissions import Role
from tests.factories.grievances import NOW, filed, unit_with_procedure
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/grievances/"
SHAPES = ("", "?unit={unit}", "?owner={owner}&status=all", "?unit={unit}&step=1", "?sort=issue", "?sort=-filed&size=50")


def found(client, person, query):
    """What ``person`` finds: the numbers, without an order, and how many the page says there are."""
    client.force_login(person)
    context = client.get(LIST + query).context
    return {row.reference for row in context["page"].rows}, context["count"]


def test_two_people_of_one_role_find_their_own_by_the_same_sql(client, settings):
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)
    named, shut_out = (UserFactory(role=Role.SPECIALIST) for _ in range(2))
    unit = unit_with_procedure()
    open_to_all, secret, walled = (filed(unit=unit, title=f"Case {n}", is_restricted=n == 1) for n in range(3))
    MatterAccess.objects.create(matter=secret, user=named, reason="Works on it.", granted_at=NOW)
    MatterExclusion.objects.create(matter=walled, user=shut_out, reason="Named in it.", excluded_at=NOW)
    owner = open_to_all.owner_id or named.pk
    for one in (open_to_all, secret, walled):
        type(one).objects.filter(pk=one.pk).update(owner_id=owner)
    every = {one.reference for one in (open_to_all, secret, walled)}

    for _ in range(2):
        for shape in SHAPES:
            query = shape.format(unit=unit.slug, owner=owner)
            assert found(client, named, query) == (every, "3"), query
            assert found(client, shut_out, query) == ({open_to_all.reference}, "1"), query
    MatterExclusion.objects.filter(user=shut_out).update(ended_at=NOW)
    assert found(client, shut_out, "") == ({open_to_all.reference, walled.reference}, "2")


def test_a_cursor_made_by_hand_begins_at_the_first_page(client, settings):
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)
    case, person = filed(), UserFactory(role=Role.SPECIALIST)

    for made in (["x", 1], [1, 1], ["2026-06-15", 10**30], ["2026-06-15", "1"], [None, None]):
        cursor = base64.urlsafe_b64encode(json.dumps(made).encode()).decode().rstrip("=")
        assert found(client, person, f"?after={cursor}") == ({case.reference}, "1"), made

"""Access for a time: it lets in through its last day, and ends by itself the day after."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from labor_office.core.matters.actions.access import LastReader, grant_access, revoke_access
from labor_office.core.matters.models.matter import Matter, MatterAccess
from labor_office.core.matters.rules import Level
from tests.factories.matters import MatterAccessFactory, MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
GRANTED_AT = datetime(2026, 6, 10, 16, tzinfo=UTC)


@pytest.fixture
def closed():
    """A matter closed to the office, with one reader for good."""
    matter = MatterFactory(level=Level.RESTRICTED)
    MatterAccessFactory(matter=matter)
    return matter


@pytest.mark.parametrize(("today", "is_seen"), [
    (date(2026, 6, 14), True),
    (date(2026, 6, 15), True),
    (date(2026, 6, 16), False),
])  # fmt: skip
def test_it_lets_in_through_its_last_day(settings, closed, today, is_seen):
    settings.CLOCK_OFFSET = datetime(today.year, today.month, today.day, 16, tzinfo=UTC) - datetime.now(UTC)
    reader = UserFactory()
    grant_access(matter_id=closed.pk, user=reader, reason="Covers June.", by=None, at=GRANTED_AT,
                 ends_on=date(2026, 6, 15))  # fmt: skip
    assert Matter.objects.visible_to(reader).exists() is is_seen


def test_giving_it_again_changes_only_how_long(closed):
    reader = UserFactory()
    for ends_on in (date(2026, 6, 15), None, None):
        grant_access(matter_id=closed.pk, user=reader, reason="Covers.", by=None, at=GRANTED_AT, ends_on=ends_on)
    assert MatterAccess.objects.get(matter=closed, user=reader).ends_on is None
    assert closed.events.filter(verb="access.granted").count() == 2


@pytest.mark.parametrize(("today", "until"), [(date(2026, 6, 15), date(2026, 6, 15)), (date(2026, 6, 16), None)])
def test_named_in_passing_keeps_the_last_day_while_it_lasts(settings, closed, today, until):
    settings.CLOCK_OFFSET = datetime(today.year, today.month, today.day, 16, tzinfo=UTC) - datetime.now(UTC)
    reader = UserFactory()
    given = {"matter_id": closed.pk, "user": reader, "by": None, "at": GRANTED_AT}
    grant_access(**given, reason="Covers June.", ends_on=date(2026, 6, 15))
    grant_access(**given, reason="Approves a letter.")
    assert MatterAccess.objects.get(matter=closed, user=reader).ends_on == until


def test_whose_access_ends_is_not_somebody_left(closed):
    for_good = closed.access_grants.get().user
    grant_access(matter_id=closed.pk, user=UserFactory(), reason="Covers.", by=None, at=GRANTED_AT,
                 ends_on=date(2999, 1, 1))  # fmt: skip
    with pytest.raises(LastReader):
        revoke_access(matter_id=closed.pk, user=for_good, reason="Left", by=UserFactory(), at=GRANTED_AT)


def test_it_cannot_end_before_it_is_given(closed):
    with pytest.raises(IntegrityError, match="matter_access_ends_on_or_after_granting"):
        MatterAccessFactory(matter=closed, granted_at=GRANTED_AT, ends_on=GRANTED_AT.date() - timedelta(days=2))

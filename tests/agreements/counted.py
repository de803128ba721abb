"""An office that counts questions, obligations and terms by the rules the Desk comes with."""

from dataclasses import replace
from datetime import UTC, date, datetime

from agreements.actions import counting, obligations
from agreements.rules.obligations import Rhythm, Source
from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.users.permissions import Role
from tests.factories.users import UserFactory

TODAY = date(2026, 6, 15)
AT = datetime(2026, 6, 15, 15, tzinfo=UTC)


def rules_in_use(*kinds, from_on=date(2023, 1, 1)):
    """The shipped rules for ``kinds`` of matter, else all of them, counted by an office calendar without holidays."""
    wanted = {code: one for code, one in counting.RULES.purposes.items() if not kinds or one.kind in kinds}
    chief = UserFactory(role=Role.CHIEF, name="Rosa")
    days = {"first_on": date(2022, 1, 1), "published_through": date(2030, 12, 31), "closed": ()}
    calendar = make_calendar(name="Office", slug="office", by=chief, at=AT, reason="Test", is_office=True, **days)
    return put_in_use(replace(counting.RULES, purposes=wanted), calendar=calendar, from_on=from_on, by=chief, at=AT)


def taken_on(*, by=None, today=TODAY, **owing):
    """An obligation: yearly on September 1 unless told otherwise."""
    given = {
        "title": "Publish the seniority list", "source": Source.CLAUSE, "rhythm": Rhythm.YEARLY,
        "first_due_on": date(2026, 9, 1),
    } | owing  # fmt: skip
    return obligations.take_on(by=by or UserFactory(), at=AT, today=today, **given)

"""An office whose negotiations are counted by the rules the Desk comes with, and a Council that meets."""

from datetime import UTC, date, datetime, timedelta

from bargaining.actions import council, counting, negotiations
from bargaining.models.process import CouncilDay
from bargaining.rules.vocabulary import Form, Side
from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.deadlines.models.deadlines import Deadline
from tests.factories.workforce import BargainingUnitFactory

TODAY = date(2026, 6, 15)
AT = datetime(2026, 6, 15, 15, tzinfo=UTC)
MONEY = date(2026, 11, 17)
NOW = {"at": AT, "today": TODAY}


def rules_in_use(chief):
    """The shipped rules, by an office calendar without holidays; the Council meets every other Tuesday."""
    days = {"first_on": date(2024, 1, 1), "published_through": date(2028, 12, 31), "closed": ()}
    calendar = make_calendar(name="Office", slug="office", by=chief, at=AT, reason="Test", is_office=True, **days)
    used = put_in_use(counting.RULES, calendar=calendar, from_on=date(2024, 1, 1), by=chief, at=AT)
    meetings = [date(2026, 1, 13) + timedelta(days=14 * n) for n in range(30)]
    council.enter_days(days=meetings, kind=CouncilDay.Kind.MEETING, by=chief, at=AT)
    council.enter_days(days=[MONEY], kind=CouncilDay.Kind.BUDGET, title="Supplemental appropriation", by=chief, at=AT)
    return used


def opened(chief, **more):
    """A negotiation demanded on March 2, with wages and parking on the board."""
    given = {"demanded_on": date(2026, 3, 2), "demanded_by": Side.UNION, "agreement_ends_on": date(2026, 6, 30)} | more
    negotiation = negotiations.open_negotiation(
        unit=BargainingUnitFactory(), form=Form.SUCCESSOR, title="Successor", by=chief, at=AT, today=TODAY, **given
    )
    for number, title in (("22", "Wages"), ("9", "Parking")):
        negotiations.add_issue(
            negotiation_id=negotiation.pk, number=number, title=title, is_economic=number == "22", by=chief, at=AT
        )
    return negotiation


def due(negotiation, code):
    """The day of one limit; None while it does not run."""
    return Deadline.objects.filter(matter=negotiation, code=code).values_list("due_on", flat=True).first()

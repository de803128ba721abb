"""Rivermont's unit matters: a petition filed in a bar, a severance whose challenged ballots decide, a clarification."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from bargaining.actions import elections, shipped, unit_hearings, unit_matters
from bargaining.actions.unit_matters import Moved
from bargaining.rules.representation import Majority, Method, Outcome, Petition
from bargaining.rules.units import Exclusion
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.workforce.models import Classification
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

LRA = "Labor Relations Administrator"


def tell(city: Rivermont) -> None:
    """What stands before the Administrator this June."""
    at = moment(date(city.days.today.year - 2, 1, 2), "09:40")
    office = Calendar.objects.get(is_office=True)
    put_in_use(shipped.RULES, calendar=office, from_on=date(2021, 5, 1), by=city.chief, at=at)
    _clarified(city)
    _severance(city)
    _decertification(city)
    _titles(city)


def _clarified(city: Rivermont) -> None:
    """Decided, and in effect from the next month."""
    filed, decided = city.days.working(-45), city.days.working(-4)
    by, known = city.people["Ines Calder"], _known()
    found = unit_matters.open_unit_matter(
        petition=Petition.CLARIFICATION, title="Payroll coordinator, Administrative and Technical",
        unit=city.units["administrative"], filed_on=filed, petitioner="City of Rivermont", forum=LRA,
        asked="Whether the payroll coordinator works with bargaining positions before they are told, and so is confidential.",
        classifications=[known["AT100"]], by=by, at=moment(filed), today=filed,
    )  # fmt: skip
    unit_matters.state_position(
        matter_id=found.pk, position="The coordinator runs the cost of every proposal before the table sees it.",
        sent_on=filed, by=by, at=moment(filed, "15:00"), today=filed,
    )  # fmt: skip
    first = (city.days.today.replace(day=1) + timedelta(days=32)).replace(day=1)
    unit_matters.record_order(
        matter_id=found.pk, outcome=Outcome.CLARIFIED, decided_on=decided, effective_on=first, number="LRA 26-04",
        order="One position, payroll coordinator in Finance, is confidential and stands outside the unit.",
        moves=[Moved(known["AT100"], city.units["administrative"], "Payroll coordinator", Exclusion.CONFIDENTIAL)],
        by=by, at=moment(decided, "16:00"), today=decided,
    )  # fmt: skip


def _severance(city: Rivermont) -> None:
    """The sergeants' ballots were counted last week; two of them are challenged and decide."""
    ago, by = city.days.ago, city.people["Omar Reyes"]
    filed, roster = city.days.working(-55), city.days.today.replace(day=1)
    found = unit_matters.open_unit_matter(
        petition=Petition.SEVERANCE, title="Police sergeants, out of Police", unit=city.units["police"],
        filed_on=filed, petitioner="Sergeants' Association", forum=LRA, case_number="26-07", owner=by,
        asked="A unit of their own for sergeants.", classifications=[_known()["PO200"]], by=by,
        at=moment(filed), today=filed,
    )  # fmt: skip
    elections.count_cards(
        matter_id=found.pk, party="Sergeants' Association", cards=15, as_of=roster, threshold=Decimal(30),
        citation="Placeholder; confirm with counsel", by=by, at=moment(filed, "11:00"),
    )  # fmt: skip
    unit_matters.record_ruling(
        matter_id=found.pk, is_sufficient=True, on=filed + timedelta(days=8), by=by,
        at=moment(filed + timedelta(days=8), "10:00"), today=filed + timedelta(days=8),
    )  # fmt: skip
    unit_matters.state_position(
        matter_id=found.pk, position="The City takes no side on who represents its employees.", sent_on=filed,
        by=by, at=moment(filed, "12:00"), today=filed,
    )  # fmt: skip
    hearing = unit_hearings.set_hearing(
        matter_id=found.pk, on=filed + timedelta(days=21), starts_at=time(9, 30), place="Hearing room B, City Hall",
        heard_by=LRA, by=by, at=moment(filed + timedelta(days=9), "10:00"),
    )  # fmt: skip
    unit_hearings.hold_hearing(
        hearing_id=hearing.pk, held_on=filed + timedelta(days=21), people="O. Reyes for the City\nCounsel of the Association",
        outcome="Both sides agreed to an election by mail.", by=by, at=moment(filed + timedelta(days=21), "12:00"),
        today=filed + timedelta(days=21),
    )  # fmt: skip
    held = elections.direct_election(
        matter_id=found.pk, method=Method.MAIL, cutoff_on=roster, opens_on=ago(14), closes_on=ago(5), held_by=LRA,
        majority=Majority.OF_VALID, parties=["Sergeants' Association", "Police Lodge 12"], by=by,
        at=moment(ago(16)),
    )  # fmt: skip
    elections.count_ballots(
        election_id=held.pk, votes=[11, 9, 1], challenged=2, void=1, eligible=held.eligible, counted_on=ago(4), by=by,
        at=moment(ago(4), "15:00"), today=ago(4),
    )  # fmt: skip


def _decertification(city: Rivermont) -> None:
    """Filed three months after the certification."""
    filed, by = city.days.working(-5), city.people["Ines Calder"]
    found = unit_matters.open_unit_matter(
        petition=Petition.DECERTIFICATION, title="Professional unit", unit=city.units["professional"], filed_on=filed,
        petitioner="Employees of the unit", forum=LRA, case_number="26-11",
        asked="An election on whether Local 1840 goes on to represent the unit.", by=by, at=moment(filed, "13:20"),
        today=filed,
    )  # fmt: skip
    elections.count_cards(
        matter_id=found.pk, party="Employees of the unit", cards=6, as_of=filed, threshold=Decimal(30),
        citation="Placeholder; confirm with counsel", by=by, at=moment(filed, "16:30"),
    )  # fmt: skip


def _titles(city: Rivermont) -> None:
    """Waits for the City's position."""
    filed, by = city.days.working(-3), city.people["Ines Calder"]
    found = unit_matters.open_unit_matter(
        petition=Petition.CLARIFICATION, title="Permit technicians who lead a counter", unit=city.units["administrative"],
        filed_on=filed, petitioner="Municipal Workers Local 1840", organization=city.organizations["local-1840"],
        forum=LRA, asked="Whether those who lead a permit counter are supervisors.", classifications=[_known()["AT200"]],
        by=by, at=moment(filed, "10:05"), today=filed,
    )  # fmt: skip
    unit_hearings.set_hearing(
        matter_id=found.pk, on=city.days.working(12), starts_at=time(10), place="Hearing room B, City Hall",
        heard_by=LRA, by=by, at=moment(city.days.working(-1), "11:00"),
    )  # fmt: skip


def _known() -> dict[str, Classification]:
    return {row.code: row for row in Classification.objects.all()}

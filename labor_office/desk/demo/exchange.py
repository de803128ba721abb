"""What else passed at the Labor and Trades table: packages, what was floated, a sheet that waits for initials."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid5

from bargaining.actions import agreed, packages, sessions, striking
from bargaining.actions.packages import Part
from bargaining.actions.proposals import write_text
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.rules.vocabulary import Side
from labor_office.desk.demo.bargaining import LINES, LT
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

CALL_OUT = (
    "14.3 Order of call-outs\n"
    "Overtime call-outs are offered in order of classification seniority from the posted list.\n"
    "14.4 Call-out minimum\n"
    "An employee who is called out is paid no less than four (4) hours at the overtime rate."
)
UNION_3 = (
    "22.1 General wage increases\n"
    "(a) Effective the first full pay period following July 1, 2026, the base rates of pay for all classifications in "
    "the unit shall be increased by four percent (4.0%).\n"
    "(b) Effective the first full pay period following July 1, 2027, such rates shall be increased by four percent "
    "(4.0%).\n"
    "(c) Effective the first full pay period following July 1, 2028, such rates shall be increased by three and one-half "
    "percent (3.5%).\n"
    "22.4 Retroactivity\n"
    "Increases under section 22.1 shall be paid retroactively to July 1, 2026 regardless of the date of adoption by the "
    "City Council."
)
TERM = "This agreement is in effect for three (3) years from the first day of its term."
SAT = 8


def tell(city: Rivermont) -> None:
    """The union ties vacations to subcontracting; the City floats leave for seniority; the term is typed up."""
    table = Negotiation.objects.filter(unit=city.units[LT]).latest("opened_on")
    back = city.days.working(-3)
    packages.pass_package(
        negotiation_id=table.pk, side=Side.UNION, parts=(Part("18", stands=True), Part("27", stands=True)),
        words="Bids by seniority, if subcontracting is noticed sixty days ahead", key=uuid5(LINES, "union package"),
        expires_at=moment(city.days.working(4), "17:00"), by=city.dana, at=moment(back, "14:10"),
    )  # fmt: skip
    packages.pass_package(
        negotiation_id=table.pk, side=Side.CITY,
        parts=(Part("19", words="What if it were seven days"), Part("16", words="And ties broken by the day of hire")),
        is_off_record=True, key=uuid5(LINES, "what if"), by=city.dana, at=moment(back, "14:40"),
    )  # fmt: skip
    union = Proposal.objects.on_record().get(negotiation=table, issue__number="14", side=Side.UNION)
    write_text(proposal_id=union.pk, text=CALL_OUT, intent=None, by=city.dana, at=moment(back, "15:30"))
    wages = Proposal.objects.on_record().get(negotiation=table, issue__number="22", side=Side.UNION, number=3)
    write_text(proposal_id=wages.pk, text=UNION_3, intent=None, by=city.dana, at=moment(back, "15:35"))
    issue = Issue.objects.get(negotiation=table, number="30")
    sheet = agreed.draft_agreement(
        issue_id=issue.pk, text=TERM, proposal=issue.proposals.last(), by=city.dana, at=moment(back, "15:40")
    )
    striking.say_struck(agreement_id=sheet.pk, by=city.dana, at=moment(back, "15:42"))
    agreed.initial_agreement(
        agreement_id=sheet.pk, side=Side.CITY, name=str(city.dana), by=city.dana, at=moment(back, "15:45")
    )
    sat = table.sessions.get(number=SAT)
    sessions.describe_session(
        session_id=sat.pk, agenda="Vacations. Subcontracting. Term.", place="Room 310", planned_from=None,
        planned_until=None, release_hours=Decimal(9), by=city.dana, at=moment(back, "16:20"),
    )  # fmt: skip

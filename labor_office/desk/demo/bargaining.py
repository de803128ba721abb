"""The Labor and Trades table of Rivermont: nine sessions, an exchange on wages, what is agreed so far."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from bargaining import language
from bargaining.actions import agreed, negotiations, sessions, striking, table
from bargaining.actions.proposals import write_text
from bargaining.models.negotiation import Issue, Negotiation, on_day
from bargaining.rules.vocabulary import Form, Move, Side, Stage, SubjectClass, TeamRole
from labor_office.core.matters.actions.meetings import schedule_meeting
from labor_office.core.matters.actions.record import continue_numbering
from labor_office.desk.demo import mandate
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont
from labor_office.desk.demo.settled import SETTLED

LT = "labor-and-trades"
LINES = UUID("5f1d7a52-6b1e-4b43-9a6e-0f1f3b0c7a11")
UNION_TEAM = (
    ("T. Boone", TeamRole.CHIEF_SPOKESPERSON),
    ("A. Ferris", TeamRole.NEGOTIATOR),
    ("C. Duval", TeamRole.NEGOTIATOR),
)
# Number, title, costs money.
ISSUES = (
    ("5", "Union security", False),
    ("11", "Grievance procedure", False),
    ("12", "Discipline records", False),
    ("14", "Overtime and call-outs", True),
    ("15", "Shift differential", True),
    ("16", "Seniority", False),
    ("18", "Vacation scheduling", False),
    ("19", "Union leave", False),
    ("21", "Health insurance opener", True),
    ("22", "Wages", True),
    ("24", "Tool and boot allowance", True),
    ("27", "Subcontracting notice", False),
    ("30", "Term of agreement", False),
    ("33", "Remote work", False),
)
# Session, article, side, move, words. The days are those on which the sessions sat, in working days before today.
SESSIONS = {1: -71, 2: -58, 3: -38, 4: -29, 5: -19, 6: -10, 7: -6, 8: -3}
EXCHANGE = (
    (1, "22", Side.UNION, Move.PROPOSAL, "5/4.5/4"),
    (1, "15", Side.UNION, Move.PROPOSAL, "Night differential of $1.50 an hour"),
    (1, "5", Side.UNION, Move.PROPOSAL, "Fair share language"),
    (1, "30", Side.CITY, Move.PROPOSAL, "Three years"),
    (2, "22", Side.CITY, Move.PROPOSAL, "2/2/2"),
    (2, "19", Side.UNION, Move.PROPOSAL, "Ten days more for stewards"),
    (3, "22", Side.UNION, Move.COUNTER, "4.5/4/4"),
    (3, "5", Side.UNION, Move.WITHDRAWN, ""),
    (4, "22", Side.CITY, Move.COUNTER, "2.5/2.5/2"),
    (4, "21", Side.CITY, Move.PROPOSAL, "Reopen in the second year"),
    (4, "33", Side.UNION, Move.HOLD, ""),
    (5, "22", Side.UNION, Move.COUNTER, "4/4/3.5"),
    (5, "18", Side.UNION, Move.PROPOSAL, "Bids by seniority in November"),
    (5, "27", Side.UNION, Move.PROPOSAL, "Sixty days of notice"),
    (5, "16", Side.CITY, Move.PROPOSAL, "Seniority by classification"),
    (6, "22", Side.CITY, Move.COUNTER, "3/3/2.5"),
    (6, "14", Side.UNION, Move.PROPOSAL, "Four hours for a call-out"),
    (6, "19", Side.CITY, Move.COUNTER, "Five days more, with notice"),
    (6, "12", Side.CITY, Move.HOLD, ""),
    (6, "11", Side.CITY, Move.PROPOSAL, "Ten working days at every step"),
    (7, "24", Side.CITY, Move.PROPOSAL, "$480 a year, boots every two years"),
)
# Words of City 3 on wages, as they stand on its paper.
CITY_3 = (
    "22.1 General wage increases\n"
    "(a) Effective the first full pay period following July 1, 2026, the base rates of pay for all classifications in "
    "the unit shall be increased by three percent (3.0%).\n"
    "(b) Effective the first full pay period following July 1, 2027, such rates shall be increased by three percent "
    "(3.0%).\n"
    "(c) Effective the first full pay period following July 1, 2028, such rates shall be increased by two and one-half "
    "percent (2.5%)."
)
AGREED = (
    # The words in force, with ten working days where they say seven.
    (6, "11", ""),
    (
        7,
        "24",
        "Each employee whose work requires tools or safety boots receives four hundred eighty dollars ($480) a year.",
    ),
)


def tell(city: Rivermont) -> None:
    """From the union's demand to the ninth session, which sits this afternoon."""
    continue_numbering(kind="negotiation", year=city.days.today.year, last=2)
    negotiation = _open(city)
    for number in SESSIONS:
        _sit(city, negotiation, number)
    last = Issue.objects.get(negotiation=negotiation, number="22").proposals.latest("passed_at")
    write_text(proposal_id=last.pk, text=CITY_3, intent="Half a point in every year", by=city.dana, at=_at(city, -9, 9))
    sessions.plan_session(
        negotiation_id=negotiation.pk, on=city.days.next_open, planned_from=time(13), planned_until=time(16),
        place="Room 310", agenda="Wages. Overtime and call-outs. Term.", by=city.dana, at=_at(city, -1, 16),
    )  # fmt: skip
    schedule_meeting(
        matter_id=negotiation.pk, title="Bargaining session 9", on=city.days.next_open, starts_at=time(13),
        ends_at=time(16), place="Room 310 until 4:00", by=city.dana, at=_at(city, -1, 16),
    )  # fmt: skip


def _open(city: Rivermont) -> Negotiation:
    at, by = _at(city, -85, 9), city.dana
    ends = _last_of_term(city.days.today)
    negotiation = negotiations.open_negotiation(
        unit=city.units[LT], form=Form.SUCCESSOR, title=f"Labor and Trades successor agreement, {ends.year} to {ends.year + 3}",
        term=(ends + timedelta(days=1), ends.replace(year=ends.year + 3)), agreement_ends_on=ends,
        demanded_on=at.date(), demanded_by=Side.UNION, by=by, at=at, today=at.date(),
    )  # fmt: skip
    pk = negotiation.pk
    for user, role in ((city.chief, TeamRole.NEGOTIATOR), (city.people["Theo Lindqvist"], TeamRole.COSTING)):
        negotiations.name_team_member(negotiation_id=pk, side=Side.CITY, user=user, role=role, by=by, at=at)
    for name, role in UNION_TEAM:
        negotiations.name_team_member(negotiation_id=pk, side=Side.UNION, name=name, role=role, by=by, at=at)
    for number, title, costs in (*ISSUES, *((article, name, False) for _, article, name, _ in SETTLED)):
        negotiations.add_issue(
            negotiation_id=pk, number=number, title=title, is_economic=costs,
            subject_class=SubjectClass.MANDATORY, by=by, at=at,
        )  # fmt: skip
    mandate.authorize(city, negotiation)
    return negotiations.enter_stage(negotiation_id=pk, stage=Stage.AT_THE_TABLE, by=by, at=at)


def _sit(city: Rivermont, negotiation: Negotiation, number: int) -> None:
    back, by = SESSIONS[number], city.dana
    session = sessions.plan_session(
        negotiation_id=negotiation.pk, on=city.days.working(back), place="Room 310", by=by, at=_at(city, back - 3, 10)
    )
    sessions.start_session(session_id=session.pk, by=by, at=_at(city, back, 13))
    sessions.record_attendance(
        session_id=session.pk, city=[str(city.dana), "Theo Lindqvist"], union=[name for name, _ in UNION_TEAM]
    )
    for minute, (_, article, side, move, words) in enumerate(line for line in EXCHANGE if line[0] == number):
        table.log_entry(
            negotiation_id=negotiation.pk, key=uuid5(LINES, f"{number}-{article}-{minute}"), side=side, move=move,
            number=article, words=words, by=by, at=_at(city, back, 13) + timedelta(minutes=10 + 12 * minute),
        )  # fmt: skip
    settled = ((session, article, text) for session, article, _, text in SETTLED)
    for _, article, text in (sheet for sheet in (*settled, *AGREED) if sheet[0] == number):
        _initial(negotiation, article, text, city, _at(city, back, 15))
    ended = sessions.end_session(session_id=session.pk, by=by, at=_at(city, back, 16))
    minutes = ended.minutes or "Both sides met. Nothing passed across the table."
    sessions.issue_minutes(session_id=session.pk, minutes=minutes, by=by, at=_at(city, back + 1, 10))


def _initial(negotiation: Negotiation, article: str, text: str, city: Rivermont, at: datetime) -> None:
    issue = Issue.objects.get(negotiation=negotiation, number=article)
    held = language.current_text(negotiation.unit_id or 0, article, on_day(negotiation))
    text = text or (held.text.replace("seven (7)", "ten (10)") if held else issue.title)
    sheet = agreed.draft_agreement(issue_id=issue.pk, text=text, proposal=issue.proposals.last(), by=city.dana, at=at)
    striking.say_struck(agreement_id=sheet.pk, by=city.dana, at=at)
    for side, name in ((Side.CITY, str(city.dana)), (Side.UNION, UNION_TEAM[0][0])):
        agreed.initial_agreement(
            agreement_id=sheet.pk, side=side, name=name, by=city.dana, at=at,
            leave="Costed by hand with Finance; the roster was not imported yet",
        )  # fmt: skip


def _last_of_term(today: date) -> date:
    ends = date(today.year, 6, 30)
    return ends if ends >= today else ends.replace(year=today.year + 1)


def _at(city: Rivermont, back: int, hour: int) -> datetime:
    return moment(city.days.working(back), f"{hour:02}:00")

"""A negotiation at a glance: days to the end of the agreement, what is ready, who sits there, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bargaining.models.negotiation import Negotiation, TeamMember
from bargaining.models.sessions import Session
from bargaining.queries.dates import Due, dues_of, next_of
from bargaining.queries.planning import Plan, plan_of
from bargaining.rules.overview import Mark, Readiness, Ready, marks, readiness
from bargaining.rules.vocabulary import IssueState, Side, TeamRole
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries.readings import office_calendar
from labor_office.core.deadlines.queries.situations import clock_of


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page."""

    marks: tuple[Mark, ...]
    checklist: tuple[Ready, ...]
    sessions: tuple[Session, ...]
    next_session: Session | None
    team: tuple[TeamMember, ...]
    dues: tuple[Due, ...]
    coming: Due | None
    plan: Plan | None
    is_counted: bool
    working_days_left: int | None
    open_count: int
    agreed_count: int
    issue_count: int

    @property
    def done_count(self) -> int:
        """How much of the checklist is done."""
        return sum(one.is_done for one in self.checklist)


def overview_of(negotiation: Negotiation, *, today: date) -> Overview:
    """What the overview shows now. Some fifteen queries, whatever there is."""
    dues = dues_of(negotiation.pk, today=today)
    sessions = list(negotiation.sessions.order_by("number"))
    states = list(negotiation.issues.values_list("state", flat=True))
    team = list(negotiation.team.filter(left_on=None).select_related("user"))
    agreed = states.count(IssueState.AGREED)
    settled = agreed + states.count(IssueState.WITHDRAWN)
    plan = plan_of(negotiation, dues, today=today)
    counted = clock_of(negotiation.pk) is not None
    return Overview(
        marks=marks(_days(negotiation, sessions, dues), today=today),
        checklist=readiness(
            replace(
                _ready(negotiation, team),
                has_issues=bool(states),
                has_sessions=bool(sessions),
                is_counted=counted,
                is_planned=plan is not None,
            )
        ),
        sessions=tuple(sessions[-6:]),
        next_session=next((one for one in sessions if one.ended_at is None and one.on >= today), None),
        team=tuple(team),
        dues=tuple(due for due in dues if not due.is_planned and due.is_live),
        coming=next_of(dues),
        plan=plan,
        is_counted=counted,
        working_days_left=_left(negotiation, today),
        open_count=len(states) - settled,
        agreed_count=agreed,
        issue_count=len(states),
    )


def _ready(negotiation: Negotiation, team: Sequence[TeamMember]) -> Readiness:
    ours = [one for one in team if one.side == Side.CITY]
    return Readiness(
        has_demand=negotiation.demanded_on is not None,
        has_term=negotiation.term_starts_on is not None,
        has_spokesperson=any(one.role == TeamRole.CHIEF_SPOKESPERSON for one in ours),
        has_note_taker=any(one.role == TeamRole.NOTE_TAKER for one in ours),
        has_costing=any(one.role == TeamRole.COSTING for one in ours),
        has_union_team=any(one.side == Side.UNION for one in team),
        has_ground_rules=bool(negotiation.ground_rules),
        ground_rules_signed=negotiation.ground_rules_signed_on is not None,
        departments_asked=negotiation.invitations.exists() or negotiation.intakes.exists(),
        intakes_unread=negotiation.intakes.filter(issue=None).count(),
    )


def _days(negotiation: Negotiation, sessions: Sequence[Session], dues: Sequence[Due]) -> list[tuple[str, date]]:
    found: list[tuple[str, date]] = []
    for label, on in (
        ("Demand", negotiation.demanded_on),
        ("Ground rules signed", negotiation.ground_rules_signed_on),
        ("First session", next((one.on for one in sessions if one.started_at), None)),
        ("Agreement ends", negotiation.agreement_ends_on),
        ("New term begins", negotiation.term_starts_on),
    ):
        if on is not None:
            found.append((label, on))
    wanted = {"PLAN-IMPASSE": "Latest impasse", "PLAN-HEARING": "Latest hearing", "PLAN-RATIFY": "Latest ratification"}
    found += [
        (wanted[due.deadline.code], due.deadline.due_on)
        for due in dues
        if due.deadline.code in wanted and due.deadline.due_on
    ]
    return found


def _left(negotiation: Negotiation, today: date) -> int | None:
    if negotiation.agreement_ends_on is None or negotiation.agreement_ends_on < today:
        return None
    try:
        return office_calendar().open_days_after(today, negotiation.agreement_ends_on)
    except Calendar.DoesNotExist:
        return None

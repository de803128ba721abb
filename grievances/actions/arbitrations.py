"""A grievance goes to arbitration: the demand on its clock, and the arbitration's own file beside it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from grievances.actions.appeals import demand_arbitration
from grievances.actions.filing import Named
from grievances.actions.places import MoveRefused, hold
from grievances.actions.proceedings import open_proceeding
from grievances.models import Grievance, Proceeding
from grievances.queries.openings import parties_carried
from grievances.rules.moves import Act
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions.access import shut_out
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.models.record import Party
from labor_office.core.matters.queries import readers_left
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.models import User


@transaction.atomic
def take_to_arbitration(
    *, grievance_id: int, opens_file: bool, by: User, at: datetime, today: date, **demand: Any
) -> list[Move]:
    """Record the union's demand and, with ``opens_file``, open the arbitration's own file.

    ``demand`` are the further parameters of ``demand_arbitration``. Raises MoveRefused, LatenessUndecided.
    """
    moves = demand_arbitration(grievance_id=grievance_id, by=by, at=at, today=today, **demand)
    if opens_file:
        open_arbitration(grievance_id=grievance_id, by=by, at=at, today=today)
    return moves


@transaction.atomic
def open_arbitration(
    *, grievance_id: int, by: User, at: datetime, today: date, forum: str = "", case_number: str = ""
) -> Proceeding:
    """Open the file of a grievance's arbitration: what the grievance says is taken over, walls included.

    Who reads the grievance through some day reads the arbitration no longer than that.

    Raises MoveRefused: not demanded yet, or a file is open already.
    """
    here = hold(grievance_id, Act.OPEN_ARBITRATION)
    grievance = Grievance.objects.select_related("unit__organization", "department").get(pk=grievance_id)
    standing = Proceeding.objects.filter(origin_id=grievance_id, kind="arbitration", closed_on=None).first()
    if standing is not None:
        raise MoveRefused(f"{standing.reference} is open for it already.")
    grants = list(readers_left(grievance).select_related("user"))
    arbitration = open_proceeding(
        kind="arbitration", title=grievance.title, opened_on=here.step.filed_on, unit=grievance.unit,
        department=grievance.department, owner=grievance.owner, backup=grievance.backup, forum=forum,
        case_number=case_number, opponent=str(grievance.unit.organization) if grievance.unit else "",
        sections=grievance.cited[:300], summary=grievance.statement, remedy=grievance.remedy, origin=grievance,
        people=[_carried(party) for party in parties_carried(grievance)], is_restricted=grievance.is_restricted,
        readers=[grant.user for grant in grants] if grievance.is_restricted else (),
        reading_until={grant.user_id: grant.ends_on for grant in grants if grant.ends_on is not None},
        by=by, at=at, today=today,
    )  # fmt: skip
    for wall in MatterExclusion.objects.filter(matter_id=grievance_id, ended_at=None).select_related("user"):
        shut_out(matter_id=arbitration.pk, user=wall.user, reason=wall.reason, by=by, at=at)
    return arbitration


def _carried(party: Party) -> Named:
    return Named(
        role=PartyRole(party.role), name=party.name, employee=party.employee, user=party.user,
        organization=party.organization, title=party.title, phone=party.phone, email=party.email,
    )  # fmt: skip

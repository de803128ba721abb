"""Whom the office tells about a case, promised in the transaction of whatever gives the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.matters import kinds
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Request
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.people import Asked, Assigned, Assignment, WaitingOnYou
from labor_office.core.notices.rules import GATHER_FOR
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled
from labor_office.core.workforce.models import DepartmentContact


def tell_assigned(*, matter: Matter, people: Sequence[User], by: User | None, at: datetime, step: str = "") -> None:
    """Tell whom the matter was given to, but nobody of what they gave themselves."""
    if any(by is None or person.pk != by.pk for person in people):
        first = first_owed(matter)
        promise_many(assigned_promises(matter=matter, people=people, by=by, at=at, step=step, first=first), at=at)


def assigned_promises(
    *, matter: Matter, people: Sequence[User], by: User | None, at: datetime, step: str, first: Deadline | None
) -> list[Promise]:
    """What ``tell_assigned`` promises, for a matter of which the City owes ``first`` next."""
    told = [person for person in people if by is None or person.pk != by.pk]
    if not told:
        return []
    item = Assigned(
        matter=matter.pk,
        reference=matter.reference,
        path=matter.get_absolute_url(),
        kind=kinds.get(matter.kind).label,
        unit=matter.unit.name if matter.unit else "",
        step=step,
        filed_on=matter.opened_on,
        act=first.name if first else "",
        due_on=first.due_on if first else None,
        rule=str(first.trace.get("limit", {}).get("citation", "")) if first else "",
    )
    message = Assignment(
        item=item, assigned_by=by.name if by else "the office", backup=matter.backup.name if matter.backup else ""
    )
    return [
        Promise(
            key=f"assignment-{matter.pk}-{person.pk}-{at:%Y%m%dT%H%M%S}",
            message=message,
            recipient_id=person.pk,
            matter_id=matter.pk,
            why=f"you {'own' if person.pk == matter.owner_id else 'stand in for the owner of'} {matter.reference}",
            not_before=at + GATHER_FOR,
        )
        for person in told
    ]


def first_owed(matter: Matter) -> Deadline | None:
    """What the City owes first on the matter."""
    return next(iter(_FIRST_OWED.rows(None, matter=matter.pk)), None)


def _first_owed(_user: None, matter: int) -> QuerySet[Deadline]:
    owed = Deadline.objects.filter(matter_id=matter, state=DeadlineState.OPEN).owed_by_city()
    return owed.order_by("due_on", "pk")[:1]


_FIRST_OWED = Compiled(_first_owed)


def tell_asked(*, request: Request, by: User, today: date, at: datetime) -> None:
    """Tell the department's liaisons that records are wanted; one mail a request and day."""
    matter = request.matter
    liaisons = User.objects.active().filter(
        pk__in=DepartmentContact.objects.filter(
            department=request.department, part=DepartmentContact.Part.LIAISON
        ).values("user")
    )
    asked = Asked(matter=matter.pk, reference=matter.reference, path=matter.get_absolute_url(), title=request.title)
    message = WaitingOnYou(
        asked=(asked,),
        reference=matter.reference,
        due_on=request.due_on or today,
        department=str(request.department or ""),
        asked_by=by.name,
        phone=by.phone,
        times_asked=request.nudge_count + 1,
    )
    promises = [
        Promise(
            key=f"asked-{request.pk}-{request.nudge_count}-{liaison.pk}",
            message=message,
            recipient_id=liaison.pk,
            matter_id=matter.pk,
            why=f"you are the HR liaison of {request.department}",
            not_before=at,
        )
        for liaison in liaisons
    ]
    promise_many(promises, at=at)

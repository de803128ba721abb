"""Who reads what an adoption keeps for closed session."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from agreements.actions.adopting.steps import held
from agreements.models.adoption import Adoption
from agreements.models.closed_side import ClosedReader
from agreements.queries.closed_side import is_inside, who_may_be_let_in
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User


class NotInside(Exception):
    """There is nothing here for this person; the page answers as if there were nothing at all."""


class NotToBeLetIn(Exception):
    """Only somebody named on the adoption who bargains reads its closed side."""


@transaction.atomic
def let_in(*, adoption_id: int, user: User, by: User, at: datetime) -> ClosedReader:
    """Let ``user`` read the closed side; once let in, they stay so. Raises NotInside, NotToBeLetIn."""
    adoption = require_inside(held(adoption_id), by)
    if not who_may_be_let_in(adoption).filter(pk=user.pk).exists():
        raise NotToBeLetIn(f"{user} is not named on {adoption.reference}, or does not bargain.")
    known = ClosedReader.objects.filter(adoption=adoption, user=user, ended_at=None).first()
    if known is not None:
        return known
    reader = ClosedReader.objects.create(adoption=adoption, user=user, named_by=by, named_at=at)
    _tell(adoption, f"{user} reads what is for closed session", by=by, at=at)
    return reader


@transaction.atomic
def take_out(*, adoption_id: int, reader_id: int, by: User, at: datetime) -> None:
    """Take the closed side from somebody who was let in; one who holds the mandate still reads it. Raises NotInside."""
    adoption = require_inside(held(adoption_id), by)
    reader = adoption.closed_readers.filter(pk=reader_id, ended_at=None).select_related("user").first()
    if reader is not None:
        reader.ended_at, reader.ended_by = at, by
        reader.save(update_fields=["ended_at", "ended_by"])
        _tell(adoption, f"{reader.user} no longer reads what is for closed session", by=by, at=at)


def require_inside(adoption: Adoption, by: User) -> Adoption:
    """The adoption, for someone who reads its closed side. Raises NotInside for everybody else."""
    if not is_inside(by, adoption):
        raise NotInside
    return adoption


def _tell(adoption: Adoption, said: str, *, by: User, at: datetime) -> None:
    record_event(matter=adoption, verb="adoption.closed_reader", summary=said[:300], by=by, at=at, level=Level.MANDATE)

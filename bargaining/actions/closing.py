"""A sheet that both sides initial in one sitting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bargaining.actions.agreed import initial_agreement
from bargaining.models.proposals import TentativeAgreement
from bargaining.rules.vocabulary import Side
from labor_office.core.users.models import User


@transaction.atomic
def initial_for_both(
    *,
    agreement_id: int,
    city: str,
    union: str,
    by: User,
    at: datetime,
    leave: str = "",
    member_id: int | None = None,
) -> TentativeAgreement:
    """Record who initialled for the City and then for the union, both or neither; the sheet is closed by it.

    ``city`` and ``union`` are names, ``member_id`` who of the City's team. Raises what
    ``initial_agreement`` raises for either.
    """
    initial_agreement(
        agreement_id=agreement_id, side=Side.CITY, name=city, by=by, at=at, leave=leave, member_id=member_id
    )
    return initial_agreement(agreement_id=agreement_id, side=Side.UNION, name=union, by=by, at=at)

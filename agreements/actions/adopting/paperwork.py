"""What the Council's packet is written from: the memo, the closed brief, the figures."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from agreements.actions.adopting.closed import require_inside
from agreements.actions.adopting.steps import held
from agreements.models.adoption import Adoption, ClosedBrief, CouncilMemo, FiscalLine
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User


@transaction.atomic
def write_memo(*, adoption_id: int, by: User, at: datetime, **words: Any) -> CouncilMemo:
    """Save the memo's public words."""
    adoption = held(adoption_id)
    memo, _ = CouncilMemo.objects.update_or_create(adoption=adoption, defaults=words)
    record_event(matter=adoption, verb="adoption.memo", summary="Council memo written", by=by, at=at)
    return memo


@transaction.atomic
def write_brief(*, adoption_id: int, by: User, at: datetime, **words: Any) -> ClosedBrief:
    """Save what is for closed session alone. Its line of history is as closed as its words. Raises NotInside."""
    adoption = require_inside(held(adoption_id), by)
    brief, _ = ClosedBrief.objects.update_or_create(adoption=adoption, defaults=words)
    record_event(
        matter=adoption, verb="adoption.brief", summary="Closed brief written", by=by, at=at, level=Level.MANDATE
    )
    return brief


@transaction.atomic
def enter_cost(
    *,
    adoption_id: int,
    fiscal_year: int,
    item: str,
    fund: str,
    is_recurring: bool,
    amount: Decimal,
    by: User,
    at: datetime,
) -> FiscalLine:
    """Enter one figure of the study; the same item of the same year and fund is replaced."""
    adoption = held(adoption_id)
    line, _ = FiscalLine.objects.update_or_create(
        adoption=adoption, fiscal_year=fiscal_year, item=item, fund=fund,
        defaults={"is_recurring": is_recurring, "amount": amount},
    )  # fmt: skip
    _record_figure(adoption, f"Figure entered for FY {fiscal_year}: {item}", by=by, at=at)
    return line


@transaction.atomic
def strike_cost(*, adoption_id: int, line_id: int, by: User, at: datetime) -> None:
    """Take a figure out."""
    adoption = held(adoption_id)
    line = adoption.fiscal_lines.filter(pk=line_id).first()
    if line is not None:
        said = f"Figure taken out of FY {line.fiscal_year}: {line.item}"
        line.delete()
        _record_figure(adoption, said, by=by, at=at)


def _record_figure(adoption: Adoption, said: str, *, by: User, at: datetime) -> None:
    record_event(matter=adoption, verb="adoption.cost", summary=said[:300], by=by, at=at)

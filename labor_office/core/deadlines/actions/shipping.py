"""Putting the rules that the desk comes with to use: loaded, marked, published from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from labor_office.core.deadlines.actions.adopting import adopt_procedure
from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.actions.procedures import NotPublishable, publish_version
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import Procedure, TimeLimit
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.users.models import User


class ShippedRulesRefused(Exception):
    """By the office's calendar the rules do not give the dates of their own examples; the words name them."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a shipped rule set counts, its name, and whether it is the office's own to decide.

    What agreements and ordinances decide stays marked as not compared with its source.
    """

    kind: str
    title: str
    is_ours: bool
    # What a law's rule set cites for limits that are the office's own all the same, or their codes.
    own_citation: str = ""
    own_codes: frozenset[str] = frozenset()


@transaction.atomic
def put_in_use(
    *, text: str, purposes: Mapping[str, Purpose], calendar: Calendar, from_on: date, by: User, at: datetime
) -> list[Procedure]:
    """Count by the rules of a shipped file from a day on; which were put to use.

    Kinds of matter that the office has rules for already are left alone. Of several for one
    kind the last in the file is the one that counts unless another is chosen. Raises
    ShippedRulesRefused.
    """
    kinds = {purpose.kind for purpose in purposes.values()}
    covered = {kind for kind in kinds if version_for(kind, None, on=date.max) is not None}
    used = []
    for one in load_procedures(text=text, by=by, at=at, is_draft=True):
        if not one.is_sound or one.version_id is None:
            raise ShippedRulesRefused(f"{one.id}: {'; '.join(one.lines)}")
        purpose = purposes[one.id]
        if purpose.kind in covered:
            continue
        procedure = Procedure.objects.get(slug=one.id)
        used.append(
            adopt_procedure(
                procedure_id=procedure.pk, title=purpose.title, unit=None, matter_kind=purpose.kind, calendar=calendar
            )
        )
        _mark(one.version_id, purpose)
        try:
            publish_version(version_id=one.version_id, effective_from=from_on, by=by, at=at)
        except NotPublishable as fault:
            raise ShippedRulesRefused(f"{purpose.title}: {'; '.join(fault.lines)}") from None
    return used


def _mark(version_id: int, purpose: Purpose) -> None:
    limits = TimeLimit.objects.filter(version=version_id)
    limits.update(is_verified=purpose.is_ours)
    if purpose.own_citation:
        limits.filter(citation=purpose.own_citation).update(is_verified=True)
    limits.filter(code__in=purpose.own_codes).update(is_verified=True)

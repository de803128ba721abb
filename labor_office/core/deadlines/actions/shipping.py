"""Putting the rules that the desk comes with to use: loaded, marked, published from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from labor_office.core.deadlines.actions.adopting import adopt_procedure
from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.actions.procedures import (
    LimitNotSound,
    NotPublishable,
    add_limit,
    new_draft,
    publish_version,
)
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import Procedure, TimeLimit, VersionState
from labor_office.core.deadlines.queries.choosing import version_for, versions_of
from labor_office.core.deadlines.queries.shipped import shipped_news
from labor_office.core.deadlines.rules.procedure import Limit
from labor_office.core.deadlines.shipped import Purpose, ShippedRules
from labor_office.core.users.models import User


class ShippedRulesRefused(Exception):
    """By the office's calendar the rules do not give the dates of their own examples; the words name them."""


@transaction.atomic
def put_in_use(rules: ShippedRules, *, calendar: Calendar, from_on: date, by: User, at: datetime) -> list[Procedure]:
    """Count by ``rules`` from a day on: those for kinds of matter without any, and what is new in those taken before.

    What the office wrote or changed itself is left as it is. Gives what was put to use. Raises ShippedRulesRefused.
    """
    wanted = {purpose.kind for purpose in rules.purposes.values()}
    covered = {kind for kind in wanted if version_for(kind, None, on=date.max) is not None}
    fresh = [one for one, purpose in rules.purposes.items() if purpose.kind not in covered]
    news = next(iter(shipped_news(rules)), None)
    used = _take(rules, fresh, calendar=calendar, from_on=from_on, by=by, at=at)
    for code, _ in news.sets if news else ():
        if code not in fresh:
            # To choose from: what the office counts by stays what it counts by, on every day since its first version.
            begun = [one.effective_from for one in versions_of(rules.purposes[code].kind, None) if one.effective_from]
            before = min(begun, default=from_on) - timedelta(days=1)
            used += _take(rules, [code], calendar=calendar, from_on=min(before, from_on), by=by, at=at)
    for code, limits in news.limits if news else ():
        used.append(_grow(code, rules.purposes[code], limits, from_on=from_on, by=by, at=at))
    return used


def _take(
    rules: ShippedRules, codes: Iterable[str], *, calendar: Calendar, from_on: date, by: User, at: datetime
) -> list[Procedure]:
    """Load and publish whole rule sets."""
    used = []
    wanted = frozenset(codes)
    for one in load_procedures(text=rules.text, by=by, at=at, is_draft=True, only=wanted, calendar=calendar):
        purpose = rules.purposes[one.id]
        if not one.is_sound or one.version_id is None:
            raise ShippedRulesRefused(f"{one.id}: {'; '.join(one.lines)}")
        procedure = Procedure.objects.get(slug=one.id)
        used.append(
            adopt_procedure(
                procedure_id=procedure.pk, title=purpose.title, unit=None, matter_kind=purpose.kind, calendar=calendar
            )
        )
        _publish(one.version_id, purpose, from_on=from_on, by=by, at=at)
    return used


def _grow(code: str, purpose: Purpose, limits: Iterable[Limit], *, from_on: date, by: User, at: datetime) -> Procedure:
    """The next version of a rule set in use: as the office has it, with the new limits at its end."""
    procedure = Procedure.objects.get(slug=code)
    if procedure.versions.filter(state=VersionState.DRAFT).exists():
        raise ShippedRulesRefused(f"A draft of {procedure} waits. Publish it or throw it away first.")
    draft = new_draft(procedure_id=procedure.pk, note="New rules that the desk comes with", by=by, at=at)
    for limit in limits:
        try:
            add_limit(version_id=draft.pk, limit=limit)
        except LimitNotSound as fault:
            raise ShippedRulesRefused(f"{procedure}: {fault}") from None
    _publish(draft.pk, purpose, from_on=from_on, by=by, at=at, only={limit.code for limit in limits})
    return procedure


def _publish(
    version_id: int, purpose: Purpose, *, from_on: date, by: User, at: datetime, only: set[str] | None = None
) -> None:
    limits = TimeLimit.objects.filter(version=version_id)
    if only is not None:
        limits = limits.filter(code__in=only)
    limits.update(is_verified=purpose.is_ours)
    if purpose.own_citation:
        limits.filter(citation=purpose.own_citation).update(is_verified=True)
    limits.filter(code__in=purpose.own_codes).update(is_verified=True)
    try:
        publish_version(version_id=version_id, effective_from=from_on, by=by, at=at)
    except NotPublishable as fault:
        raise ShippedRulesRefused(f"{purpose.title}: {'; '.join(fault.lines)}") from None

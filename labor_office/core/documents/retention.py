"""What the review of retention shows: closed matters whose time is over, and holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from labor_office.core.documents.rules.retention import destroy_after
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.retention import Disposal, LegalHold, RetentionRule
from labor_office.core.users.models import User

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A closed matter with the rule that keeps it, the last day of that, its papers, and whether a hold stands."""

    matter: Matter
    rule: RetentionRule
    last_day: date
    papers_count: int
    is_held: bool


def schedule() -> QuerySet[RetentionRule]:
    """How long each kind of matter is kept. Everyone who reviews reads all of it. One query."""
    return RetentionRule.objects.all()


def to_review(user: User, *, today: date) -> list[Reviewed]:
    """Matters ``user`` may know of whose time is over and whose papers stand, the oldest first. Two queries."""
    rules = {rule.kind: rule for rule in RetentionRule.objects.exclude(years=None)}
    if not rules:
        return []
    over = Q()
    for rule in rules.values():
        over |= Q(kind=rule.kind, closed_on__lt=_years_before(today, rule.years or 0))
    found = reviewable(user).filter(over).annotate(
        papers_count=Count("documents", filter=Q(documents__destroyed_at=None)),
        is_held=Exists(LegalHold.objects.standing().filter(matter=OuterRef("pk"))),
    )  # fmt: skip
    return [
        Reviewed(matter, rules[matter.kind], last_day, matter.papers_count, matter.is_held)
        for matter in found.order_by("closed_on", "pk")[:MOST_SHOWN]
        if (last_day := destroy_after(matter.closed_on, rules[matter.kind].years)) is not None and last_day < today
    ]


def reviewable(user: User) -> QuerySet[Matter]:
    """Closed matters ``user`` may know of whose papers were not destroyed."""
    seen = Matter.objects.visible_to(user).exclude(closed_on=None)
    return seen.exclude(pk__in=Disposal.objects.values("matter")).select_related("owner")


def holds_of(user: User) -> QuerySet[LegalHold]:
    """Holds on matters ``user`` may know of, those that stand first."""
    found = LegalHold.objects.visible_to(user).select_related("matter", "placed_by", "released_by")
    return found.order_by(F("released_at").desc(nulls_first=True), "-placed_at")


def _years_before(day: date, years: int) -> date:
    """A day after every closing that may be over; the rule itself looks at each."""
    return day.replace(year=max(MINYEAR, day.year - years), day=min(day.day, 28)) + timedelta(days=4)

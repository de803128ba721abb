"""Briefs and how far people are with reading them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from agreements.models.text import Agreement
from labor_office.core.users.models import User
from training.models.briefs import Brief
from training.models.duties import Duty
from training.rules.vocabulary import DutyState

_MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Readers:
    """Of those who must read a brief, how many have, and who has not, as far as the asker may know."""

    people: int
    done: int
    waiting: tuple[Duty, ...]
    overdue: int

    @property
    def left(self) -> int:
        """How many have not yet."""
        return self.people - self.done


def briefs_for(user: User) -> QuerySet[Brief]:
    """Briefs ``user`` may know of."""
    return Brief.objects.visible_to(user).select_related("agreement__unit", "requirement", "course", "drafted_by")


def agreements_without_brief(user: User, *, today: date) -> QuerySet[Agreement]:
    """Published agreements that followed another, are still to take effect and have no brief."""
    readable = Agreement.objects.visible_to(user).published()
    found = readable.filter(predecessor__in=readable.values("pk"), starts_on__gte=today)
    return found.exclude(pk__in=Brief.objects.values("agreement")).select_related("unit").order_by("starts_on")


def readers_of(brief: Brief, user: User, *, today: date) -> Readers:
    """How far people are with a brief; nobody before it is assigned. Three queries."""
    if brief.requirement_id is None:
        return Readers(0, 0, (), 0)
    duties = Duty.objects.visible_to(user).current().filter(requirement=brief.requirement_id)
    asked = duties.exclude(state=DutyState.EXEMPT)
    waiting = asked.owed().select_related("employee").order_by("employee__name", "pk")
    rows = tuple(waiting[:_MOST_NAMED])
    done = asked.filter(state=DutyState.DONE).count()
    return Readers(asked.count(), done, rows, waiting.overdue(today).count())

"""What the pages of requirements show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from labor_office.core.users.models import User
from training.models.duties import Duty
from training.models.reach import reads_everyone
from training.models.requirements import Exemption, NamedPerson, Requirement, RequirementVersion
from training.queries.rules import sentence_of
from training.rules.vocabulary import DutyState

_LISTS = ("units", "departments", "classifications", "courses__course")


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement: its rule of the day in a sentence, whom it reaches among the reader's people, who is overdue."""

    requirement: Requirement
    version: RequirementVersion | None
    sentence: str
    people: int
    done: int
    overdue: int

    @property
    def reaches_nobody(self) -> bool:
        """Whether a rule holds and applies to nobody."""
        return self.version is not None and not self.people


def requirements_page(user: User, *, today: date) -> list[RequirementRow]:
    """Every requirement, those in force first. Seven queries whatever their number."""
    requirements = list(Requirement.objects.visible_to(user))
    rules = {
        version.requirement_id: version
        for version in RequirementVersion.objects.on(today).select_related("agreement_unit").prefetch_related(*_LISTS)
    }
    counts = _counts(user, today)
    rows = [
        RequirementRow(
            one,
            rules.get(one.pk),
            sentence_of(rules[one.pk]) if one.pk in rules else "It is asked of nobody now.",
            *counts.get(one.pk, (0, 0, 0)),
        )
        for one in requirements
    ]
    return sorted(rows, key=lambda row: row.version is None)


def requirement_page(user: User, requirement: Requirement, *, today: date) -> dict[str, Any]:
    """One requirement with every rule it had. Nine queries at most."""
    found = requirement.versions.select_related("agreement_unit", "added_by").prefetch_related(*_LISTS)
    versions = [(version, sentence_of(version)) for version in found]
    now = next((pair for pair in versions if _holds(pair[0], today)), None)
    people, done, overdue = _counts(user, today, requirement).get(requirement.pk, (0, 0, 0))
    named = NamedPerson.objects.visible_to(user).filter(requirement=requirement, ended_on=None)
    freed = Exemption.objects.visible_to(user).filter(requirement=requirement)
    return {
        "requirement": requirement,
        "versions": versions,
        "now": now,
        "people": people,
        "done": done,
        "overdue": overdue,
        "named": list(named.select_related("employee", "named_by")[:50]),
        "freed": list(freed.select_related("employee", "granted_by")[:50]),
        "today": today,
        "reads_everyone": reads_everyone(user),
        "has_ended": versions and versions[0][0].ends_on is not None,
    }


def _holds(version: RequirementVersion, today: date) -> bool:
    return version.starts_on <= today and (version.ends_on is None or version.ends_on >= today)


def _counts(user: User, today: date, requirement: Requirement | None = None) -> dict[int, tuple[int, int, int]]:
    duties = Duty.objects.visible_to(user).current()
    if requirement is not None:
        duties = duties.filter(requirement=requirement)
    rows = duties.order_by().values_list("requirement").annotate(
        people=Count("pk"),
        done=Count("pk", filter=Q(state=DutyState.DONE)),
        overdue=Count("pk", filter=Q(state=DutyState.OWED, due_on__lt=today)),
    )  # fmt: skip
    return {pk: (people, done, overdue) for pk, people, done, overdue in rows}

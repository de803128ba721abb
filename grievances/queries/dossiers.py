"""What grievances and arbitrations put into an article's dossier: each source begins with what the reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from agreements.dossier import Entry, Subject
from grievances.models import Citation, Grievance, GrievanceStep, Proceeding
from grievances.rules.vocabulary import OUTCOME_WORDS, Outcome, StepOutcome
from labor_office.core.users.models import User


def grievances(user: User, subject: Subject) -> Iterator[Entry]:
    """Each grievance that cites a clause, on the day it was received. One query."""
    for grievance in _citing(user, subject):
        yield Entry(
            on=grievance.received_on,
            kind="Grievance",
            title=grievance.title,
            url=grievance.get_absolute_url(),
            reference=grievance.reference,
            number=grievance.cited,
            chip=_ended(grievance),
            chip_kind="quiet" if grievance.outcome else "wait",
            matter_id=grievance.pk,
        )


def decisions(user: User, subject: Subject) -> Iterator[Entry]:
    """Each decision of a step of such a grievance. One query."""
    seen = _citing(user, subject).values("pk")
    steps = GrievanceStep.objects.filter(grievance__in=seen, decided_on__isnull=False)
    for step in steps.select_related("grievance"):
        yield Entry(
            on=step.decided_on or date.min,
            kind="Decision",
            title=f"{step.name}: {step.grievance.title}",
            url=step.grievance.get_absolute_url(),
            reference=step.grievance.reference,
            number=step.grievance.cited,
            chip=StepOutcome(step.outcome).label,
            matter_id=step.grievance_id,
        )


def awards(user: User, subject: Subject) -> Iterator[Entry]:
    """Each arbitration of such a grievance that has ended, with its award. One query."""
    seen = _citing(user, subject).values("pk")
    ended = Proceeding.objects.visible_to(user).filter(kind="arbitration", origin__in=seen).exclude(outcome="")
    for arbitration in ended:
        yield Entry(
            on=arbitration.closed_on or arbitration.opened_on,
            kind="Award",
            title=arbitration.title,
            text=arbitration.outcome,
            url=arbitration.get_absolute_url(),
            reference=arbitration.reference,
            matter_id=arbitration.pk,
        )


def settlements(user: User, subject: Subject) -> Iterator[Entry]:
    """Each such grievance that was settled, with its terms. One query."""
    for grievance in _citing(user, subject).filter(outcome=Outcome.SETTLED, closed_on__isnull=False):
        yield Entry(
            on=grievance.closed_on or grievance.received_on,
            kind="Settlement",
            title=grievance.title,
            text=grievance.closing_note,
            url=grievance.get_absolute_url(),
            reference=grievance.reference,
            number=grievance.cited,
            chip="" if grievance.has_precedent else "No precedent",
            matter_id=grievance.pk,
        )


def _citing(user: User, subject: Subject) -> QuerySet[Grievance]:
    cited = Citation.objects.filter(article__in=subject.article_ids).values("grievance")
    return Grievance.objects.visible_to(user).filter(pk__in=cited)


def _ended(grievance: Grievance) -> str:
    if grievance.outcome:
        return OUTCOME_WORDS[Outcome(grievance.outcome)]
    return "Open" if grievance.is_open else "Closed"

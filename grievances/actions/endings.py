"""How a grievance ends, and how it is taken up again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from grievances.actions.places import hold
from grievances.models import Grievance
from grievances.queries.places import Place
from grievances.rules.moves import Act
from grievances.rules.vocabulary import OUTCOME_OF_STEP, Outcome, StepOutcome
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.derivation import Cause, held_situation, rederive
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.matters.actions import closing
from labor_office.core.users.models import User

# Why nothing is owed any more; what lapsed so runs again when the grievance is reopened.
CLOSED = "The grievance is closed"


class OutcomeUnknown(Exception):
    """Nothing on record says how the grievance ended."""


@transaction.atomic
def withdraw(
    *, grievance_id: int, on: date, withdrawn_by: str, has_precedent: bool, by: User, at: datetime, note: str = ""
) -> Grievance:
    """The union takes the grievance back, with or without precedent. Raises MoveRefused, ClosesBeforeItOpened."""
    here = hold(grievance_id, Act.WITHDRAW)
    why = f"Withdrawn by {withdrawn_by or 'the union'}, {_precedent(has_precedent)}"
    return _end(here, Outcome.WITHDRAWN, on, why, has_precedent=has_precedent, note=note, by=by, at=at)


@transaction.atomic
def settle(*, grievance_id: int, on: date, terms: str, has_precedent: bool, by: User, at: datetime) -> Grievance:
    """Both sides settle on ``terms``. Raises MoveRefused, ClosesBeforeItOpened."""
    here = hold(grievance_id, Act.SETTLE)
    why = f"Settled at {here.step.name}, {_precedent(has_precedent)}"
    return _end(here, Outcome.SETTLED, on, why, has_precedent=has_precedent, note=terms, by=by, at=at)


@transaction.atomic
def close(
    *, grievance_id: int, on: date, by: User, at: datetime, outcome: Outcome | None = None, note: str = ""
) -> Grievance:
    """Close a grievance that has come to its end: answered and not appealed, lost on time, awarded.

    Without ``outcome`` that of the last step counts. Raises OutcomeUnknown, MoveRefused,
    ClosesBeforeItOpened.
    """
    here = hold(grievance_id, Act.CLOSE)
    found = outcome or (OUTCOME_OF_STEP.get(StepOutcome(here.step.outcome)) if here.step.outcome else None)
    if found is None:
        raise OutcomeUnknown(f"{here.step.name} has no answer. Say how the grievance ended.")
    return _end(here, found, on, found.label, has_precedent=True, note=note, by=by, at=at)


@transaction.atomic
def reopen(*, grievance_id: int, reason: str, by: User, at: datetime, today: date) -> Grievance:
    """Take a closed grievance up again where it was; what lapsed with the closing runs again. Raises MoveRefused."""
    here = hold(grievance_id, Act.REOPEN)
    closing.reopen_matter(matter_id=here.grievance.pk, reason=reason, by=by, at=at)
    here.grievance.closed_on, here.grievance.outcome = None, ""
    here.grievance.save(update_fields=["outcome"])
    lapsed = Deadline.objects.filter(matter_id=here.grievance.pk, state=DeadlineState.LAPSED, lapsed_reason=CLOSED)
    lapsed.update(is_lapsed_by_clock=True)
    rederive(held_situation(here.grievance.pk), Cause(f"Reopened: {reason}", by, at, today))
    return here.grievance


def _end(
    here: Place, outcome: Outcome, on: date, why: str, *, has_precedent: bool, note: str, by: User, at: datetime
) -> Grievance:
    grievance = here.grievance
    let_lapse(matter_id=grievance.pk, reason=CLOSED)
    closing.close_matter(matter_id=grievance.pk, closed_on=on, why=why, by=by, at=at)
    grievance.closed_on, grievance.outcome = on, outcome
    grievance.has_precedent, grievance.closing_note = has_precedent, note
    grievance.save(update_fields=["outcome", "has_precedent", "closing_note"])
    return grievance


def _precedent(has_precedent: bool) -> str:  # noqa: FBT001 -- a word for a fact
    return "with precedent" if has_precedent else "without precedent"

"""A grievance walked through its steps, the way the office does it."""

from datetime import UTC, date, datetime

from grievances.actions import decisions
from grievances.letters import STEP_DECISION
from grievances.models import Grievance
from grievances.rules.vocabulary import StepOutcome
from labor_office.core.documents.actions.drafting import save_letter, send_for_approval
from labor_office.core.documents.actions.issuing import sign_letter
from labor_office.core.documents.models import Letter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.grievances import unit_with_procedure
from tests.factories.users import UserFactory

WORDS = {"issue": "Was the list followed?", "facts": "It was not.", "positions": "They differ.", "discussion": "Why."}


def noon(day: date) -> datetime:
    """Midday in the city."""
    return datetime(day.year, day.month, day.day, 16, 0, tzinfo=UTC)


def unit_with_language(**changes):
    """A unit with its procedure and an article whose words are in force."""
    unit = unit_with_procedure(**changes)
    article = ArticleFactory(unit=unit, number="14.3")
    ArticleVersionFactory(article=article, agreement=AgreementFactory(unit=unit))
    return unit


def decider(**changes) -> User:
    """Someone who decides steps and signs."""
    return UserFactory(role=Role.DECISION_MAKER, title="Director", **changes)


def drafted(grievance: Grievance, *, on: date, by: User, outcome=StepOutcome.DENIED) -> Letter:
    """The decision letter of the current step, filled in and sent for signature."""
    owner = grievance.owner
    letter = decisions.draft_step_decision(
        grievance_id=grievance.pk, decider=by, outcome=outcome, by=owner, at=noon(on)
    )
    assert letter.template == STEP_DECISION
    letter = save_letter(
        letter_id=letter.pk, revision=letter.revision, fields=WORDS, by=owner, at=noon(on), delivery="By email"
    )
    return send_for_approval(letter_id=letter.pk, revision=letter.revision, approver=by, by=owner, at=noon(on))


def decided(grievance: Grievance, *, on: date, by: User | None = None, outcome=StepOutcome.DENIED) -> Letter:
    """The current step decided by a signed letter of that day."""
    signer = by or decider()
    letter = drafted(grievance, on=on, by=signer, outcome=outcome)
    return sign_letter(letter_id=letter.pk, revision=letter.revision, dated_on=on, by=signer, at=noon(on))

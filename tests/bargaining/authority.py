"""Authority to agree, as tests say it."""

from datetime import date
from decimal import Decimal

from bargaining.actions.mandates import SaidOfIssue, record_mandate
from bargaining.rules.vocabulary import Ceiling
from tests.bargaining.table import AT

TODAY = date(2026, 6, 15)
# Why the City goes ahead with what nobody has costed, where a test is about something else.
HURRY = "Cannot wait for a costing"


def authorize(negotiation, by, *, term=None, issues=None, fallback="", at=AT, **more):
    """Record what the Council authorized: a ceiling over the term, and what it says of issues; ``by`` holds it."""
    given = {"body": "COUNCIL", "given_on": date(2026, 2, 10), "words": "As moved in closed session."} | more
    return record_mandate(
        negotiation_id=negotiation.pk,
        ceilings={Ceiling.TERM: Decimal(term)} if term is not None else {},
        issues=[SaidOfIssue(issue.pk, authority, fallback=fallback) for issue, authority in (issues or {}).items()],
        by=by,
        at=at,
        **given,
    )

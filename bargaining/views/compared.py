"""Two texts compared on a page: the table's, and a proposal's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import TentativeAgreement
from bargaining.queries.comparing import Compared, compare, neighbours
from labor_office.core.web.navigation import Link


def comparison_context(negotiation: Negotiation, subject: Compared, *, against: str, is_safe: bool) -> dict[str, Any]:
    """What the panel of a comparison needs; ``comparison`` is None where one of the two has no text."""
    before, after = neighbours(subject, is_safe=is_safe)
    return {
        "comparison": compare(negotiation, subject, against=against, is_safe=is_safe),
        "subject": subject,
        "compare_at": _address(negotiation, subject),
        "whole_at": _sheet(negotiation, subject) if isinstance(subject, TentativeAgreement) else "",
        "before": _link(negotiation, before),
        "after": _link(negotiation, after),
    }


def _address(negotiation: Negotiation, subject: Compared) -> str:
    """Where it is compared, up to what it is compared with."""
    if isinstance(subject, TentativeAgreement):
        chosen = urlencode({"issue": subject.issue.number})
        return f"{reverse('bargaining:table', args=[negotiation.reference])}?{chosen}&"
    return f"{reverse('bargaining:proposal', args=[negotiation.reference, subject.reference])}?"


def _sheet(negotiation: Negotiation, agreed: TentativeAgreement) -> str:
    return reverse("bargaining:sheet", args=[negotiation.reference, agreed.number])


def _link(negotiation: Negotiation, other: Compared | None) -> Link | None:
    if other is None:
        return None
    return Link(str(other), _address(negotiation, other).rstrip("?&"))

"""The list of negotiations a person may know of."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from bargaining.models.negotiation import Negotiation
from bargaining.rules.vocabulary import IssueState
from labor_office.core.users.models import User


def negotiations_for(user: User) -> QuerySet[Negotiation]:
    """Negotiations ``user`` is named on, open ones first, with ``agreed`` and ``issues_count``. One query."""
    return (
        Negotiation.objects.visible_to(user)
        .select_related("unit")
        .annotate(
            issues_count=Count("issues", distinct=True),
            agreed_count=Count("issues", filter=Q(issues__state=IssueState.AGREED), distinct=True),
        )
        .order_by("closed_on", "agreement_ends_on", "-opened_on")
    )

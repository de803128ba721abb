"""Taking the costs of both final offers from the costing, once the proposals are priced."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bargaining.actions.impasse import decision_of, hold_article
from bargaining.actions.negotiations import touch
from bargaining.models.impasse import ImpasseArticle
from bargaining.queries.impasse_costs import costs_from
from bargaining.rules.impasse import ImpasseRefused
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def take_costs(*, article_id: int, by: User, at: datetime) -> ImpasseArticle:
    """Put what the costing gives for both offers in the place of what stood there.

    Raises ImpasseRefused, with the reason of each, where neither can be costed; and once the article is decided.
    """
    article = hold_article(article_id)
    if decision_of(article) is not None:
        raise ImpasseRefused(f"{article} is decided. What lay before the body stays as it lay.")
    found = costs_from(article.city_proposal, article.union_proposal)
    if found.city is None and found.union is None:
        raise ImpasseRefused(". ".join(dict.fromkeys(found.reasons)) + ".")
    for name, value in found.fields().items():
        setattr(article, name, value)
    article.save(update_fields=["city_cost", "union_cost", "cost_basis"])
    negotiation = article.impasse.negotiation
    record_event(matter=negotiation, verb="impasse.costed", summary=f"{article}: offers costed", by=by, at=at)
    touch(negotiation)
    return article

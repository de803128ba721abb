"""How far both sides of a table are apart: the one answer of the list, the table's rail and the impasse page.

While an impasse stands whose final offers bear a cost, these count, as they lie before whoever
decides; otherwise both sides' last offers, costed as packages on the unit's roster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from bargaining.models.impasse import ImpasseArticle
from bargaining.models.negotiation import Negotiation
from bargaining.queries.offers import Offers
from bargaining.rules.apart import Apart, apart_over


def final_offers(negotiations: Collection[Negotiation]) -> dict[int, list[ImpasseArticle]]:
    """The articles that cost money, of each impasse that stands, by the negotiation's key. One query."""
    standing = ImpasseArticle.objects.filter(
        impasse__negotiation__in=negotiations, impasse__ended_on=None, issue__is_economic=True
    )
    found: dict[int, list[ImpasseArticle]] = defaultdict(list)
    for article in standing.select_related("issue", "impasse").order_by("pk"):
        found[article.impasse.negotiation_id].append(article)
    return found


def apart_of_articles(articles: Iterable[ImpasseArticle]) -> Apart:
    """How far final offers are apart; articles without money are passed over."""
    return apart_over((str(one.issue), one.city_cost, one.union_cost) for one in articles if one.issue.is_economic)


def apart_of(articles: Sequence[ImpasseArticle], offers: Offers | None, *, reason: str = "") -> Apart:
    """How far a table is apart: by its final offers where they are costed, else by both last packages.

    ``reason`` says why there are no ``offers``.
    """
    final = apart_of_articles(articles)
    if final.amount is not None:
        return final
    if offers is None or offers.apart is None or offers.reason:
        return Apart(reason=offers.reason if offers else reason)
    return Apart(offers.apart, offers.missing)

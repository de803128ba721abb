"""An impasse as its pages show it: article by article, and what the packet still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet

from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration, ImpasseMotion
from bargaining.models.impasse_papers import ImpasseMemo, ImpassePacket
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.queries.apart import apart_of_articles
from bargaining.rules.impasse import Prepared, gaps
from bargaining.rules.impasse_packets import MAKER, cost_words, difference_words
from bargaining.rules.vocabulary import IssueState
from labor_office.core.documents.models import PdfJob
from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article: both offers and their cost in words, every motion, and the one that carried."""

    article: ImpasseArticle
    city_cost: str
    union_cost: str
    between: str
    motions: tuple[ImpasseMotion, ...]

    @property
    def decision(self) -> ImpasseMotion | None:
        """The motion that carried and stands."""
        return next((one for one in self.motions if one.is_carried and one.struck_at is None), None)


@dataclass(frozen=True, slots=True)
class ImpasseBoard:
    """The whole impasse."""

    impasse: ImpasseDeclaration
    rows: tuple[ArticleRow, ...]
    gaps: tuple[str, ...]
    total_between: str

    @property
    def decided_count(self) -> int:
        """How many articles are decided."""
        return sum(row.decision is not None for row in self.rows)


def standing_impasse(negotiation: Negotiation) -> ImpasseDeclaration | None:
    """The impasse that stands, else the last there was."""
    return negotiation.impasses.order_by(F("ended_on").desc(nulls_first=True), "-pk").first()


def board_of(impasse: ImpasseDeclaration) -> ImpasseBoard:
    """Every article with offers, costs, motions and votes. Three queries, whatever their number."""
    articles = list(
        impasse.articles.select_related("issue", "sheet", "city_proposal__issue", "union_proposal__issue")
        .prefetch_related("motions__votes")
        .order_by("pk")
    )
    rows = tuple(row_of(article) for article in articles)
    apart = apart_of_articles(articles)
    return ImpasseBoard(impasse, rows, gaps([prepared(one) for one in articles]), apart.words)


def row_of(article: ImpasseArticle) -> ArticleRow:
    """One article; its motions and votes are read unless they were fetched."""
    costs = article.issue.is_economic
    return ArticleRow(
        article,
        cost_words(article.city_cost) if costs else "",
        cost_words(article.union_cost) if costs else "",
        difference_words(article.city_cost, article.union_cost) if costs else "",
        tuple(article.motions.all()),
    )


def prepared(article: ImpasseArticle) -> Prepared:
    """What is known of an article before it is heard."""
    return Prepared(
        name=str(article.issue),
        has_city=bool(article.city_text),
        has_union=bool(article.union_text),
        is_economic=article.issue.is_economic,
        is_costed=article.city_cost is not None and article.union_cost is not None,
        has_recommendation=bool(article.recommendation),
    )


def issues_open(negotiation: Negotiation) -> QuerySet[Issue]:
    """What may be declared at impasse: everything neither agreed nor withdrawn."""
    settled = (IssueState.AGREED, IssueState.WITHDRAWN, IssueState.IMPASSE)
    return negotiation.issues.exclude(state__in=settled)


@dataclass(frozen=True, slots=True)
class Papers:
    """The memo, and every packet built that the reader may open."""

    memo: ImpasseMemo | None
    packets: tuple[ImpassePacket, ...]


def papers_of(user: User, impasse: ImpasseDeclaration) -> Papers:
    """What is written and built for the hearing. Two queries."""
    packets = ImpassePacket.objects.visible_to(user).filter(impasse=impasse).defer("facts").select_related("asked_by")
    return Papers(ImpasseMemo.objects.visible_to(user).filter(impasse=impasse).first(), tuple(packets))


def printing_of(packet: ImpassePacket) -> PdfJob | None:
    """How far its PDF is."""
    return PdfJob.objects.filter(maker=MAKER, subject_id=packet.pk).order_by("-pk").first()

"""The closed edition's facts: what the Council hears behind closed doors, and nobody else."""

from __future__ import annotations

from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration
from bargaining.models.impasse_papers import ArticleBrief, ImpasseBrief, ImpasseMemo
from bargaining.queries.apart import apart_of_articles
from bargaining.rules.impasse import FINDING_WORDS, Finding
from bargaining.rules.impasse_packets import ClosedArticle, ClosedImpasse, cost_words, difference_words
from labor_office.core.documents.rules.papers import paragraphs


def gather_closed(impasse_id: int) -> ClosedImpasse:
    """What the closed edition says now."""
    found = ImpasseDeclaration.objects.select_related("negotiation__unit", "negotiation__owner")
    impasse = found.get(pk=impasse_id)
    memo = ImpasseMemo.objects.filter(impasse=impasse).first() or ImpasseMemo(impasse=impasse)
    brief, owner = brief_of(impasse), impasse.negotiation.owner
    articles = list(ImpasseArticle.objects.filter(impasse=impasse).select_related("issue").order_by("pk"))
    briefs = {one.article_id: one for one in ArticleBrief.objects.filter(article__in=articles)}
    return ClosedImpasse(
        reference=impasse.negotiation.reference,
        unit=impasse.negotiation.unit.name if impasse.negotiation.unit else "",
        docket_title=memo.docket_title,
        hearing_on=memo.hearing_on,
        sender=", ".join(part for part in (owner.name, owner.title) if part) if owner else "",
        authority=paragraphs(brief.authority),
        risks=paragraphs(brief.risks),
        legal_note=paragraphs(brief.legal_note),
        articles=tuple(_article(one, briefs.get(one.pk) or ArticleBrief()) for one in articles),
        total_between=apart_of_articles(articles).words,
    )


def brief_of(impasse: ImpasseDeclaration) -> ImpasseBrief:
    """What is written for closed session; an empty one where nothing is. For those who may read it."""
    return ImpasseBrief.objects.filter(impasse=impasse).first() or ImpasseBrief(impasse=impasse)


def article_brief_of(article: ImpasseArticle) -> ArticleBrief:
    """The same of one article."""
    return ArticleBrief.objects.filter(article=article).first() or ArticleBrief(article=article)


def _article(article: ImpasseArticle, brief: ArticleBrief) -> ClosedArticle:
    costs = article.issue.is_economic
    return ClosedArticle(
        name=str(article.issue),
        city_cost=cost_words(article.city_cost) if costs else "",
        union_cost=cost_words(article.union_cost) if costs else "",
        between=difference_words(article.city_cost, article.union_cost) if costs else "",
        finding=FINDING_WORDS[Finding(article.finding)] if article.finding else "",
        advice=paragraphs(brief.advice),
        acceptable=paragraphs(brief.acceptable),
    )

"""The open edition's facts. Every table read here holds only what anybody may read.

It knows nothing of the closed briefs, the mandate or caucus notes: it neither imports
them nor follows a relation to them, and a test watches which tables it reads.
"""

from __future__ import annotations

from bargaining import language
from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration
from bargaining.models.impasse_papers import ImpasseMemo
from bargaining.models.negotiation import on_day
from bargaining.rules.council_papers import lines
from bargaining.rules.impasse import DECLARED_WORDS, FINDING_WORDS, DeclaredBy, Finding
from bargaining.rules.impasse_packets import OpenArticle, OpenImpasse, OpenMemo, cost_words, difference_words
from bargaining.rules.vocabulary import IssueState
from labor_office.core.documents.rules.papers import paragraphs
from labor_office.core.web import words


def gather_open(impasse_id: int) -> OpenImpasse:
    """What the open edition says now."""
    found = ImpasseDeclaration.objects.select_related("negotiation__unit__organization", "negotiation__owner")
    impasse = found.get(pk=impasse_id)
    negotiation, unit = impasse.negotiation, impasse.negotiation.unit
    memo = ImpasseMemo.objects.filter(impasse=impasse).first() or ImpasseMemo(impasse=impasse)
    articles = ImpasseArticle.objects.filter(impasse=impasse).select_related("issue").order_by("pk")
    whose = DECLARED_WORDS[DeclaredBy(impasse.declared_by)]
    return OpenImpasse(
        reference=negotiation.reference,
        unit=unit.name if unit else "",
        union=unit.organization.name if unit and unit.organization else "",
        declared=f"{whose} declared impasse on {words.day_year(impasse.declared_on)}.",
        hearing_on=memo.hearing_on,
        minutes_a_side=memo.minutes_a_side,
        agreed_count=negotiation.issues.filter(state=IssueState.AGREED).count(),
        memo=_memo(impasse, memo),
        articles=tuple(_article(one, impasse) for one in articles),
        members=lines(memo.members),
    )


def _article(article: ImpasseArticle, impasse: ImpasseDeclaration) -> OpenArticle:
    negotiation, costs = impasse.negotiation, article.issue.is_economic
    held = language.current_text(negotiation.unit_id or 0, article.issue.number, on_day(negotiation))
    return OpenArticle(
        name=str(article.issue),
        current=paragraphs(held.text.replace("\n", "\n\n")) if held else (),
        city=_words(article.city_text),
        union=_words(article.union_text),
        city_argument=paragraphs(article.city_argument),
        union_argument=paragraphs(article.union_argument),
        city_cost=cost_words(article.city_cost) if costs else "",
        union_cost=cost_words(article.union_cost) if costs else "",
        between=difference_words(article.city_cost, article.union_cost) if costs else "",
        cost_basis=article.cost_basis,
        comparators=paragraphs(article.comparators),
        finding=FINDING_WORDS[Finding(article.finding)] if article.finding else "",
        finding_text=_words(article.finding_text),
        finding_reason=paragraphs(article.finding_reason),
        recommendation=paragraphs(article.recommendation),
    )


def _words(text: str) -> tuple[str, ...]:
    """An article's words, a paragraph for each line: sections stand on lines of their own."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _memo(impasse: ImpasseDeclaration, memo: ImpasseMemo) -> OpenMemo:
    owner = impasse.negotiation.owner
    return OpenMemo(
        addressed_to=memo.addressed_to,
        through=memo.through,
        sender=", ".join(part for part in (owner.name, owner.title) if part) if owner else "",
        docket_title=memo.docket_title,
        issue=paragraphs(memo.issue),
        recommendation=paragraphs(memo.recommendation),
        background=paragraphs(memo.background),
        attachments=lines(memo.attachments),
        staff=lines(memo.staff),
    )

"""The words of an impasse's papers: the public memo, and what only the closed edition says."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from bargaining.actions.mandates import require_inside
from bargaining.actions.negotiations import hold_negotiation
from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration
from bargaining.models.impasse_papers import ArticleBrief, ImpasseBrief, ImpasseMemo
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User


class MemoParts(TypedDict, total=False):
    """The memo's parts; what is left out stays as it is."""

    addressed_to: str
    through: str
    docket_title: str
    hearing_on: date | None
    minutes_a_side: int
    issue: str
    recommendation: str
    background: str
    attachments: str
    staff: str
    members: str


@transaction.atomic
def write_memo(*, impasse_id: int, by: User, at: datetime, **parts: Unpack[MemoParts]) -> ImpasseMemo:
    """Write the memo of the hearing. Every word of it is public."""
    impasse = _held(impasse_id)
    memo, _ = ImpasseMemo.objects.update_or_create(impasse=impasse, defaults=dict(parts))
    record_event(matter=impasse.negotiation, verb="impasse.memo", summary="Memo to the Council written", by=by, at=at)
    return memo


@transaction.atomic
def write_brief(
    *, impasse_id: int, authority: str, risks: str, legal_note: str, by: User, at: datetime
) -> ImpasseBrief:  # fmt: skip
    """Write what only the closed edition says of the whole. Raises NotAHolder outside the wall of the mandate."""
    impasse = _held(impasse_id)
    require_inside(impasse.negotiation, by)
    brief, _ = ImpasseBrief.objects.update_or_create(
        impasse=impasse, defaults={"authority": authority, "risks": risks, "legal_note": legal_note}
    )
    _keep_closed(impasse, "Words for closed session written", by, at)
    return brief


@transaction.atomic
def write_article_brief(*, article_id: int, advice: str, acceptable: str, by: User, at: datetime) -> ArticleBrief:
    """Write what only the closed edition says of one article. Raises NotAHolder outside the wall of the mandate."""
    article = ImpasseArticle.objects.select_related("issue").get(pk=article_id)
    impasse = _held(article.impasse_id)
    require_inside(impasse.negotiation, by)
    brief, _ = ArticleBrief.objects.update_or_create(
        article=article, defaults={"advice": advice, "acceptable": acceptable}
    )
    _keep_closed(impasse, f"Words for closed session written: Art. {article.issue.number}", by, at)
    return brief


def _keep_closed(impasse: ImpasseDeclaration, said: str, by: User, at: datetime) -> None:
    record_event(
        matter=impasse.negotiation, verb="impasse.brief", summary=said, by=by, at=at, level=Level.MANDATE
    )  # fmt: skip


def _held(impasse_id: int) -> ImpasseDeclaration:
    impasse = ImpasseDeclaration.objects.select_related("negotiation").get(pk=impasse_id)
    hold_negotiation(impasse.negotiation_id)
    return impasse

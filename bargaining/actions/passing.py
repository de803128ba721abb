"""Passing a proposal across: logged in a few words, entered with its whole paper, or floated off the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from bargaining.actions.authority import require_authority
from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.costing.pricing import yearly_increases
from bargaining.costing.wire import plain_items
from bargaining.models.negotiation import Issue, Negotiation, first_day_of
from bargaining.models.proposals import Package, Proposal
from bargaining.models.sessions import Session, TableEntry
from bargaining.rules.board import STANDING, MoveRefused, state_after
from bargaining.rules.terms import parse_terms
from bargaining.rules.vocabulary import IssueState, Move, ProposalState, Side
from labor_office.core.documents.models import Document
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

LONGEST_LINE = 500
# A series with a number above this is no series of raises: "85/80/75" are shares of a premium.
HIGHEST_RAISE = Decimal(15)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a proposal says. ``terms`` or ``items`` None: read from the words. ``passed_at`` None: now.

    ``replies_to`` None: the other side's standing proposal, if there is one.
    """

    words: str = ""
    text: str = ""
    terms: tuple[tuple[str, str], ...] | None = None
    items: tuple[dict[str, Any], ...] | None = None
    intent: str = ""
    is_what_if: bool = False
    passed_at: datetime | None = None
    expires_at: datetime | None = None
    session: Session | None = None
    replies_to: Proposal | None = None
    document: Document | None = None
    package: Package | None = None


@transaction.atomic
def pass_proposal(
    *,
    negotiation_id: int,
    number: str,
    side: Side,
    paper: Paper,
    key: UUID,
    by: User,
    at: datetime,
    leave: str = "",
) -> Proposal:
    """Enter a proposal with its paper; the same ``key`` again gives back the proposal it made.

    On the record it is a line of its session's log and the side's position from then on. One
    entered late, after what passed since, takes its number and changes nobody's move. Off the
    record it is neither: no line, no position, no move.

    The City's passes within the mandate, or beyond it with a holder's ``leave``, off the record too;
    what was said already is a line of the quick log. Raises NeedsAuthority, which is a MoveRefused,
    without; and MoveRefused: an article not on the board, nothing said, a settled issue, a time to come.
    """
    negotiation = hold_negotiation(negotiation_id)
    sent = TableEntry.objects.filter(negotiation=negotiation, key=key).select_related("proposal__issue").first()
    if sent is not None:
        return sent.proposal
    issue = issue_called(negotiation, number)
    made = enter(issue, side, paper, key=key, by=by, at=at)
    if side is Side.CITY:
        require_authority(negotiation=negotiation, moving=[(issue, made)], by=by, at=at, leave=leave)
    touch(negotiation)
    if not paper.is_what_if:
        record_event(
            matter=negotiation, verb="proposal.passed", summary=f"{made} on Art. {issue.number} was entered",
            by=by, at=at, level=Level.RESTRICTED,
        )  # fmt: skip
    return made


def enter(issue: Issue, side: Side, paper: Paper, *, key: UUID, by: User, at: datetime) -> Proposal:
    """As ``pass_proposal``, for whoever holds the negotiation and tells its history. Raises MoveRefused."""
    if not (paper.words.strip() or paper.text.strip() or paper.document):
        raise MoveRefused(f"Art. {issue.number}: say it in a few words, paste the text, or attach the paper.")
    passed_at = paper.passed_at or at
    if passed_at > at:
        raise MoveRefused("It cannot have passed at a time to come. Check the day and the hour.")
    move = Move.COUNTER if issue.proposals.on_record().exists() else Move.PROPOSAL
    after = state_after(IssueState(issue.state), move, side)
    if paper.is_what_if:
        return put_across(issue, side, paper, by=by, passed_at=passed_at)
    entry = TableEntry.objects.create(
        negotiation_id=issue.negotiation_id, session=paper.session, issue=issue, side=side, move=move,
        words=paper.words.strip()[:LONGEST_LINE], logged_by=by, logged_at=at, key=key,
        typed_at=paper.passed_at,
    )  # fmt: skip
    is_late = issue.proposals.on_record().filter(passed_at__gt=passed_at).exists()
    made = put_across(issue, side, paper, by=by, passed_at=passed_at, entry=entry)
    if not is_late:
        issue.state, issue.moved_at = after, passed_at
        issue.save(update_fields=["state", "moved_at"])
    return made


def put_across(
    issue: Issue, side: Side, paper: Paper, *, by: User, passed_at: datetime, entry: TableEntry | None = None
) -> Proposal:
    """The side's next proposal on the issue; on the record, it counters the one of the other side that stands."""
    series = issue.proposals.filter(side=side, is_what_if=paper.is_what_if)
    last = series.order_by("-number").first()
    others = issue.proposals.on_record().filter(side=side.other)
    theirs = paper.replies_to or others.filter(state__in=STANDING, passed_at__lte=passed_at).last()
    since = others.filter(passed_at__gt=passed_at).exists()
    if not paper.is_what_if and theirs is not None and theirs.state == ProposalState.PRESENTED:
        theirs.state = ProposalState.COUNTERED
        theirs.save(update_fields=["state"])
    return Proposal.objects.create(
        negotiation_id=issue.negotiation_id,
        issue=issue,
        side=side,
        number=last.number + 1 if last else 1,
        words=paper.words.strip(),
        text=paper.text.strip(),
        terms=terms_of(paper.words) if paper.terms is None else [list(row) for row in paper.terms],
        items=items_of(issue, paper.words) if paper.items is None else list(paper.items),
        intent=paper.intent.strip(),
        state=ProposalState.COUNTERED if since and not paper.is_what_if else ProposalState.PRESENTED,
        session=paper.session,
        entry=entry,
        passed_at=passed_at,
        expires_at=paper.expires_at,
        replies_to=theirs,
        package=paper.package,
        is_what_if=paper.is_what_if,
        document=paper.document,
        entered_by=by,
    )


def issue_called(negotiation: Negotiation, number: str) -> Issue:
    """The issue on the board with this article's number, locked. Raises MoveRefused."""
    found = negotiation.issues.select_for_update(no_key=True).filter(number__iexact=number.strip()).first()
    if found is None:
        raise MoveRefused(f"Art. {number} is not on the board. Add the issue first, or check the number.")
    return found


def terms_of(words: str) -> list[list[str]]:
    """The rows of the exchange table that ``words`` give: a year each, and retroactivity where it was said."""
    terms = parse_terms(words)
    if terms is None:
        return []
    rows = [[f"Year {number}", f"{percent:f}"] for number, percent in enumerate(terms.percents, start=1)]
    if terms.is_retroactive is not None:
        rows.append(["Retroactive", "yes" if terms.is_retroactive else "no"])
    return rows


def items_of(issue: Issue, words: str) -> list[dict[str, Any]]:
    """What ``words`` cost, where they are yearly raises on an issue that costs money; empty where they are not."""
    terms, first = parse_terms(words), first_day_of(issue.negotiation)
    if terms is None or first is None or not issue.is_economic or max(terms.percents) > HIGHEST_RAISE:
        return []
    return plain_items(yearly_increases(terms.percents, first=first))

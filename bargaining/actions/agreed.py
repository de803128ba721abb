"""Tentative agreements: the final text, and both sides' initials."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from bargaining.actions.authority import require_authority
from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.actions.parity import tell_of_parity
from bargaining.actions.sheets import ask_for_sheet
from bargaining.actions.striking import refuse_to_strike_silently
from bargaining.models.negotiation import Issue
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.queries.packages import stands_with_others
from bargaining.rules.board import STANDING, MoveRefused
from bargaining.rules.vocabulary import IssueState, ProposalState, Side
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def draft_agreement(
    *,
    issue_id: int,
    text: str,
    by: User,
    at: datetime,
    effective_on: date | None = None,
    proposal: Proposal | None = None,
) -> TentativeAgreement:
    """Put the final text of an issue on a sheet; drafted again before both initialled, it takes the former's place.

    Raises MoveRefused when the text is empty, both sides have initialled one, or ``proposal`` is
    part of a package that stands or falls as a whole.
    """
    negotiation = hold_negotiation(Issue.objects.values_list("negotiation_id", flat=True).get(pk=issue_id))
    issue = Issue.objects.select_for_update(no_key=True).get(pk=issue_id)
    if not text.strip():
        raise MoveRefused("A tentative agreement needs the whole text both sides agree to.")
    former = TentativeAgreement.objects.select_for_update(no_key=True).filter(issue=issue).first()
    if former is not None and former.is_closed:
        raise MoveRefused(f"{former} bears both initials already.")
    if proposal is not None and stands_with_others(proposal, at):
        raise MoveRefused(
            f"{proposal} stands or falls with {proposal.package}. Accept the package: each part then gets its sheet."
        )
    last = negotiation.agreed.aggregate(last=Max("number"))["last"] or 0
    drafted, _ = TentativeAgreement.objects.update_or_create(
        issue=issue,
        defaults={
            "negotiation": negotiation,
            "number": former.number if former else last + 1,
            "text": text.strip(),
            "effective_on": effective_on,
            "struck": [],
            "proposal": proposal,
            # Another text wants initials of its own.
            "city_initials": "",
            "city_initialled_at": None,
            "union_initials": "",
            "union_initialled_at": None,
            "drafted_at": at,
        },
    )
    record_event(matter=negotiation, verb="agreed.drafted", summary=f"{drafted} drafted for {issue}", by=by, at=at)
    touch(negotiation)
    return drafted


@transaction.atomic
def initial_agreement(
    *, agreement_id: int, side: Side, initials: str, by: User, at: datetime, leave: str = ""
) -> TentativeAgreement:
    """Record a side's initials; with both, the issue is agreed, its text no longer changes and its sheet is set.

    The City's are recorded within the mandate, or beyond it with a holder's ``leave``: who allowed
    it and why, kept as an exception. Raises NeedsAuthority, which is a MoveRefused, without;
    LeavesOut while the text would strike a section in force of which nobody has said so; and
    MoveRefused without initials, or when that side has initialled already.
    """
    negotiation = hold_negotiation(
        TentativeAgreement.objects.values_list("negotiation_id", flat=True).get(pk=agreement_id)
    )
    agreed = (
        TentativeAgreement.objects.select_for_update(no_key=True, of=("self",))
        .select_related("issue", "proposal", "negotiation")
        .get(pk=agreement_id)
    )
    if not initials.strip():
        raise MoveRefused("Type the initials as they stand on the sheet.")
    field, stamp = f"{side.lower()}_initials", f"{side.lower()}_initialled_at"
    if getattr(agreed, stamp) is not None:
        raise MoveRefused(f"{agreed} bears the {side.lower()}'s initials already.")
    refuse_to_strike_silently(agreed)
    if side is Side.CITY:
        moving = [(agreed.issue, agreed.proposal)]
        require_authority(negotiation=negotiation, moving=moving, by=by, at=at, leave=leave)
    setattr(agreed, field, initials.strip())
    setattr(agreed, stamp, at)
    agreed.save(update_fields=[field, stamp])
    record_event(
        matter=negotiation,
        verb="agreed.initialled",
        summary=f"{agreed} initialled for the {side.lower()}",
        by=by,
        at=at,
    )
    if agreed.is_closed:
        _settle(agreed, at)
        tell_of_parity(agreed, at=at)
        ask_for_sheet(agreement_id=agreed.pk, by=by, at=at)
    touch(negotiation)
    return agreed


def _settle(agreed: TentativeAgreement, at: datetime) -> None:
    issue = agreed.issue
    issue.state, issue.moved_at = IssueState.AGREED, at
    issue.save(update_fields=["state", "moved_at"])
    standing = issue.proposals.filter(state__in=STANDING)
    if agreed.proposal is not None and not agreed.proposal.is_what_if:
        standing.filter(pk=agreed.proposal.pk).update(state=ProposalState.AGREED)
    issue.proposals.filter(state__in=STANDING).update(state=ProposalState.DROPPED)

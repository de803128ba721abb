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
from bargaining.models.negotiation import Issue, Negotiation, TeamMember
from bargaining.models.proposals import UNINITIALLED, Proposal, TentativeAgreement
from bargaining.queries.packages import stands_with_others
from bargaining.queries.sheets import initialled_words
from bargaining.queries.signers import city_signers
from bargaining.rules.board import STANDING, MoveRefused
from bargaining.rules.initials import letters_of
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
            **UNINITIALLED,
            "drafted_at": at,
        },
    )
    record_event(matter=negotiation, verb="agreed.drafted", summary=f"{drafted} drafted for {issue}", by=by, at=at)
    touch(negotiation)
    return drafted


@transaction.atomic
def initial_agreement(
    *,
    agreement_id: int,
    side: Side,
    name: str,
    by: User,
    at: datetime,
    leave: str = "",
    member_id: int | None = None,
) -> TentativeAgreement:
    """Record that ``name`` initialled for a side; with both, the issue is agreed, its text no longer changes.

    The letters are those of the name. For the City it is somebody of its team: ``by``, or another
    who initialled on paper; the sheet and the history say which. ``member_id`` says who of the team,
    where several bear the name. The City's are recorded within the
    mandate, or beyond it with a holder's ``leave``: who allowed it and why, kept as an exception.
    Raises NeedsAuthority, which is a MoveRefused, without; LeavesOut while the text would strike a
    section in force of which nobody has said so; and MoveRefused without a name, for one who is not
    on the City's team, or when that side has initialled already.
    """
    negotiation = hold_negotiation(
        TentativeAgreement.objects.values_list("negotiation_id", flat=True).get(pk=agreement_id)
    )
    agreed = (
        TentativeAgreement.objects.select_for_update(no_key=True, of=("self",))
        .select_related("issue", "proposal", "negotiation")
        .get(pk=agreement_id)
    )
    if getattr(agreed, f"{side.lower()}_initialled_at") is not None:
        raise MoveRefused(f"{agreed} bears the {side.lower()}'s initials already.")
    marks = _marks(negotiation, side, " ".join(name.split()), by=by, at=at, member_id=member_id)
    refuse_to_strike_silently(agreed)
    if side is Side.CITY:
        moving = [(agreed.issue, agreed.proposal)]
        require_authority(negotiation=negotiation, moving=moving, by=by, at=at, leave=leave)
    for field, value in marks.items():
        setattr(agreed, field, value)
    agreed.save(update_fields=list(marks))
    said = initialled_words(agreed, side)
    record_event(matter=negotiation, verb="agreed.initialled", summary=f"{agreed} {said}"[:300], by=by, at=at)
    if agreed.is_closed:
        _settle(agreed, at)
        tell_of_parity(agreed, at=at)
        ask_for_sheet(agreement_id=agreed.pk, by=by, at=at)
    touch(negotiation)
    return agreed


def _marks(
    negotiation: Negotiation, side: Side, name: str, *, by: User, at: datetime, member_id: int | None
) -> dict[str, object]:
    """The columns of a side's initials: letters, whose, when, and who entered them."""
    letters = letters_of(name)
    if not letters:
        raise MoveRefused("Say by name who initialled for the " + ("City." if side is Side.CITY else "union."))
    own = side.lower()
    marks: dict[str, object] = {
        f"{own}_initials": letters, f"{own}_signer": name, f"{own}_initialled_at": at, f"{own}_entered_by": by,
    }  # fmt: skip
    if side is Side.CITY:
        marks["city_signed_by"] = _of_the_team(negotiation, name, by, member_id).user
    return marks


def _of_the_team(negotiation: Negotiation, name: str, by: User, member_id: int | None) -> TeamMember:
    """Whoever of the City's team bears the name; where two do, the one meant, else ``by``."""
    bear = city_signers(negotiation).filter(name=name)
    if member_id is not None:
        bear = bear.filter(pk=member_id)
    found = sorted(bear, key=lambda one: one.user_id != by.pk)
    if not found:
        raise MoveRefused(f"{name} is not on the City's team. Choose who initialled, or name them on the team first.")
    return found[0]


def _settle(agreed: TentativeAgreement, at: datetime) -> None:
    issue = agreed.issue
    issue.state, issue.moved_at = IssueState.AGREED, at
    issue.save(update_fields=["state", "moved_at"])
    standing = issue.proposals.filter(state__in=STANDING)
    if agreed.proposal is not None and not agreed.proposal.is_what_if:
        standing.filter(pk=agreed.proposal.pk).update(state=ProposalState.AGREED)
    issue.proposals.filter(state__in=STANDING).update(state=ProposalState.DROPPED)

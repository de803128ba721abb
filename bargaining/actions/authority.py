"""Whether the City may pass or sign something, asked of the mandate under the table's lock.

**What somebody who holds no mandate learns from being stopped: nothing.** Were the mandate asked
for them, each try would answer yes or no, and a few proposals a quarter point apart would tell them
the ceiling to the dollar. So it is never asked for them. Where one is recorded, whatever a
non-holder would pass or sign for the City is stopped, within it or beyond it, and always in the
same words; a holder does it, for whom it is asked. Where none is recorded, what stops them is that
the issue costs money, which stands on the board.

The same words are the message of the refusal itself, so that whatever shows it, table-safe too,
tells nothing; figures are in ``NeedsAuthority.verdict``, which only a holder's refusal bears.

The quick log is not asked: it records what was said at the table, which nothing undoes. Those who
hold the mandate are told of it instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bargaining.models.mandate import Mandate, MandateException
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.mandates import in_plain, may_begin
from bargaining.queries.weighing import city_offer
from bargaining.rules.authority import Verdict, weigh
from bargaining.rules.board import MoveRefused
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.named import ForThoseNamed
from labor_office.core.notices.messages.parts import Part
from labor_office.core.users.models import User

ASK_FIRST = "Ask the chief spokesperson before the City passes or signs this."


class NeedsAuthority(MoveRefused):
    """The City does not pass or sign this yet. ``verdict`` says why, to whom it may be said; None to everybody else."""

    def __init__(self, verdict: Verdict | None = None) -> None:
        self.verdict = verdict
        super().__init__(ASK_FIRST)


def require_authority(
    *,
    negotiation: Negotiation,
    moving: Sequence[tuple[Issue, Proposal | None]],
    by: User,
    at: datetime,
    leave: str = "",
) -> None:
    """Let the City pass or sign ``moving`` together, each issue with the proposal it stands on; inside the act.

    The caller holds the negotiation, so that the mandate is not replaced meanwhile. ``leave`` is
    why a holder goes beyond it, or without knowing what it costs: it is kept as an exception with
    their name and what was exceeded or not costed, and only where something is. Raises NeedsAuthority.
    """
    mandate = _in_force(negotiation)
    if mandate is None:
        if any(issue.is_economic or (proposal is not None and proposal.items) for issue, proposal in moving):
            raise NeedsAuthority(_verdict(negotiation, moving, None, at) if may_begin(by, negotiation) else None)
        return
    if not mandate.holders.filter(user=by, ended_at=None).exists():
        raise NeedsAuthority
    verdict = _verdict(negotiation, moving, mandate, at)
    if not verdict.asks_why:
        return
    if not leave.strip():
        raise NeedsAuthority(verdict)
    MandateException.objects.bulk_create(
        MandateException(
            mandate=mandate,
            issue=issue,
            proposal=proposal,
            beyond_by=verdict.beyond_by,
            words=verdict.record[:600],
            reason=leave.strip()[:300],
            given_by=by,
            given_at=at,
        )
        for issue, proposal in moving
    )


@transaction.atomic
def tell_of_passed(*, proposal_id: int, at: datetime) -> int:
    """Tell the holders that something logged as passed by the City goes beyond the mandate; how many were told.

    The message says nothing but that there is something to look at. Once for each proposal.
    """
    proposal = Proposal.objects.select_related("issue", "negotiation").get(pk=proposal_id)
    mandate = _in_force(proposal.negotiation)
    if mandate is None or not _verdict(proposal.negotiation, [(proposal.issue, proposal)], mandate, at).stops:
        return 0
    return tell_holders(mandate, occasion=f"passed-{proposal.pk}", at=at)


def tell_holders(mandate: Mandate, *, occasion: str, at: datetime) -> int:
    """Promise each holder of ``mandate`` a word that gives nothing away, once an ``occasion``; how many are new."""
    negotiation = mandate.negotiation
    path = reverse("bargaining:home", args=[negotiation.reference])
    message = ForThoseNamed(item=Part(matter=negotiation.pk, reference=negotiation.reference, path=path))
    holders = mandate.holders.filter(ended_at=None).values_list("user", flat=True)
    return promise_many(
        [
            Promise(
                key=f"named:{mandate.pk}:{occasion}:{user}",
                message=message,
                recipient_id=user,
                matter_id=negotiation.pk,
                why=f"you are named on {negotiation.reference}",
                not_before=at,
            )
            for user in holders
        ],
        at=at,
    )


def _in_force(negotiation: Negotiation) -> Mandate | None:
    recorded = Mandate.objects.filter(negotiation=negotiation, replaced_at=None)
    return recorded.prefetch_related("limits", "authorities__issue").first()


def _verdict(
    negotiation: Negotiation, moving: Sequence[tuple[Issue, Proposal | None]], mandate: Mandate | None, at: datetime
) -> Verdict:
    return weigh(
        city_offer(negotiation, moving=moving),
        in_plain(mandate) if mandate else None,
        on=timezone.localtime(at).date(),
        moving={issue.number for issue, _ in moving},
    )

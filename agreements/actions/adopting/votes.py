"""The unit's vote and the Council's roll call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from agreements.actions.adopting.steps import check_order, held, put_step
from agreements.actions.terms import record_funding
from agreements.models.adoption import CouncilVote, Ratification, Resolution
from agreements.queries.adoption import ratification_words
from agreements.rules.adoption import Step, ratification_gap
from agreements.rules.obligations import Funding
from bargaining.rules.roll_call import Called, is_carried
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


class CountNotSound(Exception):
    """The numbers of a vote contradict each other; the words say how."""


@transaction.atomic
def record_ratification(
    *,
    adoption_id: int,
    opened_on: date,
    closed_on: date,
    certifier: str,
    certified_on: date,
    by: User,
    at: datetime,
    today: date,
    eligible: int | None = None,
    in_favor: int | None = None,
    against: int | None = None,
    is_ratified: bool | None = None,
) -> Ratification:
    """Record the unit's vote as its union certified it. Voted down, it is kept and the step stays open.

    Where the count is known it decides; where the union gives none, ``is_ratified`` says what
    it certified. Raises CountNotSound, OutOfOrder.
    """
    adoption = held(adoption_id)
    check_order(adoption, Step.RATIFIED)
    gap = ratification_gap(eligible=eligible, in_favor=in_favor, against=against)
    if gap:
        raise CountNotSound(gap)
    if in_favor is not None and against is not None:
        is_ratified = in_favor > against
    if is_ratified is None:
        message = "Say whether the unit ratified it, or enter the count."
        raise CountNotSound(message)
    vote = Ratification.objects.create(
        adoption=adoption, opened_on=opened_on, closed_on=closed_on, eligible=eligible, in_favor=in_favor,
        against=against, is_ratified=is_ratified, certifier=certifier, certified_on=certified_on, recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    if is_ratified:
        put_step(adoption, Step.RATIFIED, done_on=certified_on, by=by, at=at, today=today)
    else:
        record_event(matter=adoption, verb="adoption.voted_down", summary=ratification_words(vote)[:300], by=by, at=at)
    return vote


@transaction.atomic
def record_resolution(
    *,
    adoption_id: int,
    number: str,
    voted_on: date,
    votes: Sequence[Called],
    fiscal_years: Iterable[int],
    by: User,
    at: datetime,
    today: date,
    attested: str = "",
) -> Resolution:
    """Record the Council's roll call. Carried, each fiscal year stands as committed, subject to appropriation.

    Not carried, it is kept and the step stays open. Raises OutOfOrder.
    """
    adoption = held(adoption_id)
    check_order(adoption, Step.RESOLVED)
    carried = is_carried(vote.ballot for vote in votes)
    resolution = Resolution.objects.create(
        adoption=adoption, number=number, voted_on=voted_on, is_adopted=carried, attested=attested, recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    CouncilVote.objects.bulk_create(
        CouncilVote(resolution=resolution, member=vote.member, ballot=vote.ballot) for vote in votes
    )
    if not carried:
        said = f"{resolution} was not adopted"
        record_event(matter=adoption, verb="adoption.not_resolved", summary=said, by=by, at=at, on=voted_on)
        return resolution
    put_step(adoption, Step.RESOLVED, done_on=voted_on, by=by, at=at, today=today, note=str(resolution))
    for year in fiscal_years:
        record_funding(
            agreement_id=adoption.agreement_id, fiscal_year=year, status=Funding.COMMITTED, decided_on=voted_on,
            resolution=str(resolution), note="Subject to appropriation in each fiscal year", by=by, at=at, today=today,
        )  # fmt: skip
    return resolution

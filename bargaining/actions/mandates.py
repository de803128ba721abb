"""The authority to agree: recorded, replaced, its holders named and ended, who read it.

None of it leaves a line in the negotiation's history, which the whole team reads: that an authority
was given, and when it changed, is already something a holder knows and others do not. A mandate's
history is on its own page, for those who hold it; every row keeps its history besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from bargaining.actions.holders import end_all_of
from bargaining.actions.negotiations import hold_negotiation
from bargaining.models.mandate import IssueAuthority, Mandate, MandateHolder, MandateReading, MoneyLimit
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.queries.mandates import is_inside, mandate_of, may_record_first, rungs_of
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import Authority, Ceiling
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


class NotAHolder(Exception):
    """There is nothing here for this person; the page answers as if there were nothing at all."""


@dataclass(frozen=True, slots=True)
class SaidOfIssue:
    """What is authorized on one issue. ``fallback`` has a line for each step back, the next one first."""

    issue_id: int
    authority: Authority
    ceiling: Decimal | None = None
    words: str = ""
    fallback: str = ""


@transaction.atomic
def record_mandate(
    *,
    negotiation_id: int,
    body: str,
    given_on: date,
    by: User,
    at: datetime,
    exemption: str = "",
    expires_on: date | None = None,
    words: str = "",
    ceilings: Mapping[Ceiling, Decimal] | None = None,
    issues: Sequence[SaidOfIssue] = (),
    holders: Sequence[User] = (),
) -> Mandate:
    """Record what the Council or the City Manager authorized; it takes the place of the one before, which is kept.

    Those who held the one before hold this one too, and so do ``holders`` and whoever records it.
    Raises NotAHolder for somebody who neither holds the present one nor may record the first,
    MoveRefused when nothing at all is authorized, or a holder may not know of the table.
    """
    negotiation = hold_negotiation(negotiation_id)
    former = mandate_of(by, negotiation)
    if former is None and not may_record_first(by, negotiation):
        raise NotAHolder
    if not (ceilings or issues or words.strip()):
        raise MoveRefused("Say what is authorized: a ceiling, an issue, or the words of the motion.")
    if Issue.objects.filter(pk__in=[said.issue_id for said in issues]).exclude(negotiation=negotiation).exists():
        raise MoveRefused("One of these issues is not on this board.")
    for person in holders:
        _refuse_outsider(negotiation, person)
    everyone = {holder.pk: holder for holder in [by, *holders, *_still_holding(former)]}
    negotiation.mandates.filter(replaced_at=None).update(replaced_at=at)
    mandate = Mandate.objects.create(
        negotiation=negotiation,
        body=body,
        given_on=given_on,
        exemption=exemption.strip(),
        expires_on=expires_on,
        words=words.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    MoneyLimit.objects.bulk_create(
        MoneyLimit(mandate=mandate, measure=measure, amount=amount) for measure, amount in (ceilings or {}).items()
    )
    IssueAuthority.objects.bulk_create(
        IssueAuthority(
            mandate=mandate,
            issue_id=said.issue_id,
            authority=said.authority,
            ceiling=said.ceiling,
            words=said.words.strip(),
            fallback=said.fallback.strip(),
        )
        for said in issues
    )
    MandateHolder.objects.bulk_create(
        MandateHolder(mandate=mandate, user=person, named_by=by, named_at=at) for person in everyone.values()
    )
    return mandate


@transaction.atomic
def name_holder(*, negotiation_id: int, user: User, by: User, at: datetime) -> MandateHolder:
    """Let ``user`` hold the mandate in force; naming twice changes nothing.

    Raises NotAHolder when ``by`` does not hold it, MoveRefused when ``user`` is not named on the negotiation.
    """
    negotiation, mandate = _hold(negotiation_id, by)
    _refuse_outsider(negotiation, user)
    holder, _ = MandateHolder.objects.get_or_create(
        mandate=mandate, user=user, ended_at=None, defaults={"named_by": by, "named_at": at}
    )
    return holder


@transaction.atomic
def end_holder(*, negotiation_id: int, holder_id: int, by: User, at: datetime) -> None:
    """Take the mandate from somebody, those before it too, which they held.

    Raises NotAHolder when ``by`` does not hold it, MoveRefused for the last one: nobody could read it any more.
    """
    _, mandate = _hold(negotiation_id, by)
    holders = mandate.holders.filter(ended_at=None)
    ending = holders.filter(pk=holder_id).first()
    if ending is None:
        raise NotAHolder
    if not holders.exclude(pk=ending.pk).exists():
        raise MoveRefused(f"{ending.user} is the last who holds it: name somebody else first.")
    end_all_of(user=ending.user, negotiation_id=negotiation_id, at=at, by=by)


def require_inside(negotiation: Negotiation, by: User) -> None:
    """Raises NotAHolder for whoever stands outside the wall of this mandate."""
    if not is_inside(by, negotiation):
        raise NotAHolder


def record_mandate_reading(*, mandate: Mandate, by: User, at: datetime, uncovered: str = "") -> None:
    """Keep that a holder opened it, and what was uncovered."""
    MandateReading.objects.create(mandate=mandate, user=by, read_at=at, uncovered=uncovered)


@transaction.atomic
def uncover_fallback(*, negotiation_id: int, number: str, rung: int, by: User, at: datetime) -> str:
    """The ``rung``-th fallback on the issue ``number``, 1 for the next, and that it was uncovered.

    Raises NotAHolder when ``by`` does not hold the mandate, or there is no such fallback.
    """
    mandate = mandate_of(by, Negotiation.objects.get(pk=negotiation_id))
    row = mandate.authorities.filter(issue__number=number).first() if mandate else None
    rungs = rungs_of(row) if row else ()
    if mandate is None or not 1 <= rung <= len(rungs):
        raise NotAHolder
    record_mandate_reading(mandate=mandate, by=by, at=at, uncovered=f"Art. {number}, fallback {rung}"[:80])
    return rungs[rung - 1]


def _hold(negotiation_id: int, by: User) -> tuple[Negotiation, Mandate]:
    negotiation = hold_negotiation(negotiation_id)
    mandate = mandate_of(by, negotiation)
    if mandate is None:
        raise NotAHolder
    return negotiation, mandate


def _still_holding(former: Mandate | None) -> list[User]:
    """Its holders who may still know of the table."""
    held = former.holders.filter(ended_at=None).select_related("user") if former else ()
    return [holder.user for holder in held if former and _may_know(former.negotiation, holder.user)]


def _may_know(negotiation: Negotiation, person: User) -> bool:
    visible = Negotiation.objects.visible_to(person).filter(pk=negotiation.pk)
    return person.may(Permission.BARGAINING_READ) and visible.exists()


def _refuse_outsider(negotiation: Negotiation, person: User) -> None:
    if not _may_know(negotiation, person):
        raise MoveRefused(f"{person} is not named on {negotiation.reference}: put them on the team first.")

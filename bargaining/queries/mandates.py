"""Reads of mandates: for holders; and the one reading that the act of passing or signing makes for itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from bargaining.models.mandate import (
    IssueAuthority,
    Mandate,
    MandateException,
    MandateHolder,
    MandateReading,
    inside_the_wall,
    seats_that_begin,
)
from bargaining.models.negotiation import Negotiation
from bargaining.rules.authority import Given, IssueGiven
from bargaining.rules.vocabulary import Authority, Ceiling
from labor_office.core.users.models import User

SOURCES: dict[str, str] = {Mandate.Body.COUNCIL: "Council", Mandate.Body.MANAGER: "City Manager's"}


@dataclass(frozen=True, slots=True)
class IssueLine:
    """What the mandate says of one issue, and how many fallbacks it keeps covered."""

    authority: IssueAuthority
    rungs: tuple[str, ...]

    @property
    def numbers(self) -> range:
        """The fallbacks by number, the next one first."""
        return range(1, len(self.rungs) + 1)


@dataclass(frozen=True, slots=True)
class MandatePage:
    """Everything a holder reads of a mandate but the fallbacks."""

    mandate: Mandate
    lines: tuple[IssueLine, ...]
    holders: tuple[MandateHolder, ...]
    former: tuple[MandateHolder, ...]
    exceptions: tuple[MandateException, ...]
    readings: tuple[MandateReading, ...]
    earlier: tuple[Mandate, ...]


def mandate_of(user: User, negotiation: Negotiation, *, is_shown: bool = True) -> Mandate | None:
    """The mandate in force of ``negotiation``, if ``user`` holds it. Four queries; one where nothing of it is shown."""
    held = Mandate.objects.visible_to(user).filter(negotiation=negotiation, replaced_at=None)
    return (held.prefetch_related("limits", "authorities__issue") if is_shown else held).first()


def may_record_first(user: User, negotiation: Negotiation) -> bool:
    """Whether ``user`` may record an authority where nobody holds one.

    The chief spokesperson, or the chief when seated at this table. Once somebody holds one, only
    holders replace it; one whose holders have all gone is nobody's, and these begin anew.
    """
    is_held = MandateHolder.objects.filter(mandate__negotiation=negotiation, mandate__replaced_at=None, ended_at=None)
    return may_begin(user, negotiation) and not is_held.exists()


def may_begin(user: User, negotiation: Negotiation) -> bool:
    """Whether ``user`` sits where an authority is first recorded, whatever is recorded."""
    return seats_that_begin(user).filter(negotiation=negotiation).exists()


def is_inside(user: User, negotiation: Negotiation) -> bool:
    """Whether ``user`` stands inside the wall of this mandate, and so reads what is written for closed session."""
    return inside_the_wall(user).filter(pk=negotiation.pk).exists()


def in_plain(mandate: Mandate) -> Given:
    """``mandate`` as the rules read it."""
    return Given(
        source=SOURCES[mandate.body],
        expires_on=mandate.expires_on,
        ceilings={Ceiling(limit.measure): limit.amount for limit in mandate.limits.all()},
        issues={
            row.issue.number: IssueGiven(Authority(row.authority), row.ceiling) for row in mandate.authorities.all()
        },
    )


def page_of(mandate: Mandate, *, user: User) -> MandatePage:
    """The mandate as its holders read it; the newest fifty readings."""
    everyone = list(mandate.holders.select_related("user", "named_by", "ended_by"))
    rows = mandate.authorities.select_related("issue").order_by("issue__pk")
    return MandatePage(
        mandate=mandate,
        lines=tuple(IssueLine(row, rungs_of(row)) for row in rows),
        holders=tuple(holder for holder in everyone if holder.ended_at is None),
        former=tuple(holder for holder in everyone if holder.ended_at is not None),
        exceptions=tuple(mandate.exceptions.select_related("issue", "proposal__issue", "given_by")),
        readings=tuple(mandate.readings.select_related("user")[:50]),
        earlier=tuple(_earlier(mandate, user)),
    )


def _earlier(mandate: Mandate, user: User) -> QuerySet[Mandate]:
    former = Mandate.objects.visible_to(user).filter(negotiation=mandate.negotiation_id).exclude(pk=mandate.pk)
    return former.select_related("recorded_by").prefetch_related("limits", "authorities__issue")


def rungs_of(row: IssueAuthority) -> tuple[str, ...]:
    """The fallbacks of one issue, a line each, the next one first."""
    return tuple(line.strip() for line in row.fallback.splitlines() if line.strip())

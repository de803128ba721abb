"""Packages as the table shows them: where each stands, and which issues it ties together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import Package, Proposal
from bargaining.rules.board import STANDING
from bargaining.rules.packages import PACKAGE_WORDS, PackageState, package_state

CHIPS: dict[PackageState, str] = {
    PackageState.STANDING: "plan",
    PackageState.SUPERSEDED: "quiet",
    PackageState.EXPIRED: "over",
    PackageState.ACCEPTED: "met",
    PackageState.WITHDRAWN: "quiet",
}


@dataclass(frozen=True, slots=True)
class PackageRow:
    """One package with its parts."""

    package: Package
    parts: tuple[Proposal, ...]
    state: PackageState

    @property
    def word(self) -> str:
        """Where it stands, in words."""
        return PACKAGE_WORDS[self.state]

    @property
    def chip(self) -> str:
        """The kind of its chip."""
        return CHIPS[self.state]

    @property
    def is_standing(self) -> bool:
        """Whether it can be accepted."""
        return self.state is PackageState.STANDING


def packages_of(negotiation: Negotiation, *, at: datetime, is_safe: bool) -> tuple[PackageRow, ...]:
    """Every package, the newest first. Table-safe, those off the record are not even asked for. Two queries."""
    found = negotiation.packages.order_by("-passed_at", "-pk")
    if is_safe:
        found = found.filter(is_off_record=False)
    rows = list(found)
    parts: dict[int, list[Proposal]] = {row.pk: [] for row in rows}
    for one in _members(rows):
        parts[one.package_id or 0].append(one)
    return tuple(PackageRow(row, tuple(parts[row.pk]), _state(row, parts[row.pk], at)) for row in rows)


def state_of(package: Package, at: datetime) -> PackageState:
    """Where one package stands. One query."""
    return _state(package, list(_members([package])), at)


def stands_with_others(proposal: Proposal, at: datetime) -> bool:
    """Whether it is part of a package that stands or falls as a whole and has not been answered. One query."""
    package = proposal.package
    if package is None or package.is_off_record or not package.all_or_nothing:
        return False
    return state_of(package, at) is PackageState.STANDING


def packaged_with(negotiation: Negotiation, *, at: datetime) -> Mapping[int, str]:
    """``Packaged with Art. 14, 30`` by issue, for the packages that stand on the record. Two queries."""
    said: dict[int, str] = {}
    for row in packages_of(negotiation, at=at, is_safe=True):
        if row.state not in {PackageState.STANDING, PackageState.ACCEPTED}:
            continue
        for one in row.parts:
            others = [each.issue.number for each in row.parts if each.pk != one.pk]
            said.setdefault(one.issue_id, f"Packaged with Art. {', '.join(others)}")
    return said


def _members(packages: Iterable[Package]) -> QuerySet[Proposal]:
    """Their proposals, each saying whether its side has passed another on the issue since."""
    later = Proposal.objects.filter(
        issue=OuterRef("issue"), side=OuterRef("side"), is_what_if=OuterRef("is_what_if"), number__gt=OuterRef("number")
    )
    found = Proposal.objects.filter(package__in=[package.pk for package in packages])
    return found.select_related("issue").annotate(is_overtaken=Exists(later)).order_by("issue", "pk")


def _state(package: Package, parts: list[Proposal], at: datetime) -> PackageState:
    return package_state(
        accepted_at=package.accepted_at,
        withdrawn_at=package.withdrawn_at,
        expires_at=package.expires_at,
        is_whole=all(not getattr(one, "is_overtaken", False) and one.state in STANDING for one in parts),
        at=at,
    )

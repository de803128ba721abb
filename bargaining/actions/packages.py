"""Packages: passed, accepted and withdrawn as one act; floated off the record, and passed on it later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max

from bargaining.actions.agreed import draft_agreement
from bargaining.actions.authority import require_authority
from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.actions.passing import Paper, enter, issue_called
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Package, Proposal, TentativeAgreement
from bargaining.models.sessions import Session, TableEntry
from bargaining.queries.packages import state_of
from bargaining.rules.board import SETTLED, STANDING, MoveRefused, state_after
from bargaining.rules.packages import PackageState
from bargaining.rules.vocabulary import IssueState, Move, ProposalState, Side
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

FEWEST = 2
_WHO = {Side.CITY: "City", Side.UNION: "union"}


class HalfInitialled(MoveRefused):
    """One side alone has initialled a sheet on one of the issues; the words say which. Passed if that is meant."""


@dataclass(frozen=True, slots=True)
class Part:
    """One issue of a package: as the side's standing proposal has it, as ``like`` has it, or in new words."""

    number: str
    words: str = ""
    stands: bool = False
    like: Proposal | None = None


@transaction.atomic
def pass_package(
    *,
    negotiation_id: int,
    side: Side,
    parts: Sequence[Part],
    key: UUID,
    by: User,
    at: datetime,
    words: str = "",
    all_or_nothing: bool = True,
    is_off_record: bool = False,
    expires_at: datetime | None = None,
    leave: str = "",
    is_despite_initials: bool = False,
) -> Package:
    """Pass several proposals as one. The same ``key`` again gives back the package it made.

    New words become the side's next proposals, logged like any other. Off the record each part is
    a what-if: no line of the log, no position, nobody's move. The City's passes within the mandate,
    or beyond it with a holder's ``leave``, floated or not.

    Raises NeedsAuthority, which is a MoveRefused, without; HalfInitialled, which is one too, unless it
    passes on the record ``is_despite_initials``; and MoveRefused: fewer than two issues,
    a part that says nothing, a settled issue, a day to expire that is past.
    """
    negotiation = hold_negotiation(negotiation_id)
    sent = negotiation.packages.filter(key=key).first()
    if sent is not None:
        return sent
    if len({part.number for part in parts}) < FEWEST:
        raise MoveRefused("A package holds two issues or more. Choose another, or pass the proposal alone.")
    if expires_at is not None and expires_at <= at:
        raise MoveRefused("The package would have expired already. Give a time to come, or none.")
    if not (is_off_record or is_despite_initials):
        _warn_of_initials(negotiation, [part.number for part in parts])
    last = negotiation.packages.filter(side=side, is_off_record=is_off_record).aggregate(last=Max("number"))["last"]
    package = Package.objects.create(
        negotiation=negotiation, side=side, number=(last or 0) + 1, words=words.strip(), all_or_nothing=all_or_nothing,
        is_off_record=is_off_record, expires_at=expires_at, passed_at=at, key=key, entered_by=by,
    )  # fmt: skip
    session = negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first()
    for part in parts:
        _put_in(package, issue_called(negotiation, part.number), part, session=session, by=by, at=at)
    if side is Side.CITY:
        _require_authority(negotiation, package, by=by, at=at, leave=leave)
    if not is_off_record:
        _say(package, f"{package} passed", key=key, session=session, by=by, at=at)
    touch(negotiation)
    return package


@transaction.atomic
def accept_package(*, package_id: int, by: User, at: datetime, leave: str = "") -> tuple[TentativeAgreement, ...]:
    """The other side takes the whole: each part gets a sheet with its text, waiting for both initials.

    The City accepts within the mandate, or beyond it with a holder's ``leave``: NeedsAuthority
    without. Raises MoveRefused for a package that was floated, withdrawn, expired or overtaken.
    """
    negotiation, package = _hold(package_id)
    if package.is_off_record:
        raise MoveRefused(f"{package} was floated off the record. Pass it on the record first.")
    _refuse_unless_standing(package, at)
    if package.side == Side.UNION:
        _require_authority(negotiation, package, by=by, at=at, leave=leave)
    package.accepted_at = at
    package.save(update_fields=["accepted_at"])
    members = list(package.proposals.select_related("issue"))
    sheets = tuple(
        draft_agreement(issue_id=one.issue_id, text=one.text or one.words, proposal=one, by=by, at=at)
        for one in members
    )
    _say(
        package,
        f"{package} accepted by the {Side(package.side).other.lower()}",
        key=_key(package, "accepted"),
        by=by,
        at=at,
    )
    touch(negotiation)
    return sheets


@transaction.atomic
def withdraw_package(*, package_id: int, by: User, at: datetime) -> Package:
    """Take the whole back; each part is withdrawn, and the board says whose move its issue is then.

    Raises MoveRefused once it was accepted or withdrawn.
    """
    negotiation, package = _hold(package_id)
    state = state_of(package, at)
    if state in {PackageState.ACCEPTED, PackageState.WITHDRAWN}:
        raise MoveRefused(f"{package} was {'accepted' if package.accepted_at else 'withdrawn'} already.")
    package.withdrawn_at = at
    package.save(update_fields=["withdrawn_at"])
    for one in package.proposals.filter(state__in=STANDING).select_related("issue"):
        _take_back(one, at)
    if not package.is_off_record:
        _say(package, f"{package} withdrawn", key=_key(package, "withdrawn"), by=by, at=at)
    touch(negotiation)
    return package


@transaction.atomic
def put_on_record(*, package_id: int, key: UUID, by: User, at: datetime, leave: str = "") -> Package:
    """Pass what was floated off the record as a package in earnest, part by part: its words, text, terms and cost.

    ``leave`` as for any package. Raises MoveRefused when it is on the record already, withdrawn,
    or an issue was settled meanwhile.
    """
    _, package = _hold(package_id)
    if not package.is_off_record:
        raise MoveRefused(f"{package} is on the record already.")
    if package.withdrawn_at is not None:
        raise MoveRefused(f"{package} was withdrawn.")
    floated = package.proposals.select_related("issue", "document")
    parts = [Part(one.issue.number, like=one) for one in floated]
    expires = package.expires_at if package.expires_at and package.expires_at > at else None
    return pass_package(
        negotiation_id=package.negotiation_id, side=Side(package.side), parts=parts, key=key, by=by, at=at,
        words=package.words, all_or_nothing=package.all_or_nothing, expires_at=expires, leave=leave,
        is_despite_initials=True,
    )  # fmt: skip


def _warn_of_initials(negotiation: Negotiation, numbers: Sequence[str]) -> None:
    for sheet in negotiation.agreed.filter(issue__number__in=numbers).select_related("issue"):
        side = sheet.sole_side
        if side is not None:
            raise HalfInitialled(
                f"{sheet} on {sheet.issue} bears the {_WHO[side]}'s initials already and waits for the "
                f"{_WHO[side.other]}'s. Leave the issue out, or say that it goes into the package all the same."
            )


def _require_authority(negotiation: Negotiation, package: Package, *, by: User, at: datetime, leave: str) -> None:
    moving = [(one.issue, one) for one in package.proposals.select_related("issue")]
    require_authority(negotiation=negotiation, moving=moving, by=by, at=at, leave=leave)


def _put_in(package: Package, issue: Issue, part: Part, *, session: Session | None, by: User, at: datetime) -> None:
    side = Side(package.side)
    standing = issue.proposals.on_record().filter(side=side, state__in=STANDING).last()
    if not part.stands:
        new = Paper(words=part.words, is_what_if=package.is_off_record, session=session, package=package)
        paper = new if part.like is None else _copy_of(part.like, package, session)
        enter(issue, side, paper, key=uuid5(package.key or UUID(int=package.pk), issue.number), by=by, at=at)
        return
    if standing is None:
        raise MoveRefused(f"The {side.lower()} has nothing standing on Art. {issue.number}: say it in a few words.")
    if IssueState(issue.state) in SETTLED:
        raise MoveRefused(f"Art. {issue.number} is settled. Take it up again before it goes into a package.")
    if package.is_off_record:
        enter(
            issue,
            side,
            _copy_of(standing, package, session),
            key=uuid5(package.key or UUID(int=package.pk), issue.number),
            by=by,
            at=at,
        )
        return
    other = standing.package
    if other is not None and state_of(other, at) is PackageState.STANDING:
        raise MoveRefused(f"{standing} on Art. {issue.number} is part of {other} already.")
    if other is not None:
        # The package it stood in keeps its parts: what it said is on record. Its words are passed anew.
        paper = _copy_of(standing, package, session)
        enter(issue, side, paper, key=uuid5(package.key or UUID(int=package.pk), issue.number), by=by, at=at)
        return
    standing.package = package
    standing.save(update_fields=["package"])


def _copy_of(one: Proposal, package: Package, session: Session | None) -> Paper:
    """All that a proposal says and costs, to be passed again in a package."""
    return Paper(
        words=one.words, text=one.text, terms=tuple((row[0], row[1]) for row in one.terms), items=tuple(one.items),
        intent=one.intent, is_what_if=package.is_off_record, session=session, package=package, document=one.document,
    )  # fmt: skip


def _take_back(one: Proposal, at: datetime) -> None:
    one.state = ProposalState.WITHDRAWN
    one.save(update_fields=["state"])
    issue = one.issue
    if one.is_what_if or IssueState(issue.state) in SETTLED:
        return
    left = issue.proposals.on_record().filter(state__in=STANDING)
    sides = frozenset(Side(each.side) for each in left)
    if Side(one.side) in sides:
        return
    issue.state, issue.moved_at = state_after(IssueState(issue.state), Move.WITHDRAWN, Side(one.side), moved=sides), at
    issue.save(update_fields=["state", "moved_at"])


def _refuse_unless_standing(package: Package, at: datetime) -> None:
    state, side = state_of(package, at), package.get_side_display()
    if state is PackageState.STANDING:
        return
    why = {
        PackageState.EXPIRED: f"{package} has expired. Ask the {side.lower()} to pass it again.",
        PackageState.SUPERSEDED: f"The {side.lower()} said something else since on one of its issues: {package} no "
        "longer stands as it was passed. Have it passed again.",
        PackageState.ACCEPTED: f"{package} was accepted already.",
        PackageState.WITHDRAWN: f"{package} was withdrawn.",
    }
    raise MoveRefused(why[state])


def _say(package: Package, words: str, *, key: UUID, by: User, at: datetime, session: Session | None = None) -> None:
    """A line of the log and of the history: which package, and which articles it holds."""
    numbers = ", ".join(f"Art. {one.issue.number}" for one in package.proposals.select_related("issue"))
    said = f"{words}: {numbers}"
    live = session or package.negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first()
    TableEntry.objects.create(
        negotiation=package.negotiation, session=live, side=package.side, move=Move.NOTE, words=said[:500],
        logged_by=by, logged_at=at, key=key,
    )  # fmt: skip
    record_event(
        matter=package.negotiation, verb="table.package", summary=said[:300], by=by, at=at, level=Level.RESTRICTED
    )


def _key(package: Package, what: str) -> UUID:
    return uuid5(package.key or UUID(int=package.pk), what)


def _hold(package_id: int) -> tuple[Negotiation, Package]:
    negotiation = hold_negotiation(Package.objects.values_list("negotiation_id", flat=True).get(pk=package_id))
    found = Package.objects.select_for_update(no_key=True, of=("self",)).select_related("negotiation")
    return negotiation, found.get(pk=package_id)

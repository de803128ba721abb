"""The quick log: one line at the table, with what follows from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.costing.pricing import yearly_increases
from bargaining.costing.wire import plain_items
from bargaining.models.negotiation import Issue, Negotiation, first_day_of
from bargaining.models.proposals import Proposal
from bargaining.models.sessions import Session, TableEntry
from bargaining.rules.board import PASSES_PAPER, STANDING, MoveRefused, state_after
from bargaining.rules.terms import parse_terms
from bargaining.rules.vocabulary import IssueState, Move, ProposalState, Side
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

# How long a line may be corrected by its writer; after that it gets an addendum.
CORRECTABLE = timedelta(minutes=15)
# A series with a number above this is no series of raises: "85/80/75" are shares of a premium.
HIGHEST_RAISE = Decimal(15)


@transaction.atomic
def log_entry(
    *,
    negotiation_id: int,
    key: UUID,
    side: Side,
    move: Move,
    number: str,
    words: str,
    by: User,
    at: datetime,
    typed_at: datetime | None = None,
) -> TableEntry:
    """Log one line; a line with this ``key`` that is there already is given back, however often it is sent.

    ``number`` is the article's as typed; a note may go without. A proposal or counter becomes
    the side's next numbered proposal on the issue, the other side's standing one is countered,
    and the board shows whose move it is. The server's ``at`` is the time; ``typed_at`` is kept
    when the line had to wait for a connection.

    Raises MoveRefused: an article that is not on the board, an empty line, a settled issue.
    """
    negotiation = hold_negotiation(negotiation_id)
    sent = negotiation.entries.filter(key=key).first()
    if sent is not None:
        return sent
    words = words.strip()
    issue = _issue(negotiation, number, move)
    if not words and move in {*PASSES_PAPER, Move.NOTE}:
        raise MoveRefused("Say it in a few words: the line is empty.")
    entry = TableEntry.objects.create(
        negotiation=negotiation,
        session=_live(negotiation),
        issue=issue,
        side=side,
        move=move,
        words=words,
        logged_by=by,
        logged_at=at,
        typed_at=typed_at,
        key=key,
    )
    if issue is not None:
        _move(issue, entry)
    touch(negotiation)
    _tell(negotiation, entry, by)
    return entry


@transaction.atomic
def correct_entry(*, entry_id: int, words: str, by: User, at: datetime) -> TableEntry:
    """Change the words of a line; the proposal it made follows while it is on the table.

    Once its 15 minutes are over, or the proposal was agreed, withdrawn or dropped, the words are
    added to the line and what passed stays as it was.

    Raises MoveRefused when it is another person's line, or the words are empty.
    """
    negotiation = hold_negotiation(TableEntry.objects.values_list("negotiation_id", flat=True).get(pk=entry_id))
    entry = TableEntry.objects.select_for_update(no_key=True, of=("self",)).select_related("logged_by").get(pk=entry_id)
    words = words.strip()
    if entry.logged_by_id != by.pk:
        raise MoveRefused(f"{entry.logged_by} logged this line: ask them, or add a note of your own.")
    if not words:
        raise MoveRefused("Say it in a few words: the line is empty.")
    made = Proposal.objects.filter(entry=entry)
    if at - entry.logged_at > CORRECTABLE or made.exclude(state__in=STANDING).exists():
        return _add_to(entry, words, by, at)
    entry.words = words
    entry.save(update_fields=["words"])
    if entry.issue is not None:
        made.update(words=words, terms=_rows(words), items=_items(entry.issue, words))
    touch(negotiation)
    record_event(matter=negotiation, verb="table.corrected", summary="A line of the log was corrected", by=by, at=at)
    return entry


def _add_to(entry: TableEntry, words: str, by: User, at: datetime) -> TableEntry:
    added, _ = TableEntry.objects.get_or_create(
        negotiation=entry.negotiation,
        key=_key_of_addendum(entry, words),
        defaults={
            "session": entry.session,
            "issue": entry.issue,
            "side": entry.side,
            "move": Move.NOTE,
            "words": words,
            "logged_by": by,
            "logged_at": at,
            "adds_to": entry,
        },
    )
    touch(entry.negotiation)
    return added


def _key_of_addendum(entry: TableEntry, words: str) -> UUID:
    """The same addendum sent twice is one."""
    return uuid5(entry.key, words)


def _issue(negotiation: Negotiation, number: str, move: Move) -> Issue | None:
    typed = number.strip().split(" ")[0].removeprefix("Art.").strip()
    if not typed:
        if move is Move.NOTE:
            return None
        raise MoveRefused("Type the article's number: a move is made on an issue.")
    found = negotiation.issues.select_for_update(no_key=True).filter(number__iexact=typed).first()
    if found is None:
        raise MoveRefused(f"Art. {typed} is not on the board. Add the issue first, or check the number.")
    return found


def _live(negotiation: Negotiation) -> Session | None:
    return negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first()


def _move(issue: Issue, entry: TableEntry) -> None:
    side, move = Side(entry.side), Move(entry.move)
    standing = issue.proposals.filter(state__in=STANDING)
    sides = frozenset(Side(proposal.side) for proposal in standing)
    after = state_after(IssueState(issue.state), move, side, moved=sides)
    if move in PASSES_PAPER:
        _propose(issue, entry)
    elif move is Move.WITHDRAWN:
        standing.filter(side=side).update(state=ProposalState.WITHDRAWN)
    if move is not Move.NOTE:
        issue.state, issue.moved_at = after, entry.logged_at
        issue.save(update_fields=["state", "moved_at"])


def _propose(issue: Issue, entry: TableEntry) -> Proposal:
    theirs = issue.proposals.filter(side=Side(entry.side).other, state=ProposalState.PRESENTED).last()
    if theirs is not None:
        theirs.state = ProposalState.COUNTERED
        theirs.save(update_fields=["state"])
    last = issue.proposals.filter(side=entry.side).order_by("-number").first()
    return Proposal.objects.create(
        negotiation=issue.negotiation,
        issue=issue,
        side=entry.side,
        number=last.number + 1 if last else 1,
        words=entry.words,
        terms=_rows(entry.words),
        items=_items(issue, entry.words),
        session=entry.session,
        entry=entry,
        passed_at=entry.logged_at,
        replies_to=theirs,
        entered_by=entry.logged_by,
    )


def _rows(words: str) -> list[list[str]]:
    """The rows of the exchange table that ``words`` give: a year each, and retroactivity where it was said."""
    terms = parse_terms(words)
    if terms is None:
        return []
    rows = [[f"Year {number}", f"{percent:f}"] for number, percent in enumerate(terms.percents, start=1)]
    if terms.is_retroactive is not None:
        rows.append(["Retroactive", "yes" if terms.is_retroactive else "no"])
    return rows


def _items(issue: Issue, words: str) -> list[dict[str, Any]]:
    """What ``words`` cost, where they are yearly raises on an issue that costs money; empty where they are not."""
    terms, first = parse_terms(words), first_day_of(issue.negotiation)
    if terms is None or first is None or not issue.is_economic or max(terms.percents) > HIGHEST_RAISE:
        return []
    return plain_items(yearly_increases(terms.percents, first=first))


def _tell(negotiation: Negotiation, entry: TableEntry, by: User) -> None:
    place = f" on Art. {entry.issue.number}" if entry.issue else ""
    record_event(
        matter=negotiation,
        verb=f"table.{entry.move.lower()}",
        summary=f"{entry.get_side_display()}: {entry.get_move_display().lower()}{place}",
        by=by,
        at=entry.logged_at,
        level=Level.RESTRICTED,
    )

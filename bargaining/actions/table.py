"""The quick log: one line at the table, with what follows from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid5

from django.db import transaction

from bargaining.actions.authority import tell_of_passed
from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.actions.passing import Paper, items_of, put_across, terms_of
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.models.sessions import Session, TableEntry
from bargaining.queries.packages import stands_with_others
from bargaining.rules.board import PASSES_PAPER, STANDING, MoveRefused, state_after
from bargaining.rules.vocabulary import IssueState, Move, ProposalState, Side
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

# How long a line may be corrected by its writer; after that it gets an addendum.
CORRECTABLE = timedelta(minutes=15)


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
    _look_after(entry)
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
        made.update(words=words, terms=terms_of(words), items=items_of(entry.issue, words))
    touch(negotiation)
    record_event(matter=negotiation, verb="table.corrected", summary="A line of the log was corrected", by=by, at=at)
    _look_after(entry)
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
    standing = issue.proposals.on_record().filter(state__in=STANDING)
    sides = frozenset(Side(proposal.side) for proposal in standing)
    after = state_after(IssueState(issue.state), move, side, moved=sides)
    if move in PASSES_PAPER:
        paper = Paper(words=entry.words, session=entry.session)
        put_across(issue, side, paper, by=entry.logged_by, passed_at=entry.logged_at, entry=entry)
    elif move is Move.WITHDRAWN:
        _refuse_part(standing.filter(side=side).select_related("package").last(), entry.logged_at)
        standing.filter(side=side).update(state=ProposalState.WITHDRAWN)
    if move is not Move.NOTE:
        issue.state, issue.moved_at = after, entry.logged_at
        issue.save(update_fields=["state", "moved_at"])


def _refuse_part(proposal: Proposal | None, at: datetime) -> None:
    """What stands or falls with others is not withdrawn alone."""
    if proposal is not None and stands_with_others(proposal, at):
        raise MoveRefused(
            f"{proposal} stands or falls with {proposal.package}. Withdraw the package, or log what takes its place."
        )


def _look_after(entry: TableEntry) -> None:
    """Once the line is kept, those who hold the mandate hear of a City's move beyond it.

    What was said at the table stays said: the line never waits for that, and stays if it fails.
    """
    made = Proposal.objects.filter(entry=entry, side=Side.CITY).first()
    if made is not None:
        transaction.on_commit(partial(tell_of_passed, proposal_id=made.pk, at=entry.logged_at), robust=True)


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

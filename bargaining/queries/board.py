"""What the negotiation table shows: the board, the chosen issue with its exchange, what was said.

Built for one reader and for who may look over the shoulder: table-safe, neither a caucus note
nor anything of the mandate is even asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from django.db.models import OuterRef, Subquery

from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.models.sessions import CaucusNote, Session
from bargaining.queries.exchange import (
    AgreedColumn,
    Column,
    ExchangeRow,
    agreed_column,
    columns_of,
    exchange_of,
    short_when,
)
from bargaining.queries.packages import packaged_with
from bargaining.rules.board import CORRECTABLE
from bargaining.rules.vocabulary import SIDE_WORDS, IssueState, Move, Side
from labor_office.core.users.models import User

# Class, picture: whose ball it is.
BALLS: dict[IssueState, tuple[str, str]] = {
    IssueState.OPEN: ("h", "radio_button_unchecked"),
    IssueState.CITY_MOVE: ("c", "arrow_forward"),
    IssueState.UNION_MOVE: ("u", "arrow_back"),
    IssueState.HELD: ("h", "remove"),
    IssueState.AGREED: ("t", "check"),
    IssueState.WITHDRAWN: ("w", "close"),
    IssueState.IMPASSE: ("c", "error"),
}
_CITY_FIRST = [IssueState.CITY_MOVE, IssueState.IMPASSE, IssueState.UNION_MOVE, IssueState.OPEN, IssueState.HELD]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One line of the board."""

    issue: Issue
    css: str
    picture: str
    word: str
    last: str
    packaged: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A line of what was said: from the log, or in caucus."""

    when: str
    at: datetime
    words: str
    who: str
    is_caucus: bool = False
    # The line itself where the reader wrote it: they may correct it, or add to it once it is late.
    own: int | None = None
    is_late: bool = False
    move: Move | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page of the table."""

    negotiation: Negotiation
    rows: tuple[IssueRow, ...]
    counts: tuple[tuple[str, str, int], ...]
    chosen: IssueRow | None
    columns: tuple[Column, ...]
    agreed: AgreedColumn | None
    exchange: tuple[ExchangeRow, ...]
    said: tuple[Said, ...]
    live: Session | None
    agreement: TentativeAgreement | None
    is_safe: bool

    @property
    def latest(self) -> Proposal | None:
        """The last proposal on the chosen issue; what was only floated is no position."""
        return next((column.proposal for column in reversed(self.columns) if not column.proposal.is_what_if), None)

    @property
    def awaits_sheet(self) -> bool:
        """Whether the last move on the chosen issue was to agree, and no sheet bears both initials yet."""
        last = next((line.move for line in self.said if line.move not in {None, Move.NOTE}), None)
        return last is Move.AGREED and not (self.agreement and self.agreement.is_closed)

    @property
    def bar(self) -> tuple[tuple[str, int, int], ...]:
        """The counts as parts of a bar as long as there are issues: class, where it begins, how long."""
        places = accumulate((count for _, _, count in self.counts), initial=0)
        return tuple((css, at, count) for (css, _, count), at in zip(self.counts, places, strict=False))

    @property
    def city_count(self) -> int:
        """Issues that wait for the City."""
        return sum(row.issue.state == IssueState.CITY_MOVE for row in self.rows)

    @property
    def total(self) -> int:
        """Issues on the board."""
        return len(self.rows)

    @property
    def open_count(self) -> int:
        """Issues neither agreed nor withdrawn."""
        return sum(row.issue.state not in {IssueState.AGREED, IssueState.WITHDRAWN} for row in self.rows)


def board_of(user: User, negotiation: Negotiation, *, number: str, today: date, at: datetime, is_safe: bool) -> Board:
    """The board with issue ``number`` chosen, else the first that waits for the City. Ten queries at most."""
    packaged = packaged_with(negotiation, at=at, is_safe=is_safe)
    rows = tuple(_row(issue, today, packaged.get(issue.pk, "")) for issue in _issues(negotiation))
    chosen = next((row for row in rows if row.issue.number == number), rows[0] if rows and not number else None)
    issue = chosen.issue if chosen else None
    agreement = TentativeAgreement.objects.filter(issue=issue).select_related("issue", "proposal").first()
    agreed = agreed_column(agreement, today)
    columns = columns_of(issue, today, at, is_safe=is_safe, is_agreed=agreed is not None) if issue else ()
    return Board(
        negotiation=negotiation,
        rows=rows,
        counts=_counts(rows),
        chosen=chosen,
        columns=columns,
        agreed=agreed,
        exchange=exchange_of(columns, agreed, negotiation.term_starts_on),
        said=_said(user, negotiation, issue, today, at, is_safe=is_safe),
        live=negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first(),
        agreement=agreement,
        is_safe=is_safe,
    )


def _issues(negotiation: Negotiation) -> Sequence[Issue]:
    newest = Proposal.objects.on_record().filter(issue=OuterRef("pk")).order_by("-passed_at", "-pk")
    found = negotiation.issues.annotate(
        last_side=Subquery(newest.values("side")[:1]), last_number=Subquery(newest.values("number")[:1])
    )
    rank = {state: place for place, state in enumerate(_CITY_FIRST)}
    return sorted(found, key=lambda issue: (rank.get(IssueState(issue.state), len(rank)), _in_order(issue.number)))


def _in_order(number: str) -> tuple[int, str]:
    digits = "".join(character for character in number if character.isdecimal())
    return int(digits or 0), number


def _row(issue: Issue, today: date, packaged: str) -> IssueRow:
    css, picture = BALLS[IssueState(issue.state)]
    side, number = getattr(issue, "last_side", None), getattr(issue, "last_number", None)
    last = f"{SIDE_WORDS[Side(side)]} {number}" if side else ""
    when = short_when(issue.moved_at, today) if issue.moved_at else ""
    return IssueRow(issue, css, picture, issue.get_state_display(), ", ".join(filter(None, [last, when])), packaged)


def _counts(rows: Sequence[IssueRow]) -> tuple[tuple[str, str, int], ...]:
    """Class, words, how many: agreed, each side's move, the rest; none that is zero."""
    tally = dict.fromkeys(IssueState, 0)
    for row in rows:
        tally[IssueState(row.issue.state)] += 1
    held = tally[IssueState.HELD] + tally[IssueState.OPEN] + tally[IssueState.WITHDRAWN] + tally[IssueState.IMPASSE]
    parts = (
        ("agreed", "agreed", tally[IssueState.AGREED]),
        ("city", "City's move", tally[IssueState.CITY_MOVE]),
        ("union", "union's move", tally[IssueState.UNION_MOVE]),
        ("rest", "held, not opened or withdrawn", held),
    )
    return tuple(part for part in parts if part[2])


def _said(
    user: User, negotiation: Negotiation, issue: Issue | None, today: date, at: datetime, *, is_safe: bool
) -> tuple[Said, ...]:
    entries = negotiation.entries.filter(issue=issue).select_related("logged_by")
    lines = [
        Said(
            short_when(entry.logged_at, today),
            entry.logged_at,
            f"{entry.get_side_display()}, {entry.get_move_display().lower()}"
            + (f": {entry.words}" if entry.words else ""),
            f"Logged by {entry.logged_by}",
            own=entry.pk if entry.logged_by_id == user.pk else None,
            is_late=at - entry.logged_at > CORRECTABLE,
            move=Move(entry.move),
        )
        for entry in entries
    ]
    if not is_safe:
        notes = CaucusNote.objects.visible_to(user).filter(negotiation=negotiation, issue=issue)
        lines += [
            Said(
                short_when(note.written_at, today),
                note.written_at,
                note.words,
                f"Privileged, {note.written_by}",
                is_caucus=True,
            )
            for note in notes.select_related("written_by")
        ]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))

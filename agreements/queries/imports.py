"""What the pages of an import show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from agreements.importing.passages import Passages
from agreements.importing.readers.plain import read_kept
from agreements.models.drafts import DraftClause
from agreements.models.imports import AgreementImport, AgreementImportQuerySet, ImportDoubt
from agreements.models.text import ArticleVersion
from agreements.rules.outline import DEPTH, openings
from agreements.rules.vocabulary import ClauseLevel, Match
from labor_office.core.users.models import User

MOST_LINES, MOST_LISTED = 400, 30


@dataclass(frozen=True, slots=True)
class Row:
    """A clause in the tree."""

    clause: DraftClause
    depth: int
    open_count: int
    is_current: bool
    reason: str = ""
    # The part of the agreement that begins here.
    part: str = ""

    @property
    def name(self) -> str:
        """Its title, or what it is where it bears neither number nor title."""
        return self.clause.title or ("" if self.clause.number else self.clause.get_level_display())

    @property
    def needs_a_look(self) -> bool:
        """Whether something about it is not settled."""
        return self.open_count > 0 or self.clause.match == Match.UNSURE


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A line of the file beside the outline."""

    number: int
    text: str
    is_aside: bool
    is_doubtful: bool
    begins: bool


@dataclass
class Review:
    """An import's outline, one clause of it opened, beside the lines it comes from."""

    imported: AgreementImport
    rows: list[Row]
    current: Row | None = None
    doubts: list[ImportDoubt] = field(default_factory=list)
    lines: list[SourceRow] = field(default_factory=list)
    lines_left: int = 0
    former: list[ArticleVersion] = field(default_factory=list)
    loose: list[ImportDoubt] = field(default_factory=list)
    before: Row | None = None
    after: Row | None = None

    @property
    def open_count(self) -> int:
        """Clauses that need a look."""
        return sum(row.needs_a_look for row in self.rows)

    @property
    def todo(self) -> list[Row]:
        """What needs a look, in file order: the first of them."""
        return [row for row in self.rows if row.needs_a_look][:MOST_LISTED]

    @property
    def todo_left(self) -> int:
        """How many more need a look."""
        return max(0, self.open_count - MOST_LISTED)

    @property
    def left_out(self) -> list[dict[str, object]]:
        """Stretches of the file that are in no clause."""
        return [
            {"start": start, "end": end, "why": why}
            for start, end, why in sorted(self.imported.left_out)
            if end >= start
        ]


def imports_of(user: User) -> AgreementImportQuerySet:
    """Imports ``user`` may know of, the newest first, each with how many places need a look."""
    found = AgreementImport.objects.visible_to(user)
    return found.select_related("draft__agreement__unit", "document", "started_by").annotate(
        open_count=Count("doubts", filter=Q(doubts__settled_at=None))
    )


def clauses_of(imported: AgreementImport) -> QuerySet[DraftClause]:
    """The clauses of an import the caller has found already."""
    return DraftClause.objects.filter(draft=imported.draft_id)


def review_of(imported: AgreementImport, *, clause_id: int | None) -> Review:
    """The outline with one clause opened: the one asked for, else the first that needs a look."""
    counted = Count("doubts", filter=Q(doubts__settled_at=None))
    clauses = list(
        DraftClause.objects.filter(draft=imported.draft_id).annotate(open_count=counted).select_related("article")
    )
    wanted = next((clause.pk for clause in clauses if clause.pk == clause_id), None)
    if wanted is None:
        doubtful = (each.pk for each in clauses if each.open_count or each.match == Match.UNSURE)
        wanted = next(doubtful, clauses[0].pk if clauses else None)
    reasons = dict(
        imported.doubts.filter(settled_at=None, clause__isnull=False)
        .order_by("-line")
        .values_list("clause_id", "reason")
    )
    parts = dict(
        zip(
            (each.pk for each in clauses if each.level == ClauseLevel.ARTICLE),
            openings(each.part for each in clauses if each.level == ClauseLevel.ARTICLE),
            strict=True,
        )
    )
    rows = [
        Row(
            each, DEPTH[ClauseLevel(each.level)], each.open_count, each.pk == wanted, _reason(each, reasons),
            parts.get(each.pk, ""),
        )
        for each in clauses
    ]  # fmt: skip
    review = Review(imported, rows)
    review.loose = list(imported.doubts.filter(clause=None, settled_at=None))
    place = next((at for at, row in enumerate(rows) if row.is_current), None)
    if place is not None:
        _open(review, place)
    return review


def _reason(clause: DraftClause, reasons: dict[int, str]) -> str:
    """The first reason to look at a clause."""
    return reasons.get(clause.pk) or (clause.get_match_display() + "." if clause.match == Match.UNSURE else "")


def _open(review: Review, place: int) -> None:
    review.current = review.rows[place]
    review.before = next((row for row in reversed(review.rows[:place]) if row.needs_a_look), None)
    review.after = next((row for row in review.rows[place + 1 :] if row.needs_a_look), None)
    clause = review.current.clause
    review.doubts = list(clause.doubts.filter(settled_at=None))
    review.former = former_of(review.imported, clause)
    start = clause.source_line or 1
    later = [row.clause.source_line for row in review.rows if (row.clause.source_line or 0) > start]
    end = min((line for line in later if line), default=review.imported.lines.count("\n") + 2) - 1
    _show_lines(review, start, end)


def _show_lines(review: Review, start: int, end: int) -> None:
    imported = review.imported
    aside = {line for first, last, _ in imported.left_out for line in range(first, last + 1)}
    passages = Passages(read_kept(imported.lines), frozenset(imported.furniture) | aside)
    doubtful = {doubt.line for doubt in review.doubts}
    shown = passages.lines(start, min(end, start + MOST_LINES - 1))
    review.lines = [
        SourceRow(number, text.strip(), is_aside, number in doubtful, number == start)
        for number, text, is_aside in shown
        if text.strip()
    ]
    review.lines_left = max(0, end - start + 1 - MOST_LINES)


def former_of(imported: AgreementImport, clause: DraftClause) -> list[ArticleVersion]:
    """Articles of the former agreement of the clause's level, of which it may continue one."""
    agreement = imported.draft.agreement
    if agreement.predecessor is None:
        return []
    day = min(agreement.starts_on - timedelta(days=1), agreement.predecessor.ends_on)
    versions = ArticleVersion.objects.filter(agreement=agreement.predecessor, level=clause.level)
    return list(versions.in_force(day).order_by("position"))

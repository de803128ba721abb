"""A person mends the outline that was read: names, parts, joins, leaves out. The words follow from the file's lines."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from agreements.importing.passages import Passages
from agreements.importing.readers.plain import read_kept
from agreements.models.drafts import DraftClause
from agreements.models.imports import AgreementImport, ImportDoubt
from agreements.models.text import Article
from agreements.rules.imports import LONGEST_TITLE, words_of
from agreements.rules.vocabulary import ClauseLevel, ImportStage, Match
from labor_office.core.users.models import User


class NotUnderReview(Exception):
    """The import is still being read, or was handed over."""


class CannotMend(Exception):
    """The outline does not allow it; the text says why."""


class NoHeading(StrEnum):
    """What a line is that was taken for a heading."""

    TEXT = "TEXT"
    RUNNING_HEAD = "RUNNING_HEAD"
    CONTENTS = "CONTENTS"


@transaction.atomic
def name_clause(
    *,
    import_id: int,
    clause_id: int,
    level: ClauseLevel,
    number: str,
    title: str,
    part: str = "",
    by: User,
    at: datetime,
) -> DraftClause:
    """Give a clause its level, number, title and part. Whatever was doubtful about it is settled by that."""
    _held(import_id)
    clause = DraftClause.objects.select_for_update().get(pk=clause_id, draft__imported=import_id)
    clause.level, clause.number, clause.title = level, number.strip(), title.strip()
    clause.part = part.strip() if level is ClauseLevel.ARTICLE else ""
    clause.save(update_fields=["level", "number", "title", "part"])
    _settle(import_id, clause_id=clause.pk, how="Number, title or level mended", by=by, at=at)
    return clause


@transaction.atomic
def settle_doubts(*, import_id: int, clause_id: int | None, by: User, at: datetime, how: str = "Looks right") -> int:
    """Settle the doubts about one clause; with None, those about the file as a whole. Returns how many."""
    _held(import_id)
    return _settle(import_id, clause_id=clause_id, how=how, by=by, at=at)


@transaction.atomic
def join_with_previous(*, import_id: int, clause_id: int, what: NoHeading, by: User, at: datetime) -> DraftClause:
    """Take a heading back. Its words go to the clause before: with the heading's line, or without a running head.

    CONTENTS leaves all its lines out. Returns the clause before; raises CannotMend when there is none.
    """
    imported = _held(import_id)
    clause = DraftClause.objects.select_for_update().get(pk=clause_id, draft=imported.draft_id)
    before = DraftClause.objects.filter(draft=imported.draft_id, position__lt=clause.position).last()
    if before is None:
        raise CannotMend("Nothing stands before this clause. Leave it, or give it another name.")
    start, end = clause.source_line or 1, _end_of(imported, clause)
    if what is NoHeading.RUNNING_HEAD:
        heading_end = _passages(imported).heading_end(start, clause.title)
        imported.left_out = [*imported.left_out, [start, heading_end, "Running head"]]
    elif what is NoHeading.CONTENTS:
        imported.left_out = [*imported.left_out, [start, end, "Contents list"]]
    imported.save(update_fields=["left_out"])
    _settle(import_id, clause_id=clause.pk, how="No heading", by=by, at=at)
    ImportDoubt.objects.filter(clause=clause).update(clause=before)
    clause.delete()
    _write(imported, before)
    return before


@transaction.atomic
def begin_clause(*, import_id: int, line: int, level: ClauseLevel, by: User, at: datetime) -> DraftClause:
    """Begin a clause at a line of the file. The words above stay where they are; a line left out is taken in.

    Raises CannotMend for a line that is not there, that is blank or begins a clause already.
    """
    imported = _held(import_id)
    lines = imported.lines.split("\n")
    if not 1 <= line <= len(lines) or not lines[line - 1].strip():
        raise CannotMend(f"Line {line} holds no words. Choose the line where the clause begins.")
    clauses = DraftClause.objects.filter(draft=imported.draft_id)
    if clauses.filter(source_line=line).exists():
        raise CannotMend(f"A clause begins at line {line} already.")
    before = clauses.filter(source_line__lt=line).order_by("source_line").last()
    imported.left_out = [part for each in imported.left_out for part in _cut(each, line)]
    imported.save(update_fields=["left_out"])
    position = before.position + 1 if before else 1
    clauses.filter(position__gte=position).update(position=F("position") + 1)
    made = DraftClause.objects.create(
        draft_id=imported.draft_id, position=position, level=level, source_line=line,
        title=" ".join(lines[line - 1].split())[:LONGEST_TITLE],
    )  # fmt: skip
    ImportDoubt.objects.filter(imported=imported, clause=before, line__gte=line).update(clause=made)
    for clause in (before, made):
        if clause is not None:
            _write(imported, clause)
    return made


@transaction.atomic
def confirm_match(*, import_id: int, clause_id: int, article_id: int | None, by: User, at: datetime) -> DraftClause:
    """Say which article of the former agreement a clause continues; None for new. Raises CannotMend for one taken."""
    imported = _held(import_id)
    clause = DraftClause.objects.select_for_update().get(pk=clause_id, draft=imported.draft_id)
    if article_id is not None:
        article = Article.objects.get(pk=article_id, unit=imported.draft.agreement.unit)
        taken = DraftClause.objects.filter(draft=imported.draft_id, article=article).exclude(pk=clause.pk).first()
        if taken is not None:
            raise CannotMend(f"{taken} continues that article already. Change that one first.")
    clause.article_id, clause.match = article_id, Match.NEW if article_id is None else Match.CONFIRMED
    clause.save(update_fields=["article", "match"])
    return clause


def _held(import_id: int) -> AgreementImport:
    found = AgreementImport.objects.select_for_update(of=("self",)).select_related("draft__agreement")
    imported = found.get(pk=import_id)
    if imported.stage != ImportStage.REVIEW:
        raise NotUnderReview("This import is not under review. Its draft is mended with the agreement.")
    return imported


def _settle(import_id: int, *, clause_id: int | None, how: str, by: User, at: datetime) -> int:
    open_doubts = ImportDoubt.objects.filter(imported=import_id, clause=clause_id, settled_at=None)
    return open_doubts.update(settled_by=by, settled_at=at, settled_how=how)


def _passages(imported: AgreementImport) -> Passages:
    aside = {line for start, end, _ in imported.left_out for line in range(start, end + 1)}
    return Passages(read_kept(imported.lines), frozenset(imported.furniture) | aside)


def _end_of(imported: AgreementImport, clause: DraftClause) -> int:
    """The last line before the next clause."""
    later = DraftClause.objects.filter(draft=imported.draft_id, source_line__gt=clause.source_line or 0)
    following = later.order_by("source_line").values_list("source_line", flat=True).first()
    return following - 1 if following else imported.lines.count("\n") + 1


def _write(imported: AgreementImport, clause: DraftClause) -> None:
    """Take the words of a clause from the file's lines anew."""
    passages = _passages(imported)
    start = clause.source_line or 1
    clause.text = words_of(
        passages, level=ClauseLevel(clause.level), title=clause.title, start=start, end=_end_of(imported, clause),
        title_end=passages.heading_end(start, clause.title),
    )  # fmt: skip
    clause.save(update_fields=["text"])


def _cut(left_out: list[object], line: int) -> list[list[object]]:
    """What of a stretch left out stays left out when a clause begins at ``line``."""
    start, end, why = left_out
    if not (isinstance(start, int) and isinstance(end, int)) or not start <= line <= end:
        return [left_out]
    return [[start, line - 1, why]] if start < line else []

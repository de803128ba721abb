"""The worker's part of an import: the file is read, divided, matched to the former agreement, and put in the draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from agreements.actions.drafting import Drafted, write_draft
from agreements.importing.outline import Doubt
from agreements.importing.passages import Passages
from agreements.importing.readers.files import read_source
from agreements.importing.reading import read_outline
from agreements.importing.refusals import ImportRefused
from agreements.importing.source import Source
from agreements.models.drafts import DraftClause
from agreements.models.imports import AgreementImport, ImportDoubt
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.imports import Proposal, proposal_of, words_of
from agreements.rules.matching import Matched, Side, propose
from agreements.rules.outline import Placed, parents
from agreements.rules.vocabulary import ImportStage

# A worker that has not finished in this time is taken for dead, and the import is taken again.
LEASE = timedelta(minutes=3)
PERCENT = {ImportStage.READING: 10, ImportStage.OUTLINING: 40, ImportStage.MATCHING: 70, ImportStage.REVIEW: 100}
LONGEST_REASON = 300
MOST_ATTEMPTS = 3
NOT_READABLE = (
    "The file could not be read, though it was tried three times. Save it anew as a Word file or a PDF with text, "
    "and import that; if that fails too, tell whoever looks after this system."
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reading came to, before any of it is kept."""

    proposal: Proposal
    words: list[str]
    matched: list[Matched]
    furniture: list[int]


def read_import(*, import_id: int, at: datetime) -> AgreementImport | None:
    """Read the file into the draft; None when another worker has it or it is done.

    Safe to run again after a crash: nothing of a reading is kept before all of it is. What
    fails is tried again; a file on which the reader has failed ``MOST_ATTEMPTS`` times is
    refused with a reason. Raises whatever broke the reading.
    """
    imported = _take(import_id, at)
    if imported is None:
        return None
    try:
        return _read(imported, at)
    except ImportRefused as refused:
        _refuse(import_id, str(refused))
        return None
    except Exception:
        if imported.attempts >= MOST_ATTEMPTS:
            _refuse(import_id, NOT_READABLE)
        raise


def _read(imported: AgreementImport, at: datetime) -> AgreementImport | None:
    import_id = imported.pk
    with imported.document.file.open("rb") as stream:
        data = stream.read()
    source = read_source(data, name=imported.document.file_name)
    _show(import_id, ImportStage.OUTLINING)
    outline = read_outline(source)
    proposal = proposal_of(outline)
    _show(import_id, ImportStage.MATCHING)
    passages = Passages(source.lines, outline.furniture)
    words = [
        words_of(passages, level=one.level, title=one.title, start=one.start, end=one.end, title_end=one.title_end)
        for one in proposal.clauses
    ]
    matched = _matched(imported.draft.agreement, proposal, words)
    return _keep(import_id, at, source, _Read(proposal, words, matched, sorted(outline.furniture)))


def waiting(*, now: datetime) -> QuerySet[AgreementImport]:
    """Imports nobody reads: queued a while ago, or taken by a worker that died."""
    is_lost = Q(taken_at=None, started_at__lt=now - timedelta(seconds=20))
    return AgreementImport.objects.under_way().filter(is_lost | Q(taken_at__lt=now - LEASE))


@transaction.atomic
def _take(import_id: int, at: datetime) -> AgreementImport | None:
    found = AgreementImport.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=import_id)
    imported = found.select_related("document", "draft__agreement__predecessor").first()
    if imported is None or not imported.is_under_way:
        return None
    if imported.taken_at is not None and imported.taken_at > at - LEASE:
        return None
    if imported.attempts >= MOST_ATTEMPTS:
        # The last worker did not live to say so.
        _refuse(import_id, NOT_READABLE)
        return None
    imported.stage, imported.percent, imported.taken_at = ImportStage.READING, PERCENT[ImportStage.READING], at
    imported.attempts += 1
    imported.save(update_fields=["stage", "percent", "taken_at", "attempts"])
    return imported


def _refuse(import_id: int, why: str) -> None:
    AgreementImport.objects.filter(pk=import_id).update(stage=ImportStage.REFUSED, refusal=why[:400])


def _show(import_id: int, stage: ImportStage) -> None:
    AgreementImport.objects.filter(pk=import_id).update(stage=stage, percent=PERCENT[stage])


def _matched(agreement: Agreement, proposal: Proposal, words: list[str]) -> list[Matched]:
    """What each clause continues of the words in force on the last day before this agreement."""
    former = agreement.predecessor
    if former is None:
        return [Matched()] * len(proposal.clauses)
    day = agreement.starts_on - timedelta(days=1)
    versions = list(
        ArticleVersion.objects.filter(agreement=former).in_force(min(day, former.ends_on)).order_by("position")
    )
    places = {version.article_id: place for place, version in enumerate(versions)}
    old = [
        Side(each.number, each.title, each.text, places.get(each.parent_id or 0), each.article_id) for each in versions
    ]
    above = parents([Placed(one.level, one.number) for one in proposal.clauses])
    new = [
        Side(one.number, one.title, text, under)
        for one, text, under in zip(proposal.clauses, words, above, strict=True)
    ]
    return propose(new, old)


@transaction.atomic
def _keep(import_id: int, at: datetime, source: Source, read: _Read) -> AgreementImport | None:
    imported = AgreementImport.objects.select_for_update(of=("self",)).select_related("started_by").get(pk=import_id)
    if not imported.is_under_way:
        return None
    write_draft(
        draft_id=imported.draft_id, by=imported.started_by, at=at,
        clauses=[
            Drafted(
                one.level, one.number, one.title, text, which.article_id, which.match, source_line=one.start,
                part=one.part,
            )
            for one, text, which in zip(read.proposal.clauses, read.words, read.matched, strict=True)
        ],
    )  # fmt: skip
    _keep_doubts(imported, read.proposal)
    imported.lines = kept_lines(source)
    imported.pages, imported.furniture = source.page_count, read.furniture
    imported.left_out = [[each.start, each.end, each.why] for each in read.proposal.left_out]
    imported.stage, imported.percent = ImportStage.REVIEW, 100
    imported.save(update_fields=["lines", "pages", "furniture", "left_out", "stage", "percent"])
    return imported


def _keep_doubts(imported: AgreementImport, proposal: Proposal) -> None:
    imported.doubts.all().delete()
    clauses = list(DraftClause.objects.filter(draft=imported.draft_id).order_by("position"))
    rows = [
        _row(imported, doubt, clause)
        for one, clause in zip(proposal.clauses, clauses, strict=True)
        for doubt in one.doubts
    ]
    loose = [*proposal.doubts, *(doubt for each in proposal.left_out for doubt in each.doubts)]
    ImportDoubt.objects.bulk_create([*rows, *(_row(imported, doubt, None) for doubt in loose)])


def _row(imported: AgreementImport, doubt: Doubt, clause: DraftClause | None) -> ImportDoubt:
    return ImportDoubt(
        imported=imported, clause=clause, code=doubt.kind.value, reason=doubt.words[:LONGEST_REASON], line=doubt.line
    )


def kept_lines(source: Source) -> str:
    """The lines as they are kept: one each, a form feed where a page begins."""
    parts, page = [], source.lines[0].page if source.lines else 1
    for line in source.lines:
        parts.append("\f" * max(0, line.page - page) + line.text.replace("\x00", "").replace("\f", ""))
        page = max(page, line.page)
    return "\n".join(parts)

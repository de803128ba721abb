"""An agreement of 64,500 words read from its file: against the bare library, and the whole import with its index."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial

import pypdfium2
from django.db import transaction
from django.test import override_settings

from agreements.actions.force import put_in_force
from agreements.actions.imports.opening import open_import
from agreements.actions.imports.reading import read_import
from agreements.importing.readers.files import read_source
from agreements.importing.reading import read_outline
from agreements.models.imports import AgreementImport
from bench.measure import Result, interleaved, median, ms, seconds, told
from labor_office.core.documents.pdf import render_pdf
from labor_office.core.users.models import User
from labor_office.core.web import clock
from labor_office.core.workforce.models import BargainingUnit

WORDS, ARTICLES, PARAGRAPH = 64_500, 42, 43
DOCX_GOAL, PDF_GOAL, WHOLE_GOAL = 0.1, 0.25, 1.5
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def imports() -> Iterator[Result]:
    """Reading alone from Word and PDF, the outline, and the import until its text is in force and indexed."""
    paragraphs = _paragraphs(random.Random(20260615))
    docx, pdf = _docx(paragraphs), _pdf(paragraphs)
    read = median(partial(read_source, docx, name="agreement.docx"), times=9)
    yield told("import: text of a Word file", ms(read), goal=ms(DOCX_GOAL), is_met=read <= DOCX_GOAL)
    runs = [partial(read_source, pdf, name="agreement.pdf"), partial(_bare, pdf)]
    ours, bare = (sorted(each)[len(each) // 2] for each in interleaved(runs, times=5, warm=1))
    pages = read_source(pdf, name="agreement.pdf").page_count
    yield told(
        f"import: text of a PDF of {pages} pages", ms(ours), anchor=f"bare pypdfium2 {ms(bare)}", ratio=ours / bare,
        goal=ms(PDF_GOAL), is_met=ours * 150 / pages <= PDF_GOAL,
    )  # fmt: skip
    source = read_source(docx, name="agreement.docx")
    yield told("import: outline of it", ms(median(partial(read_outline, source), times=5)))
    whole = min(_whole(docx) for _ in range(3))
    yield told("import: file to indexed text in force", ms(whole), goal=ms(WHOLE_GOAL), is_met=whole <= WHOLE_GOAL)


def _whole(data: bytes) -> float:
    """Everything a worker and a person's last button do, taken back afterwards."""
    by = User.objects.order_by("pk").first()
    if by is None:
        raise LookupError("Generate the city first.")
    at, today = clock.now(), clock.today()
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), transaction.atomic():
        unit = BargainingUnit.objects.create(name="Unit of the import", slug="import-bench", code="IMP")

        def run() -> AgreementImport:
            imported = open_import(
                data=data, name="agreement.docx", unit=unit, term_name="2026 to 2029", starts_on=date(2026, 7, 1),
                ends_on=date(2029, 6, 30), by=by, at=at, today=today,
            )  # fmt: skip
            read_import(import_id=imported.pk, at=at)
            put_in_force(draft_id=imported.draft_id, by=by, at=at)
            return imported

        spent = seconds(run)
        transaction.set_rollback(True)
    return spent


def _bare(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    letters = 0
    for page in document:
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return letters


def _paragraphs(dice: random.Random) -> list[str]:
    words = [
        f"{stem}{end}"
        for stem in ("grant", "hour", "leav", "shift", "pay", "call", "rest")
        for end in ("", "s", "ed", "ing")
    ]
    every = WORDS // PARAGRAPH // ARTICLES
    made = []
    for number in range(WORDS // PARAGRAPH):
        if number % every == 0 and number // every < ARTICLES:
            made.append(f"ARTICLE {number // every + 1} - TITLE NUMBER {number // every + 1}")
        made.append(f"The {' '.join(dice.choices(words, k=PARAGRAPH))}.")
    return made


def _docx(paragraphs: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def _pdf(paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return render_pdf(
        f"<html lang='en'><head><title>Agreement</title></head><body>{body}</body></html>", built_at=clock.now()
    )

"""PDF files with a text layer, by pypdfium2: the only fast reader whose licence lets us ship it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from agreements.importing.refusals import DamagedFile, FileTooLarge, NeedsPassword, NoTextLayer
from agreements.importing.source import Source, SourceLine

# A page of an agreement has some two thousand letters; a scan's page none, or the stamp of the scanner.
FEW_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and where its first letter stands, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float


def read_pdf(data: bytes, *, name: str, most_pages: int) -> Source:
    """The lines of a PDF, page by page. Pages without text among pages with text are named in the notes.

    Raises NeedsPassword, DamagedFile, FileTooLarge, and NoTextLayer when hardly a page has text.
    """
    document = _opened(data, name)
    try:
        if len(document) > most_pages:
            raise FileTooLarge(
                f"{name} has {len(document):,} pages and at most {most_pages:,} are read. Import its parts."
            )
        pages = [list(_page_lines(document, place)) for place in range(len(document))]
    finally:
        document.close()
    bare = [place for place, lines in enumerate(pages, start=1) if sum(len(each.text) for each in lines) < FEW_LETTERS]
    if len(bare) > 0.6 * len(pages):
        raise NoTextLayer(
            f"{name} is a scan: {len(bare)} of its {len(pages)} pages hold pictures and no text. "
            "Run text recognition (OCR) on it and import the PDF that gives."
        )
    notes = (f"No text was found on {_listed(bare)}. Compare with the paper.",) if bare else ()
    numbered: list[SourceLine] = []
    for page, lines in enumerate(pages, start=1):
        for each in lines:
            numbered.append(SourceLine(len(numbered) + 1, each.text, page))
        numbered.append(SourceLine(len(numbered) + 1, "", page))
    return Source("pdf", tuple(numbered), len(pages), notes)


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise NeedsPassword(
                f"{name} is locked with a password. Save a copy without one and import that."
            ) from error
        raise DamagedFile(f"{name} is damaged and cannot be opened as a PDF. Ask for another copy.") from error


def _page_lines(document: pypdfium2.PdfDocument, place: int) -> Iterator[Placed]:
    """The lines of one page in reading order, blank lines where the page leaves room."""
    try:
        page = document[place]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return
    try:
        yield from _with_gaps(_ordered(_placed(text_page), page.get_width()))
    finally:
        text_page.close()
        page.close()


def _placed(text_page: pypdfium2.PdfTextPage) -> list[Placed]:
    text = text_page.get_text_range()
    lines, at, last = [], 0, max(0, text_page.count_chars() - 1)
    for part in text.split("\r\n"):
        shown = part.replace("\u0002", "-").replace("\ufffe", "-").rstrip()
        if shown.strip():
            indent = len(part) - len(part.lstrip())
            left, bottom, _, _ = text_page.get_charbox(min(at + indent, last))
            lines.append(Placed(shown, left, bottom))
        at += len(part) + 2
    return lines


def _ordered(lines: list[Placed], width: float) -> list[Placed]:
    """Two columns written row by row are put column by column; everything else stays as the file has it."""
    rows = sum(
        abs(one.bottom - other.bottom) < 3 and one.left < width * 0.45 < width * 0.48 < other.left
        for one, other in itertools.pairwise(lines)
    )
    if rows < 8 or rows < 0.3 * len(lines):
        return lines
    paired = [
        (one, other) for one, other in itertools.pairwise(lines)
        if abs(one.bottom - other.bottom) < 3 and one.left < width * 0.45 < other.left
    ]  # fmt: skip
    top, low = max(one.bottom for one, _ in paired) + 3, min(one.bottom for one, _ in paired) - 3
    above = [each for each in lines if each.bottom > top]
    below = [each for each in lines if each.bottom < low]
    between = [each for each in lines if low <= each.bottom <= top]
    left = [each for each in between if each.left < width * 0.45]
    right = [each for each in between if each.left >= width * 0.45]
    return [*above, *left, *right, *below]


def _with_gaps(lines: Sequence[Placed]) -> Iterator[Placed]:
    """A blank line wherever the page leaves clearly more room than between two lines of a paragraph."""
    steps = sorted(
        one.bottom - other.bottom for one, other in itertools.pairwise(lines) if 4 < one.bottom - other.bottom < 60
    )
    usual = steps[len(steps) // 3] if steps else 0.0
    for place, each in enumerate(lines):
        if place and usual and lines[place - 1].bottom - each.bottom > usual * 1.45:
            yield Placed("", each.left, each.bottom)
        yield each


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:12])
    more = f" and {len(pages) - 12} more" if len(pages) > 12 else ""
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}{more}"

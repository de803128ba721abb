"""Plain text: any of the usual encodings, any line ends, form feeds between pages."""

from __future__ import annotations

import unicodedata

from agreements.importing.readers.columns import in_reading_order
from agreements.importing.readers.margins import without_line_numbers
from agreements.importing.refusals import DamagedFile
from agreements.importing.source import Source, SourceLine

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_plain(data: bytes, *, name: str) -> Source:
    """The lines of a text file, counted at line feeds. Raises DamagedFile when it is no text."""
    text = _decoded(data, name).replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines, page = [], 1
    for number, raw in enumerate(text.split("\n"), start=1):
        page += raw.count("\f")
        lines.append(SourceLine(number, raw.replace("\f", "").replace("\r", "").rstrip(), page))
    ordered, count = in_reading_order(without_line_numbers(lines))
    notes = (f"{count} pages are set in two columns. They are read column by column.",) if count else ()
    return Source("text", tuple(ordered), page, notes)


def read_kept(text: str) -> list[SourceLine]:
    """Lines that were read before and kept in reading order, one each, a form feed where a page begins."""
    lines, page = [], 1
    for number, raw in enumerate(text.split("\n"), start=1):
        page += raw.count("\f")
        lines.append(SourceLine(number, raw.replace("\f", ""), page))
    return lines


def _decoded(data: bytes, name: str) -> str:
    encodings = [encoding for mark, encoding in _MARKS if data.startswith(mark)] or ["utf-8", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\f" for letter in text[:20_000])
        if controls <= len(text[:20_000]) // 200:
            return text
    raise DamagedFile(f"{name} is not readable text. Save it as plain text (UTF-8), Word or PDF and import that.")

"""Roster files as payroll writes them: CSV in the usual encodings and separators, and XLSX.

Reads cells as text and judges nothing about them. A file that is not what its name says
is refused with what it is and what to do; nothing is unpacked before its size is known.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_UNPACKED_RATIO = 200
MAX_PARTS = 2_000
MAX_COLUMNS = 200
MAX_ROWS = 200_000
HEADER_WITHIN = 10
SEPARATORS = ",;\t|"
_DATA = re.compile(r"\$?[\d,.]+%?|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|[^@\s]+@[^@\s]+")
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|table|meta|style|\?xml)", re.IGNORECASE | re.DOTALL
)
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "The file is a PDF. Ask payroll for the roster as a spreadsheet (CSV or XLSX)."),
    (b"\xd0\xcf\x11\xe0", "The file is in Excel's older format (.xls). Open it in Excel and save it as .xlsx or CSV."),
    (b"\x1f\x8b", "The file is compressed. Unpack it and upload the CSV or XLSX inside."),
    (b"\x89PNG", "The file is a picture. Ask payroll for the roster as a spreadsheet (CSV or XLSX)."),
    (b"\xff\xd8\xff", "The file is a picture. Ask payroll for the roster as a spreadsheet (CSV or XLSX)."),
)

Row = tuple[int, list[str]]


class UnreadableRoster(Exception):
    """The file is no roster that can be read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class RosterTable:
    """A file's column headings and its rows, each with its line number; rows can be read once."""

    header: tuple[str, ...]
    rows: Iterator[Row]


def open_roster(data: bytes) -> RosterTable:
    """The table in ``data``, told by its content and not by its name.

    Blank lines are passed over. Raises UnreadableRoster, also while rows are read.
    """
    if not data.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        msg = "The file is empty. Choose the file that holds the roster."
        raise UnreadableRoster(msg)
    if len(data) > MAX_BYTES:
        raise UnreadableRoster(
            f"The file is larger than {MAX_BYTES // 1024 // 1024} MB. Upload only the roster itself."
        )
    if data.startswith(b"PK\x03\x04"):
        return _with_header(_sheet_rows(data))
    for sign, words in _SIGNS:
        if data.startswith(sign):
            raise UnreadableRoster(words)
    if _WEB_PAGE.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        msg = "The file is a web page, whatever its name says. Open it in Excel and save it as .xlsx or CSV."
        raise UnreadableRoster(msg)
    return _with_header(_text_rows(_decode(data)))


def _decode(data: bytes) -> str:
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    msg = "The file is not text. Save the roster as CSV (UTF-8) or XLSX and upload that."
    raise UnreadableRoster(msg)


def _text_rows(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableRoster(
            f"Line {line:,} cannot be read as CSV ({error}). Look for a quotation mark that is never closed."
        ) from error


def _separator(text: str) -> str:
    """The character that makes the most cells in the first lines, counted the way CSV quotes them."""
    head = [line for line in text[:20_000].splitlines() if line.strip()][:HEADER_WITHIN]
    counts = {mark: max(len(cells) for cells in csv.reader(head, delimiter=mark)) for mark in SEPARATORS}
    return max(counts, key=lambda mark: counts[mark])


def _sheet_rows(data: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- a fifth of a second of every start, for what few bring
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    _weigh(data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = next((each for each in workbook.worksheets if each.sheet_state == "visible"), None)
        if sheet is None:
            msg = "The workbook has no sheet with cells. Put the roster on the first sheet."
            raise UnreadableRoster(msg)
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), start=1):
            texts = [_cell_text(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                yield line, texts
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, SyntaxError, EOFError) as error:
        msg = "The workbook is damaged. Open it in Excel, save it again as .xlsx, and upload that."
        raise UnreadableRoster(msg) from error


def _weigh(data: bytes) -> None:
    """Refuse an archive that is no workbook, or that would unpack to far more than a roster holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        msg = "The workbook is damaged. Open it in Excel, save it again as .xlsx, and upload that."
        raise UnreadableRoster(msg) from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_UNPACKED_RATIO * len(data) or len(parts) > MAX_PARTS:
        msg = "The workbook unpacks to far more than a roster holds. Save the one sheet as CSV."
        raise UnreadableRoster(msg)
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        msg = "The file is an archive, not a workbook. Unpack it and upload the CSV or XLSX inside."
        raise UnreadableRoster(msg)


def _cell_text(cell: Any) -> str:  # noqa: ANN401 -- a cell holds any type
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 6))
    return str(cell).replace("\x00", "")


def _with_header(rows: Iterator[Row]) -> RosterTable:
    """Take the first line of at least two filled cells for the headings; titles above it are passed over."""
    for seen, (line, cells) in enumerate(rows):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if len(filled) < 2 and seen < HEADER_WITHIN:
            continue
        if len(filled) < 2:
            break
        if sum(bool(_DATA.fullmatch(cell)) for cell in filled) * 3 >= len(filled):
            raise UnreadableRoster(
                f"Line {line} holds data where the column headings should be. Add a first line that names each column."
            )
        if len(cells) > MAX_COLUMNS:
            raise UnreadableRoster(f"The file has more than {MAX_COLUMNS} columns. Keep only those of the roster.")
        first = next(rows, None)
        if first is None:
            raise UnreadableRoster(
                "The file has column headings and no line under them. Choose the file with the people."
            )
        return RosterTable(header=_name_columns(cells), rows=_limited(chain([first], rows)))
    msg = (
        "The file has no line with column headings. The first line must name the columns, separated by commas, "
        "semicolons or tabs."
    )
    raise UnreadableRoster(msg)


def _name_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """The headings, each one different: blank ones by their place, repeated ones numbered. Trailing blanks go."""
    texts = [" ".join(cell.split())[:80] for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    names: list[str] = []
    for place, text in enumerate(texts, start=1):
        name = base = text or f"Column {place}"
        count = 1
        while name in names:
            count += 1
            name = f"{base} ({count})"
        names.append(name)
    return tuple(names)


def _limited(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise UnreadableRoster(f"The file has more than {MAX_ROWS:,} rows. Load it in parts.")
        yield row

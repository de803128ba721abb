"""Figures that arrive as a CSV file: its columns named in the first line, every line told by its number."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

MOST_LINES = 5_000
_FIGURE = re.compile(r"[-(\N{MINUS SIGN}]?\$?\s?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,10})(?:\.[0-9]{1,4})?\s?%?\)?")


class TableRefused(ValueError):
    """The file is no such table. The message says what to mend."""


def read_table(
    data: bytes, *, columns: Sequence[str], required: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each line's number and its cells by column, a column that is not there as empty text.

    Blank lines are passed over. Raises TableRefused for a file that is no CSV, lacks a required
    column, or has more than 5,000 lines.
    """
    if data.startswith((b"PK", b"%PDF")) or b"\0" in data:
        raise TableRefused("The file is no CSV. Save the sheet as CSV (UTF-8) and upload that.")
    reader = csv.reader(io.StringIO(_decoded(data), newline=""))
    try:
        yield from _rows(reader, columns, required)
    except csv.Error as fault:
        raise TableRefused(f"Line {reader.line_num} cannot be read as CSV: {fault}.") from fault


def _rows(
    reader: Iterator[list[str]], columns: Sequence[str], required: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    header = [cell.strip().lower() for cell in next(reader, [])]
    lacking = [name for name in required if name not in header]
    if lacking:
        raise TableRefused(f"The first line must name the columns; it lacks {', '.join(lacking)}.")
    count = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_LINES:
                raise TableRefused(f"The file has more than {MOST_LINES:,} lines. Load it in parts.")
            padded = [*(cell.strip() for cell in cells), *("" for _ in header)]
            yield reader.line_num, dict.fromkeys(columns, "") | dict(zip(header, padded, strict=False))  # type: ignore[attr-defined]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_figure(text: str) -> Decimal | None:
    """A figure as people write it, ``$72,500.00``, ``3.125%``, ``(1,200)`` below zero; None when it is none."""
    said = text.strip()
    if not _FIGURE.fullmatch(said) or said.startswith("(") != said.endswith(")"):
        return None
    amount = Decimal(said.strip(" $%()-\N{MINUS SIGN}").replace(",", ""))
    return -amount if said.startswith(("(", "-", "\N{MINUS SIGN}")) else amount

"""Word files, read straight from their XML: paragraphs, automatic numbers, tables, changes not yet accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from agreements.importing.readers.docx_numbering import NumberedLists, read_lists, read_styles
from agreements.importing.refusals import DamagedFile, FileTooLarge
from agreements.importing.source import Hint, Source, SourceLine

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHUNK = 64 * 1024
MOST_RATIO = 250


def read_docx(data: bytes, *, name: str, unpacked_bytes: int) -> Source:
    """The paragraphs of a Word file as lines, numbers that Word makes itself included.

    Words deleted with changes tracked are left out; words struck through stay and are named.
    Raises FileTooLarge for a file that unpacks beyond measure, DamagedFile when its XML breaks off.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            budget = _Budget(min(unpacked_bytes, max(len(data) * MOST_RATIO, 1 << 20)), name)
            styles = read_styles(budget.part(archive, "word/styles.xml"))
            lists = read_lists(budget.part(archive, "word/numbering.xml"), styles)
            with archive.open("word/document.xml") as document:
                lines = tuple(_lines(budget.counting(document), lists))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError) as error:
        raise DamagedFile(f"{name} is damaged and cannot be opened. Ask for another copy.") from error
    except etree.XMLSyntaxError as error:
        raise DamagedFile(f"{name} breaks off in the middle of its text. Open it in Word and save it again.") from error
    pages = max((line.page for line in lines), default=1)
    return Source("docx", lines, pages)


class _Budget:
    """How many bytes may still be unpacked. What a zip says of its own sizes is not believed."""

    def __init__(self, left: int, name: str) -> None:
        self.left = left
        self.name = name

    def part(self, archive: zipfile.ZipFile, part: str) -> bytes:
        """A whole part; empty when the file has none."""
        if part not in archive.namelist():
            return b""
        with archive.open(part) as stream:
            return self.counting(stream).read()

    def counting(self, stream: IO[bytes]) -> _Counting:
        """``stream``, watched."""
        return _Counting(stream, self)

    def spend(self, count: int) -> None:
        """Raises FileTooLarge when nothing is left."""
        self.left -= count
        if self.left < 0:
            raise FileTooLarge(f"{self.name} would unpack to far more than its size. Save it as a PDF and import that.")


class _Counting:
    """A stream that spends its budget as it is read."""

    def __init__(self, stream: IO[bytes], budget: _Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if size >= 0:
            chunk = self._stream.read(min(size, CHUNK) or CHUNK)
            self._budget.spend(len(chunk))
            return chunk
        return b"".join(iter(lambda: self.read(CHUNK), b""))


@dataclass
class _Paragraph:
    """What is gathered of one paragraph until it closes."""

    parts: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    style: str = ""
    list_id: str = ""
    list_level: str = ""
    breaks_before: bool = False


def _lines(stream: _Counting, lists: NumberedLists) -> Iterator[SourceLine]:
    """One line for each paragraph, table row and forced line break."""
    page = number = 1
    for paragraphs, in_table in _paragraphs(stream):
        texts = []
        for each in paragraphs:
            if each.breaks_before:
                page += 1
            label = lists.label(each.style, each.list_id, each.list_level)
            text = "".join(each.parts)
            texts.append(f"{label} {text}" if label and text.strip() else text)
        hint = _hint(paragraphs[0], lists, in_table=in_table)
        struck = " ".join(" ".join(each.struck) for each in paragraphs).strip()
        whole = "   ".join(text.strip() for text in texts) if in_table else texts[0]
        for part in whole.split("\n"):
            pages = part.count("\f")
            shown = part.replace("\f", "").rstrip()
            page += pages if part.startswith("\f") else 0
            yield SourceLine(number, shown, page, hint, struck)
            page += 0 if part.startswith("\f") else pages
            number, struck = number + 1, ""


def _hint(paragraph: _Paragraph, lists: NumberedLists, *, in_table: bool) -> Hint:
    if in_table:
        return Hint.TABLE
    name = lists.styles.names.get(paragraph.style, paragraph.style).lower().replace(" ", "")
    if name.startswith(("toc", "tableofcontents", "tableoffigures")) and not name.endswith("heading"):
        return Hint.CONTENTS
    return Hint.HEADING if name.startswith(("heading1", "title")) else Hint.NONE


def _paragraphs(stream: _Counting) -> Iterator[tuple[list[_Paragraph], bool]]:
    """Paragraphs one by one, the cells of a table row together; memory stays flat."""
    events = etree.iterparse(
        stream, events=("start", "end"), tag=(f"{W}p", f"{W}tr", f"{W}tc"), resolve_entities=False, no_network=True,
        huge_tree=True,
    )  # fmt: skip
    rows = 0
    row: list[_Paragraph] = []
    for event, element in events:
        if element.tag == f"{W}tr":
            rows += 1 if event == "start" else -1
            if event == "end" and rows == 0:
                if row:
                    yield row, True
                row = []
                element.clear()
            continue
        if event == "start" or element.tag != f"{W}p":
            continue
        paragraph = _paragraph(element)
        if rows:
            row.append(paragraph)
        else:
            yield [paragraph], False
            _forget(element)


def _forget(element: etree._Element) -> None:
    """Free a paragraph that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _paragraph(element: etree._Element) -> _Paragraph:
    found = _Paragraph()
    properties = element.find(f"{W}pPr")
    if properties is not None:
        _properties(properties, found)
    for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}lastRenderedPageBreak"):
        if node.getparent().tag != f"{W}r":
            continue
        text = _text(node)
        found.parts.append(text)
        if node.tag == f"{W}t" and text.strip() and _is_struck(node.getparent()):
            found.struck.append(text.strip())
    return found


def _properties(properties: etree._Element, found: _Paragraph) -> None:
    for child in properties:
        if child.tag == f"{W}pStyle":
            found.style = child.get(f"{W}val", "")
        elif child.tag == f"{W}pageBreakBefore":
            found.breaks_before = child.get(f"{W}val", "1") not in {"0", "false"}
        elif child.tag == f"{W}numPr":
            for part in child:
                if part.tag == f"{W}numId":
                    found.list_id = part.get(f"{W}val", "")
                elif part.tag == f"{W}ilvl":
                    found.list_level = part.get(f"{W}val", "")


def _text(node: etree._Element) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag == f"{W}tab":
        return "    "
    if node.tag == f"{W}noBreakHyphen":
        return "-"
    if node.tag == f"{W}lastRenderedPageBreak" or node.get(f"{W}type") == "page":
        return "\f"
    return "" if node.get(f"{W}type") == "column" else "\n"


def _is_struck(run: etree._Element) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    for tag in ("strike", "dstrike"):
        mark = properties.find(f"{W}{tag}")
        if mark is not None and mark.get(f"{W}val", "1") not in {"0", "false", "off"}:
            return True
    return False

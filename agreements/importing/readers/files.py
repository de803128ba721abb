"""What a file is, told from its bytes, and its lines. The only door from bytes to text."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.importing.readers.docx import read_docx
from agreements.importing.readers.pdf import read_pdf
from agreements.importing.readers.plain import read_plain
from agreements.importing.refusals import EmptyFile, FileTooLarge, WrongFileType
from agreements.importing.source import Source
from labor_office.core.documents.rules import files

TAKEN = "Word (.docx), PDF with text, and plain text"
_RICH_TEXT = b"{\\rtf"
_COMPRESSED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh")
_PICTURES = (b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read. The unpacked size bounds what a small file may grow to; pages bound a PDF."""

    size_bytes: int = 60 * 1024 * 1024
    unpacked_bytes: int = 120 * 1024 * 1024
    pages: int = 2_000
    lines: int = 200_000


LIMITS = Limits()


def read_source(data: bytes, *, name: str, limits: Limits = LIMITS) -> Source:
    """The lines of an agreement's file. Raises an ImportRefused that names the file, the fault and the mend."""
    if len(data) > limits.size_bytes:
        raise FileTooLarge(
            f"{name} is {len(data) / 1024 / 1024:,.0f} MB and the most that is imported is "
            f"{limits.size_bytes / 1024 / 1024:,.0f} MB. Save it without pictures, or import its parts."
        )
    if not data.strip(b"\x00\r\n\t \f\xef\xbb\xbf"):
        raise EmptyFile(f"{name} is empty. Choose the file again, or ask for another copy.")
    source = _read(data, name, limits)
    if len(source.lines) > limits.lines:
        raise FileTooLarge(f"{name} has {len(source.lines):,} lines, more than an agreement has. Import its parts.")
    if not any(source.plain):
        raise EmptyFile(f"{name} holds no text. Choose the file that holds the agreement.")
    return source


def _read(data: bytes, name: str, limits: Limits) -> Source:
    if data.startswith(_RICH_TEXT):
        raise WrongFileType(f"{name} is rich text (RTF). Open it in Word, save it as .docx and import that.")
    if data.startswith(_COMPRESSED):
        raise WrongFileType(f"{name} is an archive. Unpack it and import the agreement inside.")
    if data.startswith(_PICTURES):
        raise WrongFileType(f"{name} is a picture of a page. Run text recognition on the scan and import the PDF.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return read_plain(data, name=name)
    try:
        kind = files.identify(data, name=name)
    except files.FileRefused as refused:
        raise WrongFileType(f"{refused} The import reads {TAKEN}.") from None
    if kind is files.DOCX:
        return read_docx(data, name=name, unpacked_bytes=limits.unpacked_bytes)
    if kind is files.PDF:
        return read_pdf(data, name=name, most_pages=limits.pages)
    if kind in {files.PNG, files.JPEG, files.HEIC}:
        raise WrongFileType(f"{name} is a picture of a page. Run text recognition on the scan and import the PDF.")
    if kind is files.XLSX:
        raise WrongFileType(f"{name} is a spreadsheet. The import reads {TAKEN}.")
    return read_plain(data, name=name)

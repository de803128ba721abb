"""What a file is, told from its bytes and never from its name. Pure: no Django, no disk."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

# A zip that unpacks to more than this, or more than this many times its size, is refused unread.
LARGEST_UNPACKED = 500 * 1024 * 1024
LARGEST_RATIO = 200
MOST_PARTS = 5_000

# Digits and capitals that cannot be taken for one another on paper or by telephone: no I, L, O, U.
REFERENCE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 5
TAKEN_TYPES = "PDF, Word (.docx), Excel (.xlsx), PNG, JPEG, HEIC, plain text and saved email (.eml)"


class FileRefused(Exception):
    """The file cannot be taken; the words name it, say why and what to do instead."""


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file the office takes. ``is_shown``: a browser may show it in place, safely."""

    content_type: str
    ending: str
    word: str
    is_shown: bool = False


PDF = FileType("application/pdf", ".pdf", "PDF", is_shown=True)
PNG = FileType("image/png", ".png", "Picture", is_shown=True)
JPEG = FileType("image/jpeg", ".jpg", "Picture", is_shown=True)
HEIC = FileType("image/heic", ".heic", "Picture")
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "Word")
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "Excel")
EML = FileType("message/rfc822", ".eml", "Email")
TXT = FileType("text/plain", ".txt", "Text", is_shown=True)
TYPES = {kind.content_type: kind for kind in (PDF, PNG, JPEG, HEIC, DOCX, XLSX, EML, TXT)}

_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"}
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|\?xml)\b|<\?xml", re.IGNORECASE)
_EMAIL_HEADER = re.compile(r"^(from|to|subject|date|received|message-id|return-path|mime-version|delivered-to):", re.I)


def identify(content: bytes, *, name: str) -> FileType:
    """What ``content`` is. ``name`` is only for the words of a refusal.

    Raises FileRefused for an empty file, programs, web pages, macros, archives, and
    whatever else the office does not keep.
    """
    if not content:
        raise FileRefused(f"{name} is empty. Choose the file again, or ask the sender for another copy.")
    if content.startswith(_PROGRAMS):
        raise FileRefused(f"{name} is a program, and programs are not kept here. Send the document itself.")
    for found in (_by_signature(content), _office_file(content, name), _text(content, name)):
        if found is not None:
            return found
    raise FileRefused(f"{name} is a kind of file the Desk does not keep. It takes {TAKEN_TYPES}.")


def check_size(size_bytes: int, *, name: str, limit_bytes: int) -> None:
    """Raises FileRefused when the file is larger than the Desk takes."""
    if size_bytes > limit_bytes:
        raise FileRefused(
            f"{name} is {_megabytes(size_bytes)} and the most the Desk takes is {_megabytes(limit_bytes)}. "
            "Save it in parts, or scan it at 300 dots per inch."
        )


def _by_signature(content: bytes) -> FileType | None:
    # Some scanners write a few bytes before the header; readers accept it within the first kilobyte.
    if b"%PDF-" in content[:1024] and not _MARKUP.search(content[:1024]):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    return None


def _office_file(content: bytes, name: str) -> FileType | None:
    if content.startswith(_OLD_OFFICE):
        raise FileRefused(
            f"{name} is an older or password-protected Office file. Open it, save it as .docx, .xlsx or PDF "
            "without a password, and add that."
        )
    if not content.startswith(b"PK\x03\x04"):
        return None
    parts = _parts(content, name)
    names = {part.filename for part in parts}
    if any(part.endswith("vbaProject.bin") for part in names):
        raise FileRefused(f"{name} holds macros, which the Desk does not keep. Save it without macros and add that.")
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return DOCX
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return XLSX
    raise FileRefused(f"{name} is an archive. Unpack it and add the files inside it.")


def _parts(content: bytes, name: str) -> list[zipfile.ZipInfo]:
    """The directory of a zip; nothing is unpacked, so a bomb costs nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise FileRefused(f"{name} is damaged and cannot be opened. Ask the sender for another copy.") from None
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * len(content):
        raise FileRefused(f"{name} would unpack to {_megabytes(unpacked)}, far more than its size. Save it as a PDF.")
    return parts


def _text(content: bytes, name: str) -> FileType | None:
    if _MARKUP.search(content[:4096]):
        raise FileRefused(f"{name} is a web page or holds one. Print it to PDF and add that.")
    text = _decoded(content)
    if text is None:
        return None
    first_lines = text.lstrip("\ufeff").splitlines()[:12]
    if sum(bool(_EMAIL_HEADER.match(line)) for line in first_lines) >= 2:
        return EML
    return TXT


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        is_plain = not any(unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\f" for letter in text[:8192])
        return text if is_plain else None
    return None


def stored_name(name: str, kind: FileType) -> str:
    """``name`` as it is kept for showing and downloading: no path, no controls, the ending of what it is."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem = shown.rsplit(".", 1)[0] if "." in shown else shown
    # Right-to-left marks and the like are category Cf and gone already; spaces are folded.
    stem = " ".join(re.sub(r'["<>:|?*;]', " ", stem).split()).strip(". ")[:140]
    return f"{stem or 'file'}{kind.ending}"


def said_name(name: str) -> str:
    """``name`` as a refusal says it: no path, no controls, and the ending with which it came."""
    bare = stored_name(name, FileType("", "", ""))
    ending = re.search(r"\.[A-Za-z0-9]{1,10}$", name)
    return f"{bare}{ending.group()}" if ending else bare


def title_of(name: str) -> str:
    """A first title from a file's name, for a person to better."""
    stem = name.rsplit(".", 1)[0]
    return " ".join(re.sub(r"[_]+", " ", stem).split())[:160] or "File"


def reference_of(numbers: Sequence[int]) -> str:
    """``DOC-8F3K2`` from five numbers below 32."""
    return "DOC-" + "".join(REFERENCE_LETTERS[number] for number in numbers)


def read_reference(text: str) -> str:
    """A document's reference however it was typed: ``doc 8f3k2`` and ``DOC-8F3KO`` (an O for a zero) are read."""
    plain = text.strip().upper().removeprefix("DOC").strip("- ")
    return "DOC-" + plain.replace("O", "0").replace("I", "1").replace("L", "1")


def in_words(size_bytes: int) -> str:
    """``184 kB`` or ``2.4 MB``."""
    return f"{max(1, round(size_bytes / 1000))} kB" if size_bytes < 1_000_000 else f"{size_bytes / 1_000_000:.1f} MB"


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1024 / 1024:,.0f} MB"

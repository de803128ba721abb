"""Files for tests: Word files by hand, PDFs by the product's own renderer."""

from __future__ import annotations

import io
import zipfile

import pikepdf

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PROSE = "The parties agree that every employee of the unit shall be told of the change in writing before it begins. "


def paragraph(text: str = "", *, style: str = "", inner: str = "", numbered: tuple[int, int] | None = None) -> str:
    """One paragraph; ``inner`` is put before its text as it stands."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        properties += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    return f'<w:p><w:pPr>{properties}</w:pPr>{inner}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def level(depth: int, pattern: str, form: str = "decimal") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def docx(
    *paragraphs: str,
    levels: tuple[str, ...] = (),
    styles: str = "",
    before: str = "",
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A Word file with those paragraphs, one numbered list and those styles."""
    lists = (
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "word/document.xml", f"{before}<w:document {NS}><w:body>{''.join(paragraphs)}</w:body></w:document>"
        )
        archive.writestr("word/numbering.xml", lists)
        archive.writestr("word/styles.xml", f"<w:styles {NS}>{styles}</w:styles>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def of_tomorrow(data: bytes, place: int) -> bytes:
    """An archive whose entries name, at ``place``, a version (6) or a compression (10) that nobody knows."""
    made, at = bytearray(data), data.find(b"PK\x01\x02")
    while at >= 0:
        made[at + place] = 99
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def pdf(*pages: str) -> bytes:
    """A PDF with a text layer; each page is a piece of HTML."""
    from weasyprint import HTML  # noqa: PLC0415 -- slow import

    style = (
        "<style>@page{size:letter;margin:1in;@bottom-center{content:'Page ' counter(page)}}h1{font-size:12pt}</style>"
    )
    body = "".join(f'<section style="break-before:page">{page}</section>' for page in pages)
    return HTML(string=f"<html lang=en><title>Agreement</title>{style}{body}").write_pdf()


def locked(data: bytes) -> bytes:
    """The PDF behind a password."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="owner", user="reader"))
    return stream.getvalue()


def with_blank_page(data: bytes) -> bytes:
    """The PDF with one page more that holds nothing."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.add_blank_page()
        document.save(stream)
    return stream.getvalue()


def scan(count: int) -> bytes:
    """A PDF of pages without a letter."""
    stream = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(count):
            document.add_blank_page()
        document.save(stream)
    return stream.getvalue()

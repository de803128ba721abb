"""From bytes to lines: Word's own numbers, PDF pages, encodings; and what is refused, in words."""

import hashlib

import pytest

from agreements.importing import refusals
from agreements.importing.outline import DoubtKind, Kind
from agreements.importing.readers.files import Limits, read_source
from agreements.importing.reading import read_outline
from tests.agreements.importing.files_made import (
    PROSE,
    docx,
    level,
    locked,
    of_tomorrow,
    paragraph,
    pdf,
    scan,
    with_blank_page,
)
from tests.each import each


def read(data, name="agreement"):
    source = read_source(data, name=name)
    return source, read_outline(source)


def texts(source):
    return [line.text for line in source.lines]


def articles(outline):
    return [(each.number, each.title) for each in outline.articles]


def test_word_numbers_its_articles_itself():
    levels = (level(0, "ARTICLE %1 -", "upperRoman"), level(1, "Section %2."), level(2, "(%3)", "lowerLetter"))
    made = docx(
        paragraph("RECOGNITION", numbered=(1, 0)), paragraph(PROSE * 2, numbered=(1, 1)),
        paragraph(PROSE, numbered=(1, 2)), paragraph(PROSE, numbered=(1, 2)), paragraph(PROSE * 2, numbered=(1, 1)),
        paragraph("HOURS OF WORK", numbered=(1, 0)), paragraph(PROSE * 2, numbered=(1, 1)),
        paragraph("PAY", numbered=(1, 0)), paragraph(PROSE),
        levels=levels,
    )  # fmt: skip
    source, outline = read(made)

    assert [text.split(" The")[0] for text in texts(source)] == [
        "ARTICLE I - RECOGNITION", "Section 1.", "(a)", "(b)", "Section 2.", "ARTICLE II - HOURS OF WORK", "Section 1.",
        "ARTICLE III - PAY", PROSE.strip(),
    ]  # fmt: skip
    assert articles(outline) == [("1", "RECOGNITION"), ("2", "HOURS OF WORK"), ("3", "PAY")]


def test_word_numbers_by_style_and_counts_on_through_the_levels():
    styles = (
        '<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="Child"><w:name w:val="Own"/><w:basedOn w:val="H2"/></w:style>'
    )
    made = docx(
        *(each for title in ("Recognition", "Leave", "Pay") for each in (
            paragraph(title, style="H1"), paragraph("Scope", style="H2"), paragraph(PROSE * 3),
            paragraph("Effect", style="Child"), paragraph(PROSE * 3),
        )),
        levels=(level(0, "Article %1."), level(1, "%1.%2")), styles=styles,
    )  # fmt: skip
    source, outline = read(made)

    headings = [text for text in texts(source) if not text.startswith("The parties")]
    assert headings == [
        "Article 1. Recognition", "1.1 Scope", "1.2 Effect", "Article 2. Leave", "2.1 Scope", "2.2 Effect",
        "Article 3. Pay", "3.1 Scope", "3.2 Effect",
    ]  # fmt: skip
    assert articles(outline) == [("1", "Recognition"), ("2", "Leave"), ("3", "Pay")]
    assert [each.number for each in outline.headings if each.kind is Kind.SECTION] == [
        "1.1", "1.2", "2.1", "2.2", "3.1", "3.2",
    ]  # fmt: skip


def test_words_contents_list_tables_page_breaks_and_changes():
    entries = [paragraph(f"ARTICLE {n} - RIGHTS {n}", style="TOC1") for n in (1, 2, 3)]
    deleted = "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>double time</w:t></w:r>"
    table = (
        "<w:tbl><w:tr><w:tc>" + paragraph("Step 1") + "</w:tc><w:tc>" + paragraph("22.10") + "</w:tc></w:tr></w:tbl>"
    )
    body = []
    for n in (1, 2, 3):
        body += [
            '<w:p><w:r><w:br w:type="page"/></w:r></w:p>', paragraph(f"ARTICLE {n} - RIGHTS {n}"), paragraph(PROSE * 3),
        ]  # fmt: skip
    toc = '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    made = docx(*entries, *body, paragraph(PROSE, inner=deleted + struck), table, styles=toc)
    source, outline = read(made)

    assert articles(outline) == [("1", "RIGHTS 1"), ("2", "RIGHTS 2"), ("3", "RIGHTS 3")]
    assert (source.page_count, texts(source)[-1]) == (4, "Step 1   22.10")
    assert not any("never" in text for text in texts(source))
    assert [doubt.kind for doubt in outline.articles[-1].doubts] == [DoubtKind.STRUCK]


def test_pdf_pages_become_lines_with_their_footers_told_apart():
    units = ("clerks", "drivers and their helpers", "gardeners", "engineers of the water works", "nurses")
    said = [PROSE.replace("every employee of the unit", f"all {unit}") * 7 for unit in units]
    pages = [f"<h1>ARTICLE {n} - RIGHTS {n}</h1><p>{text}</p>" for n, text in enumerate(said, start=1)]
    source, outline = read(pdf(*pages))

    assert articles(outline) == [(str(n), f"RIGHTS {n}") for n in range(1, 6)]
    assert [source.lines[each.start_line - 1].page for each in outline.articles] == [1, 2, 3, 4, 5]
    assert [source.lines[line - 1].text for line in sorted(outline.furniture)] == [f"Page {n}" for n in range(1, 6)]


def test_pdf_names_its_pages_without_text():
    pages = [f"<h1>ARTICLE {n} - RIGHTS</h1><p>{PROSE * 4}</p>" for n in (1, 2)]
    source, _ = read(with_blank_page(pdf(*pages)))

    assert source.notes == ("No text was found on page 3. Compare with the paper.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_text_in_the_usual_encodings(encoding, ending):
    text = ending.join(f"ARTICLE {n} – RIGHTS\n{PROSE * 2}".replace("\n", ending) for n in (1, 2, 3))
    _, outline = read(text.encode(encoding))

    assert [(each.number, each.start_line) for each in outline.articles] == [("1", 1), ("2", 3), ("3", 5)]


BOMB = docx(paragraph("x"), extra={"word/media/bomb.bin": b"\0" * 40_000_000})
# Not so much larger than it is packed that its size alone would tell.
LONG = docx(*(paragraph(hashlib.sha256(str(n).encode()).hexdigest() * 4) for n in range(8_000)))


@each(
    ("data", "refusal", "words"),
    [
        (b"", refusals.EmptyFile, "is empty"),
        (b" \r\n\t\x00\n", refusals.EmptyFile, "is empty"),
        (b"<!DOCTYPE html><html><body>ARTICLE 1</body></html>", refusals.WrongFileType, "web page"),
        (b"{\\rtf1\\ansi ARTICLE 1}", refusals.WrongFileType, "rich text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, refusals.WrongFileType, "text recognition"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, refusals.WrongFileType, "text recognition"),
        (b"II*\x00" + b"\1" * 40, refusals.WrongFileType, "text recognition"),
        (b"\x1f\x8b\x08" + b"\1" * 40, refusals.WrongFileType, "Unpack"),
        (b"MZ" + b"\1" * 80, refusals.WrongFileType, "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 80, refusals.WrongFileType, "save it as .docx"),
        (b"PK\x03\x04 not a zip at all", refusals.WrongFileType, "damaged"),
        (b"%PDF-1.7\nnothing more", refusals.DamagedFile, "damaged"),
        (b"\x00\x01\x02\x03" * 50, refusals.WrongFileType, "kind of file"),
        (BOMB, refusals.WrongFileType, "unpack"),
        (docx("<w:p><w:r><w:t>broken off"), refusals.DamagedFile, "breaks off"),
        (of_tomorrow(docx("<w:p/>"), 6), refusals.WrongFileType, "damaged"),
        (of_tomorrow(docx("<w:p/>"), 10), refusals.DamagedFile, "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_fault_and_the_mend(data, refusal, words):
    with pytest.raises(refusal) as refused:
        read_source(data, name="contract.docx")

    assert str(refused.value).startswith("contract.docx")
    assert words in str(refused.value)


def test_a_scan_and_a_locked_pdf_are_refused():
    with pytest.raises(refusals.NoTextLayer, match="OCR"):
        read_source(scan(4), name="scan.pdf")
    with pytest.raises(refusals.NeedsPassword, match="without one"):
        read_source(locked(scan(1)), name="locked.pdf")


def test_limits_hold_whatever_a_file_says_of_itself():
    with pytest.raises(refusals.FileTooLarge, match="at most"):
        read_source(scan(4), name="long.pdf", limits=Limits(pages=3))
    with pytest.raises(refusals.FileTooLarge, match="the most that is imported"):
        read_source(b"A" * 2_000, name="long.txt", limits=Limits(size_bytes=1_000))
    with pytest.raises(refusals.FileTooLarge, match="unpack"):
        read_source(LONG, name="long.docx", limits=Limits(unpacked_bytes=1_000_000))
    with pytest.raises(refusals.FileTooLarge, match="lines"):
        read_source(b"A\n" * 200, name="long.txt", limits=Limits(lines=100))


def test_an_entity_in_a_word_file_is_never_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    leaking = docx(paragraph("&leak; and words"), before=f'<!DOCTYPE w [<!ENTITY leak SYSTEM "file://{secret}">]>')

    with pytest.raises(refusals.ImportRefused):
        read_source(leaking, name="leaking.docx")


def test_a_word_file_packed_in_a_way_we_do_not_know_is_refused():
    packed = bytearray(docx(paragraph("ARTICLE 1 RECOGNITION")))
    at = packed.find(b"PK\x01\x02")
    while at >= 0:
        # The directory says for each part how it is packed; 97 is none that Python unpacks.
        packed[at + 10 : at + 12] = (97).to_bytes(2, "little")
        at = packed.find(b"PK\x01\x02", at + 4)
    with pytest.raises(refusals.DamagedFile, match="damaged and cannot be opened"):
        read(bytes(packed))

"""What payroll's files look like, and what is no roster at all."""

import io
import zipfile

import openpyxl
import pytest

from labor_office.core.workforce.roster_files import UnreadableRoster, open_roster
from tests.each import each

TABLE = [["Employee number", "Department", "Name"], ["0042", "WTR", "José Núñez"], ["43", "FIR", "Li"]]


def read(data):
    table = open_roster(data)
    return [list(table.header), *[cells for _, cells in table.rows]]


def csv_of(separator=",", end="\r\n"):
    return "".join(separator.join(row) + end for row in TABLE)


def workbook_of(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


@each(
    "data",
    [
        csv_of().encode(),
        csv_of(end="\n").encode(),
        csv_of().encode("utf-8-sig"),
        csv_of().encode("cp1252"),
        csv_of(";").encode(),
        csv_of("\t").encode(),
        csv_of("\t").encode("utf-16"),
        workbook_of(TABLE),
    ],
)
def test_the_same_table_is_read_from_every_form(data):
    assert read(data) == TABLE


def test_titles_above_the_headings_and_blank_lines_are_passed_over():
    data = b"Roster of the City\n\n" + csv_of().encode().replace(b"43,", b",,\r\n43,")

    table = open_roster(data)

    assert table.header == tuple(TABLE[0])
    assert [line for line, _ in table.rows] == [4, 6]


def test_lines_are_counted_as_a_text_editor_counts_them():
    data = b'Number,Name\n1,"two\nlines"\n2,b\n'

    assert list(open_roster(data).rows) == [(2, ["1", "two\nlines"]), (4, ["2", "b"])]


def test_blank_and_repeated_headings_get_names():
    assert open_roster(b"Number,,Name,Name\n1,2,3,4\n").header == ("Number", "Column 2", "Name", "Name (2)")


def test_cells_of_a_workbook_become_plain_text():
    from datetime import datetime  # noqa: PLC0415

    data = workbook_of([["Number", "Hired", "Pay", "Step"], [42, datetime(2019, 6, 15), 61200.5, 3.0]])  # noqa: DTZ001

    assert read(data)[1] == ["42", "2019-06-15", "61200.5", "3"]


def zip_of(**files):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return into.getvalue()


@each(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "older format"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?><Workbook/>', "web page"),
        (b"abc\x00\x01\x02def,x\n", "not text"),
        (b"1,Ana,61200\n2,Ben,58000\n", "data where the column headings should be"),
        (b"Number,Name\n\n", "column headings and no line under them"),
        (b"just a line of words\nand another\n", "no line with column headings"),
        (b'Number,Name\n1,"never closed' + b"x" * 140_000, "Line 2 cannot be read as CSV"),
        (b"PK\x03\x04 broken", "damaged"),
        (zip_of(readme="hello"), "an archive, not a workbook"),
        (zip_of(**{"xl__workbook.xml": "<x/>", "bomb": "0" * 5_000_000}), "far more than a roster"),
        (zip_of(**{"xl__workbook.xml": "<x/>"}), "damaged"),
        (b",".join(b"h%d" % n for n in range(201)) + b"\n", "more than 200 columns"),
    ],
)
def test_what_is_no_roster_is_refused_with_what_to_do(data, words):
    with pytest.raises(UnreadableRoster, match=words):
        list(open_roster(data).rows)


def test_file_larger_than_the_limit_is_refused():
    with pytest.raises(UnreadableRoster, match="larger than 20 MB"):
        open_roster(b"a,b\n" * 6_000_000)

"""Attendance from a file: all of it or nothing; and the sheet that is signed."""

import io
from datetime import time

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.core.documents.validator import assert_accessible_pdf
from tests.each import each
from tests.training.city import AT, at_work, office_calendar
from tests.training.room import a_class, enrolled, marks, trainer
from training.actions.attendance import AttendanceRefused
from training.actions.attendance_file import NO_COLUMNS, UnreadableFile, check_file, load_file
from training.models.attendance import Attendance
from training.rules.attendance_file import columns_of, read_line, read_time
from training.rules.vocabulary import Mark


@each(
    ("text", "read"),
    [
        ("9:05", time(9, 5)),
        ("09:05:00", time(9, 5)),
        ("1:30 pm", time(13, 30)),
        ("12.15 a.m.", time(0, 15)),
        ("12:15 PM", time(12, 15)),
        ("13:00 pm", None),
        ("24:00", None),
        ("noon", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(text, read):
    assert read_time(text) == read


def test_columns_are_known_by_their_headings():
    header = ["Printed Name", "Employee No.", "ATTENDANCE", "Time In", "Shoe size"]
    assert columns_of(header) == {"name": 0, "number": 1, "mark": 2, "in_at": 3}


@each(
    ("cells", "mark", "problems"),
    [
        (["E1", "x", "9:00", "12:00"], Mark.PRESENT, ()),
        (["E1", "Left early", "", ""], Mark.PARTIAL, ()),
        (["E1", "perhaps", "", ""], None, ("“perhaps” is no mark. Write present, absent or partial.",)),
        (["", "p", "", ""], Mark.PRESENT, ("No employee number and no name.",)),
        (["E1", "p", "nine", ""], Mark.PRESENT, ("The time in “nine” cannot be read. Write 9:05 or 1:30 pm.",)),
        (["E1", "p", "12:00", "9:00"], Mark.PRESENT, ("The time out lies before the time in.",)),
    ],
)
def test_a_line_says_what_must_be_mended(cells, mark, problems):
    line = read_line(2, cells, {"number": 0, "mark": 1, "in_at": 2, "out_at": 3})
    assert (line.mark, line.problems) == (mark, problems)


@pytest.fixture
def room(db):
    office_calendar()
    return a_class()


def table(*rows):
    """A file of these rows."""
    return "\n".join(",".join(row) for row in rows).encode()


def test_a_file_is_kept_whole_and_twice_is_once(room):
    first, second, third = enrolled(room)
    passer = at_work()
    data = table(
        ("Employee number", "Name", "Mark", "In"),
        (first.number, "", "present", "9:02"),
        ("", second.name, "absent", ""),
        (third.number, "", "partial", ""),
        (passer.number, "", "p", ""),
        ("", "Jo Nobody", "p", ""),
    )
    by = trainer()
    assert load_file(session=room, data=data, by=by, at=AT) == 5
    once = list(Attendance.objects.values())
    assert load_file(session=room, data=data, by=by, at=AT) == 5
    assert list(Attendance.objects.values()) == once
    assert marks(room) == {
        first.name: "PRESENT", second.name: "ABSENT", third.name: "PARTIAL", passer.name: "PRESENT",
        "Jo Nobody": "PRESENT",
    }  # fmt: skip


def test_one_line_to_mend_and_nothing_is_kept(room):
    first, *_ = enrolled(room)
    data = table(("Employee number", "Mark"), (first.number, "present"), ("no such number", "present"))
    checked = check_file(session=room, data=data)
    assert checked.lines[0].line.problems == ()
    assert checked.faulty[0].line.problems == ("No employee on the roster of that day has the number no such number.",)
    with pytest.raises(AttendanceRefused, match="Nothing was loaded"):
        load_file(session=room, data=data, by=trainer(), at=AT)
    assert not Attendance.objects.exists()


def test_namesakes_and_people_named_twice_are_told(room):
    first, *_ = enrolled(room)
    twins = [at_work(), at_work()]
    type(first).objects.filter(pk__in=[twin.pk for twin in twins]).update(name="Sam Doubled")
    data = table(("Employee number", "Name"), ("", "Sam Doubled"), (first.number, ""), ("", first.name))
    said = [each.line.problems for each in check_file(session=room, data=data).lines]
    twice = ("This person is on more than one line.",)
    assert said == [("2 people are called Sam Doubled. Give the employee number.",), twice, twice]


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "cannot be read"), (b"%PDF-1.7", "cannot be read"), (b"Shoe,Hat\n1,2\n", NO_COLUMNS)]
)
def test_a_file_that_is_no_attendance_says_so(room, data, words):
    with pytest.raises(UnreadableFile, match=words):
        check_file(session=room, data=data)


def test_the_page_shows_first_what_the_file_would_do(client, room):
    first, *_ = enrolled(room)
    client.force_login(trainer())
    address = reverse("training:attendance_file", args=[room.reference])
    file = SimpleUploadedFile("who.csv", table(("Employee number", "Mark"), (first.number, "present")))
    page = client.post(address, {"file": file})
    assert "1 lines can be loaded" in page.content.decode()
    assert not Attendance.objects.exists()
    client.post(address, {"checked": page.context["data"]})
    assert marks(room) == {first.name: "PRESENT"}


@pytest.mark.parametrize("big", ["", "?big=1"])
def test_the_sheet_to_sign_is_tagged_and_names_everyone(client, room, big):
    client.force_login(trainer())
    answer = client.get(reverse("training:sign_in", args=[room.reference]) + big)
    assert answer["Content-Type"] == "application/pdf"
    assert_accessible_pdf(answer.content)
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert len(paper.pages) == 1
        assert paper.open_metadata()["pdfuaid:part"] == "1"

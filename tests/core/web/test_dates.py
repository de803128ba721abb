"""What a person means by a date typed the short way."""

from datetime import date

import pytest

from labor_office.core.web.dates import UnreadableDate, long_day, parse_day, short_day, short_day_with_year
from tests.each import each

MONDAY = date(2026, 6, 15)


@each(
    ("text", "expected"),
    [
        ("6/15", date(2026, 6, 15)),
        ("6/15/2026", date(2026, 6, 15)),
        ("6-15-26", date(2026, 6, 15)),
        ("06.15.2026", date(2026, 6, 15)),
        ("2026-06-15", date(2026, 6, 15)),
        ("Jun 15", date(2026, 6, 15)),
        ("June 15, 2027", date(2027, 6, 15)),
        ("sept. 3rd", date(2026, 9, 3)),
        ("  TODAY ", date(2026, 6, 15)),
        ("tomorrow", date(2026, 6, 16)),
        ("yesterday", date(2026, 6, 14)),
        ("+3", date(2026, 6, 18)),
        ("-10 days", date(2026, 6, 5)),
        ("+2w", date(2026, 6, 29)),
        ("\N{MINUS SIGN}1", date(2026, 6, 14)),
        ("mon", date(2026, 6, 15)),  # today counts
        ("next mon", date(2026, 6, 22)),
        ("last monday", date(2026, 6, 8)),
        ("tue", date(2026, 6, 16)),
        ("next tue", date(2026, 6, 16)),
        ("last tue", date(2026, 6, 9)),
        ("this friday", date(2026, 6, 19)),
        ("1/2", date(2026, 1, 2)),  # 164 days ago beats 201 days ahead
        ("12/31", date(2025, 12, 31)),  # 166 days ago beats 199 days ahead
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_parse_day_reads_what_people_type(text, expected):
    if text == "2/29":
        assert parse_day(text, today=date(2027, 12, 1)) == expected
    else:
        assert parse_day(text, today=MONDAY) == expected


def test_parse_day_crosses_the_new_year_to_the_nearest_date():
    assert parse_day("12/30", today=date(2027, 1, 4)) == date(2026, 12, 30)
    assert parse_day("1/4", today=date(2026, 12, 30)) == date(2027, 1, 4)


@each("text", ["", "soon", "13/1", "2/30", "2026-02-30", "next", "+", "6/15/202", "jun 31", "moon"])
def test_parse_day_refuses_what_names_no_day(text):
    with pytest.raises(UnreadableDate):
        parse_day(text, today=MONDAY)


def test_days_are_written_with_their_weekday():
    assert short_day(MONDAY) == "Mon, Jun 15"
    assert short_day_with_year(MONDAY) == "Mon, Jun 15, 2026"
    assert long_day(MONDAY) == "Monday, June 15, 2026"

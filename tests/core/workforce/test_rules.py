"""Headings, cells and codes: what they mean."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from labor_office.core.workforce.rules.changes import Swing, find_swings
from labor_office.core.workforce.rules.codes import (
    CodeField,
    Known,
    find_known,
    lookalike,
    loose,
    nearest,
    new_code,
    twins,
)
from labor_office.core.workforce.rules.columns import suggest_columns
from labor_office.core.workforce.rules.values import PERSON_BITS, person_code, person_key, read_day, read_pay
from tests.each import each

TODAY = date(2026, 6, 15)
KNOWN = [Known(1, "1", "Parks"), Known(2, "WTR", "Water Utilities"), Known(3, "FD-02", "Fire and EMS")]


@each(
    ("text", "day"),
    [
        ("2019-06-15", date(2019, 6, 15)),
        ("6/15/2019", date(2019, 6, 15)),
        (" 06-15-2019 ", date(2019, 6, 15)),
        ("6/15/19", date(2019, 6, 15)),
        ("6/15/74", date(1974, 6, 15)),
        ("20190615", date(2019, 6, 15)),
        ("2019-06-15 00:00:00", date(2019, 6, 15)),
        ("6/15/2019 0:00", date(2019, 6, 15)),
        ("2026-06-15", TODAY),
        ("2026-06-16", None),
        ("2024-02-30", None),
        ("15/6/2019", None),
        ("1900-01-01", None),
        ("43631", None),
        ("", None),
        ("June", None),
    ],
)
def test_days_are_read_the_american_way(text, day):
    assert read_day(text, latest=TODAY) == day


@each(
    ("text", "amount"),
    [
        ("61200", "61200.00"), ("$61,200.50", "61200.50"), (" 61,200 ", "61200.00"), ("61200.455", "61200.46"),
        ("0", "0.00"), ("61,20", None), ("61.200,50", None), ("-5", None), ("fifty", None), ("", None), ("1e5", None),
    ],
)  # fmt: skip
def test_pay_is_read_as_dollars(text, amount):
    assert read_pay(text) == (Decimal(amount) if amount else None)


@each("spelling", ["1", "01", " 1 ", "001"])
def test_codes_that_differ_by_zeros_and_spaces_look_alike(spelling):
    assert loose(spelling) == "1"


@each(
    ("raw", "known", "alike"),
    [
        ("1", "1", "1"),
        ("01", None, "1"),
        (" 1 ", None, "1"),
        ("10", None, None),
        ("water utilities", "WTR", "WTR"),
        ("wtr", None, "WTR"),
        ("FD2", None, "FD-02"),
        ("FD 20", None, None),
    ],
)
def test_only_the_exact_code_or_name_is_taken_for_known(raw, known, alike):
    found, same = find_known(raw, KNOWN), lookalike(raw, KNOWN)
    assert (found and found.code, same and same.code) == (known, alike)


def test_nearest_is_what_a_typing_slip_meant():
    near = nearest("Water Utilites", KNOWN)

    assert near is not None
    assert near.code == "WTR"
    assert nearest("Library", KNOWN) is None


def test_twins_are_spellings_that_look_alike():
    assert twins(["7", "07", "8"]) == {"7": ["07"], "07": ["7"], "8": []}


def test_new_code_fits_and_is_free():
    assert new_code(" ZOO ", taken=[]) == "ZOO"
    assert new_code("Department of Alcohol Beverage Services", taken=[]) == "DEPARTMENT-OF-ALCOHO"
    assert new_code("ZOO", taken=["ZOO", "ZOO-2"]) == "ZOO-3"


def test_columns_are_suggested_by_their_words_and_as_last_time():
    header = ["EMPL_ID", "Employee ID", "Dept", "Position Title", "Grade", "Notes"]

    assert suggest_columns(header, remembered={}) == {
        "number": "Employee ID", "department": "Dept", "classification": "Position Title", "pay_step": "Grade",
    }  # fmt: skip
    assert suggest_columns(header, remembered={"number": "EMPL_ID", "name": "Who"})["number"] == "EMPL_ID"


def test_swings_are_ten_percent_of_at_least_ten_people():
    heads = [("Police", 310, 273), ("Fire", 100, 91), ("Law", 9, 1), ("Parks", 10, 11), ("New", 0, 50)]

    assert [swing.words for swing in find_swings(heads)] == [
        "Police down 12%, from 310 to 273", "Parks up 10%, from 10 to 11",
    ]  # fmt: skip
    assert Swing("Parks", 16, 18).percent == 13
    assert [CodeField.UNIT.counted(n) for n in (1, 1200)] == ["this bargaining unit", "these 1,200 bargaining units"]
    assert Swing("Parks", 10, 1051).words == "Parks 105 times as large, from 10 to 1,051"


@given(st.integers(min_value=1, max_value=(1 << PERSON_BITS) - 1))
def test_person_codes_lead_back_to_their_person(key):
    assert person_key(person_code(key)) == key
    assert person_key(person_code(key).lower()) == key


@each("code", ["", "ABC", "ABCDEFGHIJ", "IIIIIII", "../../x"])
def test_other_words_are_no_person_code(code):
    assert person_key(code) is None

"""Which sentences oblige the City, and which fiscal years a term touches."""

from datetime import date

from agreements.rules.advice import title_of
from agreements.rules.obligations import Rhythm, asks_for_list, day_after, fiscal_years, kinds_of, suggest
from tests.each import each


@each(
    ("text", "expected"),
    [
        ("The City shall post the list each January.", [("City", Rhythm.YEARLY)]),
        ("The Department Head shall meet with the Union within ten (10) working days of the appeal.",
         [("Department Head", Rhythm.EVENT)]),
        ("The supervisor shall answer in writing within seven (7) working days of receipt.",
         [("Supervisor", Rhythm.EVENT)]),
        ("The City will pay dues to the Union monthly. Employees shall be on time.", [("City", Rhythm.MONTHLY)]),
        ("The parties meet. The City and the Union agree. The City agrees to fund one post.", [("City", Rhythm.ONCE)]),
        ("The City shall furnish the roster every quarter;\nThe Union shall name its stewards.",
         [("City", Rhythm.QUARTERLY)]),
        ("The City shall not transfer work.", []),
        ("The Union shall notify the City within five days.", []),
        ("Overtime call-outs shall be offered in order of seniority.", []),
        ("", []),
        ("(a) The Department Head shall meet. (b) The Department Head shall decide within ten days.",
         [("Department Head", Rhythm.ONCE), ("Department Head", Rhythm.EVENT)]),
    ],
)  # fmt: skip
def test_duties_of_the_city_are_suggested_and_no_others(text, expected):
    assert [(one.who, one.rhythm) for one in suggest(text)] == expected


def test_a_suggestion_is_the_sentence_itself():
    (one,) = suggest("It is so. The City shall\npost the list each January. The Union may object.")
    assert one.text == "The City shall post the list each January."


@each(
    ("first", "last", "years"),
    [
        (date(2023, 7, 1), date(2026, 6, 30), (2024, 2025, 2026)),
        (date(2023, 6, 30), date(2023, 7, 1), (2023, 2024)),
        (date(2024, 1, 1), date(2024, 12, 31), (2024, 2025)),
    ],
)
def test_fiscal_years_begin_in_july(first, last, years):
    assert fiscal_years(first, last) == years


@each(
    ("rhythm", "period", "kinds"),
    [
        (Rhythm.ONCE, "", ()),
        (Rhythm.QUARTERLY, "", ()),
        (Rhythm.EVENT, "10 working days", ("within 10 working days of the event",)),
    ],
)
def test_a_rhythm_names_the_rule_that_counts_it(rhythm, period, kinds):
    assert kinds_of(rhythm, period) == kinds


@each(
    ("question", "title"),
    [
        ("May we?", "May we?"),
        ("First line.\nSecond.", "First line."),
        ("word " * 30, "word " * 17 + "word" + "\N{HORIZONTAL ELLIPSIS}"),
    ],
)
def test_a_question_is_called_by_its_first_line(question, title):
    assert title_of(question) == title


@each(
    ("rhythm", "first", "last", "following"),
    [
        (Rhythm.MONTHLY, date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28)),
        (Rhythm.MONTHLY, date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)),
        (Rhythm.QUARTERLY, date(2026, 1, 15), date(2026, 5, 1), date(2026, 7, 15)),
        (Rhythm.YEARLY, date(2024, 2, 29), date(2024, 2, 29), date(2025, 2, 28)),
        (Rhythm.YEARLY, date(2024, 2, 29), date(2027, 2, 28), date(2028, 2, 29)),
        (Rhythm.ONCE, date(2026, 1, 1), date(2026, 1, 1), None),
        (Rhythm.EVENT, date(2026, 1, 1), date(2026, 1, 1), None),
    ],
)
def test_a_series_keeps_its_first_day(rhythm, first, last, following):
    assert day_after(rhythm, first, last) == following


@each(("starts_on", "ends_on", "expected"), [
    (date(2026, 7, 1), date(2029, 6, 30), True),
    (date(2026, 3, 17), date(2029, 6, 30), True),
    (date(2026, 3, 16), date(2029, 6, 30), False),
    (date(2026, 5, 1), date(2026, 6, 14), False),
])  # fmt: skip
def test_an_agreement_entered_long_after_its_first_day_was_put_to_use(starts_on, ends_on, expected):
    assert asks_for_list(starts_on, ends_on, today=date(2026, 6, 15)) is expected

"""Words that an agreement defines: found where they are defined, shown where they are used."""

from agreements.rules.definitions import MOST_SHOWN, Defined, Piece, definitions_in, is_definitions, uses
from tests.each import each


@each(("text", "given", "terms"), [
    ('"Call-out" means an order to come back.', {}, ["Call-out"]),
    ("As used, “regular rate” shall mean the hourly rate. “Day” means a calendar day.", {}, ["regular rate", "Day"]),
    ("The City may say “overtime” when it means work.", {}, []),
    ("Regular rate means the hourly rate.", {}, []),
    ("Regular rate means the hourly rate.", {"is_list": True}, ["Regular rate"]),
    ("(a) Regular rate, means the hourly rate.", {"is_list": True}, ["Regular rate"]),
    ("It includes whatever is paid.", {"is_list": True}, []),
    ("The hourly rate of the step.", {"is_list": True, "title": "Regular rate"}, ["Regular rate"]),
    ("The words below are used in this Agreement.", {"is_list": True, "title": "Definitions"}, []),
    ("", {"is_list": True, "title": "Regular rate"}, []),
])  # fmt: skip
def test_what_a_paragraph_defines(text, given, terms):
    assert [one.term for one in definitions_in(text, **given)] == terms


def test_the_sentence_that_defines_is_what_is_shown():
    text = "The list is posted. “Day” means a calendar day; a period ends at five."
    assert definitions_in(text) == (Defined("Day", "“Day” means a calendar day; a period ends at five."),)


@each(("title", "expected"), [
    ("Definitions", True), ("DEFINITION OF TERMS", True), ("Terms defined", True), ("Indefinite leave", False),
    ("Defined Contribution Plan", False),
])  # fmt: skip
def test_which_articles_define(title, expected):
    assert is_definitions(title) is expected


CALL, DAY = Defined("Call-out", "“Call-out” means an order."), Defined("Working day", "“Working day” means Monday.")


@each(("text", "expected"), [
    ("Nothing here.", (Piece("Nothing here."),)),
    ("Call-outs go by list.", (Piece("Call-outs", 0), Piece(" go by list."))),
    ("A call-out, and a call-out.", (Piece("A "), Piece("call-out", 0), Piece(", and a call-out."))),
    ("A pre-call-out drill.", (Piece("A pre-call-out drill."),)),
    ("“Call-out” means an order. Two working days.",
     (Piece("“Call-out” means an order. Two "), Piece("working days", 1), Piece("."))),
])  # fmt: skip
def test_a_word_is_marked_where_it_comes_first_and_not_where_it_is_defined(text, expected):
    assert uses(text, [CALL, DAY]) == expected


def test_the_longer_word_wins_and_a_paragraph_is_not_buried():
    defined = [Defined("day", "x1"), Defined("working day", "x2")]
    assert uses("A working day.", defined) == (Piece("A "), Piece("working day", 1), Piece("."))
    many = [Defined(f"word{n}", f"it means {n}") for n in range(MOST_SHOWN + 3)]
    text = " ".join(one.term for one in many)
    assert sum(piece.place is not None for piece in uses(text, many)) == MOST_SHOWN

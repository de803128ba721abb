"""Where paragraphs are cut and how they are addressed, as a table."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.rules.outline import Placed, parents
from agreements.rules.paragraphs import cut, heading
from agreements.rules.vocabulary import ClauseLevel
from tests.each import each

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@each(
    ("number", "text", "anchors"),
    [
        ("14.3", "One thing.", ["14.3"]),
        ("14.3", "One thing.\n\nAnother.", ["14.3", "14.3-p2"]),
        ("14.3", "Two kinds:\n(a) this;\n(b) that.", ["14.3", "14.3(a)", "14.3(b)"]),
        ("11.5", "(a) The head meets. (b) The head decides.", ["11.5(a)", "11.5(b)"]),
        ("11.5", "(a) As under (b) below, the head meets.", ["11.5(a)"]),
        ("14.3", "(a) first\n(1) one\n(2) two\n(b) second", ["14.3(a)", "14.3(a)(1)", "14.3(a)(2)", "14.3(b)"]),
        ("9", "(h) eight\n(i) nine\n(j) ten", ["9(h)", "9(i)", "9(j)"]),
        ("9", "(a) a\n(i) one\n(ii) two\n(b) b", ["9(a)", "9(a)(i)", "9(a)(ii)", "9(b)"]),
        ("9", "(a) a\n(a) again", ["9(a)", "9-p2"]),
        ("Appendix A", "Rates.\n\nMore.", ["Appendix-A", "Appendix-A-p2"]),
        ("", "The City and the Union agree.", ["preamble"]),
        ("30", "Step 1     20.15\nStep 2     21.40", ["30"]),
        ("14", "", []),
    ],
)
def test_cut(number, text, anchors):
    assert [piece.anchor for piece in cut(number, text)] == anchors


def test_lines_of_a_table_keep_their_breaks():
    assert cut("30", "Step 1     20.15\nStep 2     21.40")[0].text.count("\n") == 1


MARKS = st.sampled_from(["(a) ", "(b) ", "(1) ", "(2) ", "(i) ", "(ii) ", "a. ", "1) ", ""])
WORDS = st.sampled_from(["the City", "pays; ", "hours.\n", "as under (b), ", "and (2) ", "  ", "\n\n", ""])
LINES = st.lists(st.tuples(MARKS, WORDS, WORDS).map("".join), max_size=8)


@quick
@given(LINES.map("\n".join))
def test_cut_loses_no_word_and_gives_no_address_twice(text):
    pieces = cut("14.3", text)
    assert " ".join(piece.text for piece in pieces).split() == text.split()
    assert len({piece.anchor for piece in pieces}) == len(pieces)


def test_heading_names_the_chain():
    assert heading(("14", "Overtime"), ("14.3", "Order of call-outs")) == "14 Overtime, 14.3 Order of call-outs"
    assert heading(("", "Preamble")) == "Preamble"


def test_parents_of_an_outline():
    levels = ["PREAMBLE", "ARTICLE", "SECTION", "SUBSECTION", "SECTION", "ARTICLE", "SUBSECTION", "APPENDIX", "SECTION"]
    assert parents([Placed(ClauseLevel(level)) for level in levels]) == [None, None, 1, 2, 1, None, 5, None, 7]

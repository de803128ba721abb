"""How a question to the agreements is read, as a table."""

from agreements.rules.asking import Asked, Term, TermKind, names_of, read
from tests.each import each

UNITS = {
    "labor-and-trades": names_of("Labor and Trades", "LT", ("L&T", "trades")),
    "fire-and-ems": names_of("Fire and EMS", "FE", ("fire", "EMS")),
    "police": names_of("Police", "PO", ("sworn",)),
}


def words(*texts):
    return tuple(Term(TermKind.WORD, text) for text in texts)


@each(
    ("question", "asked"),
    [
        ("overtime call-out", Asked(words("overtime", "call-out"))),
        ("overtime call-out labor", Asked(words("overtime", "call-out"), unit="labor-and-trades", unit_words="labor")),
        ("overtime call-out in Labor and Trades",
         Asked(words("overtime", "call-out"), unit="labor-and-trades", unit_words="in Labor and Trades")),
        ("L&T overtime", Asked(words("overtime"), unit="labor-and-trades", unit_words="L&T")),
        ("art 14.3 fire", Asked(clause="14.3", unit="fire-and-ems", unit_words="fire")),
        ("fire § 9.5(B)", Asked(clause="9.5", mark="(b)", unit="fire-and-ems", unit_words="fire")),
        ("14.3", Asked(clause="14.3")),
        ("Article 16A", Asked(clause="16A")),
        ("14", Asked(clause="14")),
        ("overtime 14.3", Asked(words("overtime", "14.3"))),
        ("three (3) hours", Asked(words("three", "3", "hours"))),
        # Alone, or in the middle, a short name is a word like others.
        ("fire", Asked(words("fire"))),
        ("open fire drills", Asked(words("open", "fire", "drills"))),
        ("firearms police", Asked(words("firearms"), unit="police", unit_words="police")),
        ("fire-fighters", Asked(words("fire-fighters"))),
        ('"in order of seniority" overti* -fire', Asked((
            Term(TermKind.PHRASE, "in order of seniority"), Term(TermKind.PREFIX, "overti"),
            Term(TermKind.WORD, "fire", is_excluded=True)))),
        ("“last resort”", Asked((Term(TermKind.PHRASE, "last resort"),))),
        ("", Asked()),
        ('" -* ()', Asked()),
    ],
)  # fmt: skip
def test_read(question, asked):
    assert read(question, UNITS) == asked


def test_a_name_that_two_units_share_names_neither():
    both = {"a": ("local",), "b": ("local",)}
    assert read("leave local", both).unit == ""


def test_while_typing_the_last_word_is_a_beginning():
    assert read("call ove", UNITS, is_typing=True).terms == (*words("call"), Term(TermKind.PREFIX, "ove"))
    assert read("call over ", UNITS, is_typing=True).terms == words("call", "over")


def test_a_question_is_never_longer_than_twelve_terms():
    assert len(read("word " * 400, UNITS).terms) == 12

"""The outline of agreements set in many ways: every article once, at its line, with its title."""

from dataclasses import replace
from itertools import product

from agreements.importing.outline import DoubtKind, Kind, Outline
from agreements.importing.readers.plain import read_plain
from agreements.importing.reading import read_outline
from agreements.importing.source import letters
from tests.agreements.importing.made import HEADS, Made, Recipe, make
from tests.each import each


def outline_of(text: str) -> Outline:
    return read_outline(read_plain(text.encode(), name="agreement.txt"))


def assert_read(made: Made) -> None:
    found = [(each.number, letters(each.title), each.start_line) for each in outline_of(made.text).articles]
    assert found == [(number, letters(title), line) for number, title, line in made.truth], made.recipe


@each(("head", "contents"), product(HEADS, ["none", "dots"]))
def test_every_way_to_set_a_heading(head, contents):
    assert_read(make(Recipe(head=head, contents=contents, seed=11)))


@each(
    ("head", "contents"),
    product(["dash", "next line", "roman", "title case", "bare"], ["gaps", "plain", "titles", "sections", "numbers"]),
)
def test_every_kind_of_contents_list(head, contents):
    assert_read(make(Recipe(head=head, contents=contents, count=12, seed=4)))


@each(("head", "header"), product(["dash", "colon", "title case", "word"], ["title", "names", "numbers", "no feeds"]))
def test_running_heads_and_page_numbers_are_no_headings(head, header):
    assert_read(make(Recipe(head=head, header=header, contents="dots", count=12, seed=9)))


@each(
    ("head", "behind"),
    product(["dash", "next line", "period", "bare", "section"], ["appendices", "restart", "letters", "signatures"]),
)
def test_what_stands_behind_the_body_is_left_out(head, behind):
    assert_read(make(Recipe(head=head, behind=behind, count=12, seed=2)))


@each("sections", ["named", "dotted", "plain", "none", "lettered", "caps", "titled"])
def test_sections_are_no_articles(sections):
    assert_read(make(Recipe(sections=sections, count=12, seed=8)))


@each("seed", range(1, 7))
def test_what_a_scanner_makes_of_headings_is_read_all_the_same(seed):
    assert_read(make(Recipe(noise="scan", contents="dots", count=18, seed=seed)))


def test_a_blank_line_after_every_line_changes_nothing():
    assert_read(make(Recipe(noise="double", contents="dots", header="title", seed=5)))


PROSE = "The parties agree that every employee of the unit shall be told of the change in writing before it begins.\n"


@each("head", ["bare", "bare roman", "bare zero"])
def test_numbers_alone_are_read_without_a_blank_line_between(head):
    made = make(Recipe(head=head, contents="none", behind="signatures", seed=1))
    written = [(line, place) for place, line in enumerate(made.text.split("\n"), start=1) if line.strip()]
    now = {was: place for place, (_, was) in enumerate(written, start=1)}
    truth = [(number, title, now[line]) for number, title, line in made.truth]
    assert_read(Made("\n".join(line for line, _ in written), truth, made.recipe))


@each("head", ["next line", "word next line", "bare roman", "dash"])
def test_long_titles_in_a_file_all_in_capitals(head):
    made = make(Recipe(head=head, contents="none", sections="dotted", behind="signatures", seed=2))
    assert any(len(title) > 60 for _, title, _ in made.truth)
    assert_read(replace(made, text=made.text.upper()))


def body(*headings: str) -> str:
    return "".join(f"{heading}\n\n{PROSE}{PROSE}\n" for heading in headings)


def numbers(outline: Outline) -> list[str]:
    return [each.number for each in outline.articles]


def kinds_at(outline: Outline) -> dict[str, set[DoubtKind]]:
    return {each.number: {doubt.kind for doubt in each.doubts} for each in outline.articles if each.doubts}


@each(
    ("headings", "expected"),
    [
        (["ARTICLE 1 - A RIGHT", "ARTICLE 2A - LEAVE", "ARTICLE 2B - LEAVE (Effective 1.1.2030)", "ARTICLE 3 - PAY"],
         ["1", "2A", "2B", "3"]),
        (["ARTICLE I - RIGHTS", "ARTICLE II-A - LEAVE", "ARTICLE II-B - MORE LEAVE", "ARTICLE III - PAY"],
         ["1", "2A", "2B", "3"]),
        (["ARTICLE ONE - RIGHTS", "ARTICLE TWO - LEAVE", "ARTICLE THREE - PAY"], ["1", "2", "3"]),
        (["ARTICLE 1 - RIGHTS", "ARTlCLE 2 - LEAVE", "ARTIC LE 3 - PAY", "ARTCLE 4 - TERM"], ["1", "2", "3", "4"]),
        (["§ 1 Rights", "§ 2 Leave", "§ 3 Pay", "§ 4 Term"], ["1", "2", "3", "4"]),
        (["CHAPTER I\nGENERAL", "Article 1. Rights", "Article 2. Leave", "CHAPTER II\nPAY", "Article 3. Wages"],
         ["1", "2", "3"]),
    ],
)  # fmt: skip
def test_numbers_in_many_forms(headings, expected):
    assert numbers(outline_of(body(*headings))) == expected


def test_chapters_gather_articles():
    outline = outline_of(
        body("CHAPTER I\nGENERAL", "Article 1. Rights", "Article 2. Leave", "CHAPTER II\nPAY", "Article 3. Wages")
    )

    kept = [each for each in outline.headings if each.kind in {Kind.CHAPTER, Kind.ARTICLE}]
    assert [(each.kind, each.number, each.title) for each in kept] == [
        (Kind.CHAPTER, "1", "GENERAL"), (Kind.ARTICLE, "1", "Rights"), (Kind.ARTICLE, "2", "Leave"),
        (Kind.CHAPTER, "2", "PAY"), (Kind.ARTICLE, "3", "Wages"),
    ]  # fmt: skip


def test_a_missing_number_is_said_and_not_filled_in():
    outline = outline_of(body("ARTICLE 1 - RIGHTS", "ARTICLE 2 - LEAVE", "ARTICLE 4 - PAY", "ARTICLE 5 - TERM"))

    assert numbers(outline) == ["1", "2", "4", "5"]
    assert kinds_at(outline) == {"4": {DoubtKind.GAP}}


def test_a_number_printed_twice_keeps_both_and_says_where():
    outline = outline_of(
        body("ARTICLE 1 - RIGHTS", "ARTICLE 2 - LEAVE", "ARTICLE 2 - PAY", "ARTICLE 4 - TERM", "ARTICLE 5 - SAVINGS")
    )

    assert numbers(outline) == ["1", "2", "2", "4", "5"]
    assert [doubt.kind for each in outline.articles for doubt in each.doubts].count(DoubtKind.DOUBLE) == 1


def test_a_number_nobody_can_read_is_told_from_its_neighbours_and_said():
    outline = outline_of(body("ARTICLE 1 - RIGHTS", "ARTICLE 2 - LEAVE", "ARTICLE %% - PAY", "ARTICLE 4 - TERM"))

    assert numbers(outline) in (["1", "2", "4"], ["1", "2", "3", "4"])
    assert any(kinds & {DoubtKind.GAP, DoubtKind.NUMBER_MENDED} for kinds in kinds_at(outline).values())


def test_a_mended_number_says_how_it_is_printed():
    outline = outline_of(body(*(f"ARTICLE {n} - RIGHTS {n}" for n in range(1, 14)), "ARTICLE l4 - PAY"))

    doubt = next(doubt for doubt in outline.articles[-1].doubts if doubt.kind is DoubtKind.NUMBER_MENDED)
    assert (outline.articles[-1].number, "l4" in doubt.words) == ("14", True)


def test_what_the_contents_list_promises_and_the_text_lacks_is_said():
    listed = "TABLE OF CONTENTS\n" + "".join(f"ARTICLE {n} - RIGHTS {n} ......... {n}\n" for n in range(1, 6))
    outline = outline_of(f"{listed}\n\n{PROSE}\n" + body(*(f"ARTICLE {n} - RIGHTS {n}" for n in range(1, 5))))

    assert numbers(outline) == ["1", "2", "3", "4"]
    assert [doubt.kind for doubt in outline.doubts] == [DoubtKind.PROMISED_NOT_FOUND]


def test_a_heading_that_lost_its_number_is_found_by_its_title():
    listed = "CONTENTS\n" + "".join(
        f"{n}  {title} .......... {n}\n"
        for n, title in enumerate(("Rights", "Leave of Absence", "Wages and Pay", "Term"), 1)
    )
    outline = outline_of(
        f"{listed}\n\n{PROSE}\n"
        + body("ARTICLE 1 - RIGHTS", "ARTICLE 2 - LEAVE OF ABSENCE", "WAGES AND PAY", "ARTICLE 4 - TERM")
    )

    assert numbers(outline) == ["1", "2", "3", "4"]
    assert kinds_at(outline)["3"] == {DoubtKind.NUMBER_MISSING}


@each(
    ("sentence", "is_flagged"),
    [
        ("The City answers within ten (15) days.", True),
        ("The City answers within six (7)\nmonths of it.", True),
        ("The City answers within thirty (0) days.", True),
        ("The City answers within ten (10) days.", False),
        ("for a period of one hundred and eighty (180) calendar days", False),
        ("at least fifty percent (50%) of employees", False),
        ("a payment of twenty-five hundred dollars ($2,500)", False),
        ("under paragraph two (b) of this article", False),
    ],
)
def test_words_and_figures_that_differ_are_flagged_and_never_chosen(sentence, is_flagged):
    outline = outline_of(body("ARTICLE 1 - RIGHTS", "ARTICLE 2 - LEAVE") + sentence + "\n\n" + body("ARTICLE 3 - PAY"))

    found = [doubt for each in outline.articles for doubt in each.doubts if doubt.kind is DoubtKind.WORD_AND_FIGURE]
    assert len(found) == is_flagged


def test_appendices_and_letters_are_told_apart_and_keep_their_own_articles():
    text = body("ARTICLE 1 - RIGHTS", "ARTICLE 2 - LEAVE", "ARTICLE 3 - PAY")
    text += "IN WITNESS WHEREOF the parties sign.\n\nAPPENDIX A\nSALARY SCHEDULE\n\n" + PROSE
    text += "\nLETTER OF AGREEMENT - ARTICLE 2 - LEAVE\n\n" + body("ARTICLE 1 - PURPOSE", "ARTICLE 2 - TERM")
    outline = outline_of(text)

    assert numbers(outline) == ["1", "2", "3"]
    behind = [(each.kind, each.title) for each in outline.headings[3:]]
    assert behind == [
        (Kind.SIGNATURES, "Signatures"), (Kind.APPENDIX, "SALARY SCHEDULE"),
        (Kind.LETTER, "LETTER OF AGREEMENT - ARTICLE 2 - LEAVE"), (Kind.ARTICLE, "PURPOSE"), (Kind.ARTICLE, "TERM"),
    ]  # fmt: skip


def test_sections_in_the_forms_agreements_use():
    text = body("ARTICLE 1 - RIGHTS") + "ARTICLE 2 - LEAVE\n\n"
    text += f"Section 1. Vacation.\n{PROSE}\nSection 2. Sick leave.\n{PROSE}\n  (a) {PROSE}\n  (b) {PROSE}\n"
    text += f"ARTICLE 4 - PAY\n\n4.1 RATES\n{PROSE}\n42 STEPS\n{PROSE}\n4.3 LONGEVITY\n{PROSE}\n"
    outline = outline_of(text)

    found = [(each.number, each.title) for each in outline.headings if each.kind in {Kind.SECTION, Kind.SUBSECTION}]
    assert found == [
        ("2.1", "Vacation"), ("2.2", "Sick leave"), ("2.2(a)", ""), ("2.2(b)", ""),
        ("4.1", "RATES"), ("4.2", "STEPS"), ("4.3", "LONGEVITY"),
    ]  # fmt: skip
    mended = [doubt for each in outline.headings for doubt in each.doubts if doubt.kind is DoubtKind.NUMBER_MENDED]
    assert [doubt.words for doubt in mended] == ["Printed as “42”, read as 4.2."]


def test_two_columns_are_read_one_after_the_other():
    left = body("ARTICLE 1 - RIGHTS", "ARTICLE 2 - LEAVE", "ARTICLE 3 - PAY", "ARTICLE 4 - TERM").replace(
        PROSE, PROSE * 3
    )
    right = left.replace("ARTICLE 1", "ARTICLE 5").replace("ARTICLE 2", "ARTICLE 6")
    right = right.replace("ARTICLE 3", "ARTICLE 7").replace("ARTICLE 4", "ARTICLE 8")
    page = "\n".join(
        f"{one[:46]:<52}{other[:46]}" for one, other in zip(left.split("\n"), right.split("\n"), strict=True)
    )
    later = page
    for number in range(8, 0, -1):
        later = later.replace(f"ARTICLE {number} ", f"ARTICLE {number + 8} ")
    outline = outline_of(f"{page}\n\f{later}")

    assert numbers(outline) == [str(number) for number in range(1, 17)]
    assert outline.notes == ("2 pages are set in two columns. They are read column by column.",)


def test_a_file_without_any_numbered_heading_says_so():
    outline = outline_of(PROSE * 30)

    assert (outline.articles, [doubt.kind for doubt in outline.doubts]) == ((), [DoubtKind.UNREAD])


def test_the_appendix_may_be_longer_than_the_agreement():
    made = make(Recipe(count=5, behind="restart", seed=3))

    assert_read(replace(made, recipe="five articles and an appendix of eleven"))


def test_a_file_in_capitals_throughout():
    made = make(Recipe(contents="dots", header="title", count=12, seed=7))

    assert_read(replace(made, text=made.text.upper()))


def test_numbers_in_the_margin_of_every_line_are_paper():
    made = make(Recipe(head="next line", count=12, seed=7))
    numbered = "\n".join(f"{place % 28 + 1:>2}  {line}" for place, line in enumerate(made.text.split("\n")))

    assert_read(replace(made, text=numbered))


def test_titles_set_over_their_numbers():
    outline = outline_of(
        body(*(f"{title}\nARTICLE {n}" for n, title in enumerate(("RIGHTS", "LEAVE", "PAY", "TERM"), 1)))
    )

    assert [(each.number, each.title) for each in outline.articles] == [
        ("1", "RIGHTS"), ("2", "LEAVE"), ("3", "PAY"), ("4", "TERM"),
    ]  # fmt: skip


def test_articles_may_be_lettered():
    outline = outline_of(body("ARTICLE A - RIGHTS", "ARTICLE B - LEAVE", "ARTICLE C - PAY", "ARTICLE D - TERM"))

    assert numbers(outline) == ["A", "B", "C", "D"]

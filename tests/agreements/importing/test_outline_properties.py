"""What holds for every file: lines rise, none is lost, and paper furniture changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.importing.readers.plain import read_plain
from agreements.importing.reading import read_outline
from tests.agreements.importing.made import HEADS, Recipe, make

recipes = st.builds(
    Recipe,
    head=st.sampled_from(sorted(set(HEADS) - {"bare", "bare roman", "bare zero", "section", "section next line"})),
    sections=st.sampled_from(["named", "dotted", "plain", "none", "lettered"]),
    behind=st.sampled_from(["none", "appendices", "signatures"]),
    count=st.integers(min_value=4, max_value=14),
    seed=st.integers(min_value=1, max_value=10_000),
)
few = settings(max_examples=15, deadline=None, derandomize=True)


def read(text):
    source = read_plain(text.encode(), name="agreement.txt")
    return source, read_outline(source)


def named(outline):
    return [(each.number, each.title) for each in outline.articles]


@few
@given(recipes)
def test_every_line_falls_under_exactly_one_heading(recipe):
    source, outline = read(make(recipe).text)

    covered = [line for each in outline.headings for line in range(each.start_line, each.end_line + 1)]
    assert covered == list(range(1, len(source.lines) + 1))
    assert all(each.start_line - 1 <= each.title_end_line <= each.end_line for each in outline.headings)


@few
@given(recipes, st.sampled_from(["title", "numbers", "no feeds"]))
def test_furniture_of_the_paper_changes_nothing(recipe, header):
    plain, papered = make(recipe), make(recipe)
    recipe.header = header
    papered = make(recipe)

    assert named(read(papered.text)[1]) == named(read(plain.text)[1])


@few
@given(recipes, st.sampled_from(["dots", "plain", "sections"]))
def test_a_contents_list_changes_nothing(recipe, contents):
    plain = make(recipe)
    lines = plain.text.split("\n")
    recipe.contents = contents
    listed = make(recipe)

    found, expected = named(read(listed.text)[1]), named(read("\n".join(lines))[1])
    assert [number for number, _ in found] == [number for number, _ in expected]


@few
@given(recipes, st.data())
def test_blank_lines_between_paragraphs_change_nothing(recipe, data):
    text = make(recipe).text
    more = "\n" * data.draw(st.integers(min_value=3, max_value=5))

    assert named(read(text.replace("\n\n", more))[1]) == named(read(text)[1])


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\f 1A."), max_size=600))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_no_text_whatever_breaks_the_reader(text):
    source, outline = read(text)

    covered = [line for each in outline.headings for line in range(each.start_line, each.end_line + 1)]
    assert covered == list(range(1, len(source.lines) + 1))

"""Both texts come back from a redline to the letter, and what it marks is what a person would mark."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bargaining.redline.changes import changes
from bargaining.redline.compare import Sort, redline
from bargaining.redline.words import Kind, runs
from tests.each import each

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

OLD = "Overtime call-outs shall be offered in order of seniority from the list."
NEW = "Overtime call-outs shall be offered in order of classification seniority from the posted list."


def marked(old, new):
    """The runs of one paragraph as text: ``+in+`` and ``-out-``."""
    signs = {Kind.EQUAL: "", Kind.INSERTED: "+", Kind.DELETED: "-"}
    return "".join(f"{signs[run.kind]}{run.text}{signs[run.kind]}" for run in runs(old, new))


@each(
    ("old", "new", "expected"),
    [
        ("three (3) hours", "three (3) hours", "three (3) hours"),
        (
            OLD,
            NEW,
            "Overtime call-outs shall be offered in order of +classification +seniority from the +posted +list.",
        ),
        ("paid two hours.", "paid three hours.", "paid -two -+three +hours."),
        ("paid two  hours.", "paid two hours.", "paid two hours."),
        ("", "New words.", "+New words.+"),
        ("Old words.", "", "-Old words.-"),
        (
            "The supervisor calls the next employee on the list at home.",
            "The dispatcher texts the first employee on the roster at work.",
            (
                "The -supervisor calls the next -+dispatcher texts the first +employee on the "
                "-list at home.-+roster at work.+"
            ),
        ),
    ],
)
def test_runs(old, new, expected):
    assert marked(old, new) == expected


def sorts(old, new):
    """What happened to each paragraph."""
    return [block.sort for block in redline(old, new).blocks]


LONG = "An employee called out is paid no less than three hours at the overtime rate."
OTHER = "Shifts are bid each January by seniority within the plant and posted in time."


def test_paragraphs_are_aligned_before_words():
    old = f"{LONG}\n\n{OTHER}\n\nThe end of the article."
    later = OTHER.replace("January", "March")
    new = f"{LONG}\n\nA new thing altogether stands here now.\n\n{later}\n\nThe end of the article."
    assert sorts(old, new) == [Sort.EQUAL, Sort.INSERTED, Sort.CHANGED, Sort.EQUAL]


def test_a_paragraph_that_moved_is_noted_at_both_places():
    found = redline(f"{LONG}\n{OTHER}\n{OLD}", f"{OTHER}\n{OLD}\n{LONG}")
    places = {block.sort: block.moved for block in found.blocks if block.moved}
    assert places == {Sort.MOVED_AWAY: 4, Sort.MOVED_HERE: 1}
    assert [(change.verb, change.paragraph, change.inserted) for change in changes(found)] == [("Moved", 4, LONG)]


def test_spacing_alone_is_no_difference():
    assert redline("One  thing.\n\nAnother.", "One thing.\nAnother.\n").is_equal


def test_changes_are_told_with_the_words_before_them():
    told = changes(redline(f"{OLD}\nPaid two hours.", f"{NEW}\nPaid three hours."))
    assert [(one.verb, one.paragraph, one.after, one.deleted, one.inserted) for one in told] == [
        ("Inserted", 1, "shall be offered in order of", "", "classification"),
        ("Inserted", 1, "seniority from the", "", "posted"),
        ("Replaced", 2, "Paid", "two", "three"),
    ]


WORDS = st.sampled_from(["the", "City", "shall", "pay", "three", "(3)", "hours,", " ", "  ", "\n", "\n\n", "\t", "and"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)
ANY = st.text(alphabet="ab \n\t.", max_size=40)


@quick
@given(st.one_of(TEXTS, ANY), st.one_of(TEXTS, ANY))
def test_both_texts_come_back_to_the_letter(old, new):
    found = redline(old, new)
    assert (found.old, found.new) == (old, new)


@quick
@given(TEXTS, TEXTS)
def test_the_list_of_changes_is_empty_only_for_equal_words(old, new):
    assert (changes(redline(old, new)) == ()) == (old.split() == new.split() and redline(old, new).is_equal)


@quick
@given(TEXTS)
def test_a_text_is_equal_to_itself(text):
    assert redline(text, text).is_equal

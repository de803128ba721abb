"""The words between two headings, flowing again."""

from agreements.importing.passages import Passages
from agreements.importing.readers.plain import read_kept
from tests.each import each

LONG = "The parties agree that every employee of the unit shall be told of the"


@each(
    ("text", "furniture", "expected"),
    [
        (f"{LONG}\nchange in writing.\n\nA second paragraph.", (), f"{LONG} change in writing.\n\nA second paragraph."),
        # A page ends in the middle of a sentence, then at the end of one.
        (f"{LONG}\n\nPage 4\n\fchange.", (3,), f"{LONG} change."),
        (f"{LONG} change.\nPage 4\n\fNext it is.", (2,), f"{LONG} change.\n\nNext it is."),
        # A word broken at the line's end; a word that is spelt with its hyphen elsewhere.
        ("The represen-\ntative of them signs.", (), "The representative of them signs."),
        ("A full-\ntime employee is not a full-time clerk.", (), "A full-time employee is not a full-time clerk."),
        # Letters of a list and rows of a table keep their lines.
        ("The steps:\n(a) the first;\n(b) the second.", (), "The steps:\n(a) the first;\n(b) the second."),
        ("Step 1     22.10\nStep 2     24.80", (), "Step 1     22.10\nStep 2     24.80"),
        # A blank line after every line is no paragraph.
        (f"{LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n\nEnd of it.", (), f"{LONG} {LONG} {LONG} {LONG}\n\nEnd of it."),
    ],
)  # fmt: skip
def test_text(text, furniture, expected):
    lines = read_kept(text)

    assert Passages(lines, frozenset(furniture)).text(1, len(lines)) == expected


@each(
    ("line", "title", "rest"),
    [
        ("Section 3. Vacation. It accrues monthly.", "Vacation", "It accrues monthly."),
        ("14.3 CALL-OUTS", "CALL-OUTS", ""),
        ("Section 2-1: Purpose", "Purpose", ""),
        ("3. It accrues monthly.", "", "It accrues monthly."),
        ("A. The list is posted.", "", "The list is posted."),
    ],
)
def test_what_a_sections_first_line_says_behind_its_title(line, title, rest):
    assert Passages(read_kept(line), frozenset()).heading_rest(1, title) == rest

"""A text split by section, and what is no section of it."""

from bargaining.rules.sections import foreign, split_sections
from tests.each import each

CASES = [
    ("", []),
    ("Three percent.", [""]),
    ("22.1 Increases\nThree percent.\n22.4 Retroactivity\nTo July 1.", ["22.1", "22.4"]),
    ("Wages\n22.1 Increases", ["", "22.1"]),
    ("Section 22.1. Increases\n§ 22.2: Steps", ["22.1", "22.2"]),
    ("22.1 Increases\n14.3 applies as it stands.", ["22.1"]),
    ("22.1 A\n22.1 goes on", ["22.1"]),
    ("22.10 A\n22.1.2 B", ["22.10", "22.1.2"]),
    ("3.5 percent in the first year", [""]),
    ("22 Wages", [""]),
]


@each(("text", "numbers"), CASES)
def test_the_sections_of_a_text(text, numbers):
    found = split_sections(text, article="22")
    assert [section.number for section in found] == numbers
    assert "".join(section.text for section in found) == text


def test_sections_of_other_articles_are_named():
    assert foreign("22.1 A\n14.3 B\n9.1 C\n14.3 D", article="22") == ("14.3", "9.1")

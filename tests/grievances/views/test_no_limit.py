"""A step from which the union may go on without a stated limit still has its decision."""

from datetime import date

from grievances.queries.letter_facts import _nothing_follows
from labor_office.core.documents.rules.letters import CountedDate
from tests.each import each


@each(
    ("onward", "is_over", "said"),
    [
        (None, True, "Nothing remains to be appealed."),
        (None, False, "The procedure has no further step."),
        ("The union may appeal to Step 2. The procedure states no limit for this.", False, "The procedure states no"),
        (CountedDate("Until", date(2026, 7, 2), "Ten days", "Art. 11"), False, "The procedure has no further step."),
    ],
)
def test_what_stands_where_no_last_day_can(onward, is_over, said):
    assert said in _nothing_follows(onward, is_over=is_over)

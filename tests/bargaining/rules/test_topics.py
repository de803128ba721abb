"""What an issue is about, and where the City says two things about it."""

from bargaining.rules.topics import Position, Topic, contradictions, topic_of
from tests.each import each


@each(
    ("title", "topic"),
    [
        ("Wages", Topic.WAGES),
        ("Salaries and pay plan", Topic.WAGES),
        ("Overtime and call-outs", Topic.OVERTIME),
        ("Shift differential", Topic.DIFFERENTIALS),
        ("Union leave", Topic.UNION_RIGHTS),
        ("Vacation scheduling", Topic.LEAVE),
        ("Health insurance opener", Topic.HEALTH),
        ("Tool and boot allowance", Topic.ALLOWANCES),
        ("Subcontracting notice", Topic.CONTRACTING),
        ("Discipline records", Topic.DISCIPLINE),
        ("Grievance procedure", Topic.GRIEVANCES),
        ("Seniority", Topic.SENIORITY),
        ("Remote work", Topic.HOURS),
        ("Term of agreement", Topic.TERM),
        ("Labor-management committee", Topic.OTHER),
    ],
)
def test_a_title_tells_the_subject(title, topic):
    assert topic_of(title) is topic


def position(table, issue="Art. 22 Wages", **terms):
    """What the City last said at a table."""
    return Position(table, issue, "", tuple((label.replace("_", " "), value) for label, value in terms.items()))


CASES = [
    ([position("N-1", Jul_2026="3.0"), position("N-2", Jul_2026="3")], []),
    ([position("N-1", Jul_2026="3.0"), position("N-2", Jul_2026="2.5")], ["Jul 2026: 3.0 at N-1, 2.5 at N-2"]),
    ([position("N-1", Jul_2026="3.0"), position("N-2", Jul_2027="2.5")], []),
    ([position("N-1", Retroactive="yes"), position("N-2", Retroactive="No")], ["Retroactive: yes at N-1, No at N-2"]),
    ([position("N-1", Jul_2026="3"), position("N-1", issue="Art. 23", Jul_2026="2")], []),
    (
        [position("N-1", Jul_2026="3"), position("N-2", Jul_2026="2"), position("N-3", Jul_2026="3")],
        ["Jul 2026: 3 at N-1, 2 at N-2", "Jul 2026: 2 at N-2, 3 at N-3"],
    ),
]


@each(("positions", "words"), CASES)
def test_the_city_contradicts_itself(positions, words):
    assert [one.words for one in contradictions(positions)] == words

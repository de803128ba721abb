"""Which article of the former agreement a clause continues."""

from agreements.rules.matching import Side, propose
from agreements.rules.vocabulary import Match
from tests.each import each

OLD = [
    Side("1", "Recognition", article_id=10),
    Side("2", "Overtime", article_id=20),
    Side("2.1", "Call-outs", "The list is posted in each yard.", under=1, article_id=21),
    Side("2.2", "", "Time over forty hours in a week is overtime and paid as such.", under=1, article_id=22),
    Side("3", "Uniforms", article_id=30),
    Side("Letter 1", "Storm duty", article_id=40),
]


@each(
    ("clauses", "expected"),
    [
        ([Side("1", "RECOGNITION")], [(10, Match.SURE)]),
        ([Side("4", "OVERTIME")], [(20, Match.UNSURE)]),
        ([Side("1", "Parking")], [(None, Match.NEW)]),
        ([Side("2", "Overtime"), Side("2.1", "CALL-OUTS", under=0)], [(20, Match.SURE), (21, Match.SURE)]),
        (
            [Side("5", "Overtime"), Side("5.2", "", "Time over forty hours in a week is overtime, paid so.", under=0)],
            [(20, Match.UNSURE), (22, Match.SURE)],
        ),
        ([Side("2", "Overtime"), Side("6", "Overtime")], [(20, Match.SURE), (None, Match.NEW)]),
        ([Side("Letter 1", "Night work"), Side("Letter 2", "Storm duty")], [(None, Match.NEW), (40, Match.UNSURE)]),
        ([], []),
    ],
)
def test_propose(clauses, expected):
    assert [(each.article_id, each.match) for each in propose(clauses, OLD)] == expected

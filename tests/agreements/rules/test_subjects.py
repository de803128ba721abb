"""Which clauses of two units speak of the same subject."""

from agreements.rules.subjects import Titled, same_subjects

LABOR = (
    Titled(1, "Grievance procedure"), Titled(2, "Filing", 1), Titled(3, "Step 1", 1),
    Titled(4, "Overtime and call-outs"),
    Titled(5, "Call-out minimum", 4), Titled(6, "Shifts and bids"), Titled(7, "Holiday pay", 4),
)  # fmt: skip
FIRE = (
    Titled(11, "Holidays"), Titled(12, "Holiday pay", 11), Titled(13, "The Grievance Procedures"),
    Titled(14, "Step 1", 13),
    Titled(15, "Filing", 13), Titled(16, "Step 2", 13), Titled(17, "Call-outs and overtime"),
    Titled(18, "Minimum call-out", 17),
)  # fmt: skip


def test_same_subjects():
    assert same_subjects(LABOR, FIRE) == {1: 13, 2: 15, 3: 14, 4: 17, 5: 18, 7: 12}


def test_no_clause_is_used_twice_and_untitled_ones_match_nothing():
    assert same_subjects((Titled(1, "Filing"), Titled(2, "Filing")), (Titled(3, "Filing"),)) == {1: 3}
    assert same_subjects((Titled(1, ""), Titled(2, "", 1)), (Titled(3, ""), Titled(4, "", 3))) == {}

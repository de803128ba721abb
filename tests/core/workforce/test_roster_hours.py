"""Part-time and the hours of the week, as rosters tell them."""

from decimal import Decimal

import pytest

from labor_office.core.workforce.models import Assignment
from tests.core.workforce.city import JULY, apply, build, counts, receive

pytestmark = pytest.mark.django_db
HEAD = "Employee number,Department,Class,Annual salary,FTE,Hours per week,Hired\n"
ROWS = "10,WTR,OP1,60000,0.5,40,2019-06-15\n20,FIR,SUP,90000,,56,\n30,WTR,OP1,60000,1,,\n"


def told():
    """FTE and hours by employee number, today."""
    posts = Assignment.objects.filter(ends_on=None).order_by("employee__number")
    return list(posts.values_list("employee__number", "fte", "weekly_hours"))


def test_part_time_and_hours_are_kept_with_the_post():
    build()
    apply(HEAD + ROWS)
    assert told() == [("10", Decimal("0.5"), 40), ("20", None, 56), ("30", 1, None)]


def test_a_change_of_hours_is_a_new_post_and_is_taken_back_with_its_import():
    build()
    apply(HEAD + ROWS)
    later = apply(HEAD + ROWS.replace("0.5,40", "0.75,40"), JULY)
    assert counts(later) == {"changed": 1, "same": 2, "rows": 3, "good": 3}
    assert told()[0] == ("10", Decimal("0.75"), 40)


@pytest.mark.parametrize(
    ("cells", "fault"), [("half,40", "fte"), ("3,40", "fte"), ("1,forty", "week"), ("1,200", "week")]
)
def test_what_is_no_part_of_full_time_and_no_week_is_refused_by_its_line(cells, fault):
    build()
    report = receive(f"{HEAD}10,WTR,OP1,60000,{cells},\n").report
    assert report["counts"]["rejected"] == 1
    words = {"fte": "full-time equivalent", "week": "hours of the week"}[fault]
    assert any(words in str(problem) for problem in report["problems"])

"""Numbers of exhibits, and whose strike is next."""

from grievances.rules.exhibits import next_exhibit, order_of
from grievances.rules.strikes import Panel, Side, out_of_turn
from tests.each import each

CITY, UNION = Side.CITY, Side.UNION


@each(("side", "taken", "expected"), [
    ("C", (), "C-1"), ("C", ("C-1", "C-3"), "C-4"), ("J", ("C-1", "U-9"), "J-1"), ("C", ("odd",), "C-1"),
])  # fmt: skip
def test_the_next_number_of_a_side(side, taken, expected):
    assert next_exhibit(side, taken) == expected


def test_a_binder_begins_with_what_both_sides_put_in():
    exhibits = ["U-1", "C-10", "C-2", "X-1", "J-3", "odd"]
    assert sorted(exhibits, key=order_of) == ["J-3", "C-2", "C-10", "U-1", "X-1", "odd"]


@each(("struck", "turn", "left"), [
    ([], CITY, 3), ([CITY], UNION, 2), ([CITY, UNION], None, 1), ([UNION], CITY, 2),
])  # fmt: skip
def test_sides_strike_in_turn_until_one_name_is_left(struck, turn, left):
    panel = Panel(CITY, struck, 3)
    assert (panel.turn, panel.left) == (turn, left)


def test_a_strike_out_of_turn_is_warned_of():
    assert out_of_turn(Panel(CITY, [], 7), CITY) == ""
    assert out_of_turn(Panel(CITY, [], 7), UNION).startswith("The City strikes next.")
    assert Panel(CITY, [], 0).turn is None

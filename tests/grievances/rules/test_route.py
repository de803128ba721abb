"""The way through a procedure as its limits describe it."""

from grievances.rules import route
from tests.each import each
from tests.grievances.limits import DEMAND_AT_STEP_3, GAP, THREE_STEPS

THREE = route.route_of(["1", "2", "3", "arbitration"], THREE_STEPS)
NUMBERED = route.route_of(["1", "2", "3", "arbitration"], DEMAND_AT_STEP_3)
GAPPED = route.route_of(["1", "2", "3"], GAP)


@each(
    ("way", "step", "following", "event"),
    [
        (THREE, "1", "2", "filed:2"),
        (THREE, "2", "3", "filed:3"),
        (THREE, "3", "arbitration", "demand"),
        (THREE, "arbitration", "", "filed:"),
        (NUMBERED, "2", "3", "demand"),
        (GAPPED, "1", "2", "filed:2"),
        (GAPPED, "2", "3", "demand"),
        (GAPPED, "3", "", "filed:"),
    ],
)
def test_next_step_and_how_one_gets_there(way, step, following, event):
    assert way.next_step(step) == following
    assert way.event_into(following) == event


@each(
    ("step", "kinds", "may"),
    [
        ("1", [], True),
        ("2", [], False),
        ("2", ["suspension or dismissal"], True),
        ("3", ["suspension or dismissal"], False),
    ],
)
def test_entry_at_a_later_step_is_for_the_kinds_the_procedure_names(step, kinds, may):
    assert THREE.may_enter_at(step, kinds) is may


def test_only_the_step_one_demands_into_is_arbitration():
    assert [step for step in THREE.steps if THREE.is_arbitration(step)] == ["arbitration"]
    assert NUMBERED.is_arbitration("3")
    assert NUMBERED.is_arbitration("arbitration")
    assert [way.demanded_at() for way in (THREE, NUMBERED, GAPPED)] == ["", "3", "3"]


def test_a_favorable_answer_ends_the_time_to_appeal():
    assert route.codes_onward(THREE_STEPS, THREE, step="2") == {"F3"}

"""What a miss brings about, by whose miss it is."""

from grievances.rules.effects import BY_THE_CITY, BY_THE_UNION, effect_of
from grievances.rules.vocabulary import Outcome, StepOutcome
from labor_office.core.deadlines.rules.procedure import MissedEffect
from tests.each import each


@each(
    ("effect", "actor", "step_outcome", "ending", "may_advance", "moves_on"),
    [
        ("deemed_denied", "employer", StepOutcome.DEEMED_DENIED, None, True, False),
        ("advance_allowed", "employer", None, None, True, False),
        ("auto_advance", "both", None, None, True, True),
        ("bound_by_last_answer", "employer", None, None, True, False),
        ("granted", "employer", StepOutcome.DEEMED_GRANTED, None, False, False),
        ("default_against_misser", "employer", StepOutcome.DEEMED_GRANTED, None, False, False),
        ("default_against_misser", "union", None, Outcome.FORFEITED, False, False),
        ("withdrawn", "union", None, Outcome.FORFEITED, False, False),
        ("settled_on_last_answer", "union", None, Outcome.FORFEITED, False, False),
        ("bound_by_last_answer", "union", None, Outcome.FORFEITED, False, False),
        ("none_stated", "union", None, None, False, False),
        ("none_stated", "employer", None, None, False, False),
    ],
)
def test_effect(effect, actor, step_outcome, ending, may_advance, moves_on):  # noqa: PLR0917 -- a table's columns
    found = effect_of(effect, actor=actor)
    assert (found.step_outcome, found.ending, found.may_advance, found.moves_on) == (
        step_outcome, ending, may_advance, moves_on,
    )  # fmt: skip


def test_every_effect_is_in_both_tables():
    assert set(BY_THE_CITY) == set(BY_THE_UNION) == set(MissedEffect)

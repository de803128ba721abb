"""What follows when a time limit of the grievance procedure is missed: one table, read with the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grievances.rules.vocabulary import Outcome, StepOutcome
from labor_office.core.deadlines.rules.procedure import MissedEffect


@dataclass(frozen=True, slots=True)
class Effect:
    """What a miss does and how it is said.

    ``step_outcome``: the step is over, so. ``ending``: how the grievance ends if the City takes
    it so, which ``words`` then offer and never state: a person closes it, because an appeal may
    still be in the mail. ``may_advance``:
    the union may go on without an answer. ``moves_on``: the grievance is at the next step
    from then on, if the procedure also says by which event.
    """

    words: str
    step_outcome: StepOutcome | None = None
    ending: Outcome | None = None
    may_advance: bool = False
    moves_on: bool = False


_NOTHING = Effect("The procedure states no consequence.")

BY_THE_CITY: Mapping[MissedEffect, Effect] = {
    MissedEffect.DEEMED_DENIED: Effect(
        "The grievance is deemed denied at this step.", step_outcome=StepOutcome.DEEMED_DENIED, may_advance=True
    ),
    MissedEffect.ADVANCE_ALLOWED: Effect("The union may go on to the next step without an answer.", may_advance=True),
    MissedEffect.AUTO_ADVANCE: Effect(
        "The grievance goes on to the next step by itself.", may_advance=True, moves_on=True
    ),
    MissedEffect.GRANTED: Effect("The grievance is granted as asked.", step_outcome=StepOutcome.DEEMED_GRANTED),
    MissedEffect.DEFAULT_AGAINST_MISSER: Effect("The City loses by default.", step_outcome=StepOutcome.DEEMED_GRANTED),
    MissedEffect.BOUND_BY_LAST_ANSWER: Effect("The City is held to its last answer.", may_advance=True),
    MissedEffect.SETTLED_ON_LAST_ANSWER: Effect("The grievance is settled on the last answer.", may_advance=True),
    MissedEffect.WITHDRAWN: Effect("The matter is dropped by the side that missed.", may_advance=True),
    MissedEffect.NONE_STATED: _NOTHING,
}

_OPEN = "It stays open until the office closes it."

BY_THE_UNION: Mapping[MissedEffect, Effect] = {
    MissedEffect.WITHDRAWN: Effect(f"The City may treat the grievance as withdrawn. {_OPEN}", ending=Outcome.FORFEITED),
    MissedEffect.SETTLED_ON_LAST_ANSWER: Effect(
        f"The City may treat the grievance as settled on its last answer. {_OPEN}", ending=Outcome.FORFEITED
    ),
    MissedEffect.BOUND_BY_LAST_ANSWER: Effect(
        f"The City may hold the union to the City's last answer. {_OPEN}", ending=Outcome.FORFEITED
    ),
    MissedEffect.DEFAULT_AGAINST_MISSER: Effect(
        f"The City may treat the grievance as lost by default. {_OPEN}", ending=Outcome.FORFEITED
    ),
    MissedEffect.DEEMED_DENIED: Effect(
        f"The City may treat the grievance as denied. {_OPEN}", ending=Outcome.FORFEITED
    ),
    MissedEffect.GRANTED: _NOTHING,
    MissedEffect.ADVANCE_ALLOWED: _NOTHING,
    MissedEffect.AUTO_ADVANCE: _NOTHING,
    MissedEffect.NONE_STATED: _NOTHING,
}


def effect_of(missed_effect: str, *, actor: str) -> Effect:
    """What a miss by ``actor`` (``union``, ``employer``, ``both``, ``either``, ``neutral``) brings about.

    A limit that binds both sides, or a neutral, is read as the City's: what follows is
    that the union need not wait.
    """
    table = BY_THE_UNION if actor == "union" else BY_THE_CITY
    return table[MissedEffect(missed_effect)]

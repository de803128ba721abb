"""Which acts a grievance allows where it stands, as a table; everything else is refused with its reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from grievances.rules.vocabulary import FAVORABLE, StepOutcome, StepState


class Act(StrEnum):
    """What may be done to a grievance."""

    SCHEDULE_MEETING = "SCHEDULE_MEETING"
    RECORD_MEETING = "RECORD_MEETING"
    DRAFT_DECISION = "DRAFT_DECISION"
    DECIDE = "DECIDE"
    APPEAL = "APPEAL"
    DEMAND_ARBITRATION = "DEMAND_ARBITRATION"
    BYPASS = "BYPASS"
    ADVANCE = "ADVANCE"
    REMAND = "REMAND"
    EXTEND = "EXTEND"
    SIGN_EXTENSION = "SIGN_EXTENSION"
    WITHDRAW_EXTENSION = "WITHDRAW_EXTENSION"
    TAKE_EXTENSION = "TAKE_EXTENSION"
    HOLD = "HOLD"
    RESUME = "RESUME"
    CORRECT = "CORRECT"
    TAKE_BACK = "TAKE_BACK"
    CHANGE_VERSION = "CHANGE_VERSION"
    NAME_DECIDER = "NAME_DECIDER"
    OPEN_ARBITRATION = "OPEN_ARBITRATION"
    RECORD = "RECORD"
    WITHDRAW = "WITHDRAW"
    SETTLE = "SETTLE"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a grievance stands: all that the table below looks at.

    ``next_step`` is empty at the last one. ``is_answer_missed``: the City let a limit of
    this step pass, so the union may go on without an answer.
    """

    step_name: str
    state: StepState
    outcome: StepOutcome | None
    next_step: str
    is_next_arbitration: bool = False
    is_at_arbitration: bool = False
    is_answer_missed: bool = False
    is_stopped: bool = False
    is_closed: bool = False
    has_step_below: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether this step is over, by an answer or by silence."""
        return self.state in {StepState.DECIDED, StepState.DEEMED}


_Need = Callable[[Standing], str]


class Openness(Protocol):
    """What any case says of itself: whether it is closed, and whether its clock stands still."""

    @property
    def is_closed(self) -> bool: ...

    @property
    def is_stopped(self) -> bool: ...


def _open(here: Openness) -> str:
    return "It is closed. Reopen it first." if here.is_closed else ""


def _closed(here: Openness) -> str:
    return "" if here.is_closed else "It is open already."


def _running(here: Openness) -> str:
    return "Its clock is stopped. Restart the clock first." if here.is_stopped else ""


def _stopped(here: Openness) -> str:
    return "" if here.is_stopped else "Its clock is running."


def _undecided(here: Standing) -> str:
    return f"{here.step_name} is decided already." if here.is_decided else ""


def _without_letter(here: Standing) -> str:
    """Silence may be answered late; a given answer is corrected by a letter that supersedes it."""
    if here.state is not StepState.DECIDED:
        return ""
    return f"{here.step_name} is decided already. A correction supersedes the letter that was issued."


def _in_the_citys_hands(here: Standing) -> str:
    return "It is at arbitration: an arbitrator decides." if here.is_at_arbitration else ""


def _at_arbitration(here: Standing) -> str:
    return "" if here.is_at_arbitration else "Record the demand for arbitration first."


def _at_arbitration_or_decided(here: Standing) -> str:
    if here.is_at_arbitration or here.is_decided or here.has_step_below:
        return ""
    return f"There is no step below {here.step_name} to send it back to."


def _has_next(here: Standing) -> str:
    return "" if here.next_step else f"The procedure has no step after {here.step_name}."


def _appealable(here: Standing) -> str:
    if here.outcome in FAVORABLE:
        return f"{here.step_name} was decided for the union, so there is nothing to appeal."
    if here.is_decided or here.is_answer_missed:
        return ""
    return f"{here.step_name} has no answer yet and its time has not run out. Record an agreed advance instead."


def _next_is_a_step(here: Standing) -> str:
    return "The next step is arbitration. Record the demand instead." if here.is_next_arbitration else ""


def _next_is_arbitration(here: Standing) -> str:
    if not here.next_step or here.is_next_arbitration:
        return ""
    return f"After {here.step_name} comes another step before arbitration."


MOVES: Mapping[Act, tuple[_Need, ...]] = {
    Act.SCHEDULE_MEETING: (_open, _undecided),
    Act.RECORD_MEETING: (_open, _undecided),
    Act.DRAFT_DECISION: (_open, _in_the_citys_hands, _without_letter),
    Act.DECIDE: (_open, _in_the_citys_hands, _without_letter),
    Act.APPEAL: (_open, _has_next, _next_is_a_step, _appealable),
    Act.DEMAND_ARBITRATION: (_open, _has_next, _next_is_arbitration, _appealable),
    Act.BYPASS: (_open, _in_the_citys_hands, _undecided, _has_next),
    Act.ADVANCE: (_open, _in_the_citys_hands, _undecided, _has_next),
    Act.REMAND: (_open, _at_arbitration_or_decided),
    Act.EXTEND: (_open, _running),
    Act.SIGN_EXTENSION: (_open,),
    Act.WITHDRAW_EXTENSION: (_open,),
    Act.TAKE_EXTENSION: (_open, _running),
    Act.HOLD: (_open, _running),
    Act.RESUME: (_open, _stopped),
    Act.CORRECT: (),
    Act.TAKE_BACK: (_open,),
    Act.CHANGE_VERSION: (_open,),
    Act.NAME_DECIDER: (_open, _in_the_citys_hands, _without_letter),
    Act.OPEN_ARBITRATION: (_open, _at_arbitration),
    Act.RECORD: (_open,),
    Act.WITHDRAW: (_open,),
    Act.SETTLE: (_open,),
    Act.CLOSE: (_open,),
    Act.REOPEN: (_closed,),
}


def refusal(here: Standing, act: Act) -> str:
    """Why ``act`` is not possible now, in words a person can act on; empty when it is possible."""
    return next((why for why in (need(here) for need in MOVES[act]) if why), "")


def allowed(here: Standing) -> frozenset[Act]:
    """Every act possible now."""
    return frozenset(act for act in Act if not refusal(here, act))


@dataclass(frozen=True, slots=True)
class ProceedingStanding:
    """Where a proceeding stands; without a procedure it has no clock to stop, extend or correct."""

    has_clock: bool
    is_stopped: bool = False
    is_closed: bool = False


def _counted(here: ProceedingStanding) -> str:
    return "" if here.has_clock else "No procedure is published for this kind of case, so no date is counted."


PROCEEDING_MOVES: Mapping[Act, tuple[Callable[[ProceedingStanding], str], ...]] = {
    Act.RECORD: (_open, _counted),
    Act.EXTEND: (_open, _counted, _running),
    Act.SIGN_EXTENSION: (_open, _counted),
    Act.WITHDRAW_EXTENSION: (_open, _counted),
    Act.TAKE_EXTENSION: (_open, _counted, _running),
    Act.HOLD: (_open, _counted, _running),
    Act.RESUME: (_open, _counted, _stopped),
    Act.CORRECT: (_counted,),
    Act.TAKE_BACK: (_open, _counted),
    Act.CHANGE_VERSION: (_open, _counted),
    Act.CLOSE: (_open,),
    Act.REOPEN: (_closed,),
}


def refusal_of_proceeding(here: ProceedingStanding, act: Act) -> str:
    """Why ``act`` is not possible on a proceeding now; empty when it is."""
    return next((why for why in (need(here) for need in PROCEEDING_MOVES[act]) if why), "")


def refuse_decider(*, decider_id: int, decided_below: Mapping[int, str], named: Mapping[int, str]) -> str:
    """Why this person may not decide: they decided a step below, or are named in the case. Empty if they may.

    Both maps lead from a person to the words for it: ``{7: "Step 1"}``, ``{9: "supervisor"}``.
    """
    if decider_id in decided_below:
        return f"They decided {decided_below[decider_id]} of this grievance, so someone else decides here."
    if decider_id in named:
        return f"They are named in this grievance as {named[decider_id]}, so someone else decides."
    return ""


def refuse_elsewhere(
    *,
    is_decider: bool,
    decides: Collection[tuple[int, str]],
    here: tuple[int | None, str],
    named: Collection[tuple[int, str]],
) -> str:
    """Why a step decision maker of other departments or steps may not decide here; empty if they may.

    ``decides`` are the departments and steps a person was named for, ``here`` the grievance's,
    ``named`` every department and step that anybody is named for. A step for which one department
    alone names people, as the City Manager's office does for the last one, is decided there for
    the whole City. Whom no department has named decides anywhere, and so do the office's own people.
    """
    if not is_decider or not decides or here in decides:
        return ""
    naming = {department for department, step in named if step == here[1]}
    if here not in named and len(naming) == 1 and here[1] in {step for _, step in decides}:
        return ""
    return "They decide for another department or at another step."

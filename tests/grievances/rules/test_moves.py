"""Which acts are possible where a grievance stands."""

from dataclasses import replace

from grievances.rules.moves import Act, Standing, allowed, refusal, refuse_decider, refuse_elsewhere
from grievances.rules.vocabulary import StepOutcome, StepState
from tests.each import each

FILED = Standing(step_name="Step 1", state=StepState.FILED, outcome=None, next_step="2")
ANYTIME = {Act.CORRECT, Act.EXTEND, Act.HOLD, Act.WITHDRAW, Act.SETTLE, Act.CLOSE,
           Act.SIGN_EXTENSION, Act.WITHDRAW_EXTENSION, Act.TAKE_EXTENSION, Act.TAKE_BACK, Act.CHANGE_VERSION,
           Act.RECORD}  # fmt: skip
WORK = {
    Act.NAME_DECIDER,
    Act.SCHEDULE_MEETING,
    Act.RECORD_MEETING,
    Act.DRAFT_DECISION,
    Act.DECIDE,
    Act.BYPASS,
    Act.ADVANCE,
}
DENIED = replace(FILED, state=StepState.DECIDED, outcome=StepOutcome.DENIED)
DEEMED = replace(FILED, state=StepState.DEEMED, outcome=StepOutcome.DEEMED_DENIED)
LAST = replace(DENIED, step_name="Step 3", next_step="arbitration", is_next_arbitration=True)
ARBITRATION = replace(FILED, step_name="Arbitration", next_step="", is_at_arbitration=True, has_step_below=True)


@each(
    ("here", "possible"),
    [
        (FILED, ANYTIME | WORK),
        (replace(FILED, is_answer_missed=True), ANYTIME | WORK | {Act.APPEAL}),
        (DENIED, ANYTIME | {Act.APPEAL, Act.REMAND}),
        (replace(DENIED, outcome=StepOutcome.GRANTED), ANYTIME | {Act.REMAND}),
        (replace(DENIED, outcome=StepOutcome.GRANTED_IN_PART), ANYTIME | {Act.APPEAL, Act.REMAND}),
        (DEEMED, ANYTIME | {Act.APPEAL, Act.REMAND, Act.DRAFT_DECISION, Act.DECIDE, Act.NAME_DECIDER}),
        (LAST, ANYTIME | {Act.DEMAND_ARBITRATION, Act.REMAND}),
        (replace(LAST, next_step="", is_next_arbitration=False), ANYTIME | {Act.REMAND}),
        (ARBITRATION, ANYTIME | {Act.SCHEDULE_MEETING, Act.RECORD_MEETING, Act.REMAND, Act.OPEN_ARBITRATION}),
        (replace(FILED, is_stopped=True), (ANYTIME | WORK | {Act.RESUME}) - {Act.EXTEND, Act.HOLD, Act.TAKE_EXTENSION}),
        (replace(DENIED, is_closed=True), {Act.CORRECT, Act.REOPEN}),
    ],
)
def test_what_is_possible(here, possible):
    assert allowed(here) == possible


@each(
    ("here", "act", "words"),
    [
        (FILED, Act.APPEAL, "Step 1 has no answer yet and its time has not run out. Record an agreed advance instead."),
        (DENIED, Act.DECIDE, "Step 1 is decided already. A correction supersedes the letter that was issued."),
        (LAST, Act.APPEAL, "The next step is arbitration. Record the demand instead."),
        (DENIED, Act.DEMAND_ARBITRATION, "After Step 1 comes another step before arbitration."),
        (ARBITRATION, Act.DECIDE, "It is at arbitration: an arbitrator decides."),
        (FILED, Act.REMAND, "There is no step below Step 1 to send it back to."),
        (replace(FILED, is_closed=True), Act.RECORD_MEETING, "It is closed. Reopen it first."),
        (FILED, Act.RESUME, "Its clock is running."),
    ],
)
def test_a_refusal_says_why(here, act, words):
    assert refusal(here, act) == words


def test_a_decision_is_not_made_by_who_decided_below_or_is_named():
    below, named = {7: "Step 1"}, {9: "supervisor"}
    assert refuse_decider(decider_id=7, decided_below=below, named=named) == (
        "They decided Step 1 of this grievance, so someone else decides here."
    )
    assert refuse_decider(decider_id=9, decided_below=below, named=named) == (
        "They are named in this grievance as supervisor, so someone else decides."
    )
    assert refuse_decider(decider_id=8, decided_below=below, named=named) == ""


WATER, FIRE, FINANCE, MANAGER = 1, 2, 3, 4
NAMED = {(WATER, "1"), (FIRE, "1"), (WATER, "2"), (MANAGER, "3")}


@each(("decides", "here", "may"), [
    ({(WATER, "1")}, (WATER, "1"), True),
    ({(WATER, "1")}, (WATER, "2"), False),
    ({(WATER, "1")}, (FIRE, "1"), False),
    # Nobody is named for Finance: that is no reason for Water to decide there.
    ({(WATER, "1")}, (FINANCE, "1"), False),
    ({(MANAGER, "3")}, (FINANCE, "3"), True),
    ({(MANAGER, "3")}, (None, "3"), True),
    (set(), (FINANCE, "1"), True),
])  # fmt: skip
def test_a_step_is_decided_where_somebody_is_named_for_it(decides, here, may):
    refused = refuse_elsewhere(is_decider=True, decides=decides, here=here, named=NAMED)
    assert (refused == "") is may


def test_the_offices_own_people_decide_anywhere():
    assert refuse_elsewhere(is_decider=False, decides={(WATER, "1")}, here=(FINANCE, "1"), named=NAMED) == ""

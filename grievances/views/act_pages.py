"""What is done to a grievance, a page each: its words, its form, what it would move, the action it calls."""

from __future__ import annotations

from datetime import date

from grievances.actions import appeals, arbitrations, decisions, endings, facts, holding, meetings, moves, undoing
from grievances.actions.filing import LatenessUndecided
from grievances.actions.places import MoveRefused
from grievances.forms import clock as clock_forms
from grievances.forms import steps as step_forms
from grievances.queries import previews, step_previews
from grievances.queries.deciders import possible_deciders, usual_decider
from grievances.queries.places import Place
from grievances.queries.undoing import undoable
from grievances.rules.moves import Act
from grievances.views.act_table import ActPage, Values
from grievances.views.clock_pages import CLOCK_PAGES
from labor_office.core.deadlines.actions import clocks, extensions, stops, triggers
from labor_office.core.deadlines.rules import choosing
from labor_office.core.matters.actions import access, closing

REFUSALS = (
    MoveRefused, decisions.DeciderRefused, endings.OutcomeUnknown, closing.ClosesBeforeItOpened,
    closing.AlreadyClosed, extensions.NotExtendable, extensions.NothingToExtend, extensions.NotLater,
    extensions.NoFollowUp, stops.AlreadyStopped, stops.NotStopped, stops.StopsBeforeItBegins, triggers.AlreadyRecorded,
    triggers.NotRecorded, clocks.VersionIsADraft, access.LastReader, choosing.DayNotPublished,
)  # fmt: skip

# Likely mistakes: the page asks what is meant, and saves once that is said.
UNDECIDED = (LatenessUndecided, choosing.ClosedDayUndecided)


def _later(place: Place) -> Values:
    return {"steps": step_previews.choices_of_steps(place, later=True)}


def _planned(place: Place) -> Values:
    meeting = place.step.meeting
    return {"people": meeting.people, "held_on": meeting.on} if meeting else {}


def _ending(place: Place, form: previews.Filled, today: date) -> previews.Preview:
    return previews.of_ending(place, form, today)


PAGES: dict[str, ActPage[Place]] = {
    **CLOCK_PAGES,
    "appeal": ActPage(
        Act.APPEAL, "Record appeal to {next}", "Record appeal", step_forms.ArrivalForm, appeals.record_appeal,
        "{next} opened.", preview=step_previews.of_arrival,
    ),
    "demand": ActPage(
        Act.DEMAND_ARBITRATION, "Record demand for arbitration", "Record demand", step_forms.DemandForm,
        arbitrations.take_to_arbitration, "{next} opened.", preview=step_previews.of_arrival,
    ),
    "open_arbitration": ActPage(
        Act.OPEN_ARBITRATION, "Open the arbitration's file", "Open the file", step_forms.OpenFileForm,
        arbitrations.open_arbitration, "Arbitration opened.",
        hint=lambda _place: "People, articles, statement, remedy and owner are taken over from the grievance.",
    ),
    "schedule_meeting": ActPage(
        Act.SCHEDULE_MEETING, "Schedule the {step} meeting", "Schedule meeting", step_forms.ScheduleMeetingForm,
        meetings.schedule_meeting, "{step} meeting scheduled.", preview=step_previews.of_planned_meeting,
    ),
    "record_meeting": ActPage(
        Act.RECORD_MEETING, "Record the {step} meeting", "Record meeting", step_forms.RecordMeetingForm,
        meetings.record_meeting, "{step} meeting recorded.", preview=step_previews.of_held_meeting, initial=_planned,
    ),
    "name_decider": ActPage(
        Act.NAME_DECIDER, "Name who decides {step}", "Name decision maker", step_forms.DeciderForm,
        decisions.name_decider, "Decision maker of {step} named.",
        more=lambda place: {"deciders": possible_deciders(place)},
        initial=lambda place: {"decider": place.step.decider or usual_decider(place)},
        missing=lambda place: "" if possible_deciders(place) else "Nobody may decide here. Ask the chief.",
        hint=lambda _place: (
            "Offered are those who decide this step for the department and had no part in the case."
        ),
    ),
    "stop": ActPage(
        Act.HOLD, "Stop the clock", "Stop the clock", clock_forms.StopForm, holding.hold_in_abeyance,
        "Clock stopped. The days left are kept.", preview=previews.of_stop,
    ),
    "restart": ActPage(
        Act.RESUME, "Restart the clock", "Restart the clock", clock_forms.RestartForm, holding.resume,
        "Clock running again.", preview=previews.of_restart,
    ),
    "advance": ActPage(
        Act.ADVANCE, "Take it on from {step} by agreement", "Advance", step_forms.PassOnForm,
        moves.advance_by_agreement, "{step} left by agreement.", preview=step_previews.of_passing, more=_later,
    ),
    "bypass": ActPage(
        Act.BYPASS, "Pass over {step}", "Pass over this step", step_forms.PassOnForm, moves.bypass_step,
        "{step} passed over.", preview=step_previews.of_passing, more=_later,
    ),
    "remand": ActPage(
        Act.REMAND, "Send back to a step", "Send back", step_forms.RemandForm, moves.remand,
        "Sent back; a second pass begins.",
        more=lambda place: {"steps": step_previews.choices_of_steps(place, later=False)},
    ),
    "correct": ActPage(
        Act.CORRECT, "Correct a starting event", "Correct the date", clock_forms.CorrectForm, facts.correct_start,
        "Date corrected. The former date stays in history.", preview=step_previews.of_correction,
        more=lambda place: {"events": previews.recorded_events(place)},
    ),
    "take_back": ActPage(
        Act.TAKE_BACK, "Take back what was recorded by mistake", "Take it back", clock_forms.UndoForm,
        undoing.take_back, "Taken back. It stays in history with your reason.", preview=previews.of_undoing,
        more=lambda place: {"events": undoable(place)},
        missing=lambda place: "" if undoable(place) else (
            "Nothing on record can be taken back: a filing is corrected, an issued decision superseded."
        ),
    ),
    "withdraw": ActPage(
        Act.WITHDRAW, "Withdraw the grievance", "Withdraw grievance", step_forms.WithdrawForm, endings.withdraw,
        "Grievance withdrawn and closed.", preview=_ending,
    ),
    "settle": ActPage(
        Act.SETTLE, "Settle the grievance", "Settle and close", step_forms.SettleForm, endings.settle,
        "Grievance settled and closed.", preview=_ending,
    ),
    "close": ActPage(
        Act.CLOSE, "Close the grievance", "Close grievance", clock_forms.CloseForm, endings.close, "Grievance closed.",
        preview=_ending,
    ),
    "reopen": ActPage(
        Act.REOPEN, "Reopen the grievance", "Reopen grievance", step_forms.ReasonForm, endings.reopen,
        "Grievance reopened.",
    ),
}  # fmt: skip

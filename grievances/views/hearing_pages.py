"""What is done to an arbitration, charge, discipline case or information request, a page each."""

from __future__ import annotations

from grievances.actions import hearing
from grievances.forms import clock as clock_forms
from grievances.forms.proceedings import CloseProceedingForm
from grievances.forms.steps import ReasonForm
from grievances.queries import previews
from grievances.queries.hearing import ProceedingCase
from grievances.rules.moves import Act
from grievances.rules.proceedings import WORDS
from grievances.views.act_table import ActPage, Values
from grievances.views.clock_pages import CLOCK_PAGES


def _endings(case: ProceedingCase) -> Values:
    origin = case.origin
    is_grievance = origin is not None and origin.kind == "grievance" and origin.closed_on is None
    return {
        "endings": WORDS[case.proceeding.kind].endings,
        "origin": origin.reference if origin is not None and is_grievance else "",
    }


def _recorded(case: ProceedingCase) -> Values:
    return {"events": previews.recorded_events(case)}


PAGES: dict[str, ActPage[ProceedingCase]] = {
    **CLOCK_PAGES,
    "stop": ActPage(
        Act.HOLD, "Stop the clock", "Stop the clock", clock_forms.StopForm, hearing.stop,
        "Clock stopped. The days left are kept.", preview=previews.of_stop,
    ),
    "restart": ActPage(
        Act.RESUME, "Restart the clock", "Restart the clock", clock_forms.RestartForm, hearing.restart,
        "Clock running again.", preview=previews.of_restart,
    ),
    "correct": ActPage(
        Act.CORRECT, "Correct a date", "Correct the date", clock_forms.NewDateForm, hearing.correct,
        "Date corrected. The former date stays in history.", preview=previews.of_new_date, more=_recorded,
        missing=lambda case: "" if previews.recorded_events(case) else "Nothing is recorded yet.",
    ),
    "take_back": ActPage(
        Act.TAKE_BACK, "Take back what was recorded by mistake", "Take it back", clock_forms.UndoForm,
        hearing.take_back, "Taken back. It stays in history with your reason.", preview=previews.of_undoing,
        more=_recorded,
        missing=lambda case: "" if previews.recorded_events(case) else "Nothing is recorded yet.",
    ),
    "close": ActPage(
        Act.CLOSE, "Close the {kind}", "Close it", CloseProceedingForm, hearing.close_proceeding, "Closed.",
        preview=previews.of_ending, more=_endings,
    ),
    "reopen": ActPage(
        Act.REOPEN, "Reopen the {kind}", "Reopen it", ReasonForm, hearing.reopen_proceeding, "Reopened.",
    ),
}  # fmt: skip

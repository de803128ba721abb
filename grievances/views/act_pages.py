"""The pages on which something is done to a case: their forms, what each would move, what each does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from grievances.actions import appeals, endings, facts, holding, meetings, moves
from grievances.actions.filing import LatenessUndecided
from grievances.actions.places import MoveRefused
from grievances.forms import clock as clock_forms
from grievances.forms import steps as step_forms
from grievances.queries.places import Place
from grievances.queries.previews import (
    Preview,
    choices_of_steps,
    of_arrival,
    of_correction,
    of_ending,
    of_extension,
    of_held_meeting,
    of_passing,
    of_planned_meeting,
    of_restart,
    of_signature,
    of_stop,
    of_taking_back,
    recorded_events,
    running_limits,
    standing_extensions,
    unsigned_extensions,
)
from grievances.rules.moves import Act
from labor_office.core.deadlines.actions import extensions, stops, triggers
from labor_office.core.deadlines.rules import choosing
from labor_office.core.matters.actions import access, closing
from labor_office.core.users.models import User
from labor_office.core.web.forms import DeskForm

Values = dict[str, Any]
REFUSALS = (
    MoveRefused, endings.OutcomeUnknown, closing.ClosesBeforeItOpened, closing.AlreadyClosed,
    extensions.NotExtendable, extensions.NothingToExtend, extensions.NotLater, extensions.NoFollowUp,
    stops.AlreadyStopped, stops.NotStopped, stops.StopsBeforeItBegins, triggers.AlreadyRecorded, triggers.NotRecorded,
    access.LastReader, choosing.DayNotPublished,
)  # fmt: skip
# Likely mistakes: the page asks what is meant, and saves once that is said.
UNDECIDED = (LatenessUndecided, choosing.ClosedDayUndecided)


@dataclass(frozen=True, slots=True)
class Who:
    """By whom and when: what every action is told."""

    by: User
    at: datetime
    today: date

    @property
    def dated(self) -> Values:
        """``by``, ``at`` and ``today``."""
        return {"by": self.by, "at": self.at, "today": self.today}

    @property
    def plain(self) -> Values:
        """``by`` and ``at``."""
        return {"by": self.by, "at": self.at}


def _nothing(_place: Place) -> Values:
    return {}


def _allowed(_place: Place) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class ActPage:
    """One page. ``more`` are what its form needs to offer; ``initial`` what is filled in already.

    ``missing`` says why there is nothing to do it to, where the case itself would allow it.
    """

    move: Act
    heading: Callable[[Place], str]
    button: str
    form: type[DeskForm]
    save: Callable[[Place, DeskForm, Who], object]
    said: Callable[[Place, DeskForm], str]
    preview: Callable[[Place, DeskForm, date], Preview] | None = None
    more: Callable[[Place], Values] = _nothing
    initial: Callable[[Place], Values] = field(default=_nothing)
    missing: Callable[[Place], str] = _allowed


def _arrival(save: Callable[..., object], move: Act, heading: Callable[[Place], str], button: str) -> ActPage:
    return ActPage(
        move=move,
        heading=heading,
        button=button,
        form=step_forms.ArrivalForm,
        preview=of_arrival,
        save=lambda place, form, who: save(grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated),
        said=lambda place, _form: f"{place.next_step_name} opened.",
    )


def _ended(place: Place, form: DeskForm, today: date) -> Preview:
    return of_ending(place, today)


PAGES: dict[str, ActPage] = {
    "appeal": _arrival(
        appeals.record_appeal, Act.APPEAL, lambda place: f"Record appeal to {place.next_step_name}", "Record appeal"
    ),
    "demand": _arrival(
        appeals.demand_arbitration,
        Act.DEMAND_ARBITRATION,
        lambda _place: "Record demand for arbitration",
        "Record demand",
    ),
    "schedule_meeting": ActPage(
        Act.SCHEDULE_MEETING,
        lambda place: f"Schedule the {place.step.name} meeting",
        "Schedule meeting",
        step_forms.ScheduleMeetingForm,
        preview=of_planned_meeting,
        save=lambda place, form, who: meetings.schedule_meeting(
            grievance_id=place.grievance.pk, **form.cleaned_data, **who.plain
        ),
        said=lambda place, _form: f"{place.step.name} meeting scheduled.",
    ),
    "record_meeting": ActPage(
        Act.RECORD_MEETING,
        lambda place: f"Record the {place.step.name} meeting",
        "Record meeting",
        step_forms.RecordMeetingForm,
        preview=of_held_meeting,
        save=lambda place, form, who: meetings.record_meeting(
            grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated
        ),
        said=lambda place, _form: f"{place.step.name} meeting recorded.",
        initial=lambda place: {
            "people": place.step.meeting.people if place.step.meeting else "",
            "held_on": place.step.meeting.on if place.step.meeting else None,
        },
    ),
    "extend": ActPage(
        Act.EXTEND,
        lambda _place: "Record extension",
        "Record extension",
        clock_forms.ExtendForm,
        preview=of_extension,
        save=lambda place, form, who: extensions.agree_extension(
            matter_id=place.grievance.pk,
            **form.terms(),  # type: ignore[attr-defined]
            **who.dated,
        ),
        said=lambda _place, form: (
            "Extension recorded."
            if form.cleaned_data.get("signed_on") and form.cleaned_data["signature"] == "signed"
            else "Extension recorded, not signed yet: the earlier date stays in force."
        ),
        more=lambda place: {"limits": running_limits(place)},
    ),
    "sign_extension": ActPage(
        Act.SIGN_EXTENSION,
        lambda _place: "Record the signature",
        "Record the signature",
        clock_forms.SignForm,
        preview=of_signature,
        save=lambda _place, form, who: extensions.sign_extension(**form.cleaned_data, **who.dated),
        said=lambda _place, _form: "Signature recorded. The extension is in force.",
        more=lambda place: {"extensions": unsigned_extensions(place)},
        missing=lambda place: "" if unsigned_extensions(place) else "No extension waits for a signature.",
    ),
    "withdraw_extension": ActPage(
        Act.WITHDRAW_EXTENSION,
        lambda _place: "Withdraw the extension",
        "Withdraw the extension",
        clock_forms.TakeBackForm,
        preview=of_taking_back,
        save=lambda _place, form, who: extensions.withdraw_extension(**form.cleaned_data, **who.dated),
        said=lambda _place, _form: "Extension withdrawn. It stays in history.",
        more=lambda place: {"extensions": standing_extensions(place)},
        missing=lambda place: "" if standing_extensions(place) else "No extension stands on this case.",
    ),
    "stop": ActPage(
        Act.HOLD,
        lambda _place: "Stop the clock",
        "Stop the clock",
        clock_forms.StopForm,
        preview=of_stop,
        save=lambda place, form, who: holding.hold_in_abeyance(
            grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated
        ),
        said=lambda _place, _form: "Clock stopped. The days left are kept.",
    ),
    "restart": ActPage(
        Act.RESUME,
        lambda _place: "Restart the clock",
        "Restart the clock",
        clock_forms.RestartForm,
        preview=of_restart,
        save=lambda place, form, who: holding.resume(grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated),
        said=lambda _place, _form: "Clock running again.",
    ),
    "advance": ActPage(
        Act.ADVANCE,
        lambda place: f"Take it on from {place.step.name} by agreement",
        "Advance",
        step_forms.PassOnForm,
        preview=of_passing,
        save=lambda place, form, who: moves.advance_by_agreement(
            grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated
        ),
        said=lambda place, _form: f"{place.step.name} left by agreement.",
        more=lambda place: {"steps": choices_of_steps(place, later=True)},
    ),
    "bypass": ActPage(
        Act.BYPASS,
        lambda place: f"Pass over {place.step.name}",
        "Pass over this step",
        step_forms.PassOnForm,
        preview=of_passing,
        save=lambda place, form, who: moves.bypass_step(
            grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated
        ),
        said=lambda place, _form: f"{place.step.name} passed over.",
        more=lambda place: {"steps": choices_of_steps(place, later=True)},
    ),
    "remand": ActPage(
        Act.REMAND,
        lambda _place: "Send back to a step",
        "Send back",
        step_forms.RemandForm,
        save=lambda place, form, who: moves.remand(grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated),
        said=lambda _place, _form: "Sent back; a second pass begins.",
        more=lambda place: {"steps": choices_of_steps(place, later=False)},
    ),
    "correct": ActPage(
        Act.CORRECT,
        lambda _place: "Correct a starting event",
        "Correct the date",
        clock_forms.CorrectForm,
        preview=of_correction,
        save=lambda place, form, who: facts.correct_start(
            grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated
        ),
        said=lambda _place, _form: "Date corrected. The former date stays in history.",
        more=lambda place: {"events": recorded_events(place)},
    ),
    "withdraw": ActPage(
        Act.WITHDRAW,
        lambda _place: "Withdraw the grievance",
        "Withdraw grievance",
        step_forms.WithdrawForm,
        preview=_ended,
        save=lambda place, form, who: endings.withdraw(
            grievance_id=place.grievance.pk, **form.cleaned_data, **who.plain
        ),
        said=lambda _place, _form: "Grievance withdrawn and closed.",
    ),
    "settle": ActPage(
        Act.SETTLE,
        lambda _place: "Settle the grievance",
        "Settle and close",
        step_forms.SettleForm,
        preview=_ended,
        save=lambda place, form, who: endings.settle(grievance_id=place.grievance.pk, **form.cleaned_data, **who.plain),
        said=lambda _place, _form: "Grievance settled and closed.",
    ),
    "close": ActPage(
        Act.CLOSE,
        lambda _place: "Close the grievance",
        "Close grievance",
        clock_forms.CloseForm,
        preview=_ended,
        save=lambda place, form, who: endings.close(grievance_id=place.grievance.pk, **form.cleaned_data, **who.plain),
        said=lambda _place, _form: "Grievance closed.",
    ),
    "reopen": ActPage(
        Act.REOPEN,
        lambda _place: "Reopen the grievance",
        "Reopen grievance",
        step_forms.ReasonForm,
        save=lambda place, form, who: endings.reopen(grievance_id=place.grievance.pk, **form.cleaned_data, **who.dated),
        said=lambda _place, _form: "Grievance reopened.",
    ),
}

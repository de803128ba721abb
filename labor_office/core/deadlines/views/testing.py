"""Trying a date against a limit: the same explanation as on a matter, and nothing is saved."""

from __future__ import annotations

from typing import Any

from labor_office.core.deadlines.calendars import CalendarNotPublished, WorkCalendar
from labor_office.core.deadlines.forms.testing import TestForm
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.deadlines.queries.readings import as_procedure, work_calendar
from labor_office.core.deadlines.rules import trying
from labor_office.core.deadlines.rules.order import ProcedureError
from labor_office.core.deadlines.rules.procedure import Procedure
from labor_office.core.deadlines.rules.standing import Band, Standing
from labor_office.core.deadlines.shown import shown_trace
from labor_office.core.web import clock
from labor_office.core.web.requests import StaffRequest

TRIED = Standing(Band.SCHEDULED, "A test, nothing is saved")
NO_DATE = Standing(Band.NEEDS_DATE, "Needs a date")


def tested(request: StaffRequest, version: ProcedureVersion, versions: list[ProcedureVersion]) -> dict[str, Any]:
    """The tester's part of the page: its form, and what came of it when a date was given."""
    today = clock.today()
    try:
        procedure = as_procedure(version)
    except ProcedureError as fault:
        return {"test_form": None, "fault": str(fault), "today": today}
    earlier = [one.number for one in versions if one.number != version.number and one.state != VersionState.DRAFT]
    given = request.GET if "limit" in request.GET else None
    begin = {"start_on": today, "limit": procedure.limits[0].code if procedure.limits else ""}
    form = TestForm(given, procedure=procedure, earlier=earlier, today=today, initial=begin, auto_id="test_%s")
    context: dict[str, Any] = {"test_form": form, "today": today}
    calendar = calendar_for(version)
    if calendar is None:
        return context | {"fault": f"{version.procedure.calendar} has not been published yet."}
    if given is not None and form.is_valid():
        against = next((one for one in versions if one.number == form.cleaned_data.get("against")), None)
        context |= _outcome(form, procedure, calendar)
        context |= _comparison(form, procedure, against, calendar)
    return context


def calendar_for(version: ProcedureVersion) -> WorkCalendar | None:
    """The calendar a procedure counts by, as it is published now."""
    current = version.procedure.calendar.current_id
    return None if current is None else work_calendar(current)


def _outcome(form: TestForm, procedure: Procedure, calendar: WorkCalendar) -> dict[str, Any]:
    today, code = clock.today(), form.cleaned_data["limit"]
    try:
        derived = trying.try_limit(procedure, code, form.trial, calendar)
    except CalendarNotPublished as unknown:
        return {"fault": str(unknown)}
    due_on = derived.due_on
    rows = trying.table(procedure, code, form.trial, calendar, today)
    return {
        "tried": derived,
        "explanation": shown_trace(derived.trace, today=today, state=TRIED if due_on else NO_DATE),
        "act": derived.limit.name,
        "due_on": due_on,
        "rows": rows,
        "has_outer": derived.limit.cap is not None,
        "stands_alone": trying.stands_alone(procedure, code, form.trial, calendar, due_on),
    }


def _comparison(
    form: TestForm, procedure: Procedure, against: ProcedureVersion | None, calendar: WorkCalendar
) -> dict[str, Any]:
    if against is None:
        return {}
    code, today = form.cleaned_data["limit"], clock.today()
    earlier = as_procedure(against)
    found = trying.differences(procedure, code, form.trial, earlier=earlier, calendar=calendar, today=today)
    return {"against": against, "differences": found, "is_new_limit": found is None}

"""What an act on a grievance's steps would do to the dates, shown before it is saved."""

from __future__ import annotations

from datetime import date

from grievances.queries.arrivals import judged_otherwise, preview_arrival
from grievances.queries.places import Place
from grievances.queries.previews import Filled, Preview, told
from grievances.queries.procedures import steps_of
from labor_office.core.deadlines.calendars import CalendarNotPublished
from labor_office.core.deadlines.queries.changes import preview
from labor_office.core.deadlines.queries.situations import situation
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.supposing import happened


def of_arrival(place: Place, form: Filled, today: date) -> Preview:
    """An appeal or demand received then."""
    given = form.cleaned_data
    verdict, moves = preview_arrival(place, given["received_on"], given["received_at"], today=today)
    return told(moves, verdict=verdict)


def of_planned_meeting(place: Place, form: Filled, today: date) -> Preview:
    """A meeting on that day: whether the office works then, and whether the limit allows it."""
    on = form.cleaned_data["on"]
    now = situation(place.grievance.pk)
    warnings = []
    try:
        if not now.calendar.is_open(on):
            why = now.calendar.why_closed(on) or "a weekend"
            warnings.append(f"{words.day(on)} is not a working day ({why}).")
    except CalendarNotPublished as missing:
        warnings.append(str(missing))
    event = f"meeting:{place.step.code.lower()}"
    rows = [row for row in now.rows.values() if row.due_on and row.limit.satisfied_by == event]
    last = rows[0].due_on if rows else None
    if last is not None and on > last:
        warnings.append(f"That is after the last day to hold it, {words.day(last)}.")
    sentence = f"The last day to hold it is {words.day(last)}." if last else "No limit is counted for this meeting."
    moves = preview(place.grievance.pk, happened(event, on), today=max(today, on))
    return Preview(sentence, tuple(move for move in moves if move.is_new), None, tuple(warnings))


def of_held_meeting(place: Place, form: Filled, today: date) -> Preview:
    """The meeting held then: the City's time to answer begins."""
    event = happened(f"meeting:{place.step.code.lower()}", form.cleaned_data["held_on"])
    return told(preview(place.grievance.pk, event, today=today))


def of_passing(place: Place, form: Filled, today: date) -> Preview:
    """The step left for another on that day."""
    given = form.cleaned_data
    event = place.route.event_into(given["to_step"])
    return told(preview(place.grievance.pk, happened(event, given["on"]), today=today))


def of_correction(place: Place, form: Filled, today: date) -> Preview:
    """The event on its right day."""
    given = form.cleaned_data
    moves = preview(place.grievance.pk, happened(given["event"], given["on"]), today=today, is_correction=True)
    judged = judged_otherwise(place, given["event"], given["on"], today=today)
    late = next((verdict for step, verdict in judged if verdict.is_late and step.timeliness == "TIMELY"), None)
    return told(moves, verdict=late or (judged[0][1] if judged else None))


def choices_of_steps(place: Place, *, later: bool) -> list[tuple[str, str]]:
    """The steps after this one, or this one and those before that the City decides."""
    here, route = place.step.code, place.route
    return [
        (step.code, step.name)
        for step in steps_of(place.clock.version_id)
        if (route.is_later(step.code, here) if later else not route.is_later(step.code, here))
        and (later or not route.is_arbitration(step.code))
    ]

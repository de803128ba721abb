"""What we ask of others for a matter, and our own task list."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Request
from labor_office.core.matters.rules import NUDGE_EVERY, OpenDays
from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day_with_year
from labor_office.core.workforce.models import Department


class RequestDone(Exception):
    """What was asked for is here already."""


class NudgedLately(Exception):
    """They were reminded too short a while ago."""


class NothingToNudge(Exception):
    """It is a task of our own: nobody else to remind."""


@transaction.atomic
def ask(
    *,
    matter_id: int,
    title: str,
    by: User,
    today: date,
    at: datetime,
    kind: str = Request.Kind.CHECK,
    department: Department | None = None,
    asked_of: str = "",
    due_on: date | None = None,
    is_optional: bool = False,
    for_item: Request | None = None,
) -> Request:
    """Put a task on the matter's list: our own (``CHECK``), or something asked of a department or person."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    is_own = kind == Request.Kind.CHECK
    request = Request.objects.create(
        matter=matter, kind=kind, title=title, department=department, asked_of=asked_of, due_on=due_on,
        is_optional=is_optional, for_item=for_item, asked_on=None if is_own else today, asked_by=by,
    )  # fmt: skip
    whom = asked_of or (department.name if department else "")
    summary = f"Task added: {title}" if is_own else f"Asked {whom or 'for'}: {title}"
    record_event(matter=matter, verb="request.asked", summary=summary[:300], by=by, at=at, request=request.pk)
    return request


@transaction.atomic
def nudge(*, request_id: int, by: User, today: date, at: datetime, calendar: OpenDays) -> Request:
    """Remind whom we wait for; once every two working days at most.

    Raises NudgedLately with the words for when, RequestDone, NothingToNudge.
    """
    request = _locked(request_id)
    if request.done_on:
        raise RequestDone(f"“{request.title}” was done on {short_day_with_year(request.done_on)}.")
    if request.kind == Request.Kind.CHECK or request.asked_on is None:
        raise NothingToNudge(f"“{request.title}” is a task of our own.")
    last = request.nudged_on or request.asked_on
    passed = calendar.open_days_after(last, today)
    # Where working days cannot be counted, days of the calendar keep the reminders apart.
    if ((today - last).days if passed is None else passed) < NUDGE_EVERY:
        raise NudgedLately(
            f"They were last asked on {short_day_with_year(last)}. "
            f"Remind them again {NUDGE_EVERY} working days after that."
        )
    request.nudged_on, request.nudge_count = today, request.nudge_count + 1
    request.save(update_fields=["nudged_on", "nudge_count"])
    summary = f"Reminded {request.asked_of or request.department or 'them'}: {request.title}"
    record_event(matter=request.matter, verb="request.nudged", summary=summary[:300], by=by, at=at, request=request.pk)
    return request


@transaction.atomic
def mark_done(*, request_id: int, by: User, today: date, at: datetime, outcome: str = "") -> Request:
    """Tick the task off; ticking twice is once, and keeps who ticked it first."""
    request = _locked(request_id)
    if request.done_on is None:
        request.done_on, request.done_by, request.outcome = today, by, outcome
        request.save(update_fields=["done_on", "done_by", "outcome"])
        record_event(
            matter=request.matter, verb="request.done", summary=f"Done: {request.title}", by=by, at=at,
            request=request.pk,
        )  # fmt: skip
    return request


@transaction.atomic
def mark_undone(*, request_id: int, by: User, at: datetime) -> Request:
    """Put a ticked task back on the list."""
    request = _locked(request_id)
    if request.done_on is not None:
        request.done_on, request.done_by, request.outcome = None, None, ""
        request.save(update_fields=["done_on", "done_by", "outcome"])
        record_event(
            matter=request.matter, verb="request.undone", summary=f"Open again: {request.title}", by=by, at=at,
            request=request.pk,
        )  # fmt: skip
    return request


def _locked(request_id: int) -> Request:
    """The request under the lock of its matter, matter first."""
    matter_id = Request.objects.values_list("matter_id", flat=True).get(pk=request_id)
    Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    return Request.objects.select_related("matter", "department").get(pk=request_id)

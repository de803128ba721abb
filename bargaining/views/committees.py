"""Committees: the list, one, its meetings, members and action items."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import committee_meetings as meetings
from bargaining.actions import committees as actions
from bargaining.forms import committees as forms
from bargaining.models.committees import Committee, CommitteeMeeting
from bargaining.queries import committees as queries
from bargaining.rules.committees import Frequency
from bargaining.rules.vocabulary import Side
from bargaining.views.acting import EDITS, Act, act
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.matters.actions.meetings import MeetingOver
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, dates, words
from labor_office.core.web.access import opens_for, requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest

GET_POST = ["GET", "POST"]


def find(request: StaffRequest, slug: str, *, to_edit: bool = False) -> Committee:
    """The committee by its address or its number: 404 when unseen, 403 for what they may only read."""
    known = queries.whole(request.user).filter(Q(slug=slug) | Q(reference=slug))
    found = get_object_or_404(known)
    if to_edit and not request.user.may(Permission.BARGAINING_EDIT):
        raise PermissionDenied
    record_reading(matter=found, by=request.user, at=clock.now())
    return found


def sitting_of(found: Committee, day: str) -> CommitteeMeeting:
    """The committee's meeting of a day as the address spells it; 404 otherwise."""
    try:
        on = dates.parse_day(day, today=clock.today())
    except dates.UnreadableDate:
        on = None
    return get_object_or_404(found.sittings.select_related("meeting"), on=on)


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """Every committee one may know of; what is required and not scheduled stands first."""
    user, today = request.user, clock.today()
    is_office = user.may(Permission.MATTER_READ_OFFICE)
    committees = list(queries.whole(user).filter(closed_on=None))
    if not (is_office or user.may(Permission.MATTER_READ_DEPARTMENT) or committees):
        raise PermissionDenied
    rows = queries.rows_of(user, committees, today=today)
    context = {
        "rows": rows,
        "missing": sum(row.standing.is_missing for row in rows),
        "may_edit": user.may(Permission.BARGAINING_EDIT),
        "is_uncounted": is_office and version_for("committee", None, on=today) is None,
        "may_count": user.may(Permission.PROCEDURE_EDIT),
    }
    return render_page(request, "bargaining/committees.html", context)


@require_http_methods(GET_POST)
@requires(Permission.BARGAINING_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Record a committee."""
    form = forms.CommitteeForm(request.POST or None, today=clock.today(), initial={"since": clock.today()})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given |= {"frequency": Frequency(given["frequency"])}
        made = actions.found_committee(**_who(request), today=clock.today(), **given)
        return f"{made.title} is recorded.", _url(made)

    words_of_page = Act(home(), "Record a committee", "Record it")
    return act(request, form, save, words_of_page, actions.CommitteeRefused, field="title")


@require_safe
def detail(request: StaffRequest, slug: str) -> HttpResponse:
    """Both sides, the next meeting, what is still to be done."""
    found = find(request, slug)
    if slug != found.slug:
        return redirect(_url(found), permanent=True)
    today = clock.today()
    context = {
        "committee": found,
        "today": today,
        "table": queries.table_of(request.user, found, today=today),
        "may_edit": request.user.may(Permission.BARGAINING_EDIT),
    }
    return render(request, "bargaining/committee.html", context)


@require_safe
def meeting(request: StaffRequest, slug: str, day: str) -> HttpResponse:
    """One meeting: agenda, who came, minutes, what it gave people to do."""
    found = find(request, slug)
    context = {
        "committee": found,
        "sitting": (sitting := sitting_of(found, day)),
        "items": sitting.items.select_related("owner"),
        "today": clock.today(),
        "may_edit": request.user.may(Permission.BARGAINING_EDIT),
    }
    return render(request, "bargaining/committee_meeting.html", context)


@require_http_methods(GET_POST)
@opens_for(EDITS)
def plan(request: StaffRequest, slug: str) -> HttpResponse:
    """Put a meeting on the calendar."""
    found = find(request, slug, to_edit=True)
    form = forms.PlannedMeetingForm(request.POST or None, today=clock.today(), initial={"on": found.next_due_on})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = meetings.plan_meeting(committee_id=found.pk, **_who(request), **given)
        return f"A meeting stands on {words.day_year(made.on)}.", ""

    page = _words(found, "Add meeting", "Put it on the calendar")
    return act(request, form, save, page, actions.CommitteeRefused, field="on")


@require_http_methods(GET_POST)
@opens_for(EDITS)
def agenda(request: StaffRequest, slug: str, day: str) -> HttpResponse:
    """Write what a meeting is about."""
    found = find(request, slug, to_edit=True)
    sitting = sitting_of(found, day)
    form = forms.AgendaForm(request.POST or None, initial={"agenda": sitting.agenda})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        meetings.write_agenda(sitting_id=sitting.pk, **given)
        return "The agenda is saved.", _meeting_url(found, sitting)

    return act(request, form, save, _words(found, "Write the agenda", "Save", f"{words.day_year(sitting.on)}."))


@require_http_methods(GET_POST)
@opens_for(EDITS)
def hold(request: StaffRequest, slug: str, day: str) -> HttpResponse:
    """Record that a meeting was held."""
    found = find(request, slug, to_edit=True)
    sitting = sitting_of(found, day)
    initial = {"people": "\n".join(found.members.filter(ends_on=None).values_list("name", flat=True))}
    form = forms.HeldMeetingForm(request.POST or None, initial=initial)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        meetings.hold_meeting(sitting_id=sitting.pk, **_who(request), today=clock.today(), **given)
        return "The meeting is recorded; the next one is counted from it.", _meeting_url(found, sitting)

    page = _words(found, "Record the meeting", "Record it", f"{words.day_year(sitting.on)}.")
    return act(request, form, save, page, actions.CommitteeRefused, MeetingOver)


@require_http_methods(GET_POST)
@opens_for(EDITS)
def call_off(request: StaffRequest, slug: str, day: str) -> HttpResponse:
    """Call a meeting off; its day is free again."""
    found = find(request, slug, to_edit=True)
    sitting = sitting_of(found, day)
    form = forms.CallOffForm(request.POST or None)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        meetings.call_off(sitting_id=sitting.pk, because=given["because"], **_who(request))
        return f"The meeting of {words.day_year(sitting.on)} is called off.", _meeting_url(found, sitting)

    theirs = found.members.filter(side=Side.UNION, ends_on=None).values_list("name", flat=True)
    lead = f"{words.day_year(sitting.on)}. The day is free for another meeting. The City’s members get a mail."
    if theirs:
        lead += f" The union has no account here; tell {', '.join(theirs)} yourself."
    page = _words(found, "Call the meeting off", "Call it off", lead)
    return act(request, form, save, page, actions.CommitteeRefused, MeetingOver)


@require_http_methods(GET_POST)
@opens_for(EDITS)
def seat(request: StaffRequest, slug: str) -> HttpResponse:
    """Seat a member."""
    found = find(request, slug, to_edit=True)
    form = forms.MemberForm(request.POST or None, today=clock.today(), initial={"starts_on": clock.today()})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given |= {"side": Side(given["side"])}
        made = actions.seat_member(committee_id=found.pk, **_who(request), **given)
        return f"{made} sits on it from {words.day_year(made.starts_on)}.", ""

    return act(request, form, save, _words(found, "Seat a member", "Seat them"), actions.CommitteeRefused)


@require_http_methods(GET_POST)
@opens_for(EDITS)
def leave(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Say which day is a member's last."""
    found = find(request, slug, to_edit=True)
    member = get_object_or_404(found.members.all(), pk=number)
    form = forms.LastDayForm(request.POST or None, today=clock.today(), initial={"on": clock.today()})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        actions.leave_committee(member_id=member.pk, **_who(request), today=clock.today(), **given)
        return f"{member}'s last day is kept.", ""

    page = _words(found, f"{member} leaves", "Keep the last day")
    return act(request, form, save, page, actions.CommitteeRefused, field="on")


@require_http_methods(GET_POST)
@opens_for(EDITS)
def item(request: StaffRequest, slug: str) -> HttpResponse:
    """Give someone something to do; ``?meeting=`` says which meeting gave it."""
    found = find(request, slug, to_edit=True)
    day = request.GET.get("meeting", "")
    sitting = sitting_of(found, day) if day else None
    form = forms.ItemForm(request.POST or None, today=clock.today())

    def save(given: dict[str, Any]) -> tuple[str, str]:
        actions.give_item(committee_id=found.pk, sitting=sitting, **_who(request), **given)
        return "Given. Whoever has an account is told.", _meeting_url(found, sitting) if sitting else ""

    return act(request, form, save, _words(found, "Add action item", "Add it"), actions.CommitteeRefused, field="owner")


@require_http_methods(GET_POST)
def done(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Record that an item was done: whoever edits, and whoever has it to do."""
    found = find(request, slug)
    given_item = get_object_or_404(found.items.all(), pk=number)
    if given_item.owner_id != request.user.pk and not request.user.may(Permission.BARGAINING_EDIT):
        raise PermissionDenied
    form = forms.DoneForm(request.POST or None, today=clock.today(), initial={"on": clock.today()})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        actions.finish_item(item_id=given_item.pk, **_who(request), today=clock.today(), **given)
        return "Recorded as done.", ""

    return act(request, form, save, _words(found, "Record as done", "Record it", f"{given_item}."))


def home() -> Link:
    """The list, as crumbs name it."""
    return Link("Committees", reverse("bargaining:committees"))


def _url(found: Committee) -> str:
    return reverse("bargaining:committee", args=[found.slug])


def _meeting_url(found: Committee, sitting: CommitteeMeeting) -> str:
    return reverse("bargaining:committee_meeting", args=[found.slug, sitting.on.isoformat()])


def _words(found: Committee, heading: str, button: str, lead: str = "") -> Act:
    return Act(home(), heading, button, Link(found.title, _url(found)), lead)


def _who(request: StaffRequest) -> dict[str, Any]:
    return {"by": request.user, "at": clock.now()}

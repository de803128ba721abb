"""Hearings on a unit matter: set, held, called off, and the brief after them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from bargaining.actions import unit_hearings as actions
from bargaining.actions.unit_matters import NotNow
from bargaining.forms import unit_matters as forms
from bargaining.models.unit_matters import UnitHearing, UnitMatter
from bargaining.views.acting import ANSWERS, act
from bargaining.views.unit_matters import GET_POST, find, page_words
from labor_office.core.matters.actions.meetings import MeetingOver
from labor_office.core.web import clock, words
from labor_office.core.web.access import opens_for
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.requests import StaffRequest


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def hearing(request: StaffRequest, reference: str) -> HttpResponse:
    """Set a hearing."""
    found = find(request, reference, to_edit=True)
    form = forms.HearingForm(request.POST or None, today=clock.today(), initial={"heard_by": found.forum})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = actions.set_hearing(matter_id=found.pk, by=request.user, at=clock.now(), **given)
        return f"The hearing stands on {words.day_year(made.meeting.on)}.", ""

    return act(request, form, save, page_words(found, "Set a hearing", "Put it on the calendar"), NotNow)


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def held(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Record that a hearing was held, and what came of it."""
    found = find(request, reference, to_edit=True)
    one = _of(found, pk)
    form = forms.HeldHearingForm(request.POST or None, today=clock.today(), initial={"held_on": one.meeting.on})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        actions.hold_hearing(hearing_id=one.pk, by=request.user, at=clock.now(), today=clock.today(), **given)
        return "The hearing is recorded.", ""

    page = page_words(found, "Record the hearing", "Record it", f"{words.day_year(one.meeting.on)}.")
    return act(request, form, save, page, NotNow, MeetingOver)


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def call_off(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Call a hearing off."""
    found = find(request, reference, to_edit=True)
    one = _of(found, pk)
    form = DeskForm(request.POST if request.method == "POST" else None)

    def save(_given: dict[str, Any]) -> tuple[str, str]:
        actions.call_off_hearing(hearing_id=one.pk, by=request.user, at=clock.now())
        return f"The hearing of {words.day_year(one.meeting.on)} is called off.", ""

    page = page_words(found, "Call the hearing off", "Call it off", f"{words.day_year(one.meeting.on)}.")
    return act(request, form, save, page, NotNow, MeetingOver)


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def brief(request: StaffRequest, reference: str) -> HttpResponse:
    """Record the brief after the hearing."""
    found = find(request, reference, to_edit=True)
    form = forms.BriefForm(request.POST or None, today=clock.today(), initial={"sent_on": clock.today()})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        actions.send_brief(matter_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **given)
        return "The brief is recorded.", ""

    return act(request, form, save, page_words(found, "Record the brief", "Record it"), NotNow)


def _of(found: UnitMatter, pk: int) -> UnitHearing:
    return get_object_or_404(found.hearings.select_related("meeting"), pk=pk)

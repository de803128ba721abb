"""A date set by hand, and given up again: previewed, then saved with its reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from labor_office.core.deadlines.actions import by_hand as actions
from labor_office.core.deadlines.forms.changes import ByHandForm, CountAgainForm
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.rules.choosing import ClosedDayUndecided, DayNotPublished, choices_for, day_meant
from labor_office.core.deadlines.shown import calendar_now
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest

PAGE = "deadlines/change_by_hand.html"
SAVE = "save"


@require_http_methods(["GET", "POST"])
@requires(Permission.DEADLINE_OVERRIDE)
def set_by_hand(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a date in force by hand: every date that follows is shown before it is saved."""
    deadline = _readable(request, pk)
    form = ByHandForm(request.POST or None, today=clock.today())
    context: dict[str, object] = {"deadline": deadline, "form": form}
    if form.is_valid():
        given = form.cleaned_data
        is_saved = request.POST.get("do") == SAVE
        try:
            if is_saved:
                actions.set_by_hand(deadline_id=pk, by=request.user, at=clock.now(), today=clock.today(), **given)
                day = words.day_year(Deadline.objects.visible_to(request.user).get(pk=pk).due_on)
                messages.success(request, f"{day} is in force, set by hand.")
                return HttpResponseRedirect(reverse("deadlines:proof", args=[pk]))
            context |= _supposed(deadline, given)
        except ClosedDayUndecided as asked:
            form.add_error(None, str(asked))
            context |= _supposed(deadline, given)
        except (actions.NothingToSet, actions.MayNotOverride, DayNotPublished) as refusal:
            form.add_error(None, str(refusal))
    return render_page(request, PAGE, context, fragments={"preview": "deadlines/_change_preview.html"})


@require_http_methods(["GET", "POST"])
@requires(Permission.DEADLINE_OVERRIDE)
def count_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Give up a date set by hand: the rule's date is in force again."""
    deadline = _readable(request, pk)
    form = CountAgainForm(request.POST or None, today=clock.today())
    if form.is_valid():
        try:
            actions.count_again(
                deadline_id=pk, by=request.user, at=clock.now(), today=clock.today(), **form.cleaned_data
            )
        except (actions.NothingToSet, actions.MayNotOverride) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The date counted by the rule is in force again.")
            return HttpResponseRedirect(reverse("deadlines:proof", args=[pk]))
    return render_page(request, "deadlines/change_count_again.html", {"deadline": deadline, "form": form})


def _supposed(deadline: Deadline, given: dict[str, Any]) -> dict[str, object]:
    """The dates as they would be, and what may be meant by a closed day. Raises DayNotPublished."""
    due_on, chosen = given["due_on"], given["closed_day"]
    calendar = calendar_now(deadline)
    choices = choices_for(due_on, calendar) if calendar else ()
    if calendar is not None and chosen is not None:
        due_on = day_meant(due_on, calendar, chosen)
    return {
        "moves": actions.preview_by_hand(deadline_id=deadline.pk, due_on=due_on, today=clock.today()),
        "is_previewed": True,
        "closed_choices": [(each.value, said, each is chosen) for each, said in choices],
    }


def _readable(request: StaffRequest, pk: int) -> Deadline:
    """The deadline; that someone opened it is kept when its matter is closed to the office."""
    found = get_object_or_404(
        Deadline.objects.visible_to(request.user).select_related("matter", "calendar_version__calendar"), pk=pk
    )
    record_reading(matter=found.matter, by=request.user, at=clock.now())
    return found

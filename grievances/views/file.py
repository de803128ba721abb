"""Writing into a grievance's file: what it is about, and its tasks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from grievances.actions import assigning, facts
from grievances.forms import file as forms
from grievances.queries import board, todo
from grievances.queries.record import Record
from grievances.views.pages import found, page_context, require, saved
from labor_office.core.matters.actions import requests
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import any_of, opens_for
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.GRIEVANCE_EDIT))
def edit_facts(request: StaffRequest, reference: str) -> HttpResponse:
    """What the case is about."""
    record = found(request, reference)
    require(request, Permission.GRIEVANCE_EDIT)
    grievance = record.grievance
    names = ("title", "statement", "remedy", "union_number", "department")
    initial = {name: getattr(grievance, name) for name in names} | {
        "articles": ", ".join(one.text for one in record.cited)
    }
    form = forms.FactsForm(request.POST or None, today=clock.today(), initial=initial)
    if form.is_valid():
        facts.correct_facts(grievance_id=grievance.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        return saved(request, grievance, "Facts saved.")
    return _ask(request, record, form, heading="Change what is in dispute", button="Save facts", here="detail")


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.GRIEVANCE_EDIT))
def add_task(request: StaffRequest, reference: str) -> HttpResponse:
    """A task of our own, or records asked of a department, whose liaisons are told."""
    record = found(request, reference)
    require(request, Permission.GRIEVANCE_EDIT)
    form = forms.TaskForm(request.POST or None, today=clock.today())
    if form.is_valid():
        given = form.cleaned_data
        who: dict[str, Any] = {"by": request.user, "today": clock.today(), "at": clock.now()}
        if given["department"]:
            assigning.ask_department(matter_id=record.grievance.pk, **given, **who)
            return saved(request, record.grievance, f"Asked {given['department']}.")
        requests.ask(matter_id=record.grievance.pk, title=given["title"], due_on=given["due_on"], **who)
        return saved(request, record.grievance, "Task added.")
    return _ask(request, record, form, heading="Add a task", button="Add task", here="detail")


@require_POST
def tick(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Tick a task off or put it back; htmx swaps the list in place."""
    record = found(request, reference)
    require(request, Permission.GRIEVANCE_EDIT)
    row = next((task for task in record.tasks if task.pk == pk), None)
    if row is None:
        raise Http404
    if row.done_on:
        requests.mark_undone(request_id=pk, by=request.user, at=clock.now())
    else:
        requests.mark_done(request_id=pk, by=request.user, today=clock.today(), at=clock.now())
    return _tasks(request, reference)


@require_POST
def nudge(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Remind whom we wait for; too soon is said, not done."""
    record = found(request, reference)
    require(request, Permission.GRIEVANCE_EDIT)
    calendar = board.calendar_of(record)
    if calendar is None or not any(task.pk == pk for task in record.tasks):
        raise Http404
    try:
        assigning.nudge(request_id=pk, by=request.user, today=clock.today(), at=clock.now(), calendar=calendar)
    except (requests.NudgedLately, requests.RequestDone, requests.NothingToNudge) as why:
        return _tasks(request, reference, said=str(why))
    return _tasks(request, reference, said="Reminder sent.")


def _ask(
    request: StaffRequest, record: Record, form: DeskForm, *, heading: str, button: str, here: str
) -> HttpResponse:
    context: dict[str, Any] = page_context(request, record, here=here)
    context |= {"form": form, "heading": heading, "button": button}
    return render_page(request, "grievances/act.html", context)


def _tasks(request: StaffRequest, reference: str, *, said: str = "") -> HttpResponse:
    """The task list again for htmx, else the record."""
    record = found(request, reference)
    if not request.htmx:
        if said:
            messages.info(request, said)
        return redirect_page(request, record.grievance.get_absolute_url())
    may_edit = request.user.may(Permission.GRIEVANCE_EDIT)
    tasks = todo.tasks(record, user=request.user, today=clock.today())
    context = {
        "tasks": tasks, "tasks_done": todo.done_of(tasks), "grievance": record.grievance, "said": said,
        "may_edit": may_edit,
    }  # fmt: skip
    return render(request, "grievances/_tasks.html", context)

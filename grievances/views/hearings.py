"""Arbitrations, charges, discipline and information requests: opened, read, and what is done to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grievances.actions.assigning import ask_custodian, ask_department
from grievances.actions.assigning import nudge as remind
from grievances.actions.filing import Named
from grievances.actions.proceedings import AboutWhoWorksOnIt, open_proceeding
from grievances.forms.file import CustodianForm, TaskForm
from grievances.forms.proceedings import AnswerItemForm, OpeningForm
from grievances.models import Proceeding
from grievances.queries.acts import changes_file, needed_for
from grievances.queries.hearing import hearing_of
from grievances.queries.openings import events_of_kind, preview_opening
from grievances.queries.origins import beside_origin, origin_asked, what_origin_says
from grievances.queries.pages import may_be_named, task_of
from grievances.rules.items import outcome_words
from grievances.rules.proceedings import WORDS
from grievances.views.asking import ask
from grievances.views.hearing_pages import PAGES
from grievances.views.pages import found_proceeding, next_words, proceeding_frame, require
from labor_office.core.deadlines.queries.choosing import published_office_calendar
from labor_office.core.deadlines.queries.readings import office_calendar
from labor_office.core.matters import kinds
from labor_office.core.matters.actions import requests
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.web import clock
from labor_office.core.web.access import opens_for
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
def detail(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """Where it stands, what is owed next and why that day, people, tasks, papers, its newest history."""
    try:
        hearing = hearing_of(request.user, kind, reference, today=clock.today())
    except Proceeding.DoesNotExist:
        raise Http404 from None
    record_reading(matter=hearing.proceeding, by=request.user, at=clock.now())
    context = proceeding_frame(request, hearing.case) | {"hearing": hearing, "today": clock.today()}
    return render(request, "grievances/proceeding.html", context)


@require_http_methods(["GET", "POST"])
@opens_for(changes_file)
def act(request: StaffRequest, reference: str, kind: str, name: str) -> HttpResponse:
    """The page called ``name`` in ``hearing_pages``."""
    case, page = found_proceeding(request, kind, reference), PAGES[name]
    require(request, needed_for(page.move, kind))

    def done(said: str) -> HttpResponse:
        messages.success(request, f"{said} {next_words(case.proceeding.pk, clock.today())}".strip())
        return redirect_page(request, case.proceeding.get_absolute_url())

    return ask(request, case, page, framed=lambda: proceeding_frame(request, case), done=done)


@require_http_methods(["GET", "POST"])
@opens_for(changes_file)
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """Open one: the form with its dates counted beside it before anything is saved."""
    registered, asks = kinds.get(kind), WORDS[kind]
    require(request, needed_for(None, kind))
    today = clock.today()
    origin = origin_asked(request.user, request.GET.get("from", ""), kind)
    form = OpeningForm(
        request.POST or None,
        today=today,
        asks=asks,
        events=events_of_kind(kind),
        readers=may_be_named().exclude(pk=request.user.pk),
        begins_restricted=registered.begins_restricted,
        initial={"opened_on": today, **what_origin_says(origin)},
    )
    if request.method == "POST":
        is_filled = form.is_valid()
        form.prefer(form.cleaned_data.get("department"))
        if "preview" in request.POST or request.htmx:
            return _previewed(request, kind, form)
        if is_filled and (opened := _opened(request, kind, form, origin)) is not None:
            said = f"{opened.reference} opened. {next_words(opened.pk, today)}".strip()
            messages.success(request, said)
            may_read = Proceeding.objects.visible_to(request.user).filter(pk=opened.pk).exists()
            return redirect_page(request, opened.get_absolute_url() if may_read else reverse(asks.list_name))
    return render_page(request, "grievances/opening.html", _page(kind, form) | {"origin": origin})


@require_http_methods(["GET", "POST"])
@opens_for(changes_file)
def add_task(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """A task of our own, or records asked of a department, whose liaisons are told."""
    case = found_proceeding(request, kind, reference)
    require(request, needed_for(None, kind))
    form = TaskForm(request.POST or None, today=clock.today())
    if form.is_valid():
        given = form.cleaned_data
        who: dict[str, Any] = {"by": request.user, "today": clock.today(), "at": clock.now()}
        if given["department"]:
            ask_department(matter_id=case.matter.pk, **given, **who)
        else:
            requests.ask(matter_id=case.matter.pk, title=given["title"], due_on=given["due_on"], **who)
        messages.success(request, f"Asked {given['department']}." if given["department"] else "Task added.")
        return redirect_page(request, case.matter.get_absolute_url())
    context = proceeding_frame(request, case) | {"form": form, "heading": "Add a task", "button": "Add task"}
    return render_page(request, "grievances/act.html", context)


@require_POST
def tick(request: StaffRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    """Tick a task off, or put it back."""
    case = found_proceeding(request, kind, reference)
    require(request, needed_for(None, kind))
    row = task_of(case.matter.pk, pk)
    if row is None:
        raise Http404
    if row.done_on:
        requests.mark_undone(request_id=pk, by=request.user, at=clock.now())
    else:
        requests.mark_done(request_id=pk, by=request.user, today=clock.today(), at=clock.now())
    return redirect_page(request, case.matter.get_absolute_url())


@require_http_methods(["GET", "POST"])
@opens_for(changes_file)
def answer_item(request: StaffRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    """Say of one thing asked for whether it was produced or withheld, and on which ground."""
    case = found_proceeding(request, kind, reference)
    require(request, needed_for(None, kind))
    row = task_of(case.matter.pk, pk)
    if row is None or row.done_on is not None:
        raise Http404
    form = AnswerItemForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        requests.mark_done(
            request_id=pk, outcome=outcome_words(given["answer"], given["ground"]), by=request.user,
            today=clock.today(), at=clock.now(),
        )  # fmt: skip
        messages.success(request, f"{row.title}: {given['answer'].label.lower()}.")
        return redirect_page(request, case.matter.get_absolute_url())
    context = proceeding_frame(request, case) | {"form": form, "heading": row.title, "button": "Keep it"}
    return render_page(request, "grievances/act.html", context)


@require_http_methods(["GET", "POST"])
@opens_for(changes_file)
def ask_of(request: StaffRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    """Ask a custodian for what one item wants."""
    case = found_proceeding(request, kind, reference)
    require(request, needed_for(None, kind))
    row = task_of(case.matter.pk, pk)
    if row is None or row.done_on is not None or row.for_item_id is not None:
        raise Http404
    form = CustodianForm(request.POST or None, today=clock.today())
    if form.is_valid():
        asked = ask_custodian(item_id=row.pk, by=request.user, today=clock.today(), at=clock.now(), **form.cleaned_data)
        messages.success(request, f"Asked {asked.whom}.")
        return redirect_page(request, case.matter.get_absolute_url())
    context = proceeding_frame(request, case) | {"form": form, "heading": f"Who holds it: {row.title}", "button": "Ask"}
    return render_page(request, "grievances/act.html", context)


@require_POST
def nudge(request: StaffRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    """Remind whom we wait for; too soon is said, not done."""
    case = found_proceeding(request, kind, reference)
    require(request, needed_for(None, kind))
    if task_of(case.matter.pk, pk) is None or published_office_calendar() is None:
        raise Http404
    try:
        remind(request_id=pk, by=request.user, today=clock.today(), at=clock.now(), calendar=office_calendar())
    except (requests.NudgedLately, requests.RequestDone, requests.NothingToNudge) as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "Reminder sent.")
    return redirect_page(request, case.matter.get_absolute_url())


def _opened(request: StaffRequest, kind: str, form: OpeningForm, origin: Matter | None) -> Proceeding | None:
    """The proceeding that the form opened, or None with the refusal on the form."""
    given = dict(form.cleaned_data) | beside_origin(origin)
    person, employee = given.pop("person", ""), given.pop("employee", None)
    named = [Named(role=WORDS[kind].named, name=person, employee=employee)] if person else []
    del given["event"]
    try:
        return open_proceeding(
            kind=kind, people=named, triggers=form.triggers(), by=request.user, at=clock.now(), today=clock.today(),
            **given,
        )  # fmt: skip
    except AboutWhoWorksOnIt as why:
        form.add_error("owner", str(why))
        return None


def _previewed(request: StaffRequest, kind: str, form: OpeningForm) -> HttpResponse:
    given = form.cleaned_data
    shown = None
    if given.get("opened_on"):
        shown = preview_opening(
            kind=kind, unit=given.get("unit"), event=given.get("event", ""), on=given["opened_on"], today=clock.today()
        )
    form.errors.clear()
    context = _page(kind, form) | {"preview": shown}
    template = "grievances/_opening_preview.html" if request.htmx else "grievances/opening.html"
    return render(request, template, context)


def _page(kind: str, form: OpeningForm) -> dict[str, Any]:
    return {"form": form, "kind": kinds.get(kind), "asks": WORDS[kind]}

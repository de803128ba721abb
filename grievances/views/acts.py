"""Doing something to a case: one page an act, with its dates previewed before anything is saved."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from grievances.actions import decisions
from grievances.forms.steps import DecisionForm
from grievances.queries.acts import NEEDS, letter_url
from grievances.queries.deciders import possible_deciders, usual_decider
from grievances.queries.record import Record
from grievances.rules.moves import Act
from grievances.rules.timeliness import LATE_CHOICES
from grievances.views.act_pages import PAGES, REFUSALS, UNDECIDED, ActPage, Who
from grievances.views.pages import found, page_context, require, saved
from labor_office.core.web import clock
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def act(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """The page called ``name`` in ``act_pages``: ask, preview, refuse with the reason, or do it."""
    record, page = found(request, reference), PAGES[name]
    require(request, NEEDS[page.move])
    today = clock.today()
    place = record.place
    form = page.form(request.POST or None, today=today, initial=page.initial(place), **page.more(place))
    if request.method == "POST" and _asks_for_preview(request):
        return _preview(request, record, page, form)
    refusal = place.refusal(page.move) or page.missing(place)
    if request.method == "POST" and not refusal and form.is_valid():
        who = Who(request.user, clock.now(), today)
        try:
            page.save(place, form, who)
        except UNDECIDED as asked:
            form.add_error(None, str(asked))
            return _show(request, record, page, form, is_asked=True)
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            return saved(request, record.grievance, page.said(place, form))
    return _show(request, record, page, form, refusal=refusal)


@require_http_methods(["GET", "POST"])
def decision(request: StaffRequest, reference: str, code: str = "") -> HttpResponse:
    """Begin the decision letter of the current step, or go on with the one begun."""
    record = found(request, reference)
    require(request, NEEDS[Act.DRAFT_DECISION])
    place, letter = record.place, record.place.step.letter
    if letter is not None and not letter.is_issued:
        return redirect_page(request, letter_url(record.grievance, letter.number))
    refusal = place.refusal(Act.DRAFT_DECISION)
    form = DecisionForm(
        request.POST or None,
        today=clock.today(),
        deciders=possible_deciders(place),
        initial={"decider": place.step.decider or usual_decider(place)},
    )
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            begun = decisions.draft_step_decision(
                grievance_id=record.grievance.pk, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except (*REFUSALS, decisions.DeciderRefused) as why:
            form.add_error(None, str(why))
        else:
            return redirect_page(request, letter_url(record.grievance, begun.number))
    context = page_context(request, record, here="steps") | {
        "form": form, "heading": f"Draft the {place.step.name} decision", "button": "Begin the letter",
        "refusal": refusal,
    }  # fmt: skip
    return render_page(request, "grievances/act.html", context)


def _asks_for_preview(request: StaffRequest) -> bool:
    return "preview" in request.POST or (bool(request.htmx) and request.htmx.target == "preview")


def _preview(request: StaffRequest, record: Record, page: ActPage, form: DeskForm) -> HttpResponse:
    """The dates as they would be; without a script, the whole page with them."""
    shown = page.preview(record.place, form, clock.today()) if page.preview and form.is_valid() else None
    context = {"preview": shown, "form": form, **_late_choices(form)}
    if request.htmx:
        return render(request, "grievances/_preview.html", context)
    whole = page_context(request, record, here="detail") | _asked(page, record, form) | context
    return render(request, "grievances/act.html", whole)


def _show(
    request: StaffRequest, record: Record, page: ActPage, form: DeskForm, *, refusal: str = "", is_asked: bool = False
) -> HttpResponse:
    shown = None
    if is_asked and page.preview is not None:
        shown = page.preview(record.place, form, clock.today())
    context = page_context(request, record, here="detail") | _asked(page, record, form)
    context |= {"refusal": refusal, "preview": shown, **_late_choices(form)}
    response = render_page(request, "grievances/act.html", context)
    if refusal and request.method == "POST":
        response.status_code = HTTPStatus.CONFLICT
    return response


def _asked(page: ActPage, record: Record, form: DeskForm) -> dict[str, Any]:
    return {
        "form": form,
        "heading": page.heading(record.place),
        "button": page.button,
        "has_preview": page.preview is not None,
    }


def _late_choices(form: DeskForm) -> dict[str, Any]:
    chosen = form.data.get("lateness", "") if form.is_bound else ""
    return {"late_choices": [(each.value, each.label, each.value == chosen) for each in LATE_CHOICES]}

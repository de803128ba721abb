"""Doing something to a case of any kind: asked on a page, previewed, refused with the reason, or done."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import render

from grievances.queries.cases import Case
from grievances.rules.timeliness import LATE_CHOICES
from grievances.views.act_pages import REFUSALS, UNDECIDED
from grievances.views.act_table import ActPage, Who
from labor_office.core.web import clock
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest

C = TypeVar("C", bound=Case)
Frame = Callable[[], dict[str, Any]]
TEMPLATE = "grievances/act.html"


def ask(
    request: StaffRequest, case: C, page: ActPage[C], *, framed: Frame, done: Callable[[str], HttpResponse]
) -> HttpResponse:
    """The page of one act on ``case``. ``framed`` gives what frames it, ``done`` answers after a save."""
    today = clock.today()
    refusal = case.refusal(page.move) or page.missing(case)
    if refusal:
        context = framed() | _words(page, case) | {"refusal": refusal}
        status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
        return render_page(request, TEMPLATE, context, status=status)
    form = page.form(request.POST or None, today=today, initial=page.initial(case), **page.more(case))
    if request.method == "POST" and _asks_for_preview(request):
        return _preview(request, case, page, form, framed)
    is_asked = False
    if request.method == "POST" and form.is_valid():
        try:
            page.save(case, form, Who(request.user, clock.now(), today))
        except UNDECIDED as asked:
            form.add_error(None, str(asked))
            is_asked = True
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            return done(page.done(case, form))
    shown = page.preview(case, form, today) if is_asked and page.preview else None
    context = framed() | _words(page, case) | {"form": form, "preview": shown, **_late_choices(form)}
    return render_page(request, TEMPLATE, context)


def _asks_for_preview(request: StaffRequest) -> bool:
    return "preview" in request.POST or (bool(request.htmx) and request.htmx.target == "preview")


def _preview(request: StaffRequest, case: C, page: ActPage[C], form: DeskForm, framed: Frame) -> HttpResponse:
    """The dates as they would be; without a script, the whole page with them."""
    shown = page.preview(case, form, clock.today()) if page.preview and form.is_valid() else None
    context = {"preview": shown, "form": form, **_late_choices(form)}
    if request.htmx:
        return render(request, "grievances/_preview.html", context)
    return render(request, TEMPLATE, framed() | _words(page, case) | context)


def _words(page: ActPage[C], case: C) -> dict[str, Any]:
    return {
        "heading": page.title(case),
        "hint": page.hint(case) if not case.refusal(page.move) else "",
        "button": page.button,
        "has_preview": page.preview is not None,
    }


def _late_choices(form: DeskForm) -> dict[str, Any]:
    chosen = form.data.get("lateness", "") if form.is_bound else ""
    return {"late_choices": [(each.value, each.label, each.value == chosen) for each in LATE_CHOICES]}

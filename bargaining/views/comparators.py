"""Comparators: benchmarks with the City pinned, employers, figures, surveys from a file."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import comparators
from bargaining.forms.comparators import BenchmarkForm, JurisdictionForm, PointForm, SurveyForm
from bargaining.queries.comparators import (
    benchmark_pages,
    benchmarks_visible_to,
    employers_visible_to,
    exported,
    may_collect,
)
from bargaining.rules.comparators import PointRefused
from labor_office.core.users.actions import record_act
from labor_office.core.users.models import PersonEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce.queries import units_visible_to


@require_safe
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """Every benchmark in a sentence; ``?unit=`` takes those of one unit and of all units."""
    units = list(units_visible_to(request.user))
    chosen = next((unit for unit in units if unit.slug == request.GET.get("unit")), None)
    benchmarks = benchmarks_visible_to(request.user)
    if chosen is not None:
        benchmarks = benchmarks.filter(unit__in=[chosen]) | benchmarks.filter(unit=None)
    context = {
        "pages": benchmark_pages(benchmarks, today=clock.today()),
        "units": units,
        "chosen": chosen,
        "may_collect": may_collect(request.user),
    }
    return render_page(request, "bargaining/comparators/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One benchmark: where the City stands, every employer's figure with its source, a new figure."""
    pages = benchmark_pages(benchmarks_visible_to(request.user).filter(pk=pk), today=clock.today())
    if not pages:
        raise Http404
    page = pages[0]
    form = PointForm(request.POST or None)
    if request.method == "POST" and not may_collect(request.user):
        raise PermissionDenied
    if form.is_valid():
        employer = form.cleaned_data["jurisdiction"]
        try:
            comparators.record_point(
                benchmark=page.benchmark, jurisdiction=employer, point=form.point, by=request.user, at=clock.now()
            )
        except PointRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"The figure of {employer} is kept.")
            return redirect_page(request, reverse("bargaining:comparator", args=[pk]))
    context = {
        "page": page,
        "form": form,
        "may_collect": may_collect(request.user),
        "may_export": request.user.may(Permission.EXPORT),
    }
    return render_page(request, "bargaining/comparators/detail.html", context)


@require_safe
@requires(Permission.BARGAINING_READ, Permission.EXPORT)
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """The figures of a benchmark as CSV, with where the City stands; that somebody took them is kept."""
    pages = benchmark_pages(benchmarks_visible_to(request.user).filter(pk=pk), today=clock.today())
    if not pages:
        raise Http404
    summary = f"Exported the comparators of {pages[0].benchmark}"[:300]
    record_act(actor=request.user, verb=PersonEvent.Verb.EXPORTED, at=clock.now(), summary=summary)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="comparators-{pk}.csv"'
    writer = csv.writer(response)
    writer.writerows(exported(pages[0]))
    return response


def _require(request: StaffRequest) -> None:
    if not may_collect(request.user):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def new(request: StaffRequest) -> HttpResponse:
    """Add a benchmark."""
    _require(request)
    form = BenchmarkForm(request.POST or None)
    if form.is_valid():
        made = comparators.add_benchmark(**form.cleaned_data)
        messages.success(request, f"{made} is on the list. Add the City's figure first.")
        return redirect_page(request, reverse("bargaining:comparator", args=[made.pk]))
    context = {"form": form, "heading": "New benchmark", "button": "Add it"}
    return render_page(request, "bargaining/comparators/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def employers(request: StaffRequest) -> HttpResponse:
    """The employers the City is compared with; ``?change=`` fills the form with one of them."""
    asked = request.GET.get("change", "")
    known = employers_visible_to(request.user)
    held = known.filter(pk=int(asked)).first() if asked.isdecimal() else None
    if request.method == "POST":
        _require(request)
    names = ("name", "population", "employees", "miles", "basis", "is_own", "is_used")
    initial = {name: getattr(held, name) for name in names} if held else {}
    form = JurisdictionForm(request.POST or None, held=held, initial=initial)
    if form.is_valid():
        kept = comparators.keep_jurisdiction(held=held, **form.cleaned_data)
        messages.success(request, f"{kept} is kept.")
        return redirect_page(request, reverse("bargaining:employers"))
    context = {"rows": known, "form": form, "held": held, "may_collect": may_collect(request.user)}
    return render_page(request, "bargaining/comparators/employers.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def survey(request: StaffRequest) -> HttpResponse:
    """Load a survey: every line or none, with what is wrong line by line."""
    _require(request)
    form = SurveyForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if form.is_valid():
        count, problems = comparators.import_points(
            data=form.cleaned_data["file"].read(),
            adds_employers=form.cleaned_data["adds_employers"],
            by=request.user,
            at=clock.now(),
            today=clock.today(),
        )
        if not problems:
            messages.success(request, f"{count} figure{'' if count == 1 else 's'} kept.")
            return redirect_page(request, reverse("bargaining:comparators"))
        form.add_error("file", "Nothing was loaded. Mend the lines named below and load the file again.")
    context = {"form": form, "problems": problems, "columns": comparators.COLUMNS}
    return render_page(request, "bargaining/comparators/survey.html", context)

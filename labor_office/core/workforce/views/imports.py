"""Loading a roster in four steps: upload, columns, review, apply."""

from __future__ import annotations

import csv
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.cells import inert
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce import queries
from labor_office.core.workforce.actions import roster_check
from labor_office.core.workforce.actions import roster_imports as actions
from labor_office.core.workforce.forms import ColumnsForm, DecisionsForm, RevertForm, UploadRosterForm
from labor_office.core.workforce.models import RosterImport
from labor_office.core.workforce.roster_files import UnreadableRoster, open_roster
from labor_office.core.workforce.rules.changes import ChangeKind, may_revert, what_blocks
from labor_office.core.workforce.rules.codes import CodeField
from labor_office.core.workforce.rules.columns import RosterField

GET_POST = ["GET", "HEAD", "POST"]
PREVIEW_ROWS = 5
SHOWN_PROBLEMS = 100
ADD_ALL = "add_all"


def _roster(request: StaffRequest, slug: str) -> RosterImport:
    return get_object_or_404(queries.imports_visible_to(request.user), slug=slug)


@require_safe
@requires(Permission.ROSTER_IMPORT)
def imports(request: StaffRequest) -> HttpResponse:
    """Every roster file that was received, the newest first."""
    found = queries.imports_visible_to(request.user).order_by("-loaded_at")[:100]
    return render_page(request, "workforce/imports.html", {"imports": found})


@require_http_methods(GET_POST)
@requires(Permission.ROSTER_IMPORT)
def upload(request: StaffRequest) -> HttpResponse:
    """Step 1: the file and its day."""
    form = UploadRosterForm(request.POST or None, request.FILES or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        file, now = form.cleaned_data["file"], clock.now()
        try:
            roster = actions.receive_roster(
                data=file.read(),
                file_name=file.name,
                as_of=form.cleaned_data["as_of"],
                covers_all=form.cleaned_data["covers_all"],
                by=request.user,
                at=now,
            )
        except UnreadableRoster as refusal:
            form.add_error("file", str(refusal))
        except actions.ImportRefused as refusal:
            form.add_error("as_of", str(refusal))
        else:
            return redirect("workforce:import_columns", roster.slug)
    return render_page(request, "workforce/import_upload.html", {"form": form, "fields": list(RosterField)})


@require_http_methods(GET_POST)
@requires(Permission.ROSTER_IMPORT)
def columns(request: StaffRequest, slug: str) -> HttpResponse:
    """Step 2: which column holds what, with the first rows as they would be read."""
    roster = _roster(request, slug)
    data = request.POST if request.method == "POST" else request.GET if request.htmx else None
    form = ColumnsForm(data, header=roster.header, initial=roster.mapping)
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(import_id=roster.pk, columns=form.cleaned_data)
        except actions.ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("workforce:import", roster.slug)
    chosen = {name: form[name].value() or "" for name in form.fields}
    context = {"roster": roster, "form": form, "preview": _preview(roster, chosen)}
    return render_page(
        request, "workforce/import_columns.html", context, fragments={"preview": "workforce/_preview.html"}
    )


def _preview(roster: RosterImport, chosen: dict[str, str]) -> dict[str, Any]:
    """The first five rows under the fields they would fill."""
    fields = [field for field in RosterField if chosen.get(field) in roster.header]
    places = [roster.header.index(chosen[field]) for field in fields]
    rows = []
    for line, cells in islice(open_roster(bytes(roster.rows)).rows, PREVIEW_ROWS):
        rows.append((line, [cells[place] if place < len(cells) else "" for place in places]))
    return {"labels": [field.label for field in fields], "rows": rows}


@require_http_methods(GET_POST)
@requires(Permission.ROSTER_IMPORT)
def review(request: StaffRequest, slug: str) -> HttpResponse:
    """Step 3: what would change, what stands in the way, and what a person decides about it."""
    roster = _roster(request, slug)
    if roster.state != RosterImport.State.CHECKED:
        return _applied(request, roster, RevertForm())
    if not roster.report:
        return redirect("workforce:import_columns", slug)
    lists = roster_check.known_codes()
    form = DecisionsForm(request.POST or None, report=roster.report, lists=lists, initial=roster.choices)
    if request.method == "POST" and form.is_valid():
        choices = form.choices()
        if field := request.POST.get(ADD_ALL):
            choices["codes"].setdefault(field, {}).update(_clear_codes(roster, field))
        try:
            actions.decide(import_id=roster.pk, choices=choices)
        except actions.ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("workforce:import", slug)
    return render_page(request, "workforce/import_review.html", _review_context(request, roster, form))


def _clear_codes(roster: RosterImport, field: str) -> dict[str, str]:
    """Undecided codes of a field that look like no other: those that one press may add."""
    clear = (c for c in roster.report["codes"] if c["field"] == field and not c["decision"])
    return {c["raw"]: "add" for c in clear if not c["looks_like"] and not c["alike"]}


def _review_context(request: StaffRequest, roster: RosterImport, form: DecisionsForm) -> dict[str, Any]:
    report = roster.report
    kinds = [kind for kind in ChangeKind if kind is not ChangeKind.SAME]
    shown = request.GET.get("kind", "")
    shown = shown if shown in kinds else next((kind for kind in kinds if report["counts"][kind]), "")
    return {
        "roster": roster,
        "form": form,
        "blocks": what_blocks(report, roster.choices),
        "kinds": [(kind, kind.label, report["counts"][kind], kind == shown) for kind in kinds],
        "shown_count": report["counts"].get(shown, 0),
        "samples": report["samples"].get(shown, []),
        "problems": report["problems"][:SHOWN_PROBLEMS],
        "addable": [
            (field, field.counted(len(clear))) for field in CodeField if (clear := _clear_codes(roster, field))
        ],
    }


@require_POST
@requires(Permission.ROSTER_IMPORT)
def apply(request: StaffRequest, slug: str) -> HttpResponse:
    """Step 4: make the roster what the file says, all of it or nothing."""
    roster = _roster(request, slug)
    try:
        applied = actions.apply_roster(import_id=roster.pk, by=request.user, at=clock.now())
    except actions.ImportRefused as refusal:
        messages.error(request, f"Nothing was applied. {refusal}")
    else:
        counts = applied.report["counts"]
        moved = f"{counts['new']:,} new, {counts['changed'] + counts['moved']:,} changed, {counts['gone']:,} gone"
        messages.success(request, f"The roster of {words.long_day(applied.as_of)} is applied: {moved}.")
    return redirect("workforce:import", slug)


@require_POST
@requires(Permission.ROSTER_IMPORT)
def discard(request: StaffRequest, slug: str) -> HttpResponse:
    """Throw away a file that was not applied."""
    try:
        actions.discard_roster(import_id=_roster(request, slug).pk)
    except actions.ImportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("workforce:import", slug)
    messages.success(request, "The file was thrown away. The roster is as it was.")
    return redirect("workforce:imports")


@require_POST
@requires(Permission.ROSTER_IMPORT)
def revert(request: StaffRequest, slug: str) -> HttpResponse:
    """Take an applied roster back, with the reason."""
    roster = _roster(request, slug)
    form = RevertForm(request.POST)
    if form.is_valid():
        try:
            actions.revert_roster(import_id=roster.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The roster of {words.long_day(roster.as_of)} was taken back.")
            return redirect("workforce:import", slug)
    return _applied(request, roster, form)


def _applied(request: StaffRequest, roster: RosterImport, form: RevertForm) -> HttpResponse:
    is_applied = roster.state == RosterImport.State.APPLIED and roster.applied_at is not None
    may = is_applied and may_revert(applied_at=roster.applied_at or clock.now(), at=clock.now())
    counts = [(kind.label, roster.report.get("counts", {}).get(kind, 0)) for kind in ChangeKind]
    context = {"roster": roster, "form": form, "may_revert": may, "counts": counts}
    return render_page(request, "workforce/import_applied.html", context)


@require_safe
@requires(Permission.ROSTER_IMPORT)
def problems(request: StaffRequest, slug: str) -> HttpResponse:
    """Every problem found, as CSV to send back to payroll."""
    roster = _roster(request, slug)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="roster-problems-{roster.slug}.csv"'
    writer = csv.writer(response)
    writer.writerow(["Line", "Column", "Value", "What is wrong", "What to do"])
    for found in roster.report.get("problems", []):
        writer.writerow(_inert([found[name] for name in ("line", "column", "value", "what", "mend")]))
    for code in roster.report.get("codes", []):
        near = code["looks_like"] or code["nearest"]
        hint = f"Nearest: {near}" if near else "Add it to the City's list, or mend the file."
        cells = [
            code["line"],
            code["field"].title(),
            code["raw"],
            f"Not on the City's list ({code['rows']} rows).",
            hint,
        ]
        writer.writerow(_inert(cells))
    return response


def _inert(cells: list[Any]) -> list[Any]:
    return [inert(cell) if isinstance(cell, str) else cell for cell in cells]

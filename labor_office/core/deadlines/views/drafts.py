"""A draft of a procedure: its sentences edited one by one, its examples kept, and its publishing."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from labor_office.core.deadlines.actions import procedures as actions
from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.forms.limits import LimitForm
from labor_office.core.deadlines.forms.publishing import DraftForm, ExampleForm, PublishForm, UploadForm
from labor_office.core.deadlines.forms.testing import TestForm
from labor_office.core.deadlines.models.procedures import ProcedureVersion
from labor_office.core.deadlines.procedure_files.reading import NotAProcedureFile
from labor_office.core.deadlines.queries import editor
from labor_office.core.deadlines.queries.followers import Follower, followers
from labor_office.core.deadlines.queries.procedures import plain
from labor_office.core.deadlines.queries.readings import as_procedure, limit_of
from labor_office.core.deadlines.rules import trying
from labor_office.core.deadlines.views.procedures import find_draft
from labor_office.core.deadlines.views.testing import calendar_for
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

REFUSALS = (actions.LimitNotSound, actions.NotADraft)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def upload(request: StaffRequest) -> HttpResponse:
    """Load a procedure file: each procedure whole or not at all, with every fault and its place."""
    form = UploadForm(request.POST or None, request.FILES or None, today=clock.today())
    context: dict[str, Any] = {"form": form, "loaded": []}
    if form.is_valid():
        given = form.cleaned_data
        try:
            context["loaded"] = load_procedures(
                text=given["file"], by=request.user, at=clock.now(), effective_from=given["effective_from"]
            )
        except NotAProcedureFile as fault:
            form.add_error("file", f"The file {fault}. Nothing was stored.")
    return render_page(request, "deadlines/procedure_upload.html", context)


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def new_draft(request: StaffRequest, slug: str) -> HttpResponse:
    """Begin the next version from the latest, or go to the draft that waits."""
    latest = editor.versions_of(slug).first()
    if latest is None:
        raise Http404
    form = DraftForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    draft = actions.new_draft(procedure_id=latest.procedure_id, note=note, by=request.user, at=clock.now())
    return HttpResponseRedirect(_address(draft))


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def limit(request: StaffRequest, slug: str, number: int, code: str) -> HttpResponse:
    """One sentence with its bold parts as fields; it saves alone."""
    version = find_draft(slug, number)
    card = next((one for step in editor.steps_of(version) for one in step.limits if one.row.code == code), None)
    if card is None:
        raise Http404
    form = LimitForm(request.POST or None, initial=LimitForm.values_of(limit_of(card.row)), auto_id=f"{code}_%s")
    if form.is_valid():
        try:
            actions.edit_limit(version_id=version.pk, code=code, limit=form.limit)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.limit.name} is saved.")
            return redirect_page(request, _saved(version, form.limit.code))
    context = {"version": version, "code": code, "form": form, "name": card.row.name}
    fragments = {f"limit-{code}": "deadlines/_procedure_limit_form.html"}
    return render_page(request, "deadlines/procedure_limit.html", context, fragments=fragments)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def add_limit(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """One more limit at the end of a draft."""
    version = find_draft(slug, number)
    begin = {"is_extendable": True, "unit": "business_days", "step": request.GET.get("step", "")}
    form = LimitForm(request.POST or None, initial=begin, auto_id="new_%s")
    if form.is_valid():
        try:
            row = actions.add_limit(version_id=version.pk, limit=form.limit)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{row.name} is added.")
            return redirect_page(request, _saved(version, row.code))
    context = {"version": version, "code": "", "form": form, "name": "A new limit"}
    return render_page(request, "deadlines/procedure_limit.html", context)


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def remove_limit(request: StaffRequest, slug: str, number: int, code: str) -> HttpResponse:
    """Take a limit out of a draft."""
    version = find_draft(slug, number)
    try:
        actions.remove_limit(version_id=version.pk, code=code)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{code} is taken out of the draft.")
    return HttpResponseRedirect(_address(version))


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def keep_example(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Keep the date that was tried as an example this draft must go on giving."""
    version = find_draft(slug, number)
    procedure, calendar = as_procedure(version), calendar_for(version)
    form = TestForm(request.POST, procedure=procedure, earlier=[], today=clock.today())
    titled = ExampleForm(request.POST)
    if not (form.is_valid() and titled.is_valid()) or calendar is None:
        messages.error(request, "The example was not kept. Give it a name, and a date that can be counted.")
        return HttpResponseRedirect(_address(version))
    code, title = form.cleaned_data["limit"], titled.cleaned_data["title"]
    derived = trying.try_limit(procedure, code, form.trial, calendar)
    example = slugify(f"{code}-{form.trial.start_on}-{title}")[:80]
    timeline = trying.as_timeline(procedure.limit(code), form.trial, derived, code=example, title=title)
    try:
        actions.save_example(version_id=version.pk, code=example, title=title, timeline=plain(timeline))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{title}” is kept. It is run on every change and before publishing.")
    return HttpResponseRedirect(_address(version))


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def publish(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """What publishing would do, then the publishing. A failing example stops it."""
    version = find_draft(slug, number)
    form = PublishForm(request.POST or None, initial={"effective_from": clock.today()}, today=clock.today())
    lines: tuple[str, ...] = ()
    if form.is_valid():
        given = form.cleaned_data
        try:
            published = actions.publish_version(version_id=version.pk, by=request.user, at=clock.now(), **given)
        except actions.NotPublishable as refusal:
            lines = refusal.lines
            form.add_error(None, "The draft cannot be published yet. What stands against it is listed below.")
        else:
            day = words.day_year(given["effective_from"])
            messages.success(request, f"Version {published.number} is published. Matters begin under it from {day}.")
            return HttpResponseRedirect(_after_publishing(request, published))
    context = {
        "version": version,
        "form": form,
        "lines": lines or editor.obstacles(version),
        "examples": editor.examples_of(version),
        "staying": _numbers(followers(version, reader=request.user)),
    }
    return render_page(request, "deadlines/procedure_publish.html", context)


def _after_publishing(request: StaffRequest, version: ProcedureVersion) -> str:
    """Where open matters run under earlier versions, the page that asks which of them move."""
    if followers(version, reader=request.user):
        return reverse("deadlines:version_matters", args=[version.procedure.slug, version.number])
    return _address(version)


def _numbers(rows: list[Follower]) -> list[tuple[int, int]]:
    return sorted(Counter(row.number for row in rows).items())


def _address(version: ProcedureVersion) -> str:
    return reverse("deadlines:version", args=[version.procedure.slug, version.number])


def _saved(version: ProcedureVersion, code: str) -> str:
    """The page at the limit just saved; the query makes a browser that stands on it load it anew."""
    return f"{_address(version)}?{urlencode({'saved': code})}#limit-{code}"

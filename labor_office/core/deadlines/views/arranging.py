"""A draft beside its sentences: the order of limits, its steps, how days are counted, worked examples."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from labor_office.core.deadlines.actions import arranging as actions
from labor_office.core.deadlines.actions import procedures as drafting
from labor_office.core.deadlines.forms.drafting import TEXTS, DayRuleForm, StepForm, TimelineForm
from labor_office.core.deadlines.queries import editor
from labor_office.core.deadlines.queries.procedures import plain
from labor_office.core.deadlines.views.procedures import find_draft
from labor_office.core.users.permissions import Permission
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

WAYS = {"up": True, "down": False}


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def move_limit(request: StaffRequest, slug: str, number: int, code: str) -> HttpResponse:
    """One place up or down within its step; the button pressed keeps the focus."""
    version = find_draft(slug, number)
    way = request.POST.get("way", "up")
    try:
        actions.move_limit(version_id=version.pk, code=code, is_up=WAYS.get(way, True))
    except actions.AlreadyAtTheEnd as refusal:
        messages.info(request, str(refusal))
    return HttpResponseRedirect(f"{_address(slug, number)}?{urlencode({'moved': code, 'way': way})}#limit-{code}")


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def step(request: StaffRequest, slug: str, number: int, code: str) -> HttpResponse:
    """A step's name and who decides there."""
    version = find_draft(slug, number)
    stored = get_object_or_404(version.steps, code=code)
    form = StepForm(request.POST or None, initial={"name": stored.name, "authority": stored.authority})
    if form.is_valid():
        actions.describe_step(version_id=version.pk, code=code, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['name']} is saved.")
        return redirect_page(request, f"{_address(slug, number)}#step-{code}")
    has_limits = version.limits.filter(step=code).exists()
    context = {"version": version, "step": stored, "form": form, "has_limits": has_limits}
    return render_page(request, "deadlines/procedure_step.html", context)


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def arrange_step(request: StaffRequest, slug: str, number: int, code: str) -> HttpResponse:
    """One place up or down, or out of the draft when no limit belongs to it."""
    version = find_draft(slug, number)
    get_object_or_404(version.steps, code=code)
    way = request.POST.get("way", "")
    try:
        if way in WAYS:
            actions.move_step(version_id=version.pk, code=code, is_up=WAYS[way])
        else:
            actions.remove_step(version_id=version.pk, code=code)
    except (actions.AlreadyAtTheEnd, actions.StepInUse) as refusal:
        messages.info(request, str(refusal))
    return HttpResponseRedirect(_address(slug, number))


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def days(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """How days are counted, and the words of the source that stand beside the limits."""
    version = find_draft(slug, number)
    form = DayRuleForm(
        request.POST or None,
        texts=version.texts,
        cutoff_time=version.cutoff_time,
        effect=version.late_filing_effect,
    )
    if form.is_valid():
        given = form.cleaned_data
        unnamed = {key: said for key, said in version.texts.items() if key not in dict(TEXTS)}
        drafting.set_day_rule(
            version_id=version.pk, cutoff_time=given["cutoff_time"],
            late_filing_effect=given["late_filing_effect"], texts=unnamed | form.texts,
        )  # fmt: skip
        messages.success(request, "How days are counted is saved.")
        return redirect_page(request, _address(slug, number))
    return render_page(request, "deadlines/procedure_days.html", {"version": version, "form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def add_example(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """A worked timeline as a procedure file writes it: the whole story, where a start alone does not tell it."""
    version = find_draft(slug, number)
    form = TimelineForm(request.POST or None)
    if form.is_valid():
        timeline = form.timeline
        code = slugify(str(timeline.get("id", "")))[:80] or "example"
        title = str(timeline.get("title") or code)[:200]
        try:
            drafting.save_example(version_id=version.pk, code=code, title=title, timeline=plain(timeline))
        except drafting.LimitNotSound as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, f"“{title}” is kept. It is run on every change and before publishing.")
            return redirect_page(request, f"{_address(slug, number)}#examples")
    context = {"version": version, "form": form, "codes": [row.code for row in editor.limits_of(version)]}
    return render_page(request, "deadlines/procedure_example.html", context)


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def remove_example(request: StaffRequest, slug: str, number: int, code: str) -> HttpResponse:
    """Give up an example that the draft need no longer give."""
    version = find_draft(slug, number)
    example = get_object_or_404(version.examples, code=code)
    drafting.remove_example(version_id=version.pk, code=code)
    messages.success(request, f"“{example.title or code}” is no longer an example.")
    return HttpResponseRedirect(f"{_address(slug, number)}#examples")


def _address(slug: str, number: int) -> str:
    return reverse("deadlines:version", args=[slug, number])

"""Change briefs: the list, the draft, who must read it, who has."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.models.text import Agreement
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from training.actions import briefs
from training.actions.briefs import BriefRefused
from training.forms.briefs import AssignForm, BriefForm
from training.models.briefs import Brief
from training.queries.briefs import agreements_without_brief, briefs_for, readers_of
from training.rules.vocabulary import BriefState


@require_safe
@requires(Permission.TRAINING_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """Every brief, and the new agreements that have none yet."""
    today = clock.today()
    rows = [(brief, readers_of(brief, request.user, today=today)) for brief in briefs_for(request.user)]
    may_edit = request.user.may(Permission.TRAINING_EDIT)
    waiting = agreements_without_brief(request.user, today=today) if may_edit else []
    return render_page(request, "training/briefs.html", {"rows": rows, "waiting": waiting, "today": today})


@require_POST
@requires(Permission.TRAINING_EDIT)
def draft(request: StaffRequest, reference: str) -> HttpResponse:
    """Draft the brief of an agreement."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), reference=reference)
    try:
        briefs.draft_brief(agreement_id=agreement.pk, by=request.user, at=clock.now())
    except BriefRefused as why:
        messages.error(request, str(why))
        return redirect_page(request, reverse("training:briefs"))
    return redirect_page(request, reverse("training:brief", args=[reference]))


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """One brief: a draft to be bettered, or how far people are with reading it."""
    brief = _found(request, reference)
    may_edit = request.user.may(Permission.TRAINING_EDIT) and brief.state == BriefState.DRAFT
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    items = list(brief.items.all())
    initial = {"title": brief.title, "opening": brief.opening}
    form = BriefForm(request.POST or None, items=items, initial=initial) if may_edit else None
    if form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            briefs.edit_brief(
                brief_id=brief.pk, title=given["title"], opening=given["opening"], items=form.words(), by=request.user,
                at=clock.now(),
            )  # fmt: skip
        except BriefRefused as why:
            messages.error(request, str(why))
            return redirect_page(request, reverse("training:brief", args=[reference]))
        if request.POST.get("act") == "assign":
            return redirect_page(request, reverse("training:assign_brief", args=[reference]))
        messages.success(request, "The draft was saved.")
        return redirect_page(request, reverse("training:brief", args=[reference]))
    readers = readers_of(brief, request.user, today=clock.today())
    context = {"brief": brief, "items": items, "form": form, "readers": readers, "today": clock.today()}
    return render_page(request, "training/brief.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def assign(request: StaffRequest, reference: str) -> HttpResponse:
    """Who must read it; looked at first with the number of people, then asked."""
    brief = _found(request, reference)
    form = AssignForm(request.POST or None)
    preview = None
    if form.is_valid():
        given: dict[str, Any] = {"brief_id": brief.pk, "audience": form.audience()}
        try:
            if request.POST.get("act") == "assign":
                briefs.assign_brief(**given, by=request.user, at=clock.now())
                messages.success(
                    request, "Everyone it concerns now owes reading it. They are reminded as the day nears."
                )
                return redirect_page(request, reverse("training:brief", args=[reference]))
            preview = briefs.preview_brief(**given, by=request.user, at=clock.now())
        except BriefRefused as why:
            form.add_error(None, str(why))
    context = {"brief": brief, "form": form, "preview": preview}
    return render_page(request, "training/brief_assign.html", context)


def _found(request: StaffRequest, reference: str) -> Brief:
    return get_object_or_404(briefs_for(request.user), agreement__reference=reference)

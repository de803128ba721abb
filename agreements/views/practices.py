"""The register of past practice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements.actions import practices as actions
from agreements.forms.practices import PracticeFilter, PracticeForm
from agreements.models.practices import Practice
from agreements.rules.practices import PracticeState
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.MATTER_READ_OFFICE)
def listing(request: StaffRequest) -> HttpResponse:
    """The register, newest number first."""
    form = PracticeFilter(request.GET)
    given = form.filled()
    found = Practice.objects.visible_to(request.user).select_related("unit", "article", "department")
    if given.get("unit"):
        found = found.filter(unit=given["unit"])
    if given.get("state"):
        found = found.filter(state=given["state"])
    if given.get("article"):
        found = found.filter(article__number=given["article"])
    context = {
        "form": form, "page": paginate(found, order=("-number",), query=request.GET), "count": found.count(),
        "may_edit": request.user.may(Permission.AGREEMENT_EDIT),
    }  # fmt: skip
    return render_page(request, "agreements/practices.html", context)


@require_safe
@requires(Permission.MATTER_READ_OFFICE)
def detail(request: StaffRequest, number: int) -> HttpResponse:
    """One practice and what proves it."""
    found = Practice.objects.visible_to(request.user).select_related("unit", "article", "department", "recorded_by")
    practice = get_object_or_404(found, number=number)
    context = {"practice": practice, "may_edit": request.user.may(Permission.AGREEMENT_EDIT)}
    return render(request, "agreements/practice.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Put a practice into the register."""
    initial = {
        "state": PracticeState.ASSERTED, "unit": request.GET.get("unit", ""),
        "article": request.GET.get("article", "")[:40],
    }  # fmt: skip
    form = PracticeForm(request.POST or None, today=clock.today(), initial=initial)
    if form.is_valid():
        practice = actions.record_practice(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, f"{practice} recorded.")
        return redirect_page(request, reverse("agreements:practice", args=[practice.number]))
    return render_page(request, "agreements/practice_form.html", {"form": form, "heading": "Record a past practice"})


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def edit(request: StaffRequest, number: int) -> HttpResponse:
    """Change what the register says; the row history keeps what it said."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user).select_related("unit"), number=number)
    form = PracticeForm(request.POST or None, today=clock.today(), initial=_as_typed(practice))
    if form.is_valid():
        actions.change_practice(practice_id=practice.pk, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect_page(request, reverse("agreements:practice", args=[number]))
    context = {"form": form, "heading": f"Change {practice}", "practice": practice}
    return render_page(request, "agreements/practice_form.html", context)


def _as_typed(practice: Practice) -> dict[str, object]:
    plain = ("title", "practice", "since", "clarity", "consistency", "acceptance", "who_knew", "state", "ended_on",
             "ended_note")  # fmt: skip
    return {name: getattr(practice, name) for name in plain} | {
        "unit": practice.unit.slug,
        "article": practice.article.number if practice.article else "",
        "department": practice.department.slug if practice.department else "",
    }

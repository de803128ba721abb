"""What is kept and for how long: the review of what is over, its destruction by a person, and legal holds."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from labor_office.core.documents import retention as queries
from labor_office.core.documents.actions import retention
from labor_office.core.documents.forms import DestroyForm, HoldForm, ReleaseForm
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.retention import LegalHold
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


def _require_either(request: StaffRequest) -> None:
    if not (request.user.may(Permission.RETENTION_EDIT) or request.user.may(Permission.LEGAL_HOLD)):
        raise PermissionDenied


@require_safe
def review(request: StaffRequest) -> HttpResponse:
    """Closed matters whose time is over; nothing goes without a person and a signed certificate."""
    _require_either(request)
    context = {
        "rows": queries.to_review(request.user, today=clock.today()),
        "rules": queries.schedule(),
        "may_destroy": request.user.may(Permission.RETENTION_EDIT),
    }
    return render(request, "documents/retention.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RETENTION_EDIT)
def destroy(request: StaffRequest, reference: str) -> HttpResponse:
    """Destroy the papers of one matter, after its number is typed once more."""
    matter = get_object_or_404(queries.reviewable(request.user), reference=reference)
    form = DestroyForm(request.POST or None, reference=matter.reference)
    if form.is_valid():
        try:
            done = retention.destroy_papers(
                matter_id=matter.pk, certificate=form.cleaned_data["certificate"], by=request.user, at=clock.now(),
                today=clock.today(),
            )  # fmt: skip
        except retention.NotToDestroy as why:
            form.add_error(None, str(why))
        else:
            said = f"{done.papers_count} papers of {matter.reference} are destroyed. Their numbers and hashes stay."
            messages.success(request, said)
            return redirect_page(request, reverse("documents:retention"))
    return render_page(request, "documents/destroy.html", {"matter": matter, "form": form})


@require_http_methods(["GET", "POST"])
def holds(request: StaffRequest) -> HttpResponse:
    """Every hold one may know of, and a form to place one."""
    _require_either(request)
    may_hold = request.user.may(Permission.LEGAL_HOLD)
    if request.method == "POST" and not may_hold:
        raise PermissionDenied
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        matter = Matter.objects.visible_to(request.user).filter(reference=form.cleaned_data["reference"]).first()
        if matter is None:
            form.add_error("reference", "There is no such matter among those you may see. Check its number.")
        else:
            retention.place_hold(
                matter_id=matter.pk, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
            messages.success(request, f"Everything of {matter.reference} is kept until the hold is released.")
            return redirect_page(request, request.path)
    context = {"holds": queries.holds_of(request.user)[:200], "form": form, "may_hold": may_hold}
    return render_page(request, "documents/holds.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.LEGAL_HOLD)
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """Release a hold, with the reason."""
    standing = LegalHold.objects.visible_to(request.user).standing().select_related("matter")
    hold = get_object_or_404(standing, pk=pk)
    form = ReleaseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        try:
            retention.release_hold(hold_id=hold.pk, because=because, by=request.user, at=clock.now())
        except retention.NotHeld as why:
            messages.warning(request, str(why))
        else:
            messages.success(request, f"The hold on {hold.matter.reference} is released.")
        return redirect_page(request, reverse("documents:holds"))
    return render_page(request, "documents/release_hold.html", {"hold": hold, "form": form})

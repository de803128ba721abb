"""The Council's days, which every negotiation is planned back from."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bargaining.actions import council
from bargaining.forms.process import CouncilDaysForm
from bargaining.models.process import CouncilDay
from bargaining.queries.planning import council_days
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def days(request: StaffRequest) -> HttpResponse:
    """Every day from this year on; more are entered beside them."""
    may_edit = request.user.may(Permission.BARGAINING_EDIT)
    form = CouncilDaysForm(request.POST or None, today=clock.today(), initial={"kind": CouncilDay.Kind.MEETING})
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    if form.is_valid():
        given = form.cleaned_data
        added = council.enter_days(
            days=given["days"], kind=CouncilDay.Kind(given["kind"]), title=given["title"], by=request.user,
            at=clock.now(),
        )  # fmt: skip
        messages.success(
            request, f"{added} day{'' if added == 1 else 's'} entered. Plan again where a plan hangs on them."
        )
        return redirect_page(request, reverse("bargaining:council_days"))
    context = {"rows": council_days(today=clock.today()), "today": clock.today(), "form": form, "may_edit": may_edit}
    return render_page(request, "bargaining/council_days.html", context)


@require_POST
@requires(Permission.BARGAINING_EDIT)
def strike(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a day out."""
    council.strike_day(day_id=pk)
    messages.success(request, "Taken out. Plans that hung on it say so until they are planned again.")
    return redirect_page(request, reverse("bargaining:council_days"))

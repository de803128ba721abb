"""Two texts compared clause by clause."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from agreements.forms.comparing import CompareForm
from agreements.queries.comparing import compare as compared
from agreements.queries.comparing import offers
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.AGREEMENT_READ)
def compare(request: StaffRequest) -> HttpResponse:
    """The two texts that the address names, or the question which."""
    form = CompareForm(request.GET or None, today=clock.today())
    found = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        left, right = (given["unit"], given["on"]), (given["other_unit"], given["other_on"])
        found = compared(request.user, left, right, every=given["every"])
    context = {"form": form, "found": found, "offers": offers(request.user)}
    return render_page(request, "agreements/compare.html", context)

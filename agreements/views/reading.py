"""Reading agreements."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agreements.models.text import Agreement, Article
from agreements.queries.reading import contents, shelf, text_of
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.AGREEMENT_READ)
def text(request: StaffRequest, unit: str, number: str, term: str = "") -> HttpResponse:
    """An article in the words in force on ``?as-of=``, today when the address names no day."""
    today = clock.today()
    try:
        as_of = date.fromisoformat(request.GET.get("as-of", "") or today.isoformat())
        reading = text_of(request.user, unit, number, as_of=as_of)
    except (ValueError, Article.DoesNotExist):
        raise Http404 from None
    return render(request, "agreements/text.html", {"reading": reading, "today": today})


@require_safe
@requires(Permission.AGREEMENT_READ)
def agreements(request: StaffRequest) -> HttpResponse:
    """Which agreement governs whom, today and before."""
    today = clock.today()
    rows = [
        {"agreement": agreement, "is_in_force": agreement.starts_on <= today <= agreement.ends_on}
        for agreement in shelf(request.user)
    ]
    return render(request, "agreements/shelf.html", {"rows": rows, "today": today})


@require_safe
@requires(Permission.AGREEMENT_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """One agreement: its term and its articles."""
    found = Agreement.objects.visible_to(request.user).select_related("unit__organization")
    agreement = get_object_or_404(found, reference=reference)
    context = {"agreement": agreement, "articles": contents(agreement), "as_of": min(clock.today(), agreement.ends_on)}
    return render(request, "agreements/detail.html", context)

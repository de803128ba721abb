"""Reading agreements."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements.models import Article
from agreements.queries import text_of
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

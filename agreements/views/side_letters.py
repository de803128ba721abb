"""Side letters: the list and the record."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agreements.queries.overlaps import effects
from agreements.queries.side_letters import letter_row, letter_rows, letters_of
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.AGREEMENT_READ)
def side_letters(request: StaffRequest) -> HttpResponse:
    """Every side letter the person may know of, the newest first."""
    rows = letter_rows(list(letters_of(request.user)), today=clock.today())
    return render(request, "agreements/side_letters/list.html", {"rows": rows})


@require_safe
@requires(Permission.AGREEMENT_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """One side letter: its terms beside what it changes."""
    letter = get_object_or_404(letters_of(request.user), reference=reference)
    record_reading(matter=letter, by=request.user, at=clock.now())
    row = letter_row(letter, today=clock.today())
    context = {"letter": letter, "row": row, "effects": effects(letter)}
    return render(request, "agreements/side_letters/detail.html", context)

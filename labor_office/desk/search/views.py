"""The search page, and the panel under the search field."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from labor_office.core.web import clock
from labor_office.core.web.access import may_open
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.desk.search.queries import IN_PANEL, SHOWN, exact, found_in, spellings

FEWEST_LETTERS = 2


@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """What the words find; a reference leads straight to its record."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:120]
    is_panel = request.htmx.target == "search-panel"
    match = exact(words, user=request.user)
    if match is not None and not may_open(request.user, match.get_absolute_url()):
        match = None
    if match is not None and not is_panel:
        return redirect_page(request, match.get_absolute_url())
    is_asked = len(words) >= FEWEST_LETTERS
    limit = IN_PANEL // 2 if is_panel else SHOWN
    found = found_in(words, user=request.user, on=clock.today(), limit=limit) if is_asked else ()
    context = {
        "search_words": words,
        "is_asked": is_asked,
        "match": match,
        "groups": found,
        "near": spellings(words, user=request.user) if is_asked and not found and match is None else (),
    }
    return render_page(request, "desk/search.html", context, fragments={"search-panel": "desk/search_panel.html"})

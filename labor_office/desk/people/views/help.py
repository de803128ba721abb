"""Help: a person to ask, how this page works, keys, how dates are counted, and the words of the field."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.desk.people.rules.glossary import GLOSSARY
from labor_office.desk.people.rules.page_help import PAGES, help_for

KEYS = (
    ("/", "Search"),
    ("?", "The list of keys"),
    ("g then d", "My desk"),
    ("g then c", "Calendar"),
    ("g then g", "Grievances"),
    ("g then a", "Agreements"),
    ("n then g", "New grievance"),
    ("j and k", "Next and previous row"),
    ("Space", "Quick view of a row"),
    ("Enter", "Open the row"),
    ("w", "Why this date"),
    ("Ctrl Enter", "Send the form"),
)


@require_safe
def help_page(request: StaffRequest) -> HttpResponse:
    """Everything to know, with how the page one came from works on top."""
    context = {
        "came_from": help_for(request.GET.get("page", "")),
        "pages": PAGES,
        "keys": KEYS,
        "glossary": GLOSSARY,
    }
    return render_page(request, "desk/help.html", context)

"""An act on a page of its own: a form, what saving it does, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from labor_office.core.users.permissions import Permission
from labor_office.core.web.access import any_of
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest

# Takes what was typed; the words of the message, and the address to go to (empty: the record's own).
Save = Callable[[dict[str, Any]], tuple[str, str]]

# Whose buttons change committees and essential services plans, and whose answer petitions about units.
EDITS = any_of(Permission.BARGAINING_EDIT)
ANSWERS = any_of(Permission.PROCEEDING_EDIT)


@dataclass(frozen=True, slots=True)
class Act:
    """The words of the page: its list and record, the heading, the button, a lead."""

    home: Link
    heading: str
    button: str
    record: Link | None = None
    lead: str = ""


def act(
    request: StaffRequest, form: DeskForm, save: Save, words: Act, *refusals: type[Exception], field: str | None = None
) -> HttpResponse:
    """Show the form; once it is filled rightly, save. What ``save`` refuses stands beside ``field``, or above."""
    if form.is_valid():
        try:
            said, leads_to = save(form.cleaned_data)
        except refusals as why:
            form.add_error(field, str(why))
        else:
            messages.success(request, said)
            back = words.record or words.home
            return redirect_page(request, leads_to or back.url)
    context = {
        "form": form,
        "heading": words.heading,
        "button": words.button,
        "lead": words.lead,
        "home": words.home,
        "record": words.record,
    }
    return render_page(request, "bargaining/act.html", context)

"""The office's first calendar, and the page a new office sees until it has one."""

from __future__ import annotations

from datetime import date

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.deadlines.forms.calendars import PublishYearForm
from labor_office.core.deadlines.queries.holidays import has_office_calendar
from labor_office.core.deadlines.rules.proposing import propose
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

PLACES = [("US-VA", "Virginia"), ("US-CA", "California"), ("US-MD", "Maryland"), ("US", "Federal holidays only")]


class PlaceForm(DeskForm):
    """Whose public holidays are proposed, and for which year first."""

    place = forms.ChoiceField(label="Propose the public holidays of", choices=PLACES)
    year = forms.IntegerField(
        label="First year", help_text="The year of your oldest open case, so that its dates can be counted."
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CALENDAR_EDIT)
def begin(request: StaffRequest) -> HttpResponse:
    """Confirm the closed days of a first year; from then on dates can be counted."""
    today = clock.today()
    if has_office_calendar():
        return HttpResponseRedirect(reverse("deadlines:holidays"))
    place, year = _asked(request, today)
    choose = PlaceForm(initial={"place": place, "year": year})
    form = PublishYearForm(request.POST or None, year=year, code=place, proposals=propose(place, year), today=today)
    if form.is_valid():
        make_calendar(
            name=settings.CITY_NAME, slug="city", first_on=date(year, 1, 1), published_through=date(year, 12, 31),
            closed=form.closed, by=request.user, at=clock.now(), proposes_from=place, is_office=True,
            reason=f"{year} confirmed",
        )  # fmt: skip
        messages.success(request, f"{settings.CITY_NAME} counts through {year}. Publish the years after it next.")
        return redirect_page(request, reverse("deadlines:holidays"))
    return render_page(
        request, "deadlines/calendar_begin.html", {"choose": choose, "form": form, "place": place, "year": year}
    )


def _asked(request: StaffRequest, today: date) -> tuple[str, int]:
    """The place and year in the address; Virginia and this year when they are missing or cannot be."""
    place, year = request.GET.get("place", ""), request.GET.get("year", "")
    known = place if place in dict(PLACES) else PLACES[0][0]
    return known, int(year) if year.isdigit() and 2000 <= int(year) <= today.year + 1 else today.year

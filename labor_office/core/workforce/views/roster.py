"""The roster of any day, and one person on it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce import panels, queries
from labor_office.core.workforce.forms import RosterFilter
from labor_office.core.workforce.rules.values import person_key

ORDER = ("employee__name", "employee__number", "pk")


@require_safe
@requires(Permission.ROSTER_READ)
def roster(request: StaffRequest) -> HttpResponse:
    """Who works where on a day, by name; pay only for those who keep the roster."""
    today = clock.today()
    form = RosterFilter(request.GET, today=today)
    filled = form.filled()
    day = filled.get("on", today)
    rows = queries.roster_visible_to(request.user, on=day)
    for column in ("unit", "department"):
        if place := filled.get(column):
            rows = rows.filter(**{column: place})
    rows = queries.matching(rows, filled.get("q", ""))
    context = {
        "form": form,
        "page": paginate(rows, order=ORDER, query=request.GET),
        "count": rows.count(),
        "day": day,
        "is_today": day == today,
        "shows_pay": queries.may_see_pay(request.user),
        "may_import": request.user.may(Permission.ROSTER_IMPORT),
    }
    return render_page(request, "workforce/roster.html", context, fragments={"results": "workforce/_roster_rows.html"})


@require_safe
@requires(Permission.ROSTER_READ)
def person(request: StaffRequest, code: str) -> HttpResponse:
    """One employee: where they work and where they worked before."""
    key = person_key(code)
    if key is None:
        raise Http404
    employee = get_object_or_404(queries.people_visible_to(request.user), pk=key)
    posts = list(employee.assignments.select_related("department", "classification", "unit").order_by("-starts_on"))
    context = {
        "employee": employee,
        "posts": posts,
        "current": next((post for post in posts if post.ends_on is None), None),
        "shows_pay": queries.may_see_pay(request.user),
        "panels": panels.person_panels(request.user, employee, clock.today()),
    }
    return render_page(request, "workforce/person.html", context)

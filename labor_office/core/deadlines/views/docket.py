"""The register of every clock, and one deadline with its whole proof."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from labor_office.core.deadlines.actions.by_hand import confirm_checked
from labor_office.core.deadlines.acts import Owed, act_for
from labor_office.core.deadlines.filters import RegisterFilter
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineQuerySet
from labor_office.core.deadlines.queries.holidays import has_office_calendar
from labor_office.core.deadlines.queries.readings import office_calendar
from labor_office.core.deadlines.shown import calendar_of, shown, standing_of
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.paging import Page, paginate
from labor_office.core.web.requests import StaffRequest

ORDERS = {"due": ("due_on", "pk"), "-due": ("-due_on", "-pk")}


@require_safe
def register(request: StaffRequest) -> HttpResponse:
    """Every deadline the person may see, ours and theirs, soonest first."""
    if not has_office_calendar():
        return HttpResponseRedirect(reverse("deadlines:holidays"))
    today = clock.today()
    form = RegisterFilter(request.GET, today=today)
    deadlines = form.apply(_readable(request), user=request.user, today=today).exclude(due_on=None)
    order = ORDERS.get(request.GET.get("sort", ""), ORDERS["due"])
    page = paginate(deadlines, order=order, query=request.GET)
    calendar = office_calendar()
    rows = [
        {
            "deadline": row,
            "standing": standing_of(row, today=today, calendar=calendar),
            "why_id": f"why-{row.pk}",
        }
        for row in page.rows
    ]
    context = {
        "form": form,
        "page": Page(tuple(rows), page.size, page.previous_cursor, page.next_cursor),
        "today": today,
    }
    return render_page(
        request, "deadlines/register.html", context, fragments={"results": "deadlines/_register_rows.html"}
    )


@require_safe
def why(request: StaffRequest, pk: int) -> HttpResponse:
    """Why a deadline falls where it does, as a row under its own; the whole proof without htmx."""
    deadline = get_object_or_404(_readable(request), pk=pk)
    if not request.htmx:
        return HttpResponseRedirect(reverse("deadlines:proof", args=[pk]))
    record_reading(matter=deadline.matter, by=request.user, at=clock.now())
    context = _explained(deadline) | {
        "row_id": f"why-{deadline.pk}",
        "columns": 5,
        "proof_url": reverse("deadlines:proof", args=[pk]),
    }
    return render_page(request, "deadlines/_why_row.html", context)


@require_safe
def proof(request: StaffRequest, pk: int) -> HttpResponse:
    """One deadline with its reasoning, every former date and every notice sent about it."""
    deadline = get_object_or_404(_readable(request), pk=pk)
    record_reading(matter=deadline.matter, by=request.user, at=clock.now())
    owed = Owed(deadline.matter.reference, deadline.code, deadline.step, deadline.limit.satisfied_by)
    context = _explained(deadline) | {
        "deadline": deadline,
        "moves": deadline.moves.select_related("moved_by"),
        "act": f"{deadline.name}, {deadline.matter.reference}",
        "due_on": deadline.due_on,
        "next_act": act_for(deadline.matter.kind, owed, user=request.user)
        if deadline.is_ours and not deadline.satisfied_on and not deadline.is_settled_by_miss
        else None,
        "may_check": request.user.may(Permission.DEADLINE_EDIT),
    }
    return render_page(request, "deadlines/proof.html", context)


@require_POST
@requires(Permission.DEADLINE_EDIT)
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep that this person counted the days and agrees."""
    deadline = get_object_or_404(_readable(request), pk=pk)
    confirm_checked(deadline_id=deadline.pk, by=request.user, at=clock.now())
    messages.success(request, "Thank you. Your name and the time stand beside the date now.")
    return HttpResponseRedirect(reverse("deadlines:proof", args=[pk]))


def _readable(request: StaffRequest) -> DeadlineQuerySet:
    return Deadline.objects.visible_to(request.user).select_related(
        "matter__unit", "matter__owner", "limit", "checked_by", "calendar_version__calendar"
    )


def _explained(deadline: Deadline) -> dict[str, object]:
    calendar = calendar_of(deadline)
    if calendar is None:
        return {"explanation": None, "missing": deadline.missing}
    slug = deadline.matter.unit.slug if deadline.matter.unit else ""
    return {
        "explanation": shown(deadline, today=clock.today(), calendar=calendar, unit_slug=slug),
        "missing": deadline.missing,
    }

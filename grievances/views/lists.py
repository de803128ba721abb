"""The list of grievances, the quick view of a row, and the views people keep."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from grievances.filters import GrievanceFilter
from grievances.listing import order_words, page_of
from grievances.models import Grievance
from grievances.queries.lists import PAGE, Names, list_names, list_rows
from grievances.queries.peeks import peek_of
from grievances.rules.shipped import SHIPPED
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.actions.saved_views import SharedByChief, delete_view, save_view, set_default
from labor_office.core.matters.models.record import SavedView
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.htmx import render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.paging import Page
from labor_office.core.web.requests import StaffRequest

NOT_A_FILTER = {"after", "before", "size", "view", "restricted"}


@require_safe
def grievances(request: StaffRequest) -> HttpResponse:
    """Every grievance the person may know of that the filters let through, soonest due first unless asked otherwise."""
    today, names = clock.today(), list_names(request.user)
    default = next((view for view in names.views if view.is_default), None)
    if default and not request.GET and not request.htmx:
        return HttpResponseRedirect(f"?{default.query or 'view=all'}")
    form = GrievanceFilter(
        request.GET, today=today, units=names.units, departments=names.departments, owners=names.owners
    )
    page, count = page_of(request.user, form.filled(), request.GET, today=today)
    rows = list_rows(page.rows, names, today=today)
    context = {
        "form": form,
        "page": Page(rows, page.size, page.previous_cursor, page.next_cursor),
        "count": count,
        "sorted_by": order_words(request.GET),
        "filters": len(list(form.applied())),
        "views": _views(request, names),
        "kept": names.views,
        "query": kept_query(request),
        "may_assign": request.user.may(Permission.MATTER_ASSIGN),
        "may_share": request.user.may(Permission.ADMIN),
        "may_file": request.user.may(Permission.GRIEVANCE_EDIT),
        "may_export": request.user.may(Permission.EXPORT),
        "closed_url": f"?{urlencode({**request.GET.dict(), 'status': 'all'})}",
    }
    return render_page(request, "grievances/list.html", context, fragments={"results": "grievances/list_rows.html"})


@require_safe
def peek(request: StaffRequest, reference: str) -> HttpResponse:
    """One grievance in short, beside the list; opening a restricted one is kept like any opening."""
    grievance = get_object_or_404(Grievance.objects.visible_to(request.user), reference=reference)
    record_reading(matter=grievance, by=request.user, at=clock.now())
    context = {"grievance": grievance, "peek": peek_of(grievance, user=request.user, today=clock.today())}
    return render_page(request, "grievances/list_peek.html", context)


@require_POST
def keep_view(request: StaffRequest) -> HttpResponse:
    """Keep the filters in force under a name: one's own, or the chief's for all."""
    name = " ".join(request.POST.get("name", "").replace("\x00", "").split())[:60]
    query = request.POST.get("query", "").replace("\x00", "").lstrip("?")[:500]
    if not name:
        messages.error(request, "Give the view a name, for example Water, overdue.")
        return HttpResponseRedirect(f"{reverse('grievances:list')}?{query}")
    is_shared = bool(request.POST.get("is_shared")) and request.user.may(Permission.ADMIN)
    view = save_view(user=request.user, page=PAGE, name=name, query=query, is_shared=is_shared)
    if request.POST.get("is_default") and not is_shared:
        set_default(user=request.user, page=PAGE, view_id=view.pk)
    messages.success(request, f"The view {name} is kept{' for everyone' if is_shared else ''}.")
    return HttpResponseRedirect(f"{reverse('grievances:list')}?{query or 'view=all'}")


@require_POST
def drop_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Forget a view of one's own; the chief may forget shared ones."""
    try:
        delete_view(user=request.user, view_id=pk, may_share=request.user.may(Permission.ADMIN))
        messages.success(request, "The view is removed.")
    except SharedByChief as refusal:
        messages.error(request, str(refusal))
    except SavedView.DoesNotExist:
        messages.info(request, "That view was removed already.")
    return HttpResponseRedirect(f"{reverse('grievances:list')}?view=all")


def kept_query(request: StaffRequest) -> str:
    """The filters and order in force, without the page one is on."""
    return urlencode([(name, value) for name, value in request.GET.items() if name not in NOT_A_FILTER and value])


def _views(request: StaffRequest, names: Names) -> list[Link]:
    here = kept_query(request)
    offered = [("All open", "")] + [(view.label, view.query) for view in SHIPPED]
    offered += [(view.name, view.query) for view in names.views]
    return [Link(label, f"?{query or 'view=all'}", is_current=query == here) for label, query in offered]

"""The links by which one person reads courses without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce.models import Employee
from training.actions import links as actions
from training.forms.proof import TakeBackForm
from training.models.links import LinkStop
from training.queries.overdue import contact_of
from training.queries.taking import owed_on_pages
from training.rules.links import LINK_LIFE, has_left
from training.views.proof import found_person


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def show(request: StaffRequest, code: str) -> HttpResponse:
    """What they can read by a link; sent anew, or stopped."""
    employee, today = found_person(request, code), clock.today()
    is_stop = request.POST.get("act") == "stop"
    form = TakeBackForm(request.POST if is_stop else None)
    if is_stop and form.is_valid():
        because = form.cleaned_data["because"]
        actions.stop_links(employee_id=employee.pk, because=because, by=request.user, at=clock.now())
        messages.success(request, "Every link made until now is stopped. Send new ones when they may read again.")
        return _again(request, employee)
    if request.method == "POST" and not is_stop:
        try:
            count = actions.send_links(employee_id=employee.pk, by=request.user, at=clock.now(), today=today)
        except actions.LinksRefused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, f"One email with {count} new link{'' if count == 1 else 's'} is on its way.")
        return _again(request, employee)
    context = {
        "person": employee, "form": form, "days": LINK_LIFE.days, "address": contact_of(employee),
        "has_left": has_left(employee.left_on, on=today),
        "owed": owed_on_pages(employee, on=today).select_related("requirement").order_by("due_on", "pk"),
        "stops": LinkStop.objects.visible_to(request.user).filter(employee=employee).select_related("stopped_by"),
    }  # fmt: skip
    return render_page(request, "training/links.html", context)


def _again(request: StaffRequest, employee: Employee) -> HttpResponse:
    return redirect_page(request, reverse("training:links", args=[employee.code]))

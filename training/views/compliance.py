"""Compliance: by department, by person, who to remind, what is on paper, and whether somebody was trained."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.components import Tile
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce.rules.values import person_key
from training.actions import reminding as actions
from training.forms.requirements import AskedForm, ComplianceFilter
from training.models.proof import Completion
from training.models.reach import reads_everyone
from training.queries.compliance import (
    Numbers,
    by_department,
    by_person,
    duties_now,
    duties_of,
    people_of,
    requirements_now,
)
from training.queries.overdue import overdue_people, reminded_today
from training.queries.people import articles_under, candidates, owed_by, people_visible_to, was_trained
from training.queries.trend import trend
from training.rules.standing import Standing


@require_safe
@requires(Permission.TRAINING_READ)
def departments(request: StaffRequest) -> HttpResponse:
    """How each department stands, most overdue first; the way to its people."""
    form, today = ComplianceFilter(request.GET), clock.today()
    given = form.filled()
    duties = duties_now(request.user, given=given, today=today)
    columns = requirements_now(duties)
    rows = by_department(duties, columns, today=today)
    total = sum((row.total for row in rows), Numbers())
    context = {
        "form": form, "rows": [(row, tuple(zip(columns, row.counts, strict=True))) for row in rows],
        "columns": columns, "total": total, "today": today,
        "tiles": _tiles(request, total), "query": request.GET.urlencode(),
        "points": trend(duties_of(request.user, given=given, today=today), today=today),
        "reads_everyone": reads_everyone(request.user),
    }  # fmt: skip
    return render_page(request, "training/compliance.html", context)


@require_safe
@requires(Permission.TRAINING_READ)
def people(request: StaffRequest) -> HttpResponse:
    """Each person against each requirement."""
    form, today = ComplianceFilter(request.GET), clock.today()
    given = form.filled()
    duties = duties_now(request.user, given=given, today=today)
    columns = requirements_now(duties)
    found, late = people_of(duties), people_of(duties.overdue(today))
    overdue, reminds = late.count(), may_remind(request)
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    page = paginate(found, order=("name", "pk"), query=request.GET)
    context = {
        "form": form, "page": page, "columns": columns, "count": found.count(), "query": request.GET.urlencode(),
        "rows": by_person(request.user, page.rows, columns, today=today),
        "overdue": overdue, "may_remind": reminds,
        "reminded": reminded_today(late, since=midnight) if overdue and reminds else None,
    }  # fmt: skip
    fragments = {"results": "training/_compliance_people.html"}
    return render_page(request, "training/compliance_people.html", context, fragments=fragments)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_READ)
def remind(request: StaffRequest) -> HttpResponse:
    """Names first; then one email to each person who is overdue, and one list to each of their supervisors."""
    if not may_remind(request):
        raise PermissionDenied
    today = clock.today()
    given = {**ComplianceFilter(request.GET).filled(), "state": Standing.OVERDUE}
    found = overdue_people(duties_now(request.user, given=given, today=today), today=today)
    if request.method == "POST":
        chosen = [one.employee.pk for one in found]
        sent = actions.remind_overdue(employees=chosen, by=request.user, at=clock.now(), today=today)
        messages.success(request, _said(sent))
        return redirect_page(request, f"{reverse('training:compliance_people')}?{request.GET.urlencode()}")
    waiting = [one for one in found if one.reminded_on != today]
    context = {
        "found": waiting, "passed": [one for one in found if one.reminded_on == today],
        "told": [one for one in waiting if one.address], "without": [one for one in waiting if not one.address],
        "supervisors": len({one.supervisor.pk for one in waiting if one.supervisor}),
        "query": request.GET.urlencode(), "today": today,
    }  # fmt: skip
    return render(request, "training/remind.html", context)


@require_safe
def person(request: StaffRequest, code: str) -> HttpResponse:
    """One person's training: what they owe and why that day, what they completed."""
    found = people_visible_to(request.user).select_related("user")
    employee = get_object_or_404(found, pk=person_key(code))
    return _person_page(request, employee, is_self=False)


@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """One's own training."""
    own = people_visible_to(request.user).filter(user=request.user).first()
    if own is None:
        return render(request, "training/mine_none.html")
    return _person_page(request, own, is_self=True)


@require_safe
@requires(Permission.TRAINING_READ)
def asked(request: StaffRequest) -> HttpResponse:
    """Was this person trained on this article on that day? Answered by name and date."""
    form, today = AskedForm(request.GET, today=clock.today()), clock.today()
    given = form.filled()
    found = candidates(request.user, given.get("q", ""), today=today) if given.get("q") else []
    on = given.get("on", today)
    answers = []
    # Of a day that cannot be read nothing is said: the field itself says so.
    is_whole = {"q", "unit", "article"} <= set(given) and not form.errors
    if is_whole:
        named = articles_under(given["unit"], given["article"])
        answers = [was_trained(one, named, on=on) for one in found[:5]] if named else []
    context = {
        "form": form, "found": found, "answers": answers, "on": on, "is_asked": bool(given) and not form.errors,
        "is_whole": is_whole,
    }  # fmt: skip
    return render(request, "training/asked.html", context)


def may_remind(request: StaffRequest) -> bool:
    """Whoever trains, and a liaison for departments of theirs."""
    user = request.user
    return user.may(Permission.TRAINING_EDIT) or (user.may(Permission.TRAINING_READ) and not reads_everyone(user))


def _person_page(request: StaffRequest, employee: Any, *, is_self: bool) -> HttpResponse:  # noqa: ANN401
    today = clock.today()
    done = Completion.objects.visible_to(request.user).filter(employee=employee)
    context = {
        "person": employee, "is_self": is_self, "today": today, "may_edit": request.user.may(Permission.TRAINING_EDIT),
        "owed": owed_by(request.user, employee, today=today),
        "done": list(done.select_related("version__course", "recorded_by", "attendance__session", "certificate")),
        "posts": list(employee.assignments.select_related("department", "classification", "unit")[:6]),
    }  # fmt: skip
    return render(request, "training/person.html", context)


def _tiles(request: StaffRequest, total: Numbers) -> list[Tile]:
    base = reverse("training:compliance_people")
    query = request.GET.copy()

    def url(state: str) -> str:
        query["state"] = state
        return f"{base}?{query.urlencode()}"

    percent = "" if total.percent is None else f"{total.percent}% of {total.asked} required trainings"
    return [
        Tile(total.overdue, "Overdue", "", url("overdue"), "over"),
        Tile(total.soon, "Due within 30 days", "", url("soon"), "soon"),
        Tile(total.done, "Current", percent, url("done"), "met"),
        Tile(total.freed, "Exempt or on leave", "", url("exempt"), "plan"),
    ]


def _said(sent: actions.Sent) -> str:
    told = f"{sent.reminded} {'person' if sent.reminded == 1 else 'people'} reminded, one email each"
    copied = f", {sent.copied} supervisor{'' if sent.copied == 1 else 's'} told" if sent.copied else ""
    without = f". {sent.without_address} have no address on the roster" if sent.without_address else ""
    return f"{told}{copied}{without}."

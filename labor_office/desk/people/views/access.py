"""Who may open what, and changing it: asked for, checked on a page of its own, then done."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from labor_office.core.matters.actions import access as acts
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.queries import may_look_after
from labor_office.core.users.actions import record_act
from labor_office.core.users.models import PersonEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest
from labor_office.desk.people.forms import AccessFilter, ChangeAccessForm, LookAsForm
from labor_office.desk.people.queries import access
from labor_office.desk.people.rules.oversight import CHANGE_WORDS, Change, role_matrix

DO: dict[Change, Callable[..., object]] = {
    Change.GRANT: acts.grant_access,
    Change.REVOKE: acts.revoke_access,
    Change.SHUT_OUT: acts.shut_out,
    Change.LET_IN: acts.let_back_in,
}


@require_safe
@requires(Permission.ACCESS_GRANT)
def overview(request: StaffRequest) -> HttpResponse:
    """Every closed matter the person may open: who is named on it, who is shut out, and why."""
    form = AccessFilter(request.GET)
    matters = access.with_walls(form.apply(access.restricted_to(request.user)))
    page = paginate(matters, order=("-opened_on", "-pk"), query=request.GET)
    context = {"form": form, "page": page, "tabs": _tabs("access")}
    return render_page(request, "desk/access.html", context, fragments={"results": "desk/_access_rows.html"})


@require_safe
@requires(Permission.ACCESS_GRANT)
def roles(request: StaffRequest) -> HttpResponse:
    """What each role may do, from the table that the Desk itself obeys."""
    names, rows = role_matrix()
    return render_page(request, "desk/roles.html", {"roles": names, "rows": rows, "tabs": _tabs("access_roles")})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ACCESS_GRANT)
def look_as(request: StaffRequest) -> HttpResponse:
    """What a person would find, without becoming them; that it was looked at is kept."""
    form = LookAsForm(request.POST or None)
    context: dict[str, object] = {"form": form, "tabs": _tabs("access_look")}
    if request.method == "POST" and form.is_valid():
        person, now = form.cleaned_data["person"], clock.now()
        record_act(
            actor=request.user, verb=PersonEvent.Verb.LOOKED_AS, summary=f"Looked at what {person} sees",
            subject=person, at=now,
        )  # fmt: skip
        context |= {"person": person, "seen": access.seen_by(person, asked_by=request.user)}
    return render_page(request, "desk/look_as.html", context)


@require_safe
def matter(request: StaffRequest, reference: str) -> HttpResponse:
    """One matter's readers: who may, who may not, who did. For its owner and the chief."""
    found = _look_after(request, reference)
    record_reading(matter=found, by=request.user, at=clock.now())
    context = {
        "matter": found,
        "readers": access.readers(found),
        "may_change": request.user.may(Permission.ACCESS_GRANT),
        "may_audit": request.user.may(Permission.AUDIT_READ),
        "today": clock.today(),
    }
    return render_page(request, "desk/matter_access.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ACCESS_GRANT)
def change(request: StaffRequest, reference: str, slug: str) -> HttpResponse:
    """Ask whose access changes and why, show what that means, then do it."""
    found, wanted = _look_after(request, reference), _change(slug)
    form = ChangeAccessForm(request.POST or None, today=clock.today(), matter=found, change=wanted)
    context = {"matter": found, "form": form, "words": CHANGE_WORDS[wanted], "slug": slug}
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return render_page(request, "desk/access_change.html", context)
    given = form.cleaned_data
    person, reason = given["person"], given["reason"]
    if "confirmed" not in request.POST:
        wall = access.wall_around(found, person) if wanted == Change.GRANT else None
        return render_page(request, "desk/access_check.html", context | {**given, "wall": wall})
    try:
        limit = {"ends_on": given["ends_on"]} if wanted == Change.GRANT else {}
        DO[wanted](matter_id=found.pk, user=person, reason=reason, by=request.user, at=clock.now(), **limit)
    except acts.LastReader as refusal:
        form.add_error("person", str(refusal))
        return render_page(request, "desk/access_change.html", context)
    messages.success(request, f"{found}, {person}: {CHANGE_WORDS[wanted].done}")
    return HttpResponseRedirect(_after(request, found))


def _after(request: StaffRequest, found: Matter) -> str:
    """The matter's readers, unless whoever changed them put themselves on the other side of the wall."""
    still = Matter.objects.visible_to(request.user).filter(pk=found.pk).exists()
    return reverse("desk:matter_access", args=[found.reference]) if still else reverse("desk:access")


def _look_after(request: StaffRequest, reference: str) -> Matter:
    found: Matter = get_object_or_404(access.with_walls(Matter.objects.visible_to(request.user)), reference=reference)
    if not may_look_after(request.user, found):
        raise PermissionDenied
    return found


def _change(slug: str) -> Change:
    try:
        return Change(slug)
    except ValueError:
        raise Http404 from None


def _tabs(here: str) -> list[Link]:
    pages = (("access", "Matters"), ("access_roles", "Roles"), ("access_look", "See as a person"))
    return [Link(label, reverse(f"desk:{name}"), is_current=name == here) for name, label in pages]

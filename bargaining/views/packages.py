"""Packages: proposals that stand or fall together, accepted and withdrawn as one."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import packages
from bargaining.actions.packages import HalfInitialled
from bargaining.forms.packages import PackageForm
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import Package, Proposal
from bargaining.queries.packages import PackageRow, packages_of
from bargaining.rules.board import SETTLED, STANDING, MoveRefused
from bargaining.rules.vocabulary import Side
from bargaining.views.pages import for_the_seated, found, is_safe, page_context, require_seat, unkept
from bargaining.views.stopped import interruption, is_unsent, sent, set_aside, typed_before, waiting_here
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest, reference: str) -> HttpResponse:
    """Every package, the newest first."""
    negotiation = found(request, reference)
    context = page_context(request, negotiation, here="proposals") | {"rows": _rows(request, negotiation)}
    return unkept(render_page(request, "bargaining/packages.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def new(request: StaffRequest, reference: str, side: str) -> HttpResponse:
    """Put a package together for ``city`` or ``union``."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    whose = {each.lower(): each for each in Side}.get(side)
    if whose is None:
        raise Http404
    away = set_aside(request, negotiation)
    if away is not None:
        return away
    waits = waiting_here(request)
    form = _form(request, negotiation, whose, typed_before(request, waits))
    if form.is_valid():
        try:
            made = _pass(request, negotiation, whose, form)
        except HalfInitialled as refused:
            # Initialled while this was being sent, there is no box to tick yet: the next sending has it.
            form.add_error("is_despite_initials" if "is_despite_initials" in form.fields else None, str(refused))
        except MoveRefused as refused:
            page = interruption(request, negotiation, refused, act="Pass it beyond the mandate")
            if page is not None:
                return page
            form.add_error(None, str(refused))
        else:
            sent(request)
            messages.success(request, f"{made} is {'kept off the record' if made.is_off_record else 'on the table'}.")
            return redirect_page(request, reverse("bargaining:package", args=[reference, made.name]))
    context = page_context(request, negotiation, here="proposals") | {"form": form, "side": whose, "waits": waits}
    return unkept(render_page(request, "bargaining/package_new.html", context))


@require_safe
@requires(Permission.BARGAINING_READ)
def detail(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """One package: its parts, until when, what became of it."""
    negotiation = found(request, reference)
    row = _called(request, negotiation, name)
    context = page_context(request, negotiation, here="proposals") | {"row": row}
    return unkept(render_page(request, "bargaining/package.html", context))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def act(request: StaffRequest, reference: str, name: str, what: str) -> HttpResponse:
    """Accept it, withdraw it, or pass on the record what was floated."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    row = _called(request, negotiation, name)
    try:
        to = _do(request, row, what)
    except MoveRefused as refused:
        back = reverse("bargaining:package", args=[reference, name])
        page = interruption(request, negotiation, refused, act="Go beyond the mandate", back=back)
        if page is not None:
            return page
        messages.error(request, str(refused))
        to = name
    if to:
        return redirect_page(request, reverse("bargaining:package", args=[reference, to]))
    return redirect_page(request, reverse("bargaining:agreed", args=[reference]))


def _do(request: StaffRequest, row: PackageRow, what: str) -> str:
    """The name of the package to show next; empty for the sheets."""
    package, by, at, leave = row.package, request.user, clock.now(), request.POST.get("leave", "")
    if what == "accept":
        sheets = packages.accept_package(package_id=package.pk, by=by, at=at, leave=leave)
        messages.success(request, f"{package} is accepted. {len(sheets)} sheets wait for both initials.")
        return ""
    if what == "withdraw":
        packages.withdraw_package(package_id=package.pk, by=by, at=at)
        messages.success(request, f"{package} is withdrawn.")
        return package.name
    if what == "pass":
        made = packages.put_on_record(
            package_id=package.pk,
            key=uuid.uuid5(package.key or uuid.UUID(int=package.pk), "on record"),
            by=by,
            at=at,
            leave=leave,
        )
        messages.success(request, f"{made} is on the table.")
        return made.name
    raise Http404


def _form(request: StaffRequest, negotiation: Negotiation, whose: Side, typed: dict[str, Any]) -> PackageForm:
    return PackageForm(
        None if is_unsent(request) else request.POST or None,
        # A box that was not ticked is not sent.
        initial={"key": uuid.uuid4(), "all_or_nothing": not typed} | typed,
        issues=list(negotiation.issues.exclude(state__in=SETTLED)),
        standing=_standing(negotiation, whose),
        half={sheet.issue_id: sheet for sheet in negotiation.agreed.all() if sheet.sole_side},
        is_safe=is_safe(request, negotiation),
    )


def _pass(request: StaffRequest, negotiation: Negotiation, whose: Side, form: PackageForm) -> Package:
    given = form.cleaned_data
    return packages.pass_package(
        negotiation_id=negotiation.pk,
        side=whose,
        parts=form.parts,
        words=given["words"],
        all_or_nothing=given["all_or_nothing"],
        is_off_record=given.get("is_off_record", False),
        expires_at=form.expires_at,
        key=given["key"],
        by=request.user,
        at=clock.now(),
        leave=request.POST.get("leave", ""),
        is_despite_initials=given.get("is_despite_initials", False),
    )


def _standing(negotiation: Negotiation, side: Side) -> dict[int, Proposal]:
    passed = negotiation.proposals.on_record().filter(side=side, state__in=STANDING)
    return {one.issue_id: one for one in passed.order_by("passed_at", "pk")}


def _rows(request: StaffRequest, negotiation: Negotiation) -> tuple[PackageRow, ...]:
    return packages_of(negotiation, at=clock.now(), is_safe=is_safe(request, negotiation))


def _called(request: StaffRequest, negotiation: Negotiation, name: str) -> PackageRow:
    row = next((row for row in _rows(request, negotiation) if row.package.name == name), None)
    if row is None:
        raise Http404
    return row

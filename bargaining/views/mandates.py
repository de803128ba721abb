"""The mandate: for those who hold it. To everyone else, and table-safe to everyone, there is no such page."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import mandates
from bargaining.actions.mandates import NotAHolder
from bargaining.forms.mandates import HolderForm, MandateForm
from bargaining.models.mandate import Mandate
from bargaining.models.negotiation import Negotiation
from bargaining.queries.against import against, packages_of
from bargaining.queries.mandates import mandate_of, may_record_first, page_of
from bargaining.queries.people import who_may_hold
from bargaining.queries.waiting import waits_for_authority
from bargaining.rules.board import MoveRefused
from bargaining.views.pages import found, is_safe, page_context, unkept
from bargaining.views.stopped import WAITED
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def show(request: StaffRequest, reference: str) -> HttpResponse:
    """What is authorized, what room is left, who holds it, who read it. Opening it is kept."""
    negotiation, mandate = _opened(request, reference)
    if mandate is None:
        context = page_context(request, negotiation, here="mandate")
        return unkept(render_page(request, "bargaining/mandate_none.html", context))
    return _page(request, negotiation, mandate)


def _page(
    request: StaffRequest,
    negotiation: Negotiation,
    mandate: Mandate,
    *,
    uncovered: tuple[str, int, str] | None = None,
    form: HolderForm | None = None,
) -> HttpResponse:
    if uncovered is None and form is None:
        mandates.record_mandate_reading(mandate=mandate, by=request.user, at=clock.now())
    page = page_of(mandate, user=request.user)
    people = _others(negotiation, [holder.user for holder in page.holders])
    context = page_context(request, negotiation, here="mandate") | {
        "page": page,
        "against": against(mandate, negotiation, packages=packages_of(negotiation), today=clock.today()),
        "form": form or HolderForm(people=people),
        "uncovered": uncovered,
    }
    return unkept(render_page(request, "bargaining/mandate.html", context))


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def record(request: StaffRequest, reference: str) -> HttpResponse:
    """Record an authority, the first or the one that takes the place of the present; what stood is filled in."""
    negotiation, mandate = _opened(request, reference)
    held = [holder.user for holder in page_of(mandate, user=request.user).holders] if mandate else [request.user]
    form = MandateForm(
        request.POST or None,
        today=clock.today(),
        issues=list(negotiation.issues.all()),
        people=_others(negotiation, held),
        standing=list(mandate.authorities.all()) if mandate else (),
        initial=_standing(mandate) if mandate else None,
    )
    waiting = waits_for_authority(request.user, negotiation, request.GET.get(WAITED, ""))
    if form.is_valid() and _record(request, negotiation, form):
        messages.success(request, f"The authority is recorded.{' What was typed stands ready.' if waiting else ''}")
        return redirect_page(request, waiting or reverse("bargaining:mandate", args=[reference]))
    context = page_context(request, negotiation, here="mandate") | {"form": form, "former": mandate, "waiting": waiting}
    return unkept(render_page(request, "bargaining/mandate_form.html", context))


def _record(request: StaffRequest, negotiation: Negotiation, form: MandateForm) -> bool:
    given = form.cleaned_data
    try:
        mandates.record_mandate(
            negotiation_id=negotiation.pk,
            body=given["body"],
            given_on=given["given_on"],
            expires_on=given["expires_on"],
            exemption=given["exemption"],
            words=given["words"],
            ceilings=form.ceilings(),
            issues=form.said(),
            holders=list(given.get("holders", [])),
            by=request.user,
            at=clock.now(),
        )
    except NotAHolder:
        raise Http404 from None
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _standing(mandate: Mandate) -> dict[str, object]:
    """What the present mandate says, for the form of the next; when and under what it is given is asked anew."""
    limits = {limit.measure.lower(): limit.amount for limit in mandate.limits.all()}
    return {"body": mandate.body, "words": mandate.words, **limits}


@require_POST
@requires(Permission.BARGAINING_READ)
def uncover(request: StaffRequest, reference: str, number: str, rung: int) -> HttpResponse:
    """Show one fallback, on this page and no longer than it stands; that it was uncovered is kept."""
    negotiation, mandate = _opened(request, reference)
    try:
        words = mandates.uncover_fallback(
            negotiation_id=negotiation.pk, number=number, rung=rung, by=request.user, at=clock.now()
        )
    except NotAHolder:
        raise Http404 from None
    if mandate is None:
        raise Http404
    return _page(request, negotiation, mandate, uncovered=(number, rung, words))


@require_POST
@requires(Permission.BARGAINING_READ)
def name(request: StaffRequest, reference: str) -> HttpResponse:
    """Let somebody else of the team hold it."""
    negotiation, mandate = _opened(request, reference)
    if mandate is None:
        raise Http404
    people = _others(negotiation, [holder.user for holder in page_of(mandate, user=request.user).holders])
    form = HolderForm(request.POST, people=people)
    if not form.is_valid():
        return _page(request, negotiation, mandate, form=form)
    try:
        holder = mandates.name_holder(
            negotiation_id=negotiation.pk, user=form.cleaned_data["user"], by=request.user, at=clock.now()
        )
    except MoveRefused as refused:
        form.add_error("user", str(refused))
        return _page(request, negotiation, mandate, form=form)
    messages.success(request, f"{holder.user} holds it too.")
    return redirect_page(request, reverse("bargaining:mandate", args=[reference]))


@require_POST
@requires(Permission.BARGAINING_READ)
def end(request: StaffRequest, reference: str, holder: int) -> HttpResponse:
    """Take it from somebody; from oneself too, unless nobody else is left."""
    negotiation, _ = _opened(request, reference)
    try:
        mandates.end_holder(negotiation_id=negotiation.pk, holder_id=holder, by=request.user, at=clock.now())
    except NotAHolder:
        raise Http404 from None
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back.")
    still = mandate_of(request.user, negotiation)
    return redirect_page(request, reverse("bargaining:mandate" if still else "bargaining:table", args=[reference]))


def _opened(request: StaffRequest, reference: str) -> tuple[Negotiation, Mandate | None]:
    """The negotiation and its mandate for a holder; None for who may record the first; 404 for all others."""
    negotiation = found(request, reference)
    if is_safe(request, negotiation):
        raise Http404
    mandate = mandate_of(request.user, negotiation)
    if mandate is None and not may_record_first(request.user, negotiation):
        raise Http404
    return negotiation, mandate


def _others(negotiation: Negotiation, held: list[User]) -> QuerySet[User]:
    return who_may_hold(negotiation).exclude(pk__in=[person.pk for person in held])

"""The contacts log: conversations with union people, who speaks with whom, what was promised."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import contacts as actions
from bargaining.forms.committees import ConversationFilter, ConversationForm
from bargaining.queries import contacts as queries
from bargaining.views.acting import Act, act
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

# How far back the map looks.
MAP_DAYS = 365


@require_safe
@requires(Permission.MATTER_READ_OFFICE)
def listing(request: StaffRequest) -> HttpResponse:
    """Conversations, the newest first; the map of a year; follow-ups owed."""
    form, today = ConversationFilter(request.GET), clock.today()
    given = form.filled()
    rows = queries.whole(request.user)
    if given.get("organization"):
        rows = rows.filter(representative__organization=given["organization"])
    if said := given.get("q"):
        rows = rows.filter(Q(about__icontains=said) | Q(representative__name__icontains=said))
    context = {
        "form": form,
        "page": paginate(rows, order=("-on", "-pk"), query=request.GET),
        "count": rows.count(),
        "map": queries.map_of(request.user, since=today - timedelta(days=MAP_DAYS)),
        "follow_ups": queries.due_follow_ups(request.user)[:10],
        "today": today,
        "may_log": request.user.may(Permission.ADVICE_LOG),
    }
    return render_page(request, "bargaining/contacts.html", context, fragments={"results": "bargaining/_contacts.html"})


@require_safe
@requires(Permission.MATTER_READ_OFFICE)
def person(request: StaffRequest, number: int) -> HttpResponse:
    """One person of a union: terms, how to reach them, every conversation."""
    known = queries.people_visible_to(request.user)
    found = get_object_or_404(known, pk=number)
    rows = queries.whole(request.user).filter(representative=found)
    context = {
        "person": found,
        "page": paginate(rows, order=("-on", "-pk"), query=request.GET),
        "terms": known.filter(organization=found.organization_id, name__iexact=found.name).order_by("-starts_on"),
        "today": clock.today(),
        "may_log": request.user.may(Permission.ADVICE_LOG),
    }
    return render(request, "bargaining/contact.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MATTER_READ_OFFICE, Permission.ADVICE_LOG)
def log(request: StaffRequest) -> HttpResponse:
    """Keep a conversation."""
    people = queries.people_visible_to(request.user)
    if slug := request.GET.get("organization"):
        people = people.filter(organization__slug=slug)
    initial = {"on": clock.today(), "representative": request.GET.get("person")}
    form = ConversationForm(request.POST or None, today=clock.today(), initial=initial, people=people)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        reference = given.pop("reference")
        matter = queries.matter_called(request.user, reference) if reference else None
        if reference and matter is None:
            raise actions.FollowUpRefused(f"No matter {reference} is known to you. Leave it empty or mend the number.")
        made = actions.log_conversation(matter=matter, by=request.user, at=clock.now(), **given)
        return f"Kept: {made.representative}, {words.day_year(made.on)}.", ""

    page = Act(Link("Contacts", reverse("bargaining:contacts")), "Log a conversation", "Keep it")
    return act(request, form, save, page, actions.FollowUpRefused)


@require_POST
@requires(Permission.MATTER_READ_OFFICE)
def follow_up(request: StaffRequest, number: int) -> HttpResponse:
    """Record that what was promised was done: whoever promised it, and whoever logs conversations."""
    known = queries.whole(request.user)
    found = get_object_or_404(known, pk=number)
    if found.user_id != request.user.pk and not request.user.may(Permission.ADVICE_LOG):
        raise PermissionDenied
    actions.follow_up(conversation_id=found.pk, on=clock.today())
    messages.success(request, f"Followed up with {found.representative}.")
    return redirect_page(request, reverse("bargaining:contacts"))

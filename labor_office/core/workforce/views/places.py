"""Units, organizations and departments: who is in them and who speaks for them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, dates, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce import panels, queries
from labor_office.core.workforce.actions import people as actions
from labor_office.core.workforce.forms import AddressForm, ContactForm, EndTermForm, OfficerForm

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.WORKFORCE_READ)
def units(request: StaffRequest) -> HttpResponse:
    """Every bargaining unit with who represents it and how many people it holds today."""
    today = clock.today()
    found = queries.with_heads(queries.units_visible_to(request.user), on=today)
    context = {"units": found, "heads": panels.with_columns(request.user, found, today), "today": today}
    return render_page(request, "workforce/units.html", context)


@require_safe
@requires(Permission.WORKFORCE_READ)
def unit(request: StaffRequest, slug: str) -> HttpResponse:
    """One unit as it stood on a day: what it is, size by department and by classification, what concerns it."""
    known = queries.units_visible_to(request.user).select_related("organization", "owner")
    found = get_object_or_404(known, slug=slug)
    day = _as_of(request)
    by_department = queries.heads_by("department", on=day, unit=found)
    shown = panels.unit_panels(request.user, found, day)
    context = {
        "may_see_people": request.user.may(Permission.ROSTER_READ),
        "unit": found,
        "day": day,
        "panels": shown,
        "is_today": day == clock.today(),
        "by_department": by_department,
        "by_classification": queries.heads_by("classification", on=day, unit=found),
        "heads": sum(count for _, _, count in by_department),
        "largest": max((count for _, _, count in by_department), default=0),
    }
    return render_page(request, "workforce/unit.html", context)


@require_safe
@requires(Permission.WORKFORCE_READ)
def organizations(request: StaffRequest) -> HttpResponse:
    """Every employee organization with its units."""
    found = queries.organizations_visible_to(request.user).prefetch_related("units", "representatives")
    return render_page(request, "workforce/organizations.html", {"organizations": found})


@require_http_methods(GET_POST)
@requires(Permission.WORKFORCE_READ)
def organization(request: StaffRequest, slug: str) -> HttpResponse:
    """One organization: who speaks for it, since when and until when, and where papers are served."""
    found = get_object_or_404(queries.organizations_visible_to(request.user), slug=slug)
    form = OfficerForm(_posted(request, "officer"), today=clock.today())
    address = AddressForm(_posted(request, "address"), initial={"address_for_service": found.address_for_service})
    if form.is_bound and form.is_valid():
        try:
            officer = actions.add_officer(organization_id=found.pk, **form.cleaned_data)
        except actions.TermRefused as refusal:
            form.add_error("name", str(refusal))
        except actions.TermsOverlap as refusal:
            form.add_error("is_beside", str(refusal))
        else:
            return _told(request, f"{officer.name} serves from {words.day_year(officer.starts_on)}.", found.slug)
    if address.is_bound and address.is_valid():
        actions.change_address(organization_id=found.pk, **address.cleaned_data)
        return _told(request, "The address for service is changed.", found.slug)
    serving, others = queries.officers(found, on=clock.today())
    context = {
        "organization": found,
        "units": list(found.units.all()),
        "serving": serving,
        "others": others,
        "panels": panels.organization_panels(request.user, found, clock.today()),
        "form": form,
        "address": address,
        "may_edit": request.user.may(Permission.WORKFORCE_EDIT),
    }
    return render_page(request, "workforce/organization.html", context)


def _posted(request: StaffRequest, name: str) -> Any:  # noqa: ANN401 -- a QueryDict, or nothing
    """What was typed, when this form was the one sent; 403 for those who may only read."""
    if request.method != "POST" or request.POST.get("form") != name:
        return None
    if not request.user.may(Permission.WORKFORCE_EDIT):
        raise PermissionDenied
    return request.POST


def _told(request: StaffRequest, what: str, slug: str) -> HttpResponse:
    messages.success(request, what)
    return redirect("workforce:organization", slug)


@require_http_methods(GET_POST)
@requires(Permission.WORKFORCE_EDIT)
def end_term(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """End an officer's term; ``number`` counts the organization's officers by name."""
    found = get_object_or_404(queries.organizations_visible_to(request.user), slug=slug)
    officer = get_object_or_404(found.representatives.all(), pk=number)
    form = EndTermForm(request.POST or None, today=clock.today())
    if form.is_valid():
        try:
            actions.end_term(officer_id=officer.pk, **form.cleaned_data)
        except actions.TermRefused as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            return _told(request, f"{officer.name}'s last day is kept.", slug)
    context = {"organization": found, "officer": officer, "form": form}
    return render_page(request, "workforce/end_term.html", context)


@require_safe
def departments(request: StaffRequest) -> HttpResponse:
    """The departments a person may see: all for the office, their own for a liaison."""
    found = list(queries.with_contacts(queries.departments_visible_to(request.user)))
    if not found and not request.user.may(Permission.WORKFORCE_READ):
        raise PermissionDenied
    for each in found:
        each.liaisons, each.deciders = queries.by_part(each.contacts.all())  # type: ignore[attr-defined]
    return render_page(request, "workforce/departments.html", {"departments": found})


@require_http_methods(GET_POST)
def department(request: StaffRequest, slug: str) -> HttpResponse:
    """One department: who decides each step and who stands in, its liaisons, its people by unit."""
    found = get_object_or_404(queries.with_contacts(queries.departments_visible_to(request.user)), slug=slug)
    form = ContactForm(_posted(request, "contact"))
    if form.is_bound and form.is_valid():
        contact = actions.name_contact(department_id=found.pk, **form.cleaned_data)
        messages.success(request, f"{contact.user} is named for {found}.")
        return redirect("workforce:department", slug)
    liaisons, deciders = queries.by_part(found.contacts.all())
    context = {
        "department": found,
        "liaisons": liaisons,
        "deciders": deciders,
        "by_unit": queries.heads_by("unit", on=clock.today(), department=found),
        "today": clock.today(),
        "form": form,
        "may_edit": request.user.may(Permission.WORKFORCE_EDIT),
    }
    return render_page(request, "workforce/department.html", context)


@require_POST
@requires(Permission.WORKFORCE_EDIT)
def remove_contact(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Take someone off a department's contacts."""
    found = get_object_or_404(queries.departments_visible_to(request.user), slug=slug)
    contact = get_object_or_404(found.contacts.select_related("user"), pk=number)
    actions.remove_contact(contact_id=contact.pk)
    messages.success(request, f"{contact.user} no longer speaks or decides for {found}.")
    return redirect("workforce:department", slug)


def _as_of(request: StaffRequest) -> Any:  # noqa: ANN401 -- a date
    """The day the address asks for; today when it names none that can be read."""
    try:
        return dates.parse_day(request.GET.get("as-of", ""), today=clock.today())
    except dates.UnreadableDate:
        return clock.today()

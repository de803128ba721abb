"""What is done to units and organizations beyond the roster: definition, classifications, release time."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import units as actions
from bargaining.forms.units import DefinitionForm, GrantForm, PlacementForm, UseForm
from bargaining.queries import units as queries
from bargaining.rules.units import Basis, Exclusion
from bargaining.views.acting import Act, act
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce.models import BargainingUnit, EmployeeOrganization
from labor_office.core.workforce.queries import organizations_visible_to, units_visible_to

GET_POST = ["GET", "POST"]


def unit_called(request: StaffRequest, slug: str) -> BargainingUnit:
    """The unit as this person may see it; 404 otherwise."""
    found = units_visible_to(request.user)
    return get_object_or_404(found, slug=slug)


def organization_called(request: StaffRequest, slug: str) -> EmployeeOrganization:
    """The organization as this person may see it; 404 otherwise."""
    found = organizations_visible_to(request.user)
    return get_object_or_404(found, slug=slug)


def _unit_act(unit: BargainingUnit, heading: str, button: str, lead: str = "") -> Act:
    record = Link(unit.name, reverse("workforce:unit", args=[unit.slug]))
    return Act(Link("Units", reverse("workforce:units")), heading, button, record, lead)


@require_http_methods(GET_POST)
@requires(Permission.WORKFORCE_EDIT)
def define(request: StaffRequest, slug: str) -> HttpResponse:
    """Write what the unit is; the words before stay in the row's history."""
    unit = unit_called(request, slug)
    form = DefinitionForm(request.POST or None, initial=queries.definition_of(unit))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        actions.define_unit(unit_id=unit.pk, **given | {"basis": Basis(given["basis"])})
        return "The definition is saved.", ""

    return act(request, form, save, _unit_act(unit, "Write the definition", "Save"))


@require_http_methods(GET_POST)
@requires(Permission.WORKFORCE_EDIT)
def place(request: StaffRequest, slug: str) -> HttpResponse:
    """Put a classification into a unit or out of it from a day on. What an order moves is recorded on its matter."""
    unit = unit_called(request, slug)
    form = PlacementForm(request.POST or None, today=clock.today(), initial={"unit": slug})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        classification = given.pop("classification")
        given["exclusion"] = Exclusion(given["exclusion"]) if given["exclusion"] else None
        placed = actions.place_classification(classification_id=classification.pk, today=clock.today(), **given)
        return f"{placed}, from {words.day_year(placed.starts_on)}.", ""

    lead = "What stood before ends the day before. What an order decides is recorded on its unit matter."
    words_of_page = _unit_act(unit, "Move a classification", "Record it", lead)
    return act(request, form, save, words_of_page, actions.PlacementRefused, field="starts_on")


@require_safe
@requires(Permission.WORKFORCE_READ)
def release(request: StaffRequest, slug: str) -> HttpResponse:
    """Release time of an organization: what is allowed, what was used, by whom."""
    organization = organization_called(request, slug)
    context = {
        "organization": organization,
        "ledgers": queries.ledgers_of(organization),
        "may_edit": request.user.may(Permission.WORKFORCE_EDIT),
    }
    return render_page(request, "bargaining/release.html", context)


@require_http_methods(GET_POST)
@requires(Permission.WORKFORCE_EDIT)
def grant(request: StaffRequest, slug: str) -> HttpResponse:
    """Record how much release time is allowed."""
    organization = organization_called(request, slug)
    form = GrantForm(request.POST or None, today=clock.today(), organization=organization)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = actions.grant_release(organization=organization, **given)
        return f"{made} recorded.", ""

    return act(request, form, save, _release_act(organization, "Record hours allowed", "Record them"))


@require_http_methods(GET_POST)
@requires(Permission.WORKFORCE_EDIT)
def use(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Record hours used of the grant called ``number``, counted by the organization's first days of grants."""
    organization = organization_called(request, slug)
    granted = get_object_or_404(queries.grants_of(organization), pk=number)
    form = UseForm(request.POST or None, today=clock.today(), organization=organization)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = actions.use_release(grant_id=granted.pk, by=request.user, at=clock.now(), **given)
        return f"{made.representative}: hours of {words.day_year(made.on)} recorded.", ""

    page = _release_act(organization, "Record hours used", "Record them")
    return act(request, form, save, page, actions.OutsideGrant, field="on")


def _release_act(organization: EmployeeOrganization, heading: str, button: str) -> Act:
    record = Link("Release time", reverse("bargaining:release", args=[organization.slug]))
    home = Link(organization.short_name, reverse("workforce:organization", args=[organization.slug]))
    return Act(home, heading, button, record)

"""Unit matters: the list, one with its bars and ballots, and what is recorded on it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import elections, unit_matters
from bargaining.actions.units import PlacementRefused
from bargaining.forms import unit_matters as forms
from bargaining.models.unit_matters import UnitMatter
from bargaining.queries import unit_matters as queries
from bargaining.rules.representation import BY_SHOWING, CountRefused, Majority, Method, Outcome, Petition
from bargaining.rules.units import Exclusion
from bargaining.views.acting import ANSWERS, Act, act
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import opens_for, requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

GET_POST = ["GET", "POST"]


def find(request: StaffRequest, reference: str, *, to_edit: bool = False) -> UnitMatter:
    """The matter as this person may read it: 404 otherwise, 403 for what they may read and not change."""
    known = queries.whole(request.user)
    found = get_object_or_404(known, reference=reference)
    if to_edit and not request.user.may(Permission.PROCEEDING_EDIT):
        raise PermissionDenied
    record_reading(matter=found, by=request.user, at=clock.now())
    return found


@require_safe
@requires(Permission.MATTER_READ_OFFICE)
def listing(request: StaffRequest) -> HttpResponse:
    """Which titles and units are in question; open ones unless asked."""
    form = forms.UnitMatterFilter(request.GET)
    given = form.filled()
    found = queries.whole(request.user)
    if given.get("status") != "all":
        found = found.exclude(closed_on=None) if given.get("status") == "closed" else found.filter(closed_on=None)
    for name in ("petition", "unit"):
        if given.get(name):
            found = found.filter(**{name: given[name]})
    if words := given.get("q"):
        found = found.filter(Q(title__icontains=words) | Q(reference__icontains=words) | Q(petitioner__icontains=words))
    context = {
        "form": form,
        "page": paginate(found, order=("-filed_on", "-pk"), query=request.GET),
        "count": found.count(),
        "may_edit": request.user.may(Permission.PROCEEDING_EDIT),
        "is_uncounted": version_for("unit_matter", None, on=clock.today()) is None,
        "may_count": request.user.may(Permission.PROCEDURE_EDIT),
    }
    fragments = {"results": "bargaining/_unit_matters.html"}
    return render_page(request, "bargaining/unit_matters.html", context, fragments=fragments)


@require_safe
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """The petition, what bars it, the cards, the ballots, the order."""
    found, today = find(request, reference), clock.today()
    context = {
        "matter": found,
        "today": today,
        "board": queries.board_of(request.user, found, today=today),
        "may_edit": request.user.may(Permission.PROCEEDING_EDIT) and found.is_open,
        "by_showing": found.kind_of_petition in BY_SHOWING,
    }
    return render(request, "bargaining/unit_matter.html", context)


@require_http_methods(GET_POST)
@requires(Permission.PROCEEDING_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Record a petition."""
    form = forms.PetitionForm(
        request.POST or None, today=clock.today(), initial={"unit": request.GET.get("unit"), "filed_on": clock.today()}
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given |= {"petition": Petition(given["petition"])}
        made = unit_matters.open_unit_matter(by=request.user, at=clock.now(), today=clock.today(), **given)
        return f"{made.reference} opened.", made.get_absolute_url()

    lead = "The bars are counted from the unit's certification, its agreement and its last election."
    return act(request, form, save, Act(_home(), "Record a petition", "Open the matter", lead=lead))


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def position(request: StaffRequest, reference: str) -> HttpResponse:
    """State the City's position."""
    found = find(request, reference, to_edit=True)
    initial = {"position": found.position, "sent_on": clock.today()}
    form = forms.PositionForm(request.POST or None, today=clock.today(), initial=initial)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        unit_matters.state_position(matter_id=found.pk, **_who(request), **given)
        return "The position is recorded.", ""

    return act(request, form, save, page_words(found, "State the City's position", "Record it"), unit_matters.NotNow)


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def ruling(request: StaffRequest, reference: str) -> HttpResponse:
    """Record the ruling on the showing of interest."""
    found = find(request, reference, to_edit=True)
    form = forms.RulingForm(request.POST or None, today=clock.today())

    def save(given: dict[str, Any]) -> tuple[str, str]:
        unit_matters.record_ruling(matter_id=found.pk, **_who(request), **given)
        return "The ruling is recorded.", ""

    return act(
        request, form, save, page_words(found, "Record the ruling on the cards", "Record it"), unit_matters.NotNow
    )


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def cards(request: StaffRequest, reference: str) -> HttpResponse:
    """Count cards against the roster of a day."""
    found = find(request, reference, to_edit=True)
    initial = {"party": found.petitioner, "as_of": found.filed_on, "threshold": 30}
    form = forms.CardsForm(request.POST or None, today=clock.today(), initial=initial)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = elections.count_cards(matter_id=found.pk, by=request.user, at=clock.now(), **given)
        return f"{made.party}: {made.counted.words}.", ""

    refusals = (unit_matters.NotNow, elections.RosterShowsNobody)
    lead = "What the roster shows is kept with the count, so that a later roster does not change it."
    return act(request, form, save, page_words(found, "Count the cards", "Count them", lead), *refusals, field="as_of")


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def election(request: StaffRequest, reference: str) -> HttpResponse:
    """Record an election that was directed."""
    found = find(request, reference, to_edit=True)
    initial = {"cutoff_on": found.filed_on, "parties": found.petitioner, "held_by": found.forum}
    form = forms.ElectionForm(request.POST or None, today=clock.today(), initial=initial)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given |= {"method": Method(given["method"]), "majority": Majority(given["majority"])}
        made = elections.direct_election(matter_id=found.pk, by=request.user, at=clock.now(), **given)
        return f"{made} recorded: {made.eligible} may vote.", ""

    refusals = (unit_matters.NotNow, elections.RosterShowsNobody)
    return act(request, form, save, page_words(found, "Record an election", "Record it"), *refusals)


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def tally(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Count the ballots."""
    found = find(request, reference, to_edit=True)
    held = get_object_or_404(found.elections.all(), number=number)
    lines = list(held.lines.all())
    initial = {"eligible": held.eligible, "challenged": held.challenged, "void": held.void, "counted_on": clock.today()}
    form = forms.TallyForm(request.POST or None, today=clock.today(), initial=initial, election=held, lines=lines)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        numbers = {name: given[name] for name in ("challenged", "void", "eligible", "counted_on")}
        result = elections.count_ballots(election_id=held.pk, votes=form.votes(), **_who(request), **numbers)
        return result.sentence, ""

    words = page_words(found, "Count the ballots", "Record the tally", f"{held.get_majority_display()} decides.")
    return act(request, form, save, words, unit_matters.NotNow, CountRefused)


@require_http_methods(GET_POST)
@opens_for(ANSWERS)
def order(request: StaffRequest, reference: str) -> HttpResponse:
    """Record the order, and what it moves."""
    found = find(request, reference, to_edit=True)
    initial = {"to_unit": found.unit.slug if found.unit else "", "decided_on": clock.today()}
    form = forms.OrderForm(request.POST or None, today=clock.today(), initial=initial, unit_matter=found)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        exclusion = Exclusion(given["exclusion"]) if given["exclusion"] else None
        moves = [
            unit_matters.Moved(each, given["to_unit"], given["position"], exclusion)
            for each in given["classifications"]
        ]
        plain = {name: given[name] for name in ("decided_on", "effective_on", "number", "order")}
        unit_matters.record_order(
            matter_id=found.pk, outcome=Outcome(given["outcome"]), moves=moves, **_who(request), **plain
        )
        return f"{found.reference} is closed. What the order moves holds from its day.", ""

    lead = "It closes the matter. Classifications stand elsewhere from the day the order holds; nothing before changes."
    refusals = (unit_matters.NotNow, PlacementRefused)
    return act(request, form, save, page_words(found, "Record the order", "Record the order", lead), *refusals)


def _who(request: StaffRequest) -> dict[str, Any]:
    return {"by": request.user, "at": clock.now(), "today": clock.today()}


def _home() -> Link:
    return Link("Unit matters", reverse("bargaining:unit_matters"))


def page_words(found: UnitMatter, heading: str, button: str, lead: str = "") -> Act:
    """The words of a page on which something of the matter is recorded."""
    return Act(_home(), heading, button, Link(found.reference, found.get_absolute_url()), lead)

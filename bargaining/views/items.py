"""The items of a scenario: added, changed, taken out. Each makes a newer state of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bargaining.actions import scenarios
from bargaining.actions.scenarios import Made
from bargaining.costing.engine import CostingRefused
from bargaining.costing.items import Item
from bargaining.costing.wire import ItemKind, kind_of
from bargaining.costing.wording import KIND_WORDS
from bargaining.forms.item import ItemForm
from bargaining.forms.items import form_of
from bargaining.models.money import Scenario
from bargaining.models.negotiation import first_day_of
from bargaining.queries.costing import snapshot_of
from bargaining.queries.scenarios import classes_of
from bargaining.rules.board import MoveRefused
from bargaining.views.costing import unsafe
from bargaining.views.pages import for_the_seated, page_context, require_seat, unkept
from bargaining.views.scenarios import address, made_of, one_of
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

_OF_TIERS = {ItemKind.PREMIUMS, ItemKind.EMPLOYER_SHARE}


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def new(request: StaffRequest, reference: str, pk: int, kind: str) -> HttpResponse:
    """Add an item of a kind."""
    wanted = next((one for one in ItemKind if one.value.lower() == kind), None)
    if wanted is None:
        raise Http404
    return _edit(request, reference, pk, wanted, "")


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def change(request: StaffRequest, reference: str, pk: int, key: str) -> HttpResponse:
    """Change an item."""
    return _edit(request, reference, pk, None, key)


def _edit(request: StaffRequest, reference: str, pk: int, kind: ItemKind | None, key: str) -> HttpResponse:
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    scenario = one_of(negotiation, pk)
    made = made_of(scenario)
    item = next((one for one in made.items if one.key == key), None)
    if item is None and kind is None:
        raise Http404
    of_kind = kind or kind_of(item)  # type: ignore[arg-type]  # one of the two is there
    snapshot = snapshot_of(scenario.snapshot_id, scenario.snapshot.taken_at)
    form = form_of(
        of_kind,
        request.POST or None,
        first=first_day_of(negotiation),
        item=item,
        codes=classes_of(frozenset(group.code for group in snapshot.groups)),
        tiers=tuple(tier.name for tier in snapshot.tiers),
    )
    if form.is_valid() and (kept := _keep(request, scenario, made, form, key)):
        return redirect_page(request, address(kept))
    context = page_context(request, negotiation, here="costing") | {
        "form": form,
        "scenario": scenario,
        "heading": f"{'Change' if item else 'Add'}: {KIND_WORDS[of_kind].lower()}",
        "button": "Cost it",
        "lacks_tiers": of_kind in _OF_TIERS and not snapshot.tiers,
    }
    return unkept(render_page(request, "bargaining/costing/item.html", context))


def _keep(request: StaffRequest, scenario: Scenario, made: Made, form: ItemForm, key: str) -> Scenario | None:
    try:
        item = form.item(key or _free(made.items))
        items = [item if one.key == key else one for one in made.items] + ([] if key else [item])
        kept = _keep_items(request, scenario, made, items)
    except (ValueError, MoveRefused) as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, f"{item.title} is {'changed' if key else 'added'}.")
    return kept


def _keep_items(request: StaffRequest, scenario: Scenario, made: Made, items: Sequence[Item]) -> Scenario:
    return scenarios.keep_scenario(
        negotiation_id=scenario.negotiation_id,
        made=replace(made, items=items),
        by=request.user,
        at=clock.now(),
        replaces=scenario,
    )


def _free(items: Sequence[Item]) -> str:
    """A key that no item bears; numbers are never given twice within a scenario's present items."""
    taken = [int(item.key) for item in items if item.key.isdigit()]
    return str(max(taken, default=0) + 1)


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def remove(request: StaffRequest, reference: str, pk: int, key: str) -> HttpResponse:
    """Take an item out; the state that had it stays."""
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    scenario = one_of(negotiation, pk)
    made = made_of(scenario)
    left = [one for one in made.items if one.key != key]
    if len(left) == len(made.items):
        raise Http404
    try:
        kept = _keep_items(request, scenario, made, left)
    except (CostingRefused, MoveRefused) as refused:
        messages.error(request, str(refused))
        return redirect_page(request, reverse("bargaining:scenario", args=[reference, pk]))
    messages.success(request, "The item is taken out.")
    return redirect_page(request, address(kept))

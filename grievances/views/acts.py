"""Doing something to a grievance: one page an act, with its dates previewed before anything is saved."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from grievances.actions import decisions
from grievances.forms.steps import DecisionForm
from grievances.queries.acts import NEEDS, letter_url
from grievances.queries.deciders import possible_deciders, usual_decider
from grievances.rules.moves import Act
from grievances.views.act_pages import PAGES, REFUSALS
from grievances.views.asking import ask
from grievances.views.pages import found, page_context, require, saved
from labor_office.core.web import clock
from labor_office.core.web.access import any_of, opens_for
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@opens_for(lambda user, given: user.may(NEEDS[PAGES[str(given["name"])].move]))
def act(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """The page called ``name`` in ``act_pages``."""
    record, page = found(request, reference), PAGES[name]
    require(request, NEEDS[page.move])
    return ask(
        request,
        record.place,
        page,
        framed=lambda: page_context(request, record, here="detail"),
        done=lambda said: saved(request, record.grievance, said),
    )


@require_http_methods(["GET", "POST"])
@opens_for(any_of(NEEDS[Act.DRAFT_DECISION]))
def decision(request: StaffRequest, reference: str, code: str = "") -> HttpResponse:
    """Begin the decision letter of the current step, or go on with the one begun."""
    record = found(request, reference)
    require(request, NEEDS[Act.DRAFT_DECISION])
    place, letter = record.place, record.place.step.letter
    if letter is not None and not letter.is_issued:
        return redirect_page(request, letter_url(record.grievance, letter.number))
    refusal = place.refusal(Act.DRAFT_DECISION)
    form = DecisionForm(
        request.POST or None,
        today=clock.today(),
        deciders=possible_deciders(place),
        initial={"decider": place.step.decider or usual_decider(place)},
    )
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            begun = decisions.draft_step_decision(
                grievance_id=record.grievance.pk, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            return redirect_page(request, letter_url(record.grievance, begun.number))
    context = page_context(request, record, here="steps") | {
        "form": form, "heading": f"Draft the {place.step.name} decision", "button": "Begin the letter",
        "refusal": refusal,
    }  # fmt: skip
    return render_page(request, "grievances/act.html", context)

"""Effect and needs: what training goes with, and what seems to call for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from training.actions.needs import NeedSettled, settle_need
from training.forms.effect import EffectFilter, SettleForm
from training.models.courses import Course
from training.models.reach import reads_everyone
from training.queries.effect import busy_places, effect_for, needs_for, open_needs, places_of, reads_cases
from training.rules.effect import CAVEAT


@require_safe
@requires(Permission.TRAINING_READ)
def show(request: StaffRequest) -> HttpResponse:
    """Cases in trained and untrained departments, with what may not be concluded; and needs nobody has met."""
    courses = Course.objects.visible_to(request.user).taught(clock.today())
    form = EffectFilter(request.GET, courses=courses)
    chosen = form.filled().get("course") or courses.first()
    counts = reads_cases(request.user) and chosen is not None
    places = places_of(chosen, request.user, today=clock.today()) if counts and chosen is not None else []
    context = {
        "filter_form": form, "course": chosen, "counts": counts, "caveat": CAVEAT,
        "places": [place for place in places if place.supervisors], "effect": effect_for(places),
        "busy": busy_places(places),
        "needs": needs_for(request.user) if reads_everyone(request.user) else [],
        "may_edit": request.user.may(Permission.TRAINING_EDIT),
    }  # fmt: skip
    return render_page(request, "training/effect.html", context)


@require_POST
@requires(Permission.TRAINING_EDIT)
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """Say how a need was met."""
    need = get_object_or_404(open_needs(request.user), pk=pk)
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say how it was taken up: a course, a session, a talk with the team.")
    else:
        try:
            settle_need(need_id=need.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except NeedSettled as why:
            messages.error(request, str(why))
        else:
            messages.success(request, "The need is taken up.")
    return redirect_page(request, reverse("training:effect"))

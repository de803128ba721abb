"""The strike sheet of an arbitration: the panel, whose strike is next, and each strike."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from grievances.actions import panels
from grievances.forms.panels import PanelForm, StrikeForm
from grievances.forms.steps import ReasonForm
from grievances.models import PanelName
from grievances.queries.acts import needed_for
from grievances.queries.hearing import ProceedingCase
from grievances.rules.strikes import SIDE_WORDS
from grievances.views.pages import found_proceeding, proceeding_frame, require
from labor_office.core.web import clock
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def panel(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """The names of the panel, struck and left; a form for the next strike, or for the panel where there is none."""
    case = found_proceeding(request, kind, reference)
    names = list(case.proceeding.panel.all())
    act = request.POST.get("act", "")
    if request.method == "POST":
        require(request, needed_for(None, kind))
    setting = PanelForm(request.POST if act == "set" else None, today=clock.today())
    striking = _striking(request, case, names, act)
    giving_back = ReasonForm(request.POST if act == "give_back" else None)
    if act == "set" and setting.is_valid() and _set(request, case, setting):
        return redirect_page(request, request.path)
    if act == "strike" and striking.is_valid() and _strike(request, case, striking):
        return redirect_page(request, request.path)
    if act == "give_back" and giving_back.is_valid() and _give_back(request, case, giving_back):
        return redirect_page(request, request.path)
    standing = panels.panel_of(case.proceeding)
    context = proceeding_frame(request, case) | {
        "names": names,
        "panel": standing,
        "turn": SIDE_WORDS[standing.turn] if standing.turn else "",
        "chosen": next((name for name in names if not name.struck_by), None) if standing.is_settled else None,
        "setting": setting,
        "striking": striking,
        "giving_back": giving_back,
        # The one that was sent: its mistakes make the answer a refusal.
        "form": {"set": setting, "strike": striking}.get(act, giving_back),
        "has_strikes": bool(standing.struck),
    }
    return render_page(request, "grievances/panel.html", context)


def _striking(request: StaffRequest, case: ProceedingCase, names: list[PanelName], act: str) -> StrikeForm:
    turn = panels.panel_of(case.proceeding).turn
    return StrikeForm(
        request.POST if act == "strike" else None, names=[name for name in names if not name.struck_by],
        today=clock.today(), initial={"side": turn, "on": clock.today()},
    )  # fmt: skip


def _set(request: StaffRequest, case: ProceedingCase, form: PanelForm) -> bool:
    try:
        made = panels.set_panel(proceeding_id=case.proceeding.pk, by=request.user, at=clock.now(), **form.cleaned_data)
    except panels.StrikesBegun as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, f"Panel of {len(made)} recorded.")
    return True


def _strike(request: StaffRequest, case: ProceedingCase, form: StrikeForm) -> bool:
    given = form.cleaned_data
    try:
        found = panels.strike_name(
            proceeding_id=case.proceeding.pk, name_id=given["name"].pk, side=given["side"], on=given["on"],
            is_agreed=given["is_agreed"], by=request.user, at=clock.now(),
        )  # fmt: skip
    except panels.OutOfTurn as why:
        form.add_error("side", str(why))
        return False
    except panels.NotToStrike as why:
        form.add_error("name", str(why))
        return False
    messages.success(request, f"{found.name} is struck.")
    return True


def _give_back(request: StaffRequest, case: ProceedingCase, form: ReasonForm) -> bool:
    try:
        found = panels.give_back_strike(
            proceeding_id=case.proceeding.pk, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
        )
    except panels.NotToStrike as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, f"{found.name} stands on the panel again.")
    return True

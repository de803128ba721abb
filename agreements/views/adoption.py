"""The pages of an adoption: the list, the task list, opening one, the Council's day."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from agreements.actions.adopting import opening
from agreements.forms.adoption import CouncilDayForm, OpenForm
from agreements.models.adoption import Adoption, CouncilPacket
from agreements.queries import adoption as queries
from agreements.queries.closed_side import is_inside
from agreements.queries.counting import dues_of
from agreements.rules.adoption import Step
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.documents.models import Document
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


def find(request: StaffRequest, reference: str, *, to_edit: bool = False) -> Adoption:
    """The adoption by its own number or its agreement's: 404 for whoever is not named on it, 403 for who only reads."""
    found = queries.called(request.user, reference)
    if found is None:
        raise Http404
    if to_edit and not request.user.may(Permission.AGREEMENT_EDIT):
        raise PermissionDenied
    return found


@require_safe
@requires(Permission.AGREEMENT_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """Adoptions this person works on, those under way first."""
    found = queries.whole(request.user).order_by("closed_on", "agreement__starts_on", "pk")
    rows = [(one, queries.next_of(one)) for one in found[:60]]
    context = {"rows": rows, "may_open": request.user.may(Permission.AGREEMENT_EDIT)}
    return render(request, "agreements/adoptions.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Begin the adoption of a draft."""
    asked = {"agreement": request.GET.get("agreement", "")[:20]}
    form = OpenForm(request.POST or None, today=clock.today(), user=request.user, initial=asked)
    if form.is_valid():
        given = form.cleaned_data
        try:
            begun = opening.open_adoption(
                agreement_id=given["agreement"].pk, negotiation=given["negotiation"], council_on=given["council_on"],
                by=request.user, at=clock.now(), today=clock.today(),
            )  # fmt: skip
        except (opening.NoDraft, opening.AlreadyOpen, opening.OtherUnit) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{begun.reference} begun. Only you and who answers for the draft see it.")
            return redirect_page(request, begun.get_absolute_url())
    context = {"form": form, "heading": "Begin an adoption", "button": "Begin"}
    return render_page(request, "agreements/adoption_new.html", context)


@require_safe
@requires(Permission.AGREEMENT_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """What stands between us and signature, and the last day to make the docket."""
    found, today = find(request, reference), clock.today()
    record_reading(matter=found, by=request.user, at=clock.now())
    table = queries.table_of(found)
    dues = dues_of(found.pk, today=today)
    events = MatterEvent.objects.visible_to(request.user).filter(matter_id=found.pk).select_related("actor")
    taken = queries.taken_of(found)
    packets = CouncilPacket.objects.visible_to(request.user).filter(adoption=found).defer("facts")
    context = {
        "adoption": found,
        "today": today,
        "table": table,
        "tasks": queries.tasks_of(found, table, dues),
        "docket": next((due for due in dues if due.deadline.code == "DOCKET"), None),
        "is_uncounted": version_for("adoption", found.unit, on=today) is None,
        "votes": found.ratifications.all(),
        "resolutions": found.resolutions.prefetch_related("votes"),
        "taken": taken,
        "to_take": queries.to_take(table, taken) if found.agreement.is_draft else [],
        "events": events[:12],
        "documents": Document.objects.visible_to(request.user).filter(matter_id=found.pk)[:10],
        "packets": packets.select_related("asked_by"),
        "reads_closed": is_inside(request.user, found),
        "may_edit": request.user.may(Permission.AGREEMENT_EDIT) and found.closed_on is None,
        "may_review": request.user.may(Permission.INTERPRETATION_REVIEW),
        "counsel_step": Step.COUNSEL,
    }
    return render(request, "agreements/adoption.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def council_day(request: StaffRequest, reference: str) -> HttpResponse:
    """Set the Council's meeting; every date planned back from it moves."""
    found = find(request, reference, to_edit=True)
    form = CouncilDayForm(request.POST or None, today=clock.today(), initial={"on": found.council_on})
    if form.is_valid():
        given = form.cleaned_data
        try:
            opening.set_council_day(
                adoption_id=found.pk, on=given["on"], reason=given["reason"], by=request.user, at=clock.now(),
                today=clock.today(),
            )  # fmt: skip
        except opening.SameDay as why:
            form.add_error("on", str(why))
        else:
            messages.success(request, f"Planned back from the Council's meeting of {words.long_day(given['on'])}.")
            return redirect_page(request, found.get_absolute_url())
    context = {
        "adoption": found, "form": form, "heading": "The Council's meeting", "button": "Plan back from it",
        "lead": "Study, ratification and docket are counted back from this day in working days.",
    }  # fmt: skip
    return render_page(request, "agreements/adoption_act.html", context)

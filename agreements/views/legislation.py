"""The pages of bills: the list, one, its status, the position, the memo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import legislation as actions
from agreements.forms.legislation import BillFilter, BillForm, OutcomeForm, PositionForm, StatusForm
from agreements.letters import BILL_MEMO
from agreements.models.legislation import Bill
from agreements.queries import legislation as queries
from agreements.queries.counting import dues_of
from agreements.rules.legislation import OVER, Form, Position, Status
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.documents.actions.drafting import draft_letter
from labor_office.core.documents.models import Letter
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest


def find(request: StaffRequest, reference: str, *, to_edit: bool = False) -> Bill:
    """The bill as this person may read it: 404 otherwise, 403 for what they may read and not change."""
    found = get_object_or_404(queries.whole(request.user), reference=reference)
    if to_edit and not request.user.may(Permission.AGREEMENT_EDIT):
        raise PermissionDenied
    return found


@require_safe
@requires(Permission.MATTER_READ_OFFICE)
def listing(request: StaffRequest) -> HttpResponse:
    """What moves, the latest first."""
    form = BillFilter(request.GET)
    given = form.filled()
    found = queries.whole(request.user)
    for name in ("status", "position"):
        if given.get(name):
            found = found.filter(**{name: given[name]})
    if given.get("session"):
        found = found.filter(session__icontains=given["session"])
    if given.get("q"):
        found = queries.searched(found, given["q"])
    today = clock.today()
    context = {
        "form": form,
        "page": paginate(found, order=("-status_on", "-pk"), query=request.GET),
        "count": found.count(),
        "today": today,
        "may_add": request.user.may(Permission.AGREEMENT_EDIT),
        "is_uncounted": version_for("legislation", None, on=today) is None,
        "hearings": queries.whole(request.user).filter(next_hearing_on__gte=today).order_by("next_hearing_on")[:5],
    }
    return render_page(request, "agreements/bills.html", context, fragments={"results": "agreements/_bills.html"})


@require_safe
@requires(Permission.MATTER_READ_OFFICE)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """What it says in our words, what it would change, and what follows."""
    found, today = find(request, reference), clock.today()
    events = MatterEvent.objects.visible_to(request.user).filter(matter_id=found.pk).select_related("actor")
    context = {
        "bill": found,
        "today": today,
        "articles": found.articles.select_related("unit"),
        "touches": queries.touched_words(found, request.user),
        "statuses": found.statuses.select_related("recorded_by"),
        "dues": [due for due in dues_of(found.pk, today=today) if due.deadline.state == "OPEN"],
        "tasks": found.matter.requests.order_by("pk"),
        "flags": queries.flags_of(found, request.user),
        "letters": Letter.objects.visible_to(request.user).filter(matter_id=found.pk),
        "events": events[:20],
        "may_edit": request.user.may(Permission.AGREEMENT_EDIT),
        "may_move": request.user.may(Permission.AGREEMENT_EDIT) and found.standing not in OVER,
        "may_write": request.user.may(Permission.LETTER_DRAFT),
    }
    return render(request, "agreements/bill.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Begin to follow a bill."""
    today = clock.today()
    initial = {"owner": request.user.pk, "status_on": today, "status": Status.INTRODUCED}
    form = BillForm(request.POST or None, today=today, user=request.user, initial=initial)
    if form.is_valid():
        given = form.words()
        given |= {"form": Form(given["form"]), "status": Status(given["status"])}
        try:
            begun = actions.follow_bill(by=request.user, at=clock.now(), today=today, **given)
        except actions.AlreadyFollowed as why:
            form.add_error("number", str(why))
        else:
            messages.success(request, f"{begun.reference}: {begun.number} is followed.")
            return redirect_page(request, begun.get_absolute_url())
    context = {"form": form, "heading": "Follow a bill or rule", "button": "Follow it"}
    return render_page(request, "agreements/bill_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MATTER_READ_OFFICE)
def edit(request: StaffRequest, reference: str) -> HttpResponse:
    """Change what the office wrote of it."""
    found = find(request, reference, to_edit=True)
    form = BillForm(
        request.POST or None, today=clock.today(), user=request.user, is_new=False, initial=_as_typed(found)
    )

    def save(given: dict[str, Any]) -> None:
        words = form.words() | {"form": Form(given["form"])}
        actions.write_bill(bill_id=found.pk, by=request.user, at=clock.now(), **words)

    return _act(request, found, form, save, heading=f"Write {found.number}", button="Save")


@require_http_methods(["GET", "POST"])
@requires(Permission.MATTER_READ_OFFICE)
def move(request: StaffRequest, reference: str) -> HttpResponse:
    """Record the status it reached."""
    found = find(request, reference, to_edit=True)
    initial = {"status": found.status, "on": clock.today(), "next_hearing_on": found.next_hearing_on}
    form = StatusForm(request.POST or None, today=clock.today(), initial=initial)

    def save(given: dict[str, Any]) -> None:
        given = given | {"status": Status(given["status"])}
        actions.move_bill(bill_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **given)

    lead = "Enacted, it makes tasks for what it hits and flags the agreements it may reopen."
    return _act(request, found, form, save, heading="Record its status", button="Record it", lead=lead)


@require_http_methods(["GET", "POST"])
@requires(Permission.MATTER_READ_OFFICE)
def position(request: StaffRequest, reference: str) -> HttpResponse:
    """Take a position."""
    found = find(request, reference, to_edit=True)
    form = PositionForm(request.POST or None, initial={"position": found.position})

    def save(given: dict[str, Any]) -> None:
        actions.take_position(
            bill_id=found.pk, position=Position(given["position"]), because=given["because"], by=request.user,
            at=clock.now(), today=clock.today(),
        )  # fmt: skip

    return _act(request, found, form, save, heading="The City's position", button="Take the position")


@require_POST
@requires(Permission.LETTER_DRAFT)
def memo(request: StaffRequest, reference: str) -> HttpResponse:
    """Begin the memo that recommends a position; it is written and issued like any letter."""
    found = find(request, reference)
    letter = draft_letter(
        matter_id=found.pk, kind=BILL_MEMO, title=f"Recommendation on {found.number}"[:160], by=request.user,
        at=clock.now(),
    )  # fmt: skip
    return redirect_page(request, reverse("documents:letter", args=[found.reference, letter.number]))


@require_http_methods(["GET", "POST"])
@requires(Permission.MATTER_READ_OFFICE)
def clear_flag(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Say what becomes of an agreement that it may reopen."""
    found = find(request, reference, to_edit=True)
    flag = next((each for each in queries.flags_of(found, request.user) if each.pk == pk), None)
    if flag is None:
        raise Http404
    form = OutcomeForm(request.POST or None)

    def save(given: dict[str, Any]) -> None:
        actions.clear_flag(flag_id=flag.pk, outcome=given["outcome"], by=request.user, at=clock.now())

    heading = f"Does it reopen {flag.agreement.reference}?"
    return _act(request, found, form, save, heading=heading, button="Record what was found", lead=flag.reason)


def _act(
    request: StaffRequest,
    found: Bill,
    form: DeskForm,
    save: Callable[[dict[str, Any]], None],
    *,
    heading: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    if form.is_valid():
        try:
            save(form.cleaned_data)
        except actions.NotNow as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{heading}: saved.")
            return redirect_page(request, found.get_absolute_url())
    context = {"bill": found, "form": form, "heading": heading, "button": button, "lead": lead}
    return render_page(request, "agreements/bill_act.html", context)


def _as_typed(found: Bill) -> dict[str, Any]:
    articles = list(found.articles.select_related("unit"))
    own = [one for one in articles if one.unit_id == articles[0].unit_id] if articles else []
    plain = ("form", "number", "session", "title", "sponsor", "summary", "effect")
    return {name: getattr(found, name) for name in plain} | {
        "owner": found.owner_id,
        "unit": own[0].unit.slug if own else None,
        "articles": ", ".join(one.number for one in own),
        "policies": [one.pk for one in found.policies.all()],
        "procedures": [one.pk for one in found.procedures.all()],
    }

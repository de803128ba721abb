"""The pages of obligations: list, one, taken on, done, suggested by the text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import obligations as actions
from agreements.forms.obligations import DoneForm, EndForm, ObligationFilter, ObligationForm, OccasionForm
from agreements.models.obligations import Obligation, ObligationQuerySet
from agreements.queries.counting import dues_of, owed_on
from agreements.queries.obligations import Suggested, suggested, suggestion_at, whole
from agreements.queries.reading import every_unit, unit_called
from agreements.rules.obligations import Rhythm, Source
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded
from labor_office.core.deadlines.models.deadlines import UNFINISHED
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.documents.models import Document
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.matters.queries import known_origin
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import asked_once, opens_for, requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

REFUSALS = (actions.NothingOwed, actions.Closed, AlreadyRecorded)


def find(request: StaffRequest, reference: str) -> Obligation:
    """The obligation as this person may read it, and that they opened it if it is closed; 404 otherwise."""
    found = get_object_or_404(whole(request.user), reference=reference)
    record_reading(matter=found, by=request.user, at=clock.now())
    return found


def may_do(user: User, given: Mapping[str, object]) -> bool:
    """Whether ``user`` records that it was done: who edits agreements, and whoever answers for it.

    One query for all obligations of a page, and none for who edits.
    """

    def answered_for() -> set[str]:
        return set(Obligation.objects.visible_to(user).filter(owner=user).values_list("reference", flat=True))

    is_editor = user.may(Permission.AGREEMENT_EDIT)
    return is_editor or given["reference"] in asked_once(user, "obligations answered for", answered_for)


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """What the City promised and has not done, soonest due first."""
    form = ObligationFilter(request.GET)
    found = _narrowed(request, whole(request.user), form.filled()).annotate(
        due=Coalesce("next_due_on", Value(date.max))
    )
    is_office = request.user.may(Permission.MATTER_READ_OFFICE)
    context = {
        "form": form,
        "page": paginate(found, order=("due", "pk"), query=request.GET),
        "count": found.count(),
        "today": clock.today(),
        "may_edit": request.user.may(Permission.AGREEMENT_EDIT),
        "is_uncounted": is_office and version_for("obligation", None, on=clock.today()) is None,
        "may_count": request.user.may(Permission.PROCEDURE_EDIT),
    }
    return render_page(
        request, "agreements/obligations.html", context, fragments={"results": "agreements/_obligations.html"}
    )


@require_safe
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """What is owed, since when it was kept, and what shows it."""
    found = find(request, reference)
    events = MatterEvent.objects.visible_to(request.user).filter(matter_id=found.pk).select_related("actor")
    dues = dues_of(found.pk, today=clock.today())
    context = {
        "obligation": found,
        "origin": known_origin(request.user, found.origin_id),
        "dues": dues,
        "now": [due for due in dues if due.deadline.state in UNFINISHED],
        "clock": clock_of(found.pk),
        "done": list(found.fulfilments.select_related("attested_by", "document")),
        "events": events[:15],
        "may_do": may_do(request.user, {"reference": reference}) and found.closed_on is None,
        "may_upload": request.user.may(Permission.DOCUMENT_UPLOAD),
        "may_end": request.user.may(Permission.AGREEMENT_EDIT) and found.closed_on is None,
        "waits_for_event": found.how_often is Rhythm.EVENT,
        "documents": Document.objects.visible_to(request.user).filter(matter_id=found.pk)[:8],
        "may_read_words": bool(found.article and found.unit and request.user.may(Permission.AGREEMENT_READ)),
    }
    return render(request, "agreements/obligation.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Take an obligation on."""
    today = clock.today()
    form = ObligationForm(request.POST or None, today=today, initial=_begun(request))
    if form.is_valid():
        obligation = actions.take_on(by=request.user, at=clock.now(), today=today, **form.owing())
        messages.success(request, f"{obligation.reference} taken on.")
        return redirect_page(request, obligation.get_absolute_url())
    return render_page(request, "agreements/obligation_form.html", {"form": form, "heading": "Take on an obligation"})


@require_http_methods(["GET", "POST"])
@opens_for(may_do)
def fulfil(request: StaffRequest, reference: str) -> HttpResponse:
    """Record that it was done."""
    found = find(request, reference)
    if not may_do(request.user, {"reference": reference}):
        raise PermissionDenied
    papers = Document.objects.visible_to(request.user).filter(matter_id=found.pk)
    due_on = owed_on(found)
    initial = {"done_on": clock.today(), "due_on": due_on.isoformat() if due_on else ""}
    form = DoneForm(request.POST or None, today=clock.today(), documents=papers, initial=initial)

    def save() -> object:
        return actions.record_done(
            obligation_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **form.done()
        )

    return _act(request, found, form, save, heading="Record as done", button="Record as done")


@require_http_methods(["GET", "POST"])
@opens_for(may_do)
def occasion(request: StaffRequest, reference: str) -> HttpResponse:
    """Record that what it waits for happened."""
    found = find(request, reference)
    if not may_do(request.user, {"reference": reference}):
        raise PermissionDenied
    form = OccasionForm(request.POST or None, today=clock.today(), initial={"on": clock.today()})

    def save() -> None:
        actions.record_occasion(
            obligation_id=found.pk, on=form.cleaned_data["on"], by=request.user, at=clock.now(), today=clock.today()
        )

    return _act(request, found, form, save, heading="It happened", button="Record the day", lead=found.occasion)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def end(request: StaffRequest, reference: str) -> HttpResponse:
    """Say that it binds no more."""
    found = find(request, reference)
    form = EndForm(request.POST or None, today=clock.today(), initial={"on": clock.today()})

    def save() -> None:
        actions.end_obligation(obligation_id=found.pk, by=request.user, at=clock.now(), **form.cleaned_data)

    return _act(request, found, form, save, heading="It binds no more", button="End it")


@require_safe
@requires(Permission.AGREEMENT_EDIT)
def suggestions(request: StaffRequest) -> HttpResponse:
    """Sentences of a unit's agreement that may oblige the City, to be taken on or refused."""
    unit = unit_called(request.GET.get("unit", ""))
    found = suggested(request.user, unit, on=clock.today()) if unit else []
    return render(request, "agreements/suggestions.html", {"units": every_unit(), "unit": unit, "found": found})


@require_POST
@requires(Permission.AGREEMENT_EDIT)
def refuse(request: StaffRequest) -> HttpResponse:
    """A sentence obliges to nothing that is to be kept."""
    found = _suggestion(request, request.POST)
    if found is None:
        raise Http404
    actions.refuse_suggestion(version=found.version, text=found.suggestion.text, by=request.user, at=clock.now())
    messages.success(request, f"Refused. {found.version.number} suggests it no more while its words stand.")
    return redirect_page(request, f"{reverse('agreements:suggestions')}?unit={found.version.unit.slug}")


def _act(
    request: StaffRequest,
    found: Obligation,
    form: DeskForm,
    save: Any,  # noqa: ANN401 -- a verb without arguments
    *,
    heading: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    refusal = "It has ended." if found.closed_on else ""
    if not refusal and form.is_valid():
        try:
            save()
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Recorded.")
            return redirect_page(request, found.get_absolute_url())
    context = {
        "obligation": found, "form": form, "heading": heading, "button": button, "refusal": refusal, "lead": lead
    }  # fmt: skip
    return render_page(request, "agreements/obligation_act.html", context)


def _begun(request: StaffRequest) -> dict[str, Any]:
    begun: dict[str, Any] = {
        "owner": request.user, "source": Source.CLAUSE, "rhythm": Rhythm.ONCE,
        "unit": request.GET.get("unit", ""), "article": request.GET.get("article", "")[:40],
    }  # fmt: skip
    found = _suggestion(request, request.GET)
    if found is not None:
        begun |= {"quote": found.suggestion.text, "rhythm": found.suggestion.rhythm}
    return begun


def _suggestion(request: StaffRequest, given: Any) -> Suggested | None:  # noqa: ANN401 -- a QueryDict
    unit = unit_called(given.get("unit", ""))
    place = given.get("sentence", "")
    if unit is None or not (place.isdecimal() and len(place) < 5):
        return None
    return suggestion_at(request.user, unit, given.get("article", ""), int(place), on=clock.today())


def _narrowed(request: StaffRequest, found: ObligationQuerySet, given: dict[str, Any]) -> ObligationQuerySet:
    standing = given.get("standing")
    if standing == "late":
        found = found.open().filter(next_due_on__lt=clock.today())
    elif standing == "ended":
        found = found.exclude(closed_on=None)
    elif standing != "all":
        found = found.open()
    if given.get("owner") == "me":
        found = found.filter(owner=request.user)
    if given.get("unit"):
        found = found.filter(unit=given["unit"])
    if given.get("department"):
        found = found.filter(department=given["department"])
    if given.get("q"):
        words = given["q"]
        text = Q(title__icontains=words) | Q(quote__icontains=words) | Q(reference__iexact=words)
        found = found.filter(text | Q(article__number=words))
    return found

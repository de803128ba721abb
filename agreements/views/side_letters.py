"""Side letters: the list, the record, and what is done to one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions.side_letters import drafting
from agreements.forms.side_letters import NewLetterForm
from agreements.models.side_letters import SideLetter
from agreements.queries.overlaps import effects, overlaps
from agreements.queries.side_letters import agreements_to_change, letter_row, letter_rows, letters_of
from agreements.views.letter_acts import ACTS, REFUSALS, Who, acts_for
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

LINES = 12


@require_safe
@requires(Permission.AGREEMENT_READ)
def side_letters(request: StaffRequest) -> HttpResponse:
    """Every side letter the person may know of, the newest first."""
    rows = letter_rows(list(letters_of(request.user)), today=clock.today())
    context = {"rows": rows, "may_edit": request.user.may(Permission.AGREEMENT_EDIT)}
    return render_page(request, "agreements/side_letters/list.html", context)


@require_safe
@requires(Permission.AGREEMENT_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """One side letter: its terms beside what it changes."""
    letter = _found(request, reference)
    may_edit = request.user.may(Permission.AGREEMENT_EDIT)
    events = MatterEvent.objects.visible_to(request.user).filter(matter_id=letter.pk).select_related("actor")
    context = {
        "letter": letter,
        "row": letter_row(letter, today=clock.today()),
        "effects": effects(letter),
        "overlaps": overlaps(letter) if letter.put_in_force_at is None else [],
        "acts": acts_for(letter) if may_edit else [],
        "may_change": may_edit and letter.put_in_force_at is None and letter.closed_on is None,
        "events": events[:LINES],
        "dues": Deadline.objects.visible_to(request.user).filter(matter_id=letter.pk).order_by("due_on"),
    }
    return render_page(request, "agreements/side_letters/detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Draft a side letter to an agreement in force; its changes are added on its page."""
    today = clock.today()
    form = NewLetterForm(
        request.POST or None,
        today=today,
        agreements=agreements_to_change(request.user, today=today),
        letters=SideLetter.objects.visible_to(request.user).none(),
    )
    if request.method == "POST" and form.is_valid():
        terms = dict(form.cleaned_data)
        agreement = terms.pop("agreement")
        try:
            letter = drafting.draft_side_letter(
                agreement_id=agreement.pk, by=request.user, at=clock.now(), today=today, **terms
            )
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{letter.reference} drafted. Add what it changes.")
            return redirect_page(request, letter.get_absolute_url())
    return render_page(request, "agreements/side_letters/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def act(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """The page called ``name``: ask, refuse with the reason, or do it."""
    letter, today = _found(request, reference), clock.today()
    page = ACTS.get(name)
    if page is None:
        raise Http404
    form = page.form(letter, request.POST if request.method == "POST" else None, today)
    if request.method == "POST" and form.is_valid():
        try:
            page.save(letter, form, Who(request.user, clock.now(), today))
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, page.said)
            return redirect_page(request, letter.get_absolute_url())
    context = {
        "letter": letter,
        "row": letter_row(letter, today=today),
        "act": page,
        "form": form,
        "is_possible": page in acts_for(letter),
        "effects": effects(letter) if page.shows_effects else [],
        "overlaps": overlaps(letter) if page.shows_effects else [],
    }
    return render_page(request, "agreements/side_letters/act.html", context)


@require_POST
@requires(Permission.AGREEMENT_EDIT)
def drop_change(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Take a change out of a draft."""
    letter = _found(request, reference)
    try:
        drafting.drop_change(letter_id=letter.pk, change_id=pk, by=request.user, at=clock.now())
        messages.success(request, "The change is taken out. Signatures are asked for again.")
    except drafting.LetterSettled as why:
        messages.error(request, str(why))
    return redirect_page(request, letter.get_absolute_url())


def _found(request: StaffRequest, reference: str) -> SideLetter:
    letter = get_object_or_404(letters_of(request.user), reference=reference)
    record_reading(matter=letter, by=request.user, at=clock.now())
    return letter

"""Tentative agreements: the register, the sheet, both initials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining import language
from bargaining.actions import agreed, striking
from bargaining.actions.closing import initial_for_both
from bargaining.actions.sheets import ask_for_sheet
from bargaining.forms.initials import InitialsForm
from bargaining.forms.table import SheetForm
from bargaining.models.negotiation import Issue, Negotiation, TeamMember, on_day
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.queries.against import stand_for
from bargaining.queries.left_out import left_out_of, unsaid_of
from bargaining.queries.parity import set_off_by
from bargaining.queries.sheets import gather_sheet, paper_of, printing_of
from bargaining.queries.signers import city_signers, union_signers
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import Side
from bargaining.views.pages import for_the_seated, found, has_seat, is_safe, page_context, require_seat, unkept
from bargaining.views.stopped import interruption
from labor_office.core.documents.views.files import send_document
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest, reference: str) -> HttpResponse:
    """What has been agreed so far, signed or waiting for initials."""
    negotiation = found(request, reference)
    rows = negotiation.agreed.select_related("issue")
    context = page_context(request, negotiation, here="agreed") | {"rows": rows}
    return unkept(render_page(request, "bargaining/agreed.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def draft(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """Put the final text of an issue on a sheet, beginning with the last proposal, else the language in force."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    issue = _issue(negotiation, number)
    positions = list(issue.proposals.on_record().order_by("-passed_at", "-pk"))
    form = SheetForm(request.POST or None, proposals=positions, initial=_first(negotiation, issue, positions))
    if form.is_valid():
        try:
            sheet = agreed.draft_agreement(issue_id=issue.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{sheet} is drafted. It waits for both initials.")
            return redirect_page(request, reverse("bargaining:sheet", args=[reference, sheet.number]))
    context = page_context(request, negotiation, here="agreed") | {
        "form": form,
        "heading": f"Tentative agreement on {issue}",
        "button": "Draft the sheet",
    }
    return unkept(render_page(request, "bargaining/form.html", context))


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def sheet(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """One sheet: its text, its initials, its PDF."""
    negotiation = found(request, reference)
    agreement = _sheet(negotiation, number)
    form = _initials_form(request, agreement)
    if request.method == "POST":
        require_seat(request, negotiation)
    if form.is_valid():
        done = _initial(request, agreement, form)
        if done is not None:
            return done
    is_hidden = is_safe(request, negotiation) or agreement.city_initialled_at is not None
    moving = [(agreement.issue, agreement.proposal)]
    context = page_context(request, negotiation, here="agreed") | {
        "form": form,
        "agreement": agreement,
        "paper": gather_sheet(agreement),
        "left_out": left_out_of(agreement),
        "unsaid": () if agreement.is_closed else unsaid_of(agreement),
        "set_off": () if is_safe(request, negotiation) else set_off_by(agreement),
        "stands": None if is_hidden else stand_for(request.user, negotiation, moving, today=clock.today()),
    }
    return unkept(render_page(request, "bargaining/sheet.html", context | _printing(request, agreement)))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def left_out(request: StaffRequest, reference: str, number: int, act: str) -> HttpResponse:
    """Say of the sections in force that the sheet leaves out whether they are struck, or put them back."""
    wanted = {"keep": striking.keep_sections, "strike": striking.say_struck}.get(act)
    negotiation = found(request, reference)
    if wanted is None:
        raise Http404
    require_seat(request, negotiation)
    try:
        wanted(agreement_id=_sheet(negotiation, number).pk, by=request.user, at=clock.now())
    except MoveRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "The words are back on the sheet." if act == "keep" else "The sheet says so now.")
    return redirect_page(request, reverse("bargaining:sheet", args=[reference, number]))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def print_sheet(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Have the sheet set as a PDF: with lines to initial on, or with the initials it bears."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    ask_for_sheet(agreement_id=_sheet(negotiation, number).pk, by=request.user, at=clock.now())
    return redirect_page(request, reverse("bargaining:sheet", args=[reference, number]) + "#printing")


@require_safe
@requires(Permission.BARGAINING_READ)
def sheet_printing(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """How far the PDF is; the open page of the sheet asks every two seconds until it is there."""
    negotiation = found(request, reference, is_asked_again=True)
    agreement = _sheet(negotiation, number)
    context = {
        "negotiation": negotiation, "agreement": agreement, "sits": has_seat(request, negotiation)
    } | _printing(request, agreement)  # fmt: skip
    return unkept(render_page(request, "bargaining/_sheet_printing.html", context))


@require_safe
@requires(Permission.BARGAINING_READ)
def sheet_file(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """The PDF itself, the newest that was set."""
    document = _printing(request, _sheet(found(request, reference), number))["document"]
    if document is None:
        raise Http404
    return send_document(document)


def _initials_form(request: StaffRequest, agreement: TentativeAgreement) -> InitialsForm:
    """Names to choose from: whoever sits for the City, the reader first, and the union's people."""
    awaited = {Side.CITY: agreement.city_initialled_at, Side.UNION: agreement.union_initialled_at}
    seats = sorted(_seats(agreement).values(), key=lambda one: one.user_id != request.user.pk)
    names = Counter(one.name for one in seats)
    return InitialsForm(
        request.POST or None,
        sides=[side for side, at in awaited.items() if at is None],
        city={str(one.pk): (one.name, _told_apart(one, request.user, is_alone=names[one.name] == 1)) for one in seats},
        union=union_signers(agreement.negotiation, on=clock.today()),
    )


def _told_apart(member: TeamMember, reader: User, *, is_alone: bool) -> str:
    """How one of the City's team initialled; the address of those who bear the same name."""
    how = "you" if member.user_id == reader.pk else "on paper"
    return how if is_alone or member.user is None else f"{member.user.email}, {how}"


def _seats(agreement: TentativeAgreement) -> dict[str, TeamMember]:
    return {str(one.pk): one for one in city_signers(agreement.negotiation).select_related("user")}


def _printing(request: StaffRequest, agreement: TentativeAgreement) -> dict[str, Any]:
    paper = paper_of(agreement)
    document, job = printing_of(request.user, paper)
    return {"document": document, "job": job}


def _sheet(negotiation: Negotiation, number: int) -> TentativeAgreement:
    rows = negotiation.agreed.select_related(
        "issue", "sheet", "proposal__package", "negotiation__unit__organization",
        "city_entered_by", "city_signed_by", "union_entered_by",
    )  # fmt: skip
    agreement = rows.filter(number=number).first()
    if agreement is None:
        raise Http404
    return agreement


def _initial(request: StaffRequest, agreement: TentativeAgreement, form: InitialsForm) -> HttpResponse | None:
    """Where it goes on: to the sheet, or to the page that asks for leave; None with the reason on the form."""
    given, negotiation = form.given, agreement.negotiation
    seat = _seats(agreement).get(given.get(Side.CITY, ""))
    who: dict[str, Any] = {
        "agreement_id": agreement.pk, "member_id": seat.pk if seat else None, "by": request.user, "at": clock.now(),
        "leave": request.POST.get("leave", ""),
    }  # fmt: skip
    names = given | ({Side.CITY: seat.name} if seat else {})
    back = reverse("bargaining:sheet", args=[negotiation.reference, agreement.number])
    try:
        if len(names) > 1:
            kept = initial_for_both(city=names[Side.CITY], union=names[Side.UNION], **who)
        else:
            side, name = next(iter(names.items()))
            kept = agreed.initial_agreement(side=side, name=name, **who)
    except MoveRefused as refused:
        page = interruption(request, negotiation, refused, act="Sign it beyond the mandate", back=back, here="agreed")
        if page is None:
            form.add_error(None, str(refused))
        return page
    messages.success(request, f"{kept} is closed." if kept.is_closed else f"{kept} waits for the other side.")
    return redirect_page(request, back)


def _issue(negotiation: Negotiation, number: str) -> Issue:
    issue = negotiation.issues.filter(number=number).first()
    if issue is None:
        raise Http404
    return issue


def _first(negotiation: Negotiation, issue: Issue, positions: Sequence[Proposal]) -> dict[str, str]:
    """The words to begin with, and whose they are.

    Where the newest position has no text, the words are an older one's: then whose terms are agreed is asked.
    """
    sheet = negotiation.agreed.filter(issue=issue).first()
    if sheet is not None:
        return {"text": sheet.text, "proposal": str(sheet.proposal_id or SheetForm.NONE)}
    written = next((one for one in positions if one.text), None)
    if written is not None:
        return {"text": written.text, "proposal": str(written.pk) if written is positions[0] else ""}
    held = language.current_text(negotiation.unit_id or 0, issue.number, on_day(negotiation))
    return {"text": held.text if held else "", "proposal": "" if positions else SheetForm.NONE}

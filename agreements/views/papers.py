"""An agreement as one paper: on screen for any day, and as a PDF that the worker sets."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agreements.actions.papers import ask_for_conformed, ask_for_memorandum, ask_to_set_draft
from agreements.forms.papers import AsOfForm
from agreements.models.papers import TextPaper
from agreements.models.text import Agreement
from agreements.queries import editions, fragments
from agreements.rules.editions import Edition
from agreements.rules.timeline import ONE_DAY
from labor_office.core.documents.views.files import send_bytes, send_document
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

# Articles set while the person waits: each takes a quarter of a second.
SET_AT_ONCE = 2


@require_safe
@requires(Permission.AGREEMENT_READ)
def conformed_copy(request: StaffRequest, reference: str) -> HttpResponse:
    """The words in force on ``?as_of=`` from the first article to the last, today's when no day is named."""
    agreement, today = _found(request, reference), clock.today()
    shown = _last_day(agreement, today)
    form = AsOfForm(request.GET if request.GET.get("as_of") else None, today=today, initial={"as_of": shown})
    if form.is_bound and form.is_valid():
        shown = form.cleaned_data["as_of"]
    paper, problem = None, ""
    try:
        paper = editions.conformed(agreement, as_of=shown, user=request.user)
    except editions.NoTextThatDay as why:
        problem = str(why)
    context = {
        "agreement": agreement,
        "form": form,
        "as_of": shown,
        "paper": paper,
        "problem": problem,
        "papers": editions.papers_readable(request.user).filter(agreement=agreement)[:10],
        "may_draft": agreement.is_draft and request.user.may(Permission.AGREEMENT_EDIT),
    }
    return render_page(request, "agreements/conformed.html", context)


@require_POST
@requires(Permission.AGREEMENT_READ)
def ask(request: StaffRequest, reference: str, edition: str) -> HttpResponse:
    """Have an edition set: a conformed copy by whoever reads the agreement, a memorandum by those who draft it."""
    agreement, today = _found(request, reference), clock.today()
    try:
        if edition == "conformed":
            form = AsOfForm(request.POST, today=today)
            as_of = form.cleaned_data["as_of"] if form.is_valid() else _last_day(agreement, today)
            row = ask_for_conformed(
                agreement_id=agreement.pk, as_of=as_of, by=request.user, at=clock.now(), today=today
            )
        else:
            row = _memorandum(request, agreement, edition, today)
    except editions.NoTextThatDay as why:
        messages.error(request, str(why))
        return redirect_page(request, reverse("agreements:conformed", args=[reference]))
    return redirect_page(request, reverse("agreements:paper", args=[row.reference]))


@require_safe
@requires(Permission.AGREEMENT_READ)
def paper(request: StaffRequest, number: str) -> HttpResponse:
    """How far the PDF is, and the PDF once it is there; the page asks every two seconds."""
    found = _paper(request, number)
    document, job = editions.printing_of(found)
    context = {"paper": found, "document": document, "job": job}
    return render_page(
        request, "agreements/paper.html", context, fragments={"printing": "agreements/_paper_printing.html"}
    )


@require_safe
@requires(Permission.AGREEMENT_READ)
def paper_file(request: StaffRequest, number: str) -> HttpResponse:
    """The PDF itself."""
    document, _ = editions.printing_of(_paper(request, number))
    if document is None:
        raise Http404
    return send_document(document)


@require_safe
@requires(Permission.AGREEMENT_EDIT)
def draft_pages(request: StaffRequest, reference: str) -> HttpResponse:
    """The draft as a PDF to read: at once when few articles have changed, else when the worker has set them."""
    agreement = _found(request, reference)
    if not agreement.is_draft or not hasattr(agreement, "draft"):
        raise Http404
    try:
        parts = fragments.parts_of(agreement.draft)
    except editions.NoTextThatDay as why:
        messages.error(request, str(why))
        return redirect_page(request, reverse("agreements:conformed", args=[reference]))
    waiting = len(fragments.waiting(parts))
    if waiting <= SET_AT_ONCE and not request.htmx:
        name = f"{agreement.reference}-draft.pdf"
        return send_bytes(fragments.joined(parts, at=clock.now()), name=name)
    if waiting > SET_AT_ONCE and not request.htmx:
        ask_to_set_draft(draft_id=agreement.draft.pk)
    context = {"agreement": agreement, "count": len(parts), "done": len(parts) - waiting, "waiting": waiting}
    return render_page(
        request, "agreements/draft_pages.html", context, fragments={"setting": "agreements/_draft_setting.html"}
    )


def _memorandum(request: StaffRequest, agreement: Agreement, edition: str, today: date) -> TextPaper:
    if not request.user.may(Permission.AGREEMENT_EDIT):
        raise PermissionDenied
    wanted = {"clean": Edition.CLEAN, "signature": Edition.SIGNATURE}.get(edition)
    if wanted is None or not hasattr(agreement, "draft"):
        raise Http404
    return ask_for_memorandum(draft_id=agreement.draft.pk, edition=wanted, by=request.user, at=clock.now(), today=today)


def _found(request: StaffRequest, reference: str) -> Agreement:
    """The agreement as this person may read its text, and that they opened it if it is closed; 404 otherwise."""
    found = get_object_or_404(editions.readable(request.user), reference=reference)
    record_reading(matter=found, by=request.user, at=clock.now())
    return found


def _paper(request: StaffRequest, number: str) -> TextPaper:
    """A paper this person may read, and that they opened its agreement if that is closed; 404 otherwise."""
    found = get_object_or_404(editions.papers_readable(request.user), reference=number)
    record_reading(matter=found.agreement, by=request.user, at=clock.now())
    return found


def _last_day(agreement: Agreement, today: date) -> date:
    """Today while the words hold, else the last day they did; the first for an agreement to come."""
    held = min(today, agreement.text_until - ONE_DAY) if agreement.text_until else today
    return max(held, agreement.starts_on)

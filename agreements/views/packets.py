"""The Council's packet: its words, its figures, its two editions as PDFs."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions.adopting import closed, packets, paperwork
from agreements.forms.adoption import BriefForm, ClosedReaderForm, FiscalLineForm, MemoForm
from agreements.models.adoption import Adoption, CouncilPacket
from agreements.queries.adoption import packet_called, printing_of
from agreements.queries.closed_side import is_inside, let_in_to, readers_of, who_may_be_let_in
from agreements.queries.packet_closed import brief_of
from agreements.queries.packet_open import gather_open
from agreements.views.adoption import find
from labor_office.core.documents.actions.packets import GapsLeft
from labor_office.core.documents.queries import document_called
from labor_office.core.documents.rules.papers import missing
from labor_office.core.documents.views.files import send_document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

# Kept by no browser: Back never shows what table-safe view took away.
unkept = cache_control(no_store=True)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def memo(request: StaffRequest, reference: str) -> HttpResponse:
    """Write the memo: every word of it is public."""
    found = find(request, reference, to_edit=True)
    known = {name: getattr(found.memo, name) for name in MemoForm.base_fields}
    form = MemoForm(request.POST or None, initial=known)

    def save() -> None:
        paperwork.write_memo(adoption_id=found.pk, by=request.user, at=clock.now(), **form.cleaned_data)

    gaps = [gap.words for gap in missing(gather_open(found.pk))]
    return _written(
        request, found, form, save, heading="Memo to the Council", gaps=gaps,
        lead="Every word here is public. What is for closed session stands on a page of its own.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
@unkept
def brief(request: StaffRequest, reference: str) -> HttpResponse:
    """What only the closed edition says, written by who edits, read by who was let in; 404 outside its wall."""
    found = _inside(request, reference)
    written = brief_of(found)
    known = {name: getattr(written, name) for name in BriefForm.base_fields}
    if not request.user.may(Permission.AGREEMENT_EDIT):
        if request.method == "POST":
            raise PermissionDenied
        parts = [(BriefForm.base_fields[name].label, text) for name, text in known.items() if text]
        return render_page(
            request, "agreements/closed_session.html", {"adoption": found, "parts": parts, "lead": _who_reads(found)}
        )
    form = BriefForm(request.POST or None, initial=known)

    def save() -> None:
        paperwork.write_brief(adoption_id=found.pk, by=request.user, at=clock.now(), **form.cleaned_data)

    return _written(
        request, found, form, save, heading="For closed session",
        lead=_who_reads(found),
        link=("Who reads this", reverse("agreements:closed_readers", args=[found.reference])),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
@unkept
def closed_readers(request: StaffRequest, reference: str) -> HttpResponse:
    """Who was let into the closed side, and letting somebody in; 404 for whoever stands outside."""
    found = _closed(request, reference)
    named = let_in_to(found)
    reading = [person.pk for person in readers_of(found)]
    people = who_may_be_let_in(found).exclude(pk__in=named.values("user")).exclude(pk__in=reading)
    form = ClosedReaderForm(request.POST or None, people=people)
    if form.is_valid():
        closed.let_in(adoption_id=found.pk, user=form.cleaned_data["user"], by=request.user, at=clock.now())
        messages.success(request, f"{form.cleaned_data['user']} reads it too.")
        return redirect_page(request, reverse("agreements:closed_readers", args=[found.reference]))
    context = {"adoption": found, "form": form, "named": named}
    return render_page(request, "agreements/closed_readers.html", context)


@require_POST
@requires(Permission.AGREEMENT_READ)
def end_closed_reader(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Take the closed side from somebody."""
    found = _closed(request, reference)
    closed.take_out(adoption_id=found.pk, reader_id=pk, by=request.user, at=clock.now())
    messages.success(request, "Taken back.")
    name = "closed_readers" if is_inside(request.user, found) else "adoption"
    return redirect_page(request, reverse(f"agreements:{name}", args=[found.reference]))


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def costs(request: StaffRequest, reference: str) -> HttpResponse:
    """The figures of the fiscal impact study."""
    found = find(request, reference, to_edit=True)
    form = FiscalLineForm(request.POST or None, initial={"kind": "yes", "fund": "General Fund"})
    if form.is_valid():
        given = form.cleaned_data
        paperwork.enter_cost(
            adoption_id=found.pk, fiscal_year=given["fiscal_year"], item=given["item"], fund=given["fund"],
            is_recurring=given["kind"] == "yes", amount=given["amount"], by=request.user, at=clock.now(),
        )  # fmt: skip
        messages.success(request, f"Entered for FY {given['fiscal_year']}.")
        return redirect_page(request, reverse("agreements:adoption_costs", args=[found.reference]))
    context = {
        "adoption": found, "form": form, "lines": found.fiscal_lines.all(), "fiscal": gather_open(found.pk).fiscal
    }  # fmt: skip
    return render_page(request, "agreements/adoption_costs.html", context)


@require_POST
@requires(Permission.AGREEMENT_READ)
def strike_cost(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Take a figure out."""
    found = find(request, reference, to_edit=True)
    paperwork.strike_cost(adoption_id=found.pk, line_id=pk, by=request.user, at=clock.now())
    return redirect_page(request, reverse("agreements:adoption_costs", args=[found.reference]))


@require_POST
@requires(Permission.AGREEMENT_READ)
def build(request: StaffRequest, reference: str, edition: str) -> HttpResponse:
    """Have an edition set."""
    wanted = {"open": packets.build_open, "closed": packets.build_closed}.get(edition)
    if wanted is None:
        raise Http404
    found = _closed(request, reference) if edition == "closed" else find(request, reference, to_edit=True)
    try:
        row = wanted(adoption_id=found.pk, by=request.user, at=clock.now(), today=clock.today())
    except GapsLeft as gaps:
        messages.warning(request, str(gaps))
        name = "agreements:brief" if edition == "closed" else "agreements:memo_to_council"
        return redirect_page(request, reverse(name, args=[found.reference]))
    return redirect_page(request, reverse("agreements:packet", args=[found.reference, row.reference]))


@require_safe
@requires(Permission.AGREEMENT_READ)
@unkept
def packet(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """How far the PDF is, and the PDF once it is there; the page asks every two seconds."""
    found = find(request, reference)
    row = _packet(request, found, number)
    context = {
        "adoption": found,
        "packet": row,
        "document": document_called(request.user, row.reference),
        "job": printing_of(row),
    }
    return render_page(
        request, "agreements/packet.html", context, fragments={"printing": "agreements/_packet_printing.html"}
    )


@require_safe
@requires(Permission.AGREEMENT_READ)
def packet_file(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """The PDF itself."""
    row = _packet(request, find(request, reference), number)
    document = document_called(request.user, row.reference)
    if document is None:
        raise Http404
    return send_document(document)


def _who_reads(adoption: Adoption) -> str:
    at_table = "who holds the mandate, as long as nobody does who may record the first"
    begin = at_table if adoption.negotiation_id else "who answers for the adoption, a chief named on it"
    return f"Read by {begin}, and who was let in by name. It is in no other paper, list or search."


def _inside(request: StaffRequest, reference: str) -> Adoption:
    """The adoption for someone who reads its closed side: nobody else learns that it is there."""
    adoption = find(request, reference)
    if not is_inside(request.user, adoption):
        raise Http404
    return adoption


def _closed(request: StaffRequest, reference: str) -> Adoption:
    """The adoption for someone who writes its closed side: 404 for who does not read it, 403 for who only reads."""
    adoption = _inside(request, reference)
    if not request.user.may(Permission.AGREEMENT_EDIT):
        raise PermissionDenied
    return adoption


def _packet(request: StaffRequest, found: Adoption, number: str) -> CouncilPacket:
    row = packet_called(request.user, found, number)
    if row is None:
        raise Http404
    return row


def _written(
    request: StaffRequest,
    found: Adoption,
    form: DeskForm,
    save: Callable[[], None],
    *,
    heading: str,
    lead: str,
    gaps: list[str] | None = None,
    link: tuple[str, str] | None = None,
) -> HttpResponse:
    if form.is_valid():
        save()
        messages.success(request, f"{heading}: saved.")
        return redirect_page(request, found.get_absolute_url())
    context = {
        "adoption": found, "form": form, "heading": heading, "lead": lead, "button": "Save", "gaps": gaps, "link": link
    }  # fmt: skip
    return render_page(request, "agreements/adoption_words.html", context)

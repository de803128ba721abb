"""The papers of an impasse hearing: the public memo, the closed words, the two editions as PDFs."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import impasse_packets, impasse_papers
from bargaining.actions.mandates import NotAHolder
from bargaining.forms.impasse import ArticleBriefForm, ImpasseBriefForm, ImpasseMemoForm
from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration
from bargaining.models.impasse_papers import ImpasseMemo, ImpassePacket
from bargaining.models.negotiation import Negotiation
from bargaining.queries.impasse import printing_of, standing_impasse
from bargaining.queries.impasse_closed import article_brief_of, brief_of
from bargaining.queries.impasse_open import gather_open
from bargaining.queries.mandates import is_inside
from bargaining.rules.board import MoveRefused
from bargaining.views.pages import for_the_seated, found_ours, page_context, require_seat, unkept
from labor_office.core.documents.actions.packets import GapsLeft
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import missing
from labor_office.core.documents.views.files import send_document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def memo(request: StaffRequest, reference: str) -> HttpResponse:
    """Write the memo of the hearing: every word of it is public."""
    negotiation, impasse = _found(request, reference)
    require_seat(request, negotiation)
    written = ImpasseMemo.objects.visible_to(request.user).filter(impasse=impasse).first() or ImpasseMemo()
    known = {name: getattr(written, name) for name in ImpasseMemoForm.base_fields}
    form = ImpasseMemoForm(request.POST or None, today=clock.today(), initial=known)

    def save() -> None:
        impasse_papers.write_memo(impasse_id=impasse.pk, by=request.user, at=clock.now(), **form.cleaned_data)

    gaps = [gap.words for gap in missing(gather_open(impasse.pk))]
    lead = "Every word here is public. What is for closed session stands on a page of its own."
    return _written(request, negotiation, form, save, heading="Memo of the hearing", lead=lead, gaps=gaps)


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def brief(request: StaffRequest, reference: str) -> HttpResponse:
    """Write what only the closed edition says of the whole."""
    negotiation, impasse = _inside(request, reference)
    written = brief_of(impasse)
    known = {name: getattr(written, name) for name in ImpasseBriefForm.base_fields}
    form = ImpasseBriefForm(request.POST or None, initial=known)

    def save() -> None:
        impasse_papers.write_brief(impasse_id=impasse.pk, by=request.user, at=clock.now(), **form.cleaned_data)

    return _written(request, negotiation, form, save, heading="For closed session", lead=_CLOSED)


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def article_brief(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """Write what only the closed edition says of one article."""
    negotiation, impasse = _inside(request, reference)
    article = _article(impasse, number)
    written = article_brief_of(article)
    known = {name: getattr(written, name) for name in ArticleBriefForm.base_fields}
    form = ArticleBriefForm(request.POST or None, initial=known)

    def save() -> None:
        impasse_papers.write_article_brief(article_id=article.pk, by=request.user, at=clock.now(), **form.cleaned_data)

    return _written(request, negotiation, form, save, heading=f"For closed session: {article}", lead=_CLOSED)


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def build(request: StaffRequest, reference: str, edition: str) -> HttpResponse:
    """Have an edition set."""
    wanted = {"open": impasse_packets.build_open, "closed": impasse_packets.build_closed}.get(edition)
    if wanted is None:
        raise Http404
    negotiation, impasse = (_inside if edition == "closed" else _found)(request, reference)
    require_seat(request, negotiation)
    try:
        row = wanted(impasse_id=impasse.pk, by=request.user, at=clock.now(), today=clock.today())
    except NotAHolder:
        raise Http404 from None
    except (GapsLeft, MoveRefused) as why:
        messages.warning(request, str(why))
        return redirect_page(request, reverse("bargaining:impasse", args=[reference]))
    return redirect_page(request, reverse("bargaining:impasse_packet", args=[reference, row.reference]))


@require_safe
@requires(Permission.BARGAINING_READ)
def packet(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """How far the PDF is, and the PDF once it is there; the page asks every two seconds."""
    negotiation = found_ours(request, reference)
    row = _packet(request, negotiation, number)
    context = page_context(request, negotiation, here="impasse") | {
        "packet": row,
        "document": Document.objects.visible_to(request.user).filter(reference=row.reference).first(),
        "job": printing_of(row),
    }
    fragments = {"printing": "bargaining/_packet_printing.html"}
    return unkept(render_page(request, "bargaining/packet.html", context, fragments=fragments))


@require_safe
@requires(Permission.BARGAINING_READ)
def packet_file(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """The PDF itself."""
    row = _packet(request, found_ours(request, reference), number)
    return send_document(get_object_or_404(Document.objects.visible_to(request.user), reference=row.reference))


_CLOSED = "Read by those who hold the mandate. It is in no other paper, list or search."


def _found(request: StaffRequest, reference: str) -> tuple[Negotiation, ImpasseDeclaration]:
    negotiation = found_ours(request, reference)
    impasse = standing_impasse(negotiation)
    if impasse is None:
        raise Http404
    return negotiation, impasse


def _inside(request: StaffRequest, reference: str) -> tuple[Negotiation, ImpasseDeclaration]:
    """``_found``, for who stands inside the wall of the mandate; to everyone else there is no such page."""
    negotiation, impasse = _found(request, reference)
    if not is_inside(request.user, negotiation):
        raise Http404
    return negotiation, impasse


def _article(impasse: ImpasseDeclaration, number: str) -> ImpasseArticle:
    found = impasse.articles.select_related("issue").filter(issue__number=number).first()
    if found is None:
        raise Http404
    return found


def _packet(request: StaffRequest, negotiation: Negotiation, number: str) -> ImpassePacket:
    rows = ImpassePacket.objects.visible_to(request.user).defer("facts").select_related("asked_by")
    return get_object_or_404(rows.filter(impasse__negotiation=negotiation.pk), reference=number)


def _written(
    request: StaffRequest,
    negotiation: Negotiation,
    form: DeskForm,
    save: Callable[[], None],
    *,
    heading: str,
    lead: str,
    gaps: list[str] | None = None,
) -> HttpResponse:
    if request.method == "POST":
        require_seat(request, negotiation)
    if form.is_valid():
        try:
            save()
        except NotAHolder:
            raise Http404 from None
        except MoveRefused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{heading}: saved.")
            return redirect_page(request, reverse("bargaining:impasse", args=[negotiation.reference]))
    context = page_context(request, negotiation, here="impasse") | {
        "form": form, "heading": heading, "lead": lead, "button": "Save", "gaps": gaps
    }  # fmt: skip
    return unkept(render_page(request, "bargaining/impasse_form.html", context))

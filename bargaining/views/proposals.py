"""Proposals: the register, one entered with its whole paper, one read against other words."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions.passing import Paper, pass_proposal
from bargaining.actions.proposals import attach_scan, write_text
from bargaining.forms.passing import ProposalFilter, ProposalForm, ScanForm
from bargaining.forms.table import TextForm
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.against import Stand, stand_for
from bargaining.queries.comparing import CURRENT
from bargaining.queries.sheets import paper_of, printing_of
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import SIDE_LETTERS, SIDE_WORDS, Side
from bargaining.views.compared import comparison_context
from bargaining.views.pages import for_the_seated, found, is_safe, page_context, require_seat, unkept
from bargaining.views.stopped import interruption, is_unsent, sent, set_aside, typed_before, waiting_here
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.files import FileRefused
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import is_asked_from, redirect_page, render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest

# How a proposal can be read: in the address, in words.
WAYS = (("redline", "Redline"), ("clean", "Clean"), ("side", "Side by side"), ("list", "List of changes"))


@require_safe
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest, reference: str) -> HttpResponse:
    """Every proposal that passed, newest first, narrowed by the filters; table-safe without what was floated."""
    negotiation = found(request, reference)
    form = ProposalFilter(request.GET, negotiation=negotiation)
    passed = negotiation.proposals.select_related("issue__agreement", "session", "package", "document")
    if is_safe(request, negotiation):
        passed = passed.on_record()
    rows = form.apply(passed).order_by("-passed_at", "-pk")
    context = page_context(request, negotiation, here="proposals") | {"rows": rows, "filter_form": form}
    fragments = {"register": "bargaining/_register.html"}
    return unkept(render_page(request, "bargaining/proposals.html", context, fragments=fragments))


@require_safe
@requires(Permission.BARGAINING_READ)
def detail(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """A proposal against ``?against=``, read ``?as=`` redline, clean, side or list; for htmx the comparison alone.

    Stepped to on the table it is read as there: in one way, with the way to this page.
    """
    negotiation = found(request, reference)
    proposal = called(request, negotiation, name)
    asked = request.GET.get("against", CURRENT)
    compared = comparison_context(negotiation, proposal, against=asked, is_safe=is_safe(request, negotiation))
    way = request.GET.get("as", "redline")
    against = compared["comparison"].against.key if compared["comparison"] else CURRENT
    document, job = printing_of(request.user, paper_of(proposal))
    on_table = is_asked_from(request, reverse("bargaining:table", args=[reference]))
    context = (
        page_context(request, negotiation, here="proposals")
        | compared
        | {
            "proposal": proposal,
            "way": way,
            "ways": [] if on_table else _ways(against, way),
            "document": document,
            "job": job,
            "stands": _stands(request, negotiation, proposal),
        }
    )
    fragments = {"compared": "bargaining/_compared.html"}
    return unkept(render_page(request, "bargaining/proposal.html", context, fragments=fragments))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def new(request: StaffRequest, reference: str) -> HttpResponse:
    """Enter a proposal with its whole paper, on ``?issue=`` for ``?side=`` when they are named."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    # Back from the stop page the form is filled in, but not sent: nothing is checked, nothing entered.
    away = set_aside(request, negotiation)
    if away is not None:
        return away
    issue = negotiation.issues.filter(number=request.GET.get("issue", "")).first()
    waits = waiting_here(request, issue)
    form = ProposalForm(
        None if is_unsent(request) else request.POST or None,
        request.FILES or None,
        negotiation=negotiation,
        is_safe=is_safe(request, negotiation),
        initial=_first(request, negotiation, issue) | typed_before(request, waits),
    )
    if form.is_valid():
        try:
            made = _pass(request, negotiation, form)
        except (MoveRefused, FileRefused) as refused:
            page = interruption(request, negotiation, refused, act="Pass it beyond the mandate")
            if page is not None:
                return page
            form.add_error("scan" if isinstance(refused, FileRefused) else None, str(refused))
        else:
            sent(request)
            messages.success(request, f"{made} on {made.issue} is entered.")
            return redirect_page(request, reverse("bargaining:proposal", args=[reference, made.reference]))
    context = page_context(request, negotiation, here="proposals") | {"form": form, "waits": waits}
    return unkept(render_page(request, "bargaining/proposal_new.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def text(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """Enter the text of a proposal."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    proposal = called(request, negotiation, name)
    form = TextForm(
        request.POST or None,
        is_safe=is_safe(request, negotiation),
        initial={"text": proposal.text, "intent": proposal.intent},
    )
    if form.is_valid():
        try:
            write_text(
                proposal_id=proposal.pk,
                text=form.cleaned_data["text"],
                intent=form.cleaned_data.get("intent"),
                by=request.user,
                at=clock.now(),
            )
        except MoveRefused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, f"The text of {proposal.reference} is kept.")
            return redirect_page(request, reverse("bargaining:proposal", args=[reference, name]))
    context = page_context(request, negotiation, here="proposals") | {
        "form": form,
        "heading": f"Text of {proposal} on {proposal.issue}",
        "button": "Keep the text",
    }
    return unkept(render_page(request, "bargaining/form.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def scan(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """Attach the scan or a photo of the paper."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    proposal = called(request, negotiation, name)
    is_sent = request.method == "POST"
    form = ScanForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        try:
            document = _keep(request, negotiation, form.cleaned_data["scan"], Side(proposal.side), proposal.reference)
            attach_scan(proposal_id=proposal.pk, document=document, by=request.user, at=clock.now())
        except (MoveRefused, FileRefused) as refused:
            form.add_error("scan", str(refused))
        else:
            messages.success(request, f"The paper of {proposal.reference} is attached.")
            return redirect_page(request, reverse("bargaining:proposal", args=[reference, name]))
    context = page_context(request, negotiation, here="proposals") | {
        "form": form,
        "heading": f"Paper of {proposal} on {proposal.issue}",
        "button": "Attach it",
        "has_files": True,
    }
    return unkept(render_page(request, "bargaining/form.html", context))


def _stands(request: StaffRequest, negotiation: Negotiation, proposal: Proposal) -> Stand | None:
    """How the City would stand if it passed or took this; for a holder, and not while the union may look on."""
    if is_safe(request, negotiation):
        return None
    return stand_for(request.user, negotiation, [(proposal.issue, proposal)], today=clock.today())


def _ways(against: str, way: str) -> list[Link]:
    return [Link(word, f"against={against}&as={key}", is_current=key == way) for key, word in WAYS]


def _first(request: StaffRequest, negotiation: Negotiation, issue: Issue | None) -> dict[str, object]:
    live = negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first()
    return {
        "key": uuid.uuid4(),
        "side": request.GET.get("side", "").upper(),
        "issue": issue,
        "session": live,
    }


@transaction.atomic
def _pass(request: StaffRequest, negotiation: Negotiation, form: ProposalForm) -> Proposal:
    """The proposal with its scan, or neither: a paper that does not pass is not among the documents."""
    given, side = form.cleaned_data, Side(form.cleaned_data["side"])
    issue = given["issue"]
    upload = given["scan"]
    document = _keep(request, negotiation, upload, side, f"Art. {issue.number}") if upload else None
    paper = Paper(
        words=given["words"],
        text=given["text"],
        terms=form.rows,
        intent=given.get("intent", ""),
        is_what_if=given.get("is_what_if", False),
        passed_at=form.passed_at,
        expires_at=form.expires_at,
        session=given["session"],
        replies_to=given["replies_to"],
        document=document,
    )
    return pass_proposal(
        negotiation_id=negotiation.pk, number=issue.number, side=side, paper=paper, key=given["key"],
        by=request.user, at=clock.now(), leave=request.POST.get("leave", ""),
    )  # fmt: skip


def _keep(
    request: StaffRequest, negotiation: Negotiation, upload: UploadedFile[bytes], side: Side, on: str
) -> Document:
    """The paper among the negotiation's documents. Raises FileRefused."""
    at = clock.now()
    kept = add_document(
        matter_id=negotiation.pk,
        data=upload.read(),
        name=upload.name or "paper",
        title=f"{SIDE_WORDS[side]} proposal, {on}",
        received_from=str(negotiation.unit) if side is Side.UNION else "",
        received_on=timezone.localtime(at).date(),
        level=Level.RESTRICTED,
        by=request.user,
        at=at,
    )
    return kept.document


def called(request: StaffRequest, negotiation: Negotiation, name: str) -> Proposal:
    """The proposal called ``U4-22``, or ``UW1-22`` for what was floated. 404 for any other name."""
    sides = {letter: side for side, letter in SIDE_LETTERS.items()}
    which, _, number = name.partition("-")
    side, count = sides.get(which[:1]), which[1:].removeprefix("W")
    if side is None or not count.isdecimal():
        raise Http404
    is_what_if = which[1:].startswith("W")
    passed = negotiation.proposals.select_related("issue", "package", "session", "document", "replies_to__issue")
    proposal = passed.filter(side=side, number=int(count), is_what_if=is_what_if, issue__number=number).first()
    if proposal is None or (is_what_if and is_safe(request, negotiation)):
        raise Http404
    return proposal

"""Intake: the union's form typed in, with what it starts shown before it is saved."""

from __future__ import annotations

import logging
import uuid
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grievances.actions.filing import LatenessUndecided, NobodyNamed, NotAsTheProcedureAllows
from grievances.actions.once import file_once
from grievances.forms.sheet import Sheet, filing_values, read_sheet
from grievances.models import Grievance
from grievances.queries.advised import typed_from_advice
from grievances.queries.drafts import draft_of, was_filed
from grievances.queries.opened import opened_words
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.models import Document
from labor_office.core.matters.actions.drafts import DraftTooLong, discard_draft, save_draft
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest

logger = logging.getLogger(__name__)

DRAFT = "grievance:new"
# What a draft does not keep: who sent the form, and which sending of it this is.
NOT_KEPT = ("csrfmiddlewaretoken", "token", "act", "way", "late")
FIELD_OF = {LatenessUndecided: "lateness", NotAsTheProcedureAllows: "basis", NobodyNamed: "find"}


@require_http_methods(["GET", "POST"])
@requires(Permission.GRIEVANCE_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """The form; its buttons preview, keep a draft, forget one, save, or save and begin another."""
    act = request.POST.get("act", "save") if request.method == "POST" else ""
    if act == "forget":
        discard_draft(user=request.user, key=DRAFT)
        return HttpResponseRedirect(reverse("grievances:new"))
    if act == "draft":
        return _kept_for_later(request)
    if not act:
        return _begin(request)
    today = clock.today()
    sheet = read_sheet(request.POST, files=request.FILES, user=request.user, today=today)
    if act == "preview":
        sheet.form.hush()
    elif sheet.form.is_valid():
        filed = _file(request, sheet, today)
        if filed is not None:
            return HttpResponseRedirect(reverse("grievances:new") if act == "another" else filed.get_absolute_url())
    return _page(request, sheet)


@require_POST
@requires(Permission.GRIEVANCE_EDIT)
def preview(request: StaffRequest) -> HttpResponse:
    """The panel for what is typed so far, and the fields that follow from it."""
    sheet = read_sheet(request.POST, user=request.user, today=clock.today())
    sheet.form.hush()
    context = _context(sheet) | {
        "changed": [sheet.form[name] for name in sorted(sheet.filled.changed)],
        "is_way_changed": request.POST.get("way", "") != sheet.way,
        "is_late_changed": request.POST.get("late", "") != sheet.late,
    }
    return render_page(request, "grievances/intake_preview.html", context)


@require_POST
@requires(Permission.GRIEVANCE_EDIT)
def people(request: StaffRequest) -> HttpResponse:
    """Whom the roster has for the words typed, under those already chosen."""
    sheet = read_sheet(request.POST, user=request.user, today=clock.today())
    sheet.form.hush()
    return render_page(request, "grievances/intake_people.html", _context(sheet))


@require_POST
@requires(Permission.GRIEVANCE_EDIT)
def keep_draft(request: StaffRequest) -> HttpResponse:
    """Keep what is typed so far; says when."""
    return HttpResponse(_keep(request))


def _begin(request: StaffRequest) -> HttpResponse:
    today = clock.today()
    draft = draft_of(request.user, DRAFT)
    data = QueryDict(draft.values.get("query", ""), mutable=True) if draft else QueryDict(mutable=True)
    data["token"] = str(uuid.uuid4())
    if draft is None:
        data["received_on"], data["filer"] = f"{today.month}/{today.day}/{today.year}", "INDIVIDUAL"
        data.update(typed_from_advice(request.user, request.GET.get("advice", "")))
    sheet = read_sheet(data, user=request.user, today=today)
    sheet.form.hush()
    return _page(request, sheet, draft_words=words.moment(draft.saved_at) if draft else "")


def _file(request: StaffRequest, sheet: Sheet, today: date) -> Grievance | None:
    """The grievance that the form opened, or None with the refusal beside its field."""
    at = clock.now()
    try:
        grievance, begun = file_once(
            token=sheet.form.cleaned_data["token"],
            draft=DRAFT,
            by=request.user,
            at=at,
            today=today,
            **filing_values(sheet),
        )
    except (LatenessUndecided, NotAsTheProcedureAllows, NobodyNamed) as refusal:
        name = FIELD_OF[type(refusal)]
        sheet.form.add_error(name if name != "basis" or sheet.needs_basis else None, str(refusal))
        return None
    scan = sheet.form.cleaned_data["scan"]
    if scan and not _attached(request, sheet, grievance, at):
        messages.error(request, f"The scan could not be kept. Add it to {grievance.reference} under Documents.")
    was_there = f"{grievance.reference} was opened by this form already. {ONCE}"
    said = was_there if begun is None else opened_words(grievance, begun)
    messages.success(request, said)
    return grievance


def _attached(request: StaffRequest, sheet: Sheet, grievance: Grievance, at: datetime) -> bool:
    """Whether the scan is on the grievance, which stands already; a second press adds what the first could not."""
    scan = sheet.form.cleaned_data["scan"]
    try:
        add_document(
            matter_id=grievance.pk, data=scan.read(), name=scan.name, by=request.user, at=at,
            received_on=grievance.received_on, kind=Document.Kind.UNION_FORM, title="Grievance form",
            received_from=sheet.form.cleaned_data["representative"], level=Level(grievance.level),
        )  # fmt: skip
    except OSError:
        logger.exception("The scan of %s was not stored", grievance.reference)
        return False
    return True


ONCE = "Nothing was saved twice."


def _kept_for_later(request: StaffRequest) -> HttpResponse:
    messages.success(request, f"{_keep(request)} Open New grievance to go on with it.")
    return HttpResponseRedirect(reverse("grievances:list"))


def _keep(request: StaffRequest) -> str:
    if was_filed(request.POST.get("token", "")):
        return "Saved already."
    typed = request.POST.copy()
    for name in NOT_KEPT:
        typed.pop(name, None)
    try:
        draft = save_draft(user=request.user, key=DRAFT, values={"query": typed.urlencode()}, at=clock.now())
    except DraftTooLong as refusal:
        return str(refusal)
    return f"Draft saved {words.at(draft.saved_at)}"


def _context(sheet: Sheet) -> dict[str, object]:
    return {"form": sheet.form, "sheet": sheet, "starts": sheet.starts}


def _page(request: StaffRequest, sheet: Sheet, *, draft_words: str = "") -> HttpResponse:
    sheet.form.ask_for_scan_again()
    return render_page(request, "grievances/intake.html", _context(sheet) | {"draft_words": draft_words})

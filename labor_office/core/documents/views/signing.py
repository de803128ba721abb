"""A letter goes out: signed by who was asked, or issued after the check page; and corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from labor_office.core.documents import letters, queries
from labor_office.core.documents.actions import drafting, issuing, remarks
from labor_office.core.documents.forms import IssueForm, RemarkForm, SendBackForm, SignForm
from labor_office.core.documents.models import Letter
from labor_office.core.documents.views.letters import sign_page
from labor_office.core.documents.views.places import find_letter, place
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.components import Row
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

REFUSALS = (drafting.LetterNotOpen, drafting.LetterChanged, drafting.ApproverRefused, letters.LetterNotIssued)


@requires(Permission.LETTER_APPROVE)
@require_POST
def sign(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """The approver signs; their signature issues the letter. The page they sign on is its check page."""
    found = find_letter(request, reference, number)
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            issuing.sign_letter(
                letter_id=found.pk,
                revision=form.cleaned_data["revision"],
                dated_on=clock.today(),
                by=request.user,
                at=clock.now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You signed letter {found.number}. It is issued and its PDF is being set.")
            return redirect_page(request, place(request, "letter", found))
    return sign_page(request, found, form, SendBackForm())


@requires(Permission.LETTER_APPROVE)
@require_POST
def back(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """The approver sends the letter back with a comment."""
    found = find_letter(request, reference, number)
    form = SendBackForm(request.POST)
    if form.is_valid():
        try:
            drafting.send_back(
                letter_id=found.pk, comment=form.cleaned_data["comment"], by=request.user, at=clock.now()
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Letter {found.number} went back to {found.saved_by} with your comment.")
            return redirect_page(request, place(request, "letter", found))
    return sign_page(request, found, SignForm(initial={"revision": found.revision}), form)


@require_POST
def remark(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Writer and approver say something of a letter before it goes out."""
    found = find_letter(request, reference, number)
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            remarks.remark(letter_id=found.pk, words=form.cleaned_data["words"], by=request.user, at=clock.now())
        except REFUSALS as refusal:
            messages.warning(request, str(refusal))
    else:
        messages.warning(request, " ".join(map(str, form.errors["words"])))
    return redirect_page(request, place(request, "letter", found))


@requires(Permission.LETTER_DRAFT)
@require_POST
def take_back(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """The writer takes a letter back from its approver."""
    found = find_letter(request, reference, number)
    try:
        drafting.take_back(letter_id=found.pk, by=request.user, at=clock.now())
    except drafting.LetterNotOpen as refusal:
        messages.warning(request, str(refusal))
    return redirect_page(request, place(request, "letter", found))


@requires(Permission.LETTER_ISSUE)
@require_http_methods(["GET", "POST"])
def issue(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """The check page: what will happen, to whom it goes, which deadlines stop and start; then the named button."""
    found = find_letter(request, reference, number)
    initial = {"revision": found.revision, "dated_on": clock.today(), "delivery": found.delivery}
    form = IssueForm(request.POST or None, initial=initial, today=clock.today())
    if form.is_valid():
        try:
            issuing.send_out(letter_id=found.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Letter {found.number} is issued. Its PDF is being set.")
            return redirect_page(request, place(request, "letter", found))
    return render_page(request, "documents/letter_issue.html", _checks(request, found, form))


@requires(Permission.LETTER_DRAFT)
@require_POST
def correct(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Begin the letter that will replace an issued one."""
    found = find_letter(request, reference, number)
    try:
        correction = drafting.correct_letter(letter_id=found.pk, by=request.user, at=clock.now())
    except drafting.CorrectionBegun as begun:
        correction = begun.correction
    except drafting.LetterNotOpen as refusal:
        messages.warning(request, str(refusal))
        return redirect_page(request, place(request, "letter", found))
    correction.matter = found.matter
    return redirect_page(request, place(request, "letter", correction))


def _checks(request: StaffRequest, found: Letter, form: IssueForm) -> dict[str, Any]:
    kind = letters.get(found.template)
    dated_on = clock.today()
    paper = queries.paper_of(found, dated_on=dated_on)
    to = getattr(getattr(paper, "to", None), "name", "")
    copies = ", ".join(getattr(paper, "copies", ()))
    rows = [
        Row("Letter", f"{found.title}, letter {found.number} of {found.matter}"),
        *([Row("To", to, place(request, "letter", found))] if to else []),
        *([Row("Copies", copies)] if copies else []),
        *kind.consequences(found, dated_on=dated_on),
        Row("Kept", "A PDF is set, hashed and kept. The letter does not change after this; a correction replaces it."),
    ]
    return {
        "letter": found,
        "form": form,
        "rows": rows,
        "gaps": queries.gaps_of(found, dated_on=dated_on),
        "letter_url": place(request, "letter", found),
        "matter_url": found.matter.get_absolute_url(),
    }

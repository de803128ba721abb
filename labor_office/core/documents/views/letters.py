"""The letter page: written, signed or read, whichever is the person's part; and the list of a matter's letters."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labor_office.core.documents import letters, queries
from labor_office.core.documents.actions import drafting, keeping
from labor_office.core.documents.forms import LetterForm, RemarkForm, SendBackForm, SignForm, initial_of
from labor_office.core.documents.models import Letter, LetterState
from labor_office.core.documents.views.places import find_letter, list_place, place
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
def letter_list(request: StaffRequest, reference: str) -> HttpResponse:
    """Every letter of a matter: number, kind, to whom, state."""
    matter = get_object_or_404(Matter.objects.visible_to(request.user), reference=reference)
    record_reading(matter=matter, by=request.user, at=clock.now())
    rows = Letter.objects.visible_to(request.user).filter(matter=matter)
    rows = rows.select_related("matter", "approver", "issued_by", "document", "superseded_by").order_by("number")
    context = {"matter": matter, "letters": [_row(request, row) for row in rows]}
    return render(request, "documents/letter_list.html", context)


@require_http_methods(["GET", "POST"])
def letter(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """One letter. Its writer finds a form beside the paper, its approver two buttons, everyone else the paper."""
    found = find_letter(request, reference, number)
    if request.method == "POST":
        return _save(request, found)
    if found.state == LetterState.DRAFT and request.user.may(Permission.LETTER_DRAFT):
        return _editor(request, found)
    if found.state == LetterState.FOR_APPROVAL and found.approver == request.user:
        return sign_page(request, found, SignForm(initial={"revision": found.revision}), SendBackForm())
    return render_page(request, "documents/letter_read.html", reading_context(request, found))


@requires(Permission.LETTER_DRAFT)
@require_POST
def keep_draft(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Keep what stands in the form, and say when."""
    found = find_letter(request, reference, number, is_read=False)
    form = LetterForm(request.POST, letter=found, kind=letters.get(found.template), today=clock.today())
    form.is_valid()
    if found.state != LetterState.DRAFT:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    kept_at = keeping.keep_words(
        letter=found,
        user=request.user,
        revision=form.cleaned_data.get("revision", found.revision),
        fields=form.texts(),
        at=clock.now(),
    )
    return HttpResponse(f"Draft saved {words.at(kept_at)}")


@requires(Permission.LETTER_DRAFT)
@require_POST
def discard_draft(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Forget the words that were typed and not saved; the letter stays as it was saved."""
    found = find_letter(request, reference, number)
    keeping.drop_words(letter=found, user=request.user)
    return redirect_page(request, place(request, "letter", found))


@requires(Permission.LETTER_DRAFT)
@require_POST
def preview(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """The paper as it would read with what stands in the form, and what it would still lack; nothing is saved."""
    found = find_letter(request, reference, number)
    form = LetterForm(request.POST, letter=found, kind=letters.get(found.template), today=clock.today())
    form.is_valid()
    found.fields = {**found.fields, **form.texts()}
    found.delivery = form.cleaned_data.get("delivery", found.delivery)
    context = _paper(found) | {"gaps": queries.gaps_of(found, dated_on=clock.today())}
    return render(request, "documents/_preview.html", context)


def reading_context(request: StaffRequest, found: Letter) -> dict[str, Any]:
    """What the page of a letter that is not being written shows."""
    kind = letters.get(found.template)
    may_issue = request.user.may(Permission.LETTER_ISSUE)
    is_ready = found.state == LetterState.APPROVED or (
        found.state == LetterState.DRAFT and not kind.needs_approval and request.user.may(Permission.LETTER_DRAFT)
    )
    return {
        **_paper(found),
        **_places(request, found),
        "job": queries.newest_job(found),
        "can_issue": may_issue and is_ready,
        "may_print": may_issue,
        "can_take_back": request.user.may(Permission.LETTER_DRAFT)
        and found.state in {LetterState.FOR_APPROVAL, LetterState.APPROVED},
        "can_correct": request.user.may(Permission.LETTER_DRAFT) and found.state == LetterState.ISSUED,
        "correction": Letter.objects.visible_to(request.user).filter(supersedes=found).first(),
    }


def sign_page(request: StaffRequest, found: Letter, form: SignForm, back: SendBackForm) -> HttpResponse:
    """The approver's version: what signing does, the paper, and two buttons."""
    kind = letters.get(found.template)
    context = {
        **_paper(found),
        **_places(request, found),
        "form": back if back.is_bound else form,
        "sign_form": form,
        "back_form": back,
        "gaps": queries.gaps_of(found, dated_on=clock.today()),
        "rows": kind.consequences(found, dated_on=clock.today()),
        "due_on": kind.due_on(found),
    }
    return render_page(request, "documents/letter_sign.html", context)


def _save(request: StaffRequest, found: Letter) -> HttpResponse:
    if not request.user.may(Permission.LETTER_DRAFT):
        return _closed(request, found, "You can read this letter and not change it.")
    kind = letters.get(found.template)
    form = LetterForm(request.POST, letter=found, kind=kind, today=clock.today())
    if not form.is_valid():
        return _editor(request, found, form)
    try:
        saved = drafting.save_letter(
            letter_id=found.pk,
            revision=form.cleaned_data["revision"],
            fields=form.texts(),
            delivery=form.cleaned_data["delivery"],
            by=request.user,
            at=clock.now(),
        )
    except drafting.LetterChanged as conflict:
        return _conflict(request, conflict.theirs, form)
    except drafting.LetterNotOpen as refusal:
        return _closed(request, found, str(refusal))
    keeping.drop_words(letter=saved, user=request.user)
    return _go_on(request, saved, form)


def _go_on(request: StaffRequest, saved: Letter, form: LetterForm) -> HttpResponse:
    act = request.POST.get("act", "save")
    if act == "issue":
        return redirect_page(request, place(request, "issue", saved))
    if act != "send":
        messages.success(request, f"Letter {saved.number} saved at {words.at(clock.now())}")
        return redirect_page(request, place(request, "letter", saved))
    approver = form.cleaned_data.get("approver")
    if approver is None:
        form.add_error("approver", "Choose who signs this letter.")
        return _editor(request, saved, form, is_saved=True)
    try:
        drafting.send_for_approval(
            letter_id=saved.pk, revision=saved.revision, approver=approver, by=request.user, at=clock.now()
        )
    except (drafting.LetterHasGaps, drafting.ApproverRefused, drafting.LetterNotOpen) as refusal:
        form.add_error("approver" if isinstance(refusal, drafting.ApproverRefused) else None, str(refusal))
        return _editor(request, saved, form, is_saved=True)
    messages.success(request, f"Letter {saved.number} went to {approver} to sign.")
    return redirect_page(request, place(request, "letter", saved))


def _editor(
    request: StaffRequest, found: Letter, form: LetterForm | None = None, *, is_saved: bool = False
) -> HttpResponse:
    kept = keeping.kept_words(letter=found, user=request.user) if form is None else None
    kind = letters.get(found.template)
    if form is None:
        initial = initial_of(found)
        if kept is not None:
            initial = {**initial, **kept.values["fields"], "revision": kept.values["revision"]}
            found.fields = {**found.fields, **kept.values["fields"]}
        form = LetterForm(None, letter=found, kind=kind, initial=initial, today=clock.today())
    elif is_saved:
        # What was typed is the letter now; only what was asked beside it was refused.
        form.data = {**{name: form.data[name] for name in form.data}, "revision": str(found.revision)}
    context = {
        **_paper(found),
        **_places(request, found),
        "form": form,
        "kind": kind,
        "kept": kept,
        "inserts": kind.inserts(found),
        "gaps": queries.gaps_of(found, dated_on=clock.today()),
        "can_issue": request.user.may(Permission.LETTER_ISSUE) and not kind.needs_approval,
    }
    return render_page(request, "documents/letter_edit.html", context)


def _conflict(request: StaffRequest, theirs: Letter, form: LetterForm) -> HttpResponse:
    mine = form.texts()
    keeping.keep_words(letter=theirs, user=request.user, revision=theirs.revision, fields=mine, at=clock.now())
    context = {
        **_places(request, theirs),
        "letter": theirs,
        "differences": queries.differences(theirs, mine),
        "same": mine,
        "delivery": form.cleaned_data["delivery"],
    }
    return render_page(request, "documents/letter_conflict.html", context, status=HTTPStatus.CONFLICT)


def _closed(request: StaffRequest, found: Letter, reason: str) -> HttpResponse:
    context = {**reading_context(request, found), "refusal": reason}
    return render_page(request, "documents/letter_read.html", context, status=HTTPStatus.CONFLICT)


def _paper(found: Letter) -> dict[str, Any]:
    word, chip = letters.state_chip(found.state)
    dated_on = found.dated_on or clock.today()
    return {
        "letter": found,
        "state_word": word,
        "state_kind": chip,
        "paper": queries.on_screen(found, dated_on=dated_on, at=clock.now()),
    }


def _places(request: StaffRequest, found: Letter) -> dict[str, Any]:
    names = ("letter", "letter_pdf", "draft", "discard", "preview", "sign", "back", "take_letter_back", "issue",
             "correct_letter", "printing", "print_again", "remark_letter")  # fmt: skip
    at = {name: place(request, name, found) for name in names}
    at["letters"] = list_place(request, found.matter)
    is_open = not found.is_issued and queries.takes_part(request.user, found)
    return {
        "at": at,
        "matter_url": found.matter.get_absolute_url(),
        "talk": queries.talk_of(request.user, found),
        "remark_form": RemarkForm(auto_id="remark_%s") if is_open else None,
    }


def _row(request: StaffRequest, found: Letter) -> dict[str, Any]:
    word, chip = letters.state_chip(found.state)
    return {
        "letter": found,
        "word": word,
        "chip": chip,
        "url": place(request, "letter", found),
        "pdf_url": place(request, "letter_pdf", found) if found.document else "",
    }

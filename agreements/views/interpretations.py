"""The pages of interpretations: list, one, writing, counsel's review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import interpretations as actions
from agreements.forms.interpretations import InterpretationFilter, InterpretationForm, ReasonForm, ReviewForm
from agreements.models.advice import Advice
from agreements.models.interpretations import Interpretation, InterpretationQuerySet
from agreements.queries.advice import drafted_from
from agreements.queries.interpretations import audience_words, replaced_by, reviews_of, searched, whole
from agreements.rules.interpretations import ISSUED, STATE_WORDS, Basis, Doing, Verdict
from labor_office.core.documents.views.files import send_document
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.matters.queries import known_origin
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

# What each act takes beside being able to read the interpretation.
NEEDS: dict[Doing, Permission] = {
    Doing.EDIT: Permission.AGREEMENT_EDIT,
    Doing.SEND_TO_COUNSEL: Permission.AGREEMENT_EDIT,
    Doing.DISCARD: Permission.AGREEMENT_EDIT,
    Doing.REPLACE: Permission.AGREEMENT_EDIT,
    Doing.REVIEW: Permission.INTERPRETATION_REVIEW,
    Doing.PUBLISH: Permission.INTERPRETATION_PUBLISH,
    Doing.KEEP: Permission.INTERPRETATION_PUBLISH,
    Doing.WITHDRAW: Permission.INTERPRETATION_PUBLISH,
}
REFUSALS = (actions.NotNow, actions.HasGaps, actions.OwnDraft)


def find(request: StaffRequest, reference: str, doing: Doing | None = None) -> Interpretation:
    """The interpretation as this person may read it: 404 otherwise, 403 for what they may read and not do.

    That they opened it is kept when it is closed to the office.
    """
    found = get_object_or_404(whole(request.user), reference=reference)
    if doing is not None and not request.user.may(NEEDS[doing]):
        raise PermissionDenied
    record_reading(matter=found, by=request.user, at=clock.now())
    return found


@require_safe
@requires(Permission.AGREEMENT_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """Interpretations the person may read, the newest first."""
    is_inside = request.user.may(Permission.MATTER_READ_OFFICE)
    states = STATE_WORDS if is_inside else {key: words for key, words in STATE_WORDS.items() if key in ISSUED}
    form = InterpretationFilter(request.GET, states=states)
    found = _narrowed(whole(request.user), form.filled())
    context = {
        "form": form,
        "page": paginate(found, order=("-opened_on", "-pk"), query=request.GET),
        "count": found.count(),
        "may_draft": request.user.may(Permission.AGREEMENT_EDIT),
        "waiting": _waiting_for(request.user),
    }
    return render_page(
        request, "agreements/interpretations.html", context, fragments={"results": "agreements/_interpretations.html"}
    )


@require_safe
@requires(Permission.AGREEMENT_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """The question, the short answer, the reasons, and what they rest on."""
    found = find(request, reference)
    is_inside = request.user.may(Permission.MATTER_READ_OFFICE)
    successor = Interpretation.objects.visible_to(request.user).issued().filter(supersedes=found).first()
    is_later = successor is not None and successor.effective_on is not None and successor.effective_on > clock.today()
    context = {
        "reading": found,
        "today": clock.today(),
        "is_future": found.is_issued and found.effective_on is not None and found.effective_on > clock.today(),
        "audience": audience_words(found),
        "successor": successor,
        "replaced": replaced_by(request.user, found),
        "holds_until": successor.effective_on if successor and is_later else None,
        "reviews": reviews_of(request.user, found),
        "acts": acts_for(request.user, found),
        "events": MatterEvent.objects.visible_to(request.user).filter(matter_id=found.pk).select_related("actor")[:20],
        "recipients": list(found.recipients.select_related("user")) if is_inside else (),
        "origin": known_origin(request.user, found.origin_id) if is_inside else None,
        "document": found.letter.document if found.letter else None,
    }
    return render(request, "agreements/interpretation.html", context)


@require_safe
@requires(Permission.AGREEMENT_READ)
def memo(request: StaffRequest, reference: str) -> HttpResponse:
    """The published memo as its stored PDF; while it is being set, back to the page."""
    found = find(request, reference)
    if not found.is_issued or found.letter is None:
        raise Http404
    if found.letter.document is None:
        messages.info(request, "The PDF is being set. It will be here in a moment.")
        return redirect_page(request, found.get_absolute_url())
    return send_document(found.letter.document)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Begin an interpretation."""
    today = clock.today()
    initial = {"basis": Basis.TEXT, "audience": "EVERYONE", "effective_on": today, **_asked(request)}
    advice = Advice.objects.visible_to(request.user).filter(reference=request.GET.get("advice", "")).first()
    form = InterpretationForm(request.POST or None, today=today, initial=initial | drafted_from(advice))
    if form.is_valid():
        draft = actions.draft_interpretation(
            unit=form.cleaned_data["unit"], origin=advice, by=request.user, at=clock.now(), today=today,
            **form.written(),
        )  # fmt: skip
        messages.success(request, f"{draft.reference} begun. Only the office sees it.")
        return redirect_page(request, draft.get_absolute_url())
    context = {"form": form, "heading": "New interpretation", "button": "Save draft"}
    return render_page(request, "agreements/interpretation_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def edit(request: StaffRequest, reference: str) -> HttpResponse:
    """Write on."""
    found = find(request, reference, Doing.EDIT)
    form = InterpretationForm(request.POST or None, today=clock.today(), unit=found.unit, initial=_as_typed(found))
    refusal = found.refuses(Doing.EDIT)
    if not refusal and form.is_valid():
        try:
            actions.write_interpretation(
                interpretation_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **form.written()
            )
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Saved.")
            return redirect_page(request, found.get_absolute_url())
    context = {
        "form": form,
        "reading": found,
        "refusal": refusal,
        "heading": f"Write {found.reference}",
        "button": "Save draft",
    }
    return render_page(request, "agreements/interpretation_form.html", context)


@require_POST
@requires(Permission.AGREEMENT_READ)
def send(request: StaffRequest, reference: str) -> HttpResponse:
    """Send the draft to counsel, or say what it lacks."""
    found = find(request, reference, Doing.SEND_TO_COUNSEL)
    try:
        actions.send_to_counsel(interpretation_id=found.pk, by=request.user, at=clock.now())
    except REFUSALS as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "Sent to counsel. Nothing is published before they approve it.")
    return redirect_page(request, found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def review(request: StaffRequest, reference: str) -> HttpResponse:
    """Counsel approves or sends back."""
    found = find(request, reference, Doing.REVIEW)
    form = ReviewForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        actions.answer_as_counsel(
            interpretation_id=found.pk, verdict=Verdict(given["verdict"]), words=given["words"], by=request.user,
            at=clock.now(),
        )  # fmt: skip

    return act_page(
        request, found, Doing.REVIEW, form, act, said="Your review is recorded and its writer is told.",
        heading=f"Review {found.reference}", button="Record review",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def discard(request: StaffRequest, reference: str) -> HttpResponse:
    """Give a draft up."""
    found = find(request, reference, Doing.DISCARD)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        actions.discard_draft(
            interpretation_id=found.pk, reason=form.cleaned_data["because"], by=request.user, at=clock.now(),
            today=clock.today(),
        )  # fmt: skip

    return act_page(
        request, found, Doing.DISCARD, form, act, said=f"{found.reference} was given up. Its number stays taken.",
        heading=f"Give up {found.reference}", button="Give up the draft",
    )  # fmt: skip


def act_page(
    request: StaffRequest, found: Interpretation, doing: Doing, form: DeskForm, act: Callable[[], None], *,
    said: str, heading: str, button: str, lead: str = "",
) -> HttpResponse:  # fmt: skip
    """An act on an interpretation: what it asks for, or what stands in its way; done, ``said`` on its own page."""
    if form.is_valid():
        try:
            act()
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, said)
            return redirect_page(request, found.get_absolute_url())
    context = {
        "form": form, "reading": found, "refusal": found.refuses(doing), "heading": heading, "button": button,
        "lead": lead,
    }  # fmt: skip
    return render_page(request, "agreements/interpretation_act.html", context)


def acts_for(user: User, found: Interpretation) -> dict[str, bool]:
    """Which acts stand on the page: possible now, and this person's to do."""
    is_over = found.closed_on is not None
    return {
        doing.value.lower(): not is_over and not found.refuses(doing) and user.may(needed)
        for doing, needed in NEEDS.items()
    }


def _narrowed(found: InterpretationQuerySet, given: dict[str, Any]) -> InterpretationQuerySet:
    if given.get("state") == "question":
        found = found.exclude(questioned_at=None)
    elif given.get("state"):
        found = found.filter(state=given["state"])
    if given.get("unit"):
        found = found.filter(unit=given["unit"])
    if given.get("article"):
        found = found.filter(sections__article__number=given["article"]).distinct()
    return searched(found, given["q"]) if given.get("q") else found


def _waiting_for(user: User) -> list[Interpretation]:
    """What it is this person's turn to do: counsel's reviews, the chief's publications and what is in question."""
    found = Interpretation.objects.visible_to(user).open().select_related("unit")
    is_counsel, is_chief = user.may(Permission.INTERPRETATION_REVIEW), user.may(Permission.INTERPRETATION_PUBLISH)
    if is_chief:
        return [one for one in found.order_by("opened_on") if one.standing.value == "CLEARED" or one.is_in_question]
    return list(found.filter(state="COUNSEL").order_by("opened_on")) if is_counsel else []


def _asked(request: StaffRequest) -> dict[str, str]:
    """What the address brings along from the text it was begun beside, or from the advice it grows out of."""
    asked = {"articles": request.GET.get("article", "")[:40], "unit": request.GET.get("unit", "")[:80]}
    return {name: value for name, value in asked.items() if value}


def _as_typed(found: Interpretation) -> dict[str, Any]:
    return {
        "title": found.title,
        "articles": ", ".join(one.article.number for one in found.sections.all()),
        "question": found.question,
        "answer": found.answer,
        "reasoning": found.reasoning,
        "basis": found.basis,
        "basis_note": found.basis_note,
        "effective_on": found.effective_on,
        "audience": found.audience,
        "departments": [each.pk for each in found.departments.all()],
    }

"""The advice log, and a department's question to the office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import advice as actions
from agreements.forms.advice import AdviceFilter, AdviceForm, AnswerForm, AskForm, FollowUpForm
from agreements.forms.articles import NotHeld, articles_named
from agreements.models.advice import Advice, AdviceQuerySet
from agreements.queries.advice import outcomes_of, said_before, searched, whole
from agreements.queries.counting import dues_of
from agreements.queries.reading import unit_called
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import any_of, opens_for, requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

REFUSALS = (actions.AlreadyAnswered, actions.NothingToFollowUp, actions.NeedNoted)


def find(request: StaffRequest, reference: str, *, is_work: bool = False) -> Advice:
    """The question as this person may read it: 404 otherwise, 403 for what only the office does."""
    found = get_object_or_404(whole(request.user), reference=reference)
    if is_work and not request.user.may(Permission.ADVICE_LOG):
        raise PermissionDenied
    record_reading(matter=found, by=request.user, at=clock.now())
    return found


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """The log, the newest first; for a department what it asked."""
    is_office = request.user.may(Permission.ADVICE_LOG)
    if not (is_office or request.user.may(Permission.ADVICE_ASK)):
        raise Http404
    form = AdviceFilter(request.GET)
    found = _narrowed(whole(request.user), form.filled())
    context = {
        "form": form,
        "page": paginate(found, order=("-opened_on", "-pk"), query=request.GET),
        "count": found.count(),
        "is_office": is_office,
        "may_ask": request.user.may(Permission.ADVICE_ASK),
    }
    return render_page(request, "agreements/advice.html", context, fragments={"results": "agreements/_advice.html"})


@require_safe
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """A question, its answer, and what came of it."""
    found = find(request, reference)
    is_office = request.user.may(Permission.ADVICE_LOG)
    articles = list(found.articles.all())
    context = {
        "advice": found,
        "is_office": is_office,
        "may_draft": is_office and request.user.may(Permission.AGREEMENT_EDIT) and not found.is_restricted,
        "may_grieve": request.user.may(Permission.GRIEVANCE_EDIT) and not found.is_restricted,
        "outcomes": outcomes_of(request.user, found) if is_office else None,
        "before": said_before(request.user, articles=articles, words=found.question, on=clock.today(), but=found.pk),
        "dues": dues_of(found.pk, today=clock.today()) if is_office else (),
        "events": MatterEvent.objects.visible_to(request.user).filter(matter_id=found.pk).select_related("actor")
        if is_office
        else (),
    }
    return render(request, "agreements/advice_entry.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ADVICE_LOG)
def new(request: StaffRequest) -> HttpResponse:
    """Log a question that was answered."""
    today = clock.today()
    initial = {"unit": request.GET.get("unit", ""), "articles": request.GET.get("article", "")[:40]}
    form = AdviceForm(request.POST or None, today=today, by=request.user, initial=initial)
    if form.is_valid():
        advice = actions.log_advice(by=request.user, at=clock.now(), today=today, **form.logged())
        messages.success(request, f"{advice.reference} logged.{_next(advice)}")
        return redirect_page(request, advice.get_absolute_url())
    context = {"form": form, "before": _before(request)}
    return render_page(request, "agreements/advice_new.html", context)


@require_POST
@requires(Permission.ADVICE_LOG)
def earlier(request: StaffRequest) -> HttpResponse:
    """What was said before on what is being typed. Asked by POST: a question stands in no address and no log."""
    return render(request, "agreements/_advice_before.html", {"before": _before(request)})


@require_http_methods(["GET", "POST"])
@requires(Permission.ADVICE_ASK)
def ask(request: StaffRequest) -> HttpResponse:
    """Put a question to the office."""
    today = clock.today()
    initial = {"unit": request.GET.get("unit", ""), "articles": request.GET.get("article", "")[:40]}
    form = AskForm(request.POST or None, today=today, by=request.user, initial=initial)
    if form.is_valid():
        advice = actions.ask_office(by=request.user, at=clock.now(), today=today, **form.cleaned_data)
        messages.success(
            request, f"{advice.reference} is with Labor Relations. You are told by mail when it is answered."
        )
        return redirect_page(request, advice.get_absolute_url())
    return render_page(request, "agreements/ask.html", {"form": form})


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.ADVICE_LOG))
def answer(request: StaffRequest, reference: str) -> HttpResponse:
    """Answer what was asked in the Desk."""
    found = find(request, reference, is_work=True)
    form = AnswerForm(request.POST or None, today=clock.today())
    refusal = "It is answered already." if found.is_answered else ""
    if not refusal and form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        try:
            actions.answer_question(advice_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **given)
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Answered. Whoever asked is told by mail.")
            return redirect_page(request, found.get_absolute_url())
    return _act(request, found, form, heading="Answer the question", button="Send the answer", refusal=refusal)


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.ADVICE_LOG))
def follow_up(request: StaffRequest, reference: str) -> HttpResponse:
    """Say what became of it."""
    found = find(request, reference, is_work=True)
    form = FollowUpForm(request.POST or None)
    is_open = found.follow_up_on is not None and found.followed_up_on is None
    if is_open and form.is_valid():
        try:
            actions.follow_up(
                advice_id=found.pk, note=form.cleaned_data["note"], by=request.user, at=clock.now(), today=clock.today()
            )
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Followed up.")
            return redirect_page(request, found.get_absolute_url())
    refusal = "" if is_open else "No follow-up waits here."
    return _act(request, found, form, heading="Follow up", button="Record it", refusal=refusal)


@require_POST
def training_need(request: StaffRequest, reference: str) -> HttpResponse:
    """Note that people need to be taught this."""
    found = find(request, reference, is_work=True)
    try:
        actions.note_training_need(advice_id=found.pk, subject=found.title, by=request.user, at=clock.now())
    except REFUSALS as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "Noted for the training plan.")
    return redirect_page(request, found.get_absolute_url())


def _act(
    request: StaffRequest, found: Advice, form: DeskForm, *, heading: str, button: str, refusal: str
) -> HttpResponse:
    before = said_before(
        request.user, articles=list(found.articles.all()), words=found.question, on=clock.today(), but=found.pk
    )
    context = {
        "advice": found, "form": form, "heading": heading, "button": button, "refusal": refusal, "before": before
    }  # fmt: skip
    return render_page(request, "agreements/advice_act.html", context)


def _before(request: StaffRequest) -> Any:  # noqa: ANN401 -- queries.advice.Before
    given = request.POST if request.method == "POST" else request.GET
    unit = unit_called(given.get("unit", ""))
    try:
        articles = articles_named(unit, given.get("articles", given.get("article", "")), on=clock.today())
    except NotHeld:
        articles = ()
    return said_before(request.user, articles=articles, words=given.get("question", "")[:400], on=clock.today())


def _next(advice: Advice) -> str:
    if advice.follow_up_on is None:
        return ""
    return f" Follow up on {advice.follow_up_on:%b} {advice.follow_up_on.day}."


def _narrowed(found: AdviceQuerySet, given: dict[str, Any]) -> AdviceQuerySet:
    standing = given.get("standing")
    if standing == "asked":
        found = found.unanswered()
    elif standing == "follow":
        found = found.exclude(follow_up_on=None).filter(followed_up_on=None)
    elif standing == "training":
        found = found.filter(training_need__isnull=False)
    if given.get("unit"):
        found = found.filter(unit=given["unit"])
    if given.get("department"):
        found = found.filter(asker_department=given["department"])
    if given.get("article"):
        found = found.filter(articles__number=given["article"]).distinct()
    return searched(found, given["q"]) if given.get("q") else found

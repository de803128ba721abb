"""The pages of the policy register: the list, one, its way, the unions' notice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from agreements.actions import policies as actions
from agreements.forms.legislation import AnswerForm, MoveForm, PolicyFilter, PolicyForm, ReviewedForm, UnionNoticeForm
from agreements.models.legislation import Bill
from agreements.models.policies import Policy
from agreements.queries.counting import dues_of
from agreements.rules.policies import POLICY_CHIPS, POLICY_WORDS, Answer, PolicyState, refusal
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

# What the button that sends a policy on says; the first that is possible is the page's own.
_BUTTONS: dict[PolicyState, str] = {
    PolicyState.ADOPTED: "Adopt",
    PolicyState.REVIEW: "Send to review",
    PolicyState.REPEALED: "Repeal",
    PolicyState.DRAFT: "Back to draft",
}


def find(request: StaffRequest, reference: str, *, to_edit: bool = False) -> Policy:
    """The policy as this person may read it: 404 otherwise, 403 for what they may read and not change."""
    found = Policy.objects.visible_to(request.user).select_related("department", "owner", "unit")
    policy = get_object_or_404(found, reference=reference)
    if to_edit and not request.user.may(Permission.AGREEMENT_EDIT):
        raise PermissionDenied
    return policy


@require_safe
@requires(Permission.AGREEMENT_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """The register; a department's liaison sees their own department's."""
    form = PolicyFilter(request.GET)
    given = form.filled()
    found = Policy.objects.visible_to(request.user).select_related("department")
    if given.get("state"):
        found = found.filter(state=given["state"])
    if given.get("department"):
        found = found.filter(department=given["department"])
    if given.get("q"):
        words = given["q"]
        text = Q(title__icontains=words) | Q(words__icontains=words) | Q(number__icontains=words)
        found = found.filter(text | Q(reference__iexact=words))
    today = clock.today()
    context = {
        "form": form,
        "page": paginate(found, order=("number", "pk"), query=request.GET),
        "count": found.count(),
        "chips": POLICY_CHIPS,
        "today": today,
        "may_add": request.user.may(Permission.AGREEMENT_EDIT),
        "is_uncounted": version_for("policy", None, on=today) is None,
    }
    return render_page(request, "agreements/policies.html", context, fragments={"results": "agreements/_policies.html"})


@require_safe
@requires(Permission.AGREEMENT_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """What it says, whom it was shown to, when it is looked at again."""
    found, today = find(request, reference), clock.today()
    events = MatterEvent.objects.visible_to(request.user).filter(matter_id=found.pk).select_related("actor")
    may_edit = request.user.may(Permission.AGREEMENT_EDIT) and found.closed_on is None
    ways = [(each.value.lower(), button) for each, button in _BUTTONS.items() if not refusal(found.standing, each)]
    context = {
        "policy": found,
        "chip": POLICY_CHIPS[found.standing],
        "today": today,
        "articles": found.articles.select_related("unit"),
        "notices": found.union_notices.select_related("organization"),
        "dues": [due for due in dues_of(found.pk, today=today) if due.deadline.state == "OPEN"],
        "bills": Bill.objects.visible_to(request.user).filter(policies=found.pk),
        "documents": Document.objects.visible_to(request.user).filter(matter_id=found.pk)[:10],
        "events": events[:20],
        "may_edit": may_edit,
        "ways": ways if may_edit else (),
        "is_adopted": found.standing is PolicyState.ADOPTED,
    }
    return render(request, "agreements/policy.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Put a policy on the register."""
    today = clock.today()
    form = PolicyForm(request.POST or None, today=today)
    if form.is_valid():
        try:
            made = actions.register_policy(by=request.user, at=clock.now(), today=today, **form.cleaned_data)
        except actions.NumberTaken as why:
            form.add_error("number", str(why))
        else:
            messages.success(request, f"{made.reference}: {made.number} is on the register.")
            return redirect_page(request, made.get_absolute_url())
    return render_page(request, "agreements/policy_form.html", {"form": form, "heading": "Register a policy"})


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def move(request: StaffRequest, reference: str, slug: str) -> HttpResponse:
    """Send it to review, adopt it, repeal it."""
    found = find(request, reference, to_edit=True)
    try:
        to = PolicyState(slug.upper())
    except ValueError:
        raise Http404 from None
    form = MoveForm(request.POST or None, today=clock.today(), initial={"on": clock.today()})

    def save(given: dict[str, Any]) -> None:
        actions.move_policy(
            policy_id=found.pk, to=to, on=given["on"], by=request.user, at=clock.now(), today=clock.today()
        )

    heading = f"{_BUTTONS[to]}: {found.number}"
    why_not = refusal(found.standing, to)
    return _act(
        request, found, form, save, heading=heading, button=_BUTTONS[to], refusal=why_not, done=POLICY_WORDS[to]
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def reviewed(request: StaffRequest, reference: str) -> HttpResponse:
    """Record that it was looked at and stands."""
    found = find(request, reference, to_edit=True)
    form = ReviewedForm(request.POST or None, today=clock.today(), initial={"on": clock.today()})

    def save(given: dict[str, Any]) -> None:
        actions.record_review(
            policy_id=found.pk, on=given["on"], note=given["note"], by=request.user, at=clock.now(),
            today=clock.today(),
        )  # fmt: skip

    return _act(request, found, form, save, heading="Reviewed and kept", button="Record the review", done="Reviewed")


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def notice(request: StaffRequest, reference: str) -> HttpResponse:
    """Record that a union was given notice and the opportunity to bargain."""
    found = find(request, reference, to_edit=True)
    form = UnionNoticeForm(request.POST or None, today=clock.today(), initial={"sent_on": clock.today()})

    def save(given: dict[str, Any]) -> None:
        actions.tell_union(
            policy_id=found.pk, organization=given["organization"], sent_on=given["sent_on"], by=request.user,
            at=clock.now(), today=clock.today(),
        )  # fmt: skip

    return _act(
        request, found, form, save, heading="Notice to a union", button="Record the notice", done="Notice recorded"
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def answer(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Record what a union made of the notice."""
    found = find(request, reference, to_edit=True)
    told = get_object_or_404(found.union_notices.select_related("organization"), pk=pk)
    form = AnswerForm(request.POST or None, today=clock.today(), initial={"answered_on": clock.today()})

    def save(given: dict[str, Any]) -> None:
        actions.record_answer(
            notice_id=told.pk, answer=Answer(given["answer"]), answered_on=given["answered_on"], note=given["note"],
            by=request.user, at=clock.now(), today=clock.today(),
        )  # fmt: skip

    heading = f"Answer of {told.organization}"
    return _act(request, found, form, save, heading=heading, button="Record the answer", done="Answer recorded")


def _act(
    request: StaffRequest,
    found: Policy,
    form: DeskForm,
    save: Callable[[dict[str, Any]], None],
    *,
    heading: str,
    button: str,
    done: str,
    refusal: str = "",
) -> HttpResponse:
    if form.is_valid() and not refusal:
        try:
            save(form.cleaned_data)
        except actions.NotNow as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{found.number}: {done.lower()}.")
            return redirect_page(request, found.get_absolute_url())
    context = {"policy": found, "form": form, "heading": heading, "button": button, "refusal": refusal}
    return render_page(request, "agreements/policy_act.html", context)

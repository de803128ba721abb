"""An impasse on its pages: declared, prepared article by article, decided."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import impasse as acts
from bargaining.actions.impasse_costs import take_costs
from bargaining.forms.impasse import ArticleForm, DeclareForm, EndForm, MotionForm, ReasonForm
from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration
from bargaining.models.impasse_papers import ImpasseMemo
from bargaining.models.negotiation import Negotiation
from bargaining.queries.impasse import board_of, issues_open, papers_of, row_of, standing_impasse
from bargaining.queries.mandates import is_inside
from bargaining.rules.board import MoveRefused
from bargaining.rules.council_papers import lines
from bargaining.rules.impasse import ImpasseRefused
from bargaining.views.pages import for_the_seated, found_ours, page_context, require_seat, unkept
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def show(request: StaffRequest, reference: str) -> HttpResponse:
    """Every article with both offers, costs, the factfinder's view and the votes; the packets beside them."""
    negotiation = found_ours(request, reference)
    impasse = standing_impasse(negotiation)
    context = page_context(request, negotiation, here="impasse") | {
        "board": board_of(impasse) if impasse else None,
        "papers": papers_of(request.user, impasse) if impasse else None,
        "reads_closed": is_inside(request.user, negotiation),
        "open_issues": issues_open(negotiation).count(),
        "may_declare": negotiation.is_open and (impasse is None or impasse.ended_on is not None),
    }
    return unkept(render_page(request, "bargaining/impasse.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def declare(request: StaffRequest, reference: str) -> HttpResponse:
    """Declare impasse on the issues ticked; every open one is ticked at first."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    issues = issues_open(negotiation)
    form = DeclareForm(request.POST or None, today=clock.today(), issues=issues, initial={"issues": issues})

    def done() -> str:
        given = dict(form.cleaned_data)
        declared = acts.declare_impasse(
            negotiation_id=negotiation.pk, issues=list(given.pop("issues")), by=request.user, at=clock.now(),
            today=clock.today(), **given,
        )  # fmt: skip
        return f"Impasse declared on {declared.articles.count()} articles. Their dates are counted."

    return _asked(request, negotiation, form, done, heading="Declare impasse", button="Declare impasse")


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def end(request: StaffRequest, reference: str) -> HttpResponse:
    """Both sides go back to the table."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    impasse = _standing(negotiation)
    form = EndForm(request.POST or None, today=clock.today())

    def done() -> str:
        acts.end_impasse(impasse_id=impasse.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        return "The impasse is over. Issues not decided are held by both sides."

    return _asked(request, negotiation, form, done, heading="End the impasse", button="End it")


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def article(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """What lies before the Council on one article."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    row = _article(negotiation, number)
    known = {name: getattr(row, name) for name in ArticleForm.base_fields}
    form = ArticleForm(request.POST or None, is_economic=row.issue.is_economic, initial=known)

    def done() -> str:
        acts.prepare_article(article_id=row.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        return f"{row}: kept."

    lead = "Every word here is public. What is for closed session stands on a page of its own."
    return _asked(request, negotiation, form, done, heading=str(row), button="Keep it", lead=lead)


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def cost(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """Take the costs of both offers from the costing."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    row = _article(negotiation, number)
    try:
        take_costs(article_id=row.pk, by=request.user, at=clock.now())
    except (ImpasseRefused, MoveRefused) as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, f"{row}: both offers costed on the table's roster and charges.")
    return redirect_page(request, reverse("bargaining:impasse", args=[reference]))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def motion(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """Record a motion on one article, and how the roll was answered."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    row = _article(negotiation, number)
    memo = ImpasseMemo.objects.visible_to(request.user).filter(impasse=row.impasse_id).first()
    form = MotionForm(request.POST or None, today=clock.today(), members=lines(memo.members) if memo else ())

    def done() -> str:
        decided = acts.decide(
            article_id=row.pk, by=request.user, at=clock.now(), today=clock.today(), **form.cleaned_data
        )
        if not decided.is_carried:
            return "The motion was lost. The article stays open."
        return f"{decided.get_adopts_display()} adopted. Its words stand on a sheet for both sides to initial."

    return _asked(
        request, negotiation, form, done, heading=f"Motion on {row}", button="Record the vote", row=row_of(row)
    )


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def strike(request: StaffRequest, reference: str, number: str, pk: int) -> HttpResponse:
    """Strike a motion recorded by mistake."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    row = _article(negotiation, number)
    found = row.motions.filter(pk=pk, struck_at=None).first()
    if found is None:
        raise Http404
    form = ReasonForm(request.POST or None)

    def done() -> str:
        acts.strike_motion(
            motion_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **form.cleaned_data
        )
        return "Struck. It stays on file and decides nothing."

    return _asked(request, negotiation, form, done, heading=f"Strike the motion on {row}", button="Strike it")


def _asked(
    request: StaffRequest,
    negotiation: Negotiation,
    form: DeskForm,
    done: Callable[[], str],
    **shown: object,
) -> HttpResponse:
    """The form; once it is filled, ``done`` and back to the impasse with what it says, or its refusal on the form."""
    if form.is_valid():
        try:
            messages.success(request, done())
        except (ImpasseRefused, MoveRefused) as why:
            form.add_error(None, str(why))
        else:
            return redirect_page(request, reverse("bargaining:impasse", args=[negotiation.reference]))
    context = page_context(request, negotiation, here="impasse") | {"form": form} | shown
    return unkept(render_page(request, "bargaining/impasse_form.html", context))


def _standing(negotiation: Negotiation) -> ImpasseDeclaration:
    impasse = standing_impasse(negotiation)
    if impasse is None or impasse.ended_on is not None:
        raise Http404
    return impasse


def _article(negotiation: Negotiation, number: str) -> ImpasseArticle:
    impasse = _standing(negotiation)
    found = impasse.articles.select_related("issue", "sheet").filter(issue__number=number).first()
    if found is None:
        raise Http404
    return found

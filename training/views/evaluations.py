"""The sheet after a class, and what the sheets say together."""

from __future__ import annotations

from http import HTTPStatus
from uuid import uuid4

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest
from training.actions.evaluations import EvaluationRefused, hand_in_evaluation
from training.forms.evaluations import EvaluationForm
from training.models.reach import reads_everyone
from training.queries.evaluations import evaluation_link, scores_of, session_by, summary_of
from training.queries.squares import square_of
from training.queries.taking import room_link
from training.rules.evaluation import FEWEST, is_open
from training.rules.vocabulary import QuizPart
from training.views.door import found_session

# A room of people behind one address of the City.
SHEETS = {"evaluate": "120/m/ip"}


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def evaluate(request: HttpRequest, token: str) -> HttpResponse:
    """The sheet, for whoever was in the room. Nobody signs in, and who sent it is not kept."""
    if not ratelimit.consume(request, app="allauth.account", action="evaluate", config=SHEETS, limit_get=True):
        return render(request, "training/check_later.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    session = session_by(token)
    if session is None:
        return render(request, "training/link_over.html", status=HTTPStatus.NOT_FOUND)
    given = request.POST if request.method == "POST" else None
    form = EvaluationForm(given, initial={"key": uuid4()})
    is_kept = False
    if form.is_valid():
        try:
            hand_in_evaluation(session_id=session.pk, key=form.cleaned_data["key"], sheet=form.sheet(), at=clock.now())
        except EvaluationRefused as why:
            form.add_error(None, str(why))
        else:
            is_kept = True
    is_taken = is_open(session.held_on, on=clock.today()) and not session.is_cancelled
    context = {"session": session, "form": form, "is_kept": is_kept, "is_taken": is_taken, "fewest": FEWEST}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "training/evaluate.html", context, status=status)


@require_safe
@requires(Permission.TRAINING_READ)
def of_session(request: StaffRequest, reference: str) -> HttpResponse:
    """The sheets of a session together, the scores before and after, and the link to show in the room."""
    session = found_session(request, reference)
    count, together = summary_of(session, request.user)
    address = evaluation_link(session)
    path, size = square_of(address)
    context = {
        "session": session, "count": count, "together": together, "scores": scores_of(session), "fewest": FEWEST,
        "before": room_link(session, QuizPart.PRE), "after": room_link(session, QuizPart.POST),
        "asks": session.version.questions.exists(),
        "address": address, "path": path, "size": size, "may_read": reads_everyone(request.user),
        "is_taken": is_open(session.held_on, on=clock.today()) and not session.is_cancelled,
    }  # fmt: skip
    return render_page(request, "training/evaluations.html", context)

"""Proof by hand: what was completed before the Desk or elsewhere, and what was recorded by mistake."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from labor_office.core.documents.rules.files import FileRefused
from labor_office.core.documents.views.files import send_document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.dates import long_day
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce.models import Employee
from labor_office.core.workforce.rules.values import person_key
from training.actions import proof as actions
from training.forms.proof import ElsewhereForm, TakeBackForm
from training.models.courses import CourseVersion
from training.models.proof import Completion, CompletionQuerySet
from training.queries.people import people_visible_to
from training.queries.taking import version_now


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def record(request: StaffRequest, code: str) -> HttpResponse:
    """Record what somebody completed before the Desk, or elsewhere."""
    employee = found_person(request, code)
    form = ElsewhereForm(request.POST or None, request.FILES or None, today=clock.today())
    if form.is_valid():
        try:
            done = _record(request, employee, form)
        except (actions.RecordedAlready, actions.CompletedInTheFuture) as refusal:
            form.add_error("completed_on", str(refusal))
        except FileRefused as refusal:
            form.add_error("paper", str(refusal))
        else:
            until = f"good until {long_day(done.valid_until)}" if done.valid_until else "good for good"
            messages.success(request, f"Recorded: {done.version.course}, {until}. What is owed was counted anew.")
            return _back(request, employee)
    return render_page(request, "training/record_proof.html", {"person": employee, "form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def void(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """Take back what was recorded by mistake. It stays on the record, marked so, with the reason."""
    employee = found_person(request, code)
    done = get_object_or_404(_completions(request, employee), pk=pk)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        try:
            actions.void_completion(
                completion_id=done.pk, because=form.cleaned_data["because"], by=request.user, at=clock.now()
            )
        except actions.AlreadyVoided as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Taken back. It stays on the record, marked so. What is owed was counted anew.")
        return _back(request, employee)
    return render_page(request, "training/void_proof.html", {"person": employee, "done": done, "form": form})


@require_safe
def paper(request: StaffRequest, code: str, pk: int) -> HttpResponseBase:
    """The scan that shows it."""
    done = get_object_or_404(_completions(request, found_person(request, code)), pk=pk)
    if done.document is None or done.document.is_blocked:
        raise Http404
    return send_document(done.document)


def found_person(request: StaffRequest, code: str) -> Employee:
    """The person as far as this reader may read their training; 404 otherwise."""
    return get_object_or_404(people_visible_to(request.user).select_related("user"), pk=person_key(code))


def _record(request: StaffRequest, employee: Employee, form: ElsewhereForm) -> Completion:
    given = form.cleaned_data
    upload = given["paper"]
    return actions.record_elsewhere(
        employee=employee, version=_version(form), completed_on=given["completed_on"], source=given["source"],
        evidence=given["evidence"], by=request.user, at=clock.now(),
        paper=actions.Paper(upload.read(), upload.name) if upload else None,
    )  # fmt: skip


def _version(form: ElsewhereForm) -> CourseVersion:
    version = version_now(form.cleaned_data["course"], form.cleaned_data["completed_on"])
    if version is None:
        raise Http404
    return version


def _completions(request: StaffRequest, employee: Employee) -> CompletionQuerySet:
    found = Completion.objects.visible_to(request.user).filter(employee=employee)
    return found.select_related("version__course", "attendance__session", "document", "certificate")


def _back(request: StaffRequest, employee: Employee) -> HttpResponse:
    return redirect_page(request, reverse("training:person", args=[employee.code]))

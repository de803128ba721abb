"""The pages of requirements: list, one, the rule as a sentence with what it would do, people named and freed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.dates import short_day_with_year
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from training.actions import requirements as actions
from training.forms.requirements import AFTER, BEFORE, EndForm, FreeForm, NameForm, RequirementForm, RuleForm
from training.models.requirements import Exemption, Requirement
from training.queries.history import history_of
from training.queries.people import candidates, people_visible_to
from training.queries.requirements import requirement_page, requirements_page
from training.rules.vocabulary import ExemptionKind, Trigger, Who

REFUSALS = (actions.BeginsTooEarly, actions.NotInForce, actions.FreedAlready)


@require_safe
@requires(Permission.TRAINING_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """Each requirement in its sentence, with how many it reaches and who is overdue."""
    context = {
        "rows": requirements_page(request.user, today=clock.today()),
        "may_edit": request.user.may(Permission.TRAINING_EDIT),
    }
    return render(request, "training/requirements.html", context)


@require_safe
@requires(Permission.TRAINING_READ)
def detail(request: StaffRequest, slug: str) -> HttpResponse:
    """One requirement: its rule, the rules before, whom it names and frees."""
    found = find(request, slug)
    context = {
        **requirement_page(request.user, found, today=clock.today()),
        "events": history_of(request.user, requirement=found.slug)[:12],
        "may_edit": request.user.may(Permission.TRAINING_EDIT),
    }
    return render(request, "training/requirement.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Make a requirement; previewed first."""
    today = clock.today()
    initial = {
        "starts_on": today, "who": Who.SUPERVISORS, "trigger": Trigger.PROMOTED, "due_amount": 60, "side": AFTER,
        "window_days": 90, "due_unit": "calendar_days",
    }  # fmt: skip
    form = RequirementForm(request.POST or None, today=today, initial=initial)
    preview = None
    if form.is_valid():
        if "preview" not in request.POST:
            try:
                made = actions.add_requirement(
                    **_heading(form), by=request.user, at=clock.now(), today=today, **form.rule()
                )
            except actions.CodeTaken as refusal:
                form.add_error("code", str(refusal))
            else:
                return _saved(request, made, f"{made} is required.")
        else:
            preview = actions.preview_requirement(
                requirement=None, by=request.user, at=clock.now(), today=today, **form.rule()
            )
    return _rule_page(request, form, preview, heading="Add a requirement")


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def revise(request: StaffRequest, slug: str) -> HttpResponse:
    """Another rule from a day on; previewed first."""
    found, today = find(request, slug), clock.today()
    form = RuleForm(request.POST or None, today=today, initial=_as_typed(found))
    preview = None
    if form.is_valid():
        if "preview" in request.POST:
            preview = actions.preview_requirement(
                requirement=found, by=request.user, at=clock.now(), today=today, **form.rule()
            )
        else:
            try:
                version = actions.revise_requirement(
                    requirement_id=found.pk, basis=form.cleaned_data["basis"], by=request.user, at=clock.now(),
                    today=today, **form.rule(),
                )  # fmt: skip
            except REFUSALS as refusal:
                form.add_error("starts_on", str(refusal))
            else:
                return _saved(request, found, f"The new rule holds from {short_day_with_year(version.starts_on)}.")
    return _rule_page(request, form, preview, heading=f"Change the rule: {found}", requirement=found)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def end(request: StaffRequest, slug: str) -> HttpResponse:
    """Ask it of nobody any more."""
    found = find(request, slug)
    form = EndForm(request.POST or None, today=clock.today(), initial={"ends_on": clock.today()})
    if form.is_valid():
        try:
            actions.end_requirement(
                requirement_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **form.cleaned_data
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, found, "It ends then. What was done stays.")
    return _act_page(request, found, form, heading="End the requirement", button="End it")


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def name(request: StaffRequest, slug: str) -> HttpResponse:
    """Name somebody it is for."""
    found, today = find(request, slug), clock.today()
    people = _choices(request)
    form = NameForm(request.POST or None, today=today, people=people, initial={"since_on": today})
    if form.is_valid():
        given = form.cleaned_data
        named = actions.name_person(
            requirement_id=found.pk, employee_id=int(given["person"]), since_on=given["since_on"],
            because=given["because"], by=request.user, at=clock.now(), today=today,
        )  # fmt: skip
        return _saved(request, found, f"{named.employee} is named.")
    return _act_page(request, found, form, heading="Name somebody", button="Name them", people=people)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def free(request: StaffRequest, slug: str) -> HttpResponse:
    """Free somebody for a while."""
    found, today = find(request, slug), clock.today()
    people = _choices(request)
    form = FreeForm(request.POST or None, today=today, people=people, initial={"from_on": today, "kind": "EXEMPT"})
    if form.is_valid():
        given = {**form.cleaned_data}
        person = int(given.pop("person"))
        try:
            freed = actions.free_person(
                requirement_id=found.pk, employee_id=person, by=request.user, at=clock.now(), today=today,
                **{**given, "kind": ExemptionKind(given["kind"])},
            )  # fmt: skip
        except REFUSALS as refusal:
            form.add_error("from_on", str(refusal))
        else:
            return _saved(request, found, f"{freed.employee}: {freed.get_kind_display().lower()}.")
    return _act_page(request, found, form, heading="Exempt somebody", button="Exempt them", people=people)


@require_POST
@requires(Permission.TRAINING_EDIT)
def end_exemption(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody owes it again from tomorrow."""
    found = find(request, slug)
    freed = get_object_or_404(Exemption.objects.visible_to(request.user).filter(requirement=found), pk=pk)
    actions.end_exemption(
        exemption_id=freed.pk, until_on=clock.today(), by=request.user, at=clock.now(), today=clock.today()
    )
    return _saved(request, found, f"{freed.employee} owes it again from tomorrow.")


def find(request: StaffRequest, slug: str) -> Requirement:
    """The requirement as this person may read it; 404 otherwise."""
    return get_object_or_404(Requirement.objects.visible_to(request.user), slug=slug)


def _choices(request: StaffRequest) -> list[tuple[str, str]]:
    """Whom the words find; after a save, the one that was chosen too."""
    found = candidates(request.user, request.GET.get("q", "")[:80], today=clock.today())
    chosen = request.POST.get("person", "")
    if chosen.isdecimal() and len(chosen) < 12:
        found += [one for one in people_visible_to(request.user).filter(pk=int(chosen)) if one not in found]
    return [(str(person.pk), f"{person.name}, {person.number}") for person in found]


def _heading(form: RequirementForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("code", "title", "basis", "article")}


def _as_typed(requirement: Requirement) -> dict[str, Any]:
    now = requirement.versions.latest("number")
    plain = ("who", "due_unit", "trigger", "agreement_unit", "fixed_on", "repeat_months", "window_days",
             "counts_from_days")  # fmt: skip
    return {name: getattr(now, name) for name in plain} | {
        "units": now.units.all(), "departments": now.departments.all(), "classifications": now.classifications.all(),
        "courses": [tie.course_id for tie in now.courses.all() if not tie.is_equivalent],
        "equivalents": [tie.course_id for tie in now.courses.all() if tie.is_equivalent],
        "due_amount": abs(now.due_amount), "side": BEFORE if now.due_amount < 0 else AFTER,
        "starts_on": clock.today(), "basis": requirement.basis,
    }  # fmt: skip


def _rule_page(
    request: StaffRequest, form: RuleForm, preview: actions.Preview | None, *, heading: str,
    requirement: Requirement | None = None,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "preview": preview, "heading": heading, "requirement": requirement}
    return render_page(request, "training/requirement_form.html", context)


def _act_page(
    request: StaffRequest, requirement: Requirement, form: Any, *, heading: str, button: str,  # noqa: ANN401
    people: list[tuple[str, str]] | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "requirement": requirement, "heading": heading, "button": button,
        "searches": people is not None, "found": people, "q": request.GET.get("q", ""),
    }  # fmt: skip
    return render_page(request, "training/requirement_act.html", context)


def _saved(request: StaffRequest, requirement: Requirement, said: str) -> HttpResponse:
    messages.success(request, f"{said} What people owe was counted anew.")
    return redirect_page(request, requirement.get_absolute_url())

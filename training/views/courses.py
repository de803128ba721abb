"""The pages of courses: list, one, added, revised, tied to articles, retired."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labor_office.core.documents.rules.files import FileRefused
from labor_office.core.documents.views.files import send_document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.dates import long_day
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest
from training.actions import courses as actions
from training.forms.courses import CourseFilter, CourseForm, RetireForm, RevisionForm, TieForm
from training.models.courses import Course, CourseQuerySet
from training.queries.courses import course_page, listed
from training.queries.history import history_of
from training.queries.taking import may_take


@require_safe
@requires(Permission.TRAINING_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """What is taught."""
    form = CourseFilter(request.GET)
    today = clock.today()
    found = listed(_narrowed(Course.objects.visible_to(request.user), form.filled()), today=today)
    context = {
        "form": form,
        "page": paginate(found, order=("title", "pk"), query=request.GET),
        "count": found.count(),
        "may_edit": request.user.may(Permission.TRAINING_EDIT),
    }
    return render_page(request, "training/courses.html", context, fragments={"results": "training/_courses.html"})


@require_safe
@requires(Permission.TRAINING_READ)
def detail(request: StaffRequest, slug: str) -> HttpResponse:
    """One course: what it teaches now and before, its articles, its sessions."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    today = clock.today()
    context = {
        **course_page(request.user, course, today=today),
        "may_take": may_take(request.user, course, on=today),
        "events": history_of(request.user, course=course.slug)[:12],
        "may_edit": request.user.may(Permission.TRAINING_EDIT),
    }
    return render(request, "training/course.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Add a course."""
    today = clock.today()
    form = CourseForm(request.POST or None, today=today, initial={"starts_on": today, "form": "CLASS"})
    if form.is_valid():
        try:
            course = actions.add_course(by=request.user, at=clock.now(), **form.taught())
        except actions.CodeTaken as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, f"{course} added. Tie it to the articles it teaches, then schedule a session.")
            return redirect_page(request, course.get_absolute_url())
    return _form(request, form, heading="Add a course", button="Add course")


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def revise(request: StaffRequest, slug: str) -> HttpResponse:
    """Teach something else from a day on."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    now = course.versions.latest("number")
    kept = ("objectives", "audience", "length_minutes", "validity_months", "pass_mark")
    initial = {name: getattr(now, name) for name in kept} | {
        "title": course.title, "basis": course.basis, "starts_on": clock.today(),
    }  # fmt: skip
    materials = [(str(one.pk), one.title) for one in now.materials.all()]
    form = RevisionForm(
        request.POST or None, request.FILES or None, today=clock.today(), initial=initial, materials=materials
    )
    if form.is_valid():
        try:
            version = actions.revise_course(
                course_id=course.pk, by=request.user, at=clock.now(), handouts=_handouts(form),
                dropped=[int(pk) for pk in form.cleaned_data.get("dropped", [])], **form.taught(),
            )  # fmt: skip
        except FileRefused as refusal:
            form.add_error("handout", str(refusal))
        else:
            messages.success(request, f"Version {version.number} is in use from {long_day(version.starts_on)}.")
            return redirect_page(request, course.get_absolute_url())
    return _form(request, form, heading="Revise the course", button="Save the new version", course=course)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def retire(request: StaffRequest, slug: str) -> HttpResponse:
    """Teach it no more."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    form = RetireForm(request.POST or None, today=clock.today(), initial={"on": clock.today()})
    if form.is_valid():
        try:
            actions.retire_course(course_id=course.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.StillToCome as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Retired. What people completed stays good.")
            return redirect_page(request, course.get_absolute_url())
    return _form(request, form, heading="Retire the course", button="Retire", course=course)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def tie(request: StaffRequest, slug: str) -> HttpResponse:
    """Say that it teaches an article."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    today = clock.today()
    form = TieForm(request.POST or None, today=today)
    if form.is_valid():
        try:
            tied = actions.tie_article(
                course_id=course.pk, article=form.cleaned_data["article"], on=today, by=request.user, at=clock.now()
            )
        except actions.AlreadyTied as refusal:
            form.add_error("article", str(refusal))
        else:
            messages.success(request, f"Tied to {tied.article}. The course is marked for review when its words change.")
            return redirect_page(request, course.get_absolute_url())
    return _form(request, form, heading="Tie to an article", button="Tie", course=course)


@require_POST
@requires(Permission.TRAINING_EDIT)
def tie_act(request: StaffRequest, slug: str, pk: int, act: str) -> HttpResponse:
    """The course was read against the new words, or teaches the article no more."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    tied = get_object_or_404(course.articles.filter(untied_at=None), pk=pk)
    if act == "reviewed":
        actions.review_tie(tie_id=tied.pk, on=clock.today(), by=request.user, at=clock.now())
        messages.success(request, f"Reviewed against {tied.article} as it reads today.")
    else:
        actions.untie_article(tie_id=tied.pk, by=request.user, at=clock.now())
        messages.success(request, f"No longer tied to {tied.article}.")
    return redirect_page(request, course.get_absolute_url())


@require_safe
def material(request: StaffRequest, slug: str, number: int, position: int) -> HttpResponseBase:
    """The file of a handout."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    version = get_object_or_404(course.versions.all(), number=number)
    found = get_object_or_404(version.materials.select_related("document"), position=position)
    if found.document is None or found.document.is_blocked:
        raise Http404
    return send_document(found.document)


def _form(
    request: StaffRequest,
    form: Any,  # noqa: ANN401 -- one of several forms
    *,
    heading: str,
    button: str,
    course: Course | None = None,
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "course": course}
    return render_page(request, "training/course_form.html", context)


def _handouts(form: RevisionForm) -> list[actions.Handout]:
    given = form.cleaned_data
    if not given["handout_title"]:
        return []
    upload = given["handout"]
    if upload:
        return [actions.Handout(given["handout_title"], data=upload.read(), file_name=upload.name)]
    return [actions.Handout(given["handout_title"], link=given["handout_link"])]


def _narrowed(found: CourseQuerySet, given: dict[str, Any]) -> CourseQuerySet:
    standing = given.get("standing")
    if standing == "retired":
        found = found.exclude(retired_on=None)
    elif standing == "review":
        found = found.in_question()
    elif standing != "all":
        found = found.taught(clock.today())
    if given.get("form"):
        found = found.filter(form=given["form"])
    if given.get("q"):
        found = found.filter(Q(title__icontains=given["q"]) | Q(code__icontains=given["q"]))
    return found

"""Taking a course on a page: read it, then answer its questions or attest to have read it."""

from __future__ import annotations

from http import HTTPStatus

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.workforce.models import Employee
from training.actions import quizzes
from training.actions.quizzes import QuizRefused
from training.forms.taking import AnswersForm, AttestForm, QuestionForm, RoomAnswersForm
from training.models.courses import Course, CourseVersion
from training.models.reach import reads_training
from training.queries.taking import (
    courses_on_pages,
    employee_of,
    in_the_room,
    opened_by,
    questions_of,
    room_by,
    shown_to_nobody,
    taking,
    version_now,
)
from training.rules.vocabulary import QUIZ_PART_WORDS

READS = {"read": "60/m/ip"}
# A room of people behind one address of the City.
ROOMS = {"room": "120/m/ip"}


@require_http_methods(["GET", "POST"])
def take(request: StaffRequest, slug: str) -> HttpResponse:
    """A course before the person who is signed in; before those who teach and are on no roster, to look at.

    404 for everybody else who is on no roster: they have nothing to prove.
    """
    employee = employee_of(request.user)
    course = courses_on_pages(clock.today()).filter(slug=slug).first()
    if course is None or (employee is None and not reads_training(request.user)):
        raise Http404
    if employee is None:
        return _look(request, course)
    return _page(request, course, employee, by=request.user, alone=False)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The same by a link from an email, for people who do not sign in here."""
    if not ratelimit.consume(request, app="allauth.account", action="read", config=READS, limit_get=True):
        return render(request, "training/check_later.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    named = opened_by(token, at=clock.now())
    if named is None:
        return render(request, "training/link_over.html", status=HTTPStatus.NOT_FOUND)
    employee, course = named
    response = _page(request, course, employee, by=None, alone=True)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _look(request: StaffRequest, course: Course) -> HttpResponse:
    version = version_now(course, clock.today())
    if version is None or request.method == "POST":
        raise Http404
    context = {"taking": shown_to_nobody(version), "form": None, "base": "base.html", "is_alone": False}
    return render(request, "training/take.html", context)


def _page(request: HttpRequest, course: Course, employee: Employee, *, by: User | None, alone: bool) -> HttpResponse:
    version = version_now(course, clock.today())
    if version is None:
        raise Http404
    found = taking(version, employee, on=clock.today())
    given = request.POST if request.method == "POST" else None
    form = (
        AnswersForm(given, questions=found.questions) if found.questions else AttestForm(given, sentence=found.sentence)
    )
    if form.is_valid():
        try:
            said = _keep(form, version, employee, by)
        except QuizRefused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
    context = {"taking": found, "form": form, "base": "open.html" if alone else "base.html", "is_alone": alone}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "training/take.html", context, status=status)


def _keep(form: AnswersForm | AttestForm, version: CourseVersion, employee: Employee, by: User | None) -> str:
    if isinstance(form, AnswersForm):
        tried = quizzes.hand_in(version=version, employee=employee, answers=form.answers(), by=by, at=clock.now())
        result = "You passed." if tried.is_passed else "That does not reach the mark. Read it again and try once more."
        return f"{tried.score}% right. {result}"
    quizzes.attest(version=version, employee=employee, by=by, at=clock.now())
    return "Thank you. It is kept that you have read it."


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, token: str) -> HttpResponse:
    """The questions before or after a class, for whoever sits in it. The score is kept and proves nothing."""
    if not ratelimit.consume(request, app="allauth.account", action="room", config=ROOMS, limit_get=True):
        return render(request, "training/check_later.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    named = room_by(token)
    if named is None:
        return render(request, "training/link_over.html", status=HTTPStatus.NOT_FOUND)
    session, part = named
    asked = list(session.version.questions.prefetch_related("choices"))
    form = RoomAnswersForm(request.POST if request.method == "POST" else None, questions=asked)
    score = None
    if form.is_valid():
        person = in_the_room(session, form.cleaned_data["number"])
        if person is None:
            form.add_error("number", "Nobody in this class has that number. Check it, or ask the trainer.")
        else:
            try:
                score = quizzes.hand_in(
                    version=session.version, employee=person, answers=form.answers(), by=None, at=clock.now(),
                    session=session, part=part,
                ).score  # fmt: skip
            except QuizRefused as why:
                form.add_error(None, str(why))
    context = {"session": session, "part": QUIZ_PART_WORDS[part], "form": form, "questions": asked, "score": score}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "training/room.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def questions(request: StaffRequest, slug: str) -> HttpResponse:
    """The questions of the version in use; posted, one more."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    version = course.versions.select_related("course").order_by("-number").first()
    if version is None:
        raise Http404
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        choices, right = given["choices"]
        try:
            quizzes.add_question(
                version=version, text=given["text"], choices=choices, right=right, explanation=given["explanation"],
                by=request.user, at=clock.now(),
            )  # fmt: skip
        except QuizRefused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "The question was added.")
            return redirect_page(request, reverse("training:questions", args=[slug]))
    former = course.versions.filter(number__lt=version.number, questions__isnull=False).order_by("-number").first()
    context = {
        "course": course, "version": version, "form": form, "former": former,
        "questions": list(version.questions.prefetch_related("choices")),
        "is_answered": version.attempts.exists(),
    }  # fmt: skip
    return render_page(request, "training/questions.html", context)


@require_POST
@requires(Permission.TRAINING_EDIT)
def question_act(request: StaffRequest, slug: str, act: str) -> HttpResponse:
    """Take a question away, or take over those of the version before."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    try:
        if act == "drop":
            named = request.POST.get("question", "")
            row = get_object_or_404(questions_of(course), pk=named if named.isdecimal() and len(named) < 12 else None)
            quizzes.drop_question(question_id=row.pk, by=request.user, at=clock.now())
        else:
            versions = course.versions.select_related("course").order_by("-number")
            source = versions.filter(questions__isnull=False).first()
            now = versions.first()
            if source is None or now is None:
                raise Http404
            quizzes.copy_questions(version=now, source=source, by=request.user, at=clock.now())
    except QuizRefused as why:
        messages.error(request, str(why))
    return redirect_page(request, reverse("training:questions", args=[slug]))

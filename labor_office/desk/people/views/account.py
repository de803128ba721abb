"""A person's own account, their calendar feed, and how long their session lasts."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from labor_office.core.users import actions
from labor_office.core.web import clock, sessions
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.desk.people.forms import AccountForm
from labor_office.desk.people.queries import accounts


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: StaffRequest) -> HttpResponse:
    """Who I am to the Desk, when I am away, how my pages behave, and how my sign-in is guarded."""
    user = request.user
    form = AccountForm(request.POST or None, initial=AccountForm.values_of(user), today=clock.today(), user=user)
    if request.method == "POST" and form.is_valid():
        _keep(request, form)
        return HttpResponseRedirect(reverse("desk:account"))
    context = {
        "form": form,
        "second_steps": accounts.second_steps(user),
        "sign_ins": accounts.recent_sign_ins(user),
        "reminders": accounts.reminder_words(user),
        "notice_settings_url": _address("notices:settings"),
    }
    return render_page(request, "desk/account.html", context)


@require_POST
def feed(request: StaffRequest) -> HttpResponse:
    """Close my calendar feed; the calendar itself gives it a new address."""
    actions.close_feed(user_id=request.user.pk, at=clock.now())
    messages.success(request, "Your calendar feed is closed. Calendars that read it stop at their next visit.")
    return HttpResponseRedirect(reverse("desk:account") + "#calendar-feed")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Seconds until this session ends: asked by GET, begun anew by POST. 401 and zero once it has ended."""
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0}, status=HTTPStatus.UNAUTHORIZED)
    now = clock.now()
    if request.method == "POST":
        sessions.extend(request.session, now=now)
    return JsonResponse({"left": sessions.seconds_left(request.session, now=now)})


def _keep(request: StaffRequest, form: AccountForm) -> None:
    given, now = form.cleaned_data, clock.now()
    actions.keep_account(
        user_id=request.user.pk,
        at=now,
        **{name: given[name] for name in ("name", "title", "phone", "has_single_keys", "is_compact")},
    )
    actions.set_away(
        user_id=request.user.pk, at=now, **{name: given[name] for name in ("away_from", "away_until", "backup")}
    )
    messages.success(request, "Saved.")
    for warning in form.warnings():
        messages.warning(request, warning)


def _address(name: str, *args: str) -> str:
    """Where ``name`` leads; empty while no app answers there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""

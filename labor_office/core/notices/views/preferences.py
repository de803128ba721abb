"""What a person sets about their notices, signed in or by the link at the foot of a mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from labor_office.core.notices import queries
from labor_office.core.notices.actions import preferences
from labor_office.core.notices.forms import MUTABLE, PreferencesForm
from labor_office.core.notices.messages.catalogue import LABELS
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: StaffRequest) -> HttpResponse:
    """When and by what I am told."""
    chosen = queries.preferences_of([request.user.pk])[request.user.pk]
    initial = {
        "digest_time": f"{request.user.digest_time:%H:%M}",
        "reminders": [str(rung) for rung in MUTABLE if rung not in chosen.rungs_off],
        "has_digest": chosen.has_digest,
        "mails_moved_dates": chosen.mails_moved_dates,
    }
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        preferences.set_preferences(user=request.user, **form.choices_made())
        messages.success(request, "Saved. It holds from the next morning mail.")
        return redirect("notices:settings")
    return render_page(request, "notices/settings.html", {"form": form})


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Turn off one kind of mail by its own link. A program that only follows links changes nothing: it takes a POST.

    Mail programs send that POST by themselves when their reader presses "Unsubscribe";
    they carry no session and no form token, the signed link is the authority.
    """
    try:
        _, template = preferences.read_link(token)
        context = {"label": LABELS[template], "is_done": request.method == "POST"}
        if request.method == "POST":
            preferences.turn_off(token=token)
    except preferences.StrangeLink as refusal:
        return render(request, "notices/unsubscribe.html", {"refusal": str(refusal)}, status=404)
    return render(request, "notices/unsubscribe.html", context)

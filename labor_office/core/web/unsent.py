"""Words sent when their session had ended: kept for whoever was given the form, before they sign in again.

The page carries a signed note of whom it was made for. By it the form's own draft is kept in their name, and
nothing is shown: whoever sends the note learns nothing, and what they may keep is what that person may.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar, cast

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from labor_office.core.users.models import User
from labor_office.core.web.requests import StaffRequest

FIELD = "written_by"
SALT = "labor_office.core.web.unsent"
MOST_SECONDS = 24 * 3600
V = TypeVar("V", bound=Callable[..., HttpResponse])


def note_for(user: User) -> str:
    """What the form's hidden field ``written_by`` holds: good for a day."""
    return signing.dumps(user.pk, salt=SALT)


def keeps_unsent(draft: Callable[..., HttpResponse] | None = None) -> Callable[[V], V]:
    """Say of a view that takes a form: what is sent to it without a session goes to the view ``draft``, else to itself.

    That one keeps what was typed as a draft and asks by itself what the person may.
    """

    def mark(view: V) -> V:
        view.keeps_unsent = draft or view  # type: ignore[attr-defined]
        return view

    return mark


def keep_unsent(request: HttpRequest) -> bool:
    """Keep what was sent, where its view says how and the note says for whom; whether that was done."""
    found = request.resolver_match
    keep = getattr(found.func, "keeps_unsent", None) if found else None
    if found is None or keep is None or request.method != "POST":
        return False
    try:
        writer_id = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return False
    writer = User.objects.active().filter(pk=writer_id).first()
    if writer is None:
        return False
    visitor, request.user = request.user, writer
    try:
        answer = keep(cast("StaffRequest", request), *found.args, **found.kwargs)
    except (Http404, PermissionDenied):
        return False
    finally:
        request.user = visitor
    return bool(answer.status_code == HTTPStatus.OK)

"""What happens around every request: health is answered first, and a person's visit is noted."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.middleware import get_user
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from redis.exceptions import RedisError

from labor_office.core.users.actions import note_visit
from labor_office.core.web import clock, errors, sessions

Answer = Callable[[HttpRequest], HttpResponseBase]
HEALTH_PATH = "/healthz"


def health(get_response: Answer) -> Answer:
    """Answer ``/healthz`` before anything else: no session, no host name, no redirect to TLS stands in its way.

    200 and ``ok`` when Postgres and Valkey answer; otherwise 503 with the name of what does not, and nothing more.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path != HEALTH_PATH:
            return get_response(request)
        silent = [
            name for name, answers in (("Postgres", _postgres_answers), ("Valkey", _valkey_answers)) if not answers()
        ]
        words = f"{' and '.join(silent)} {'does' if len(silent) == 1 else 'do'} not answer" if silent else "ok"
        response = HttpResponse(words, status=503 if silent else 200, content_type="text/plain")
        response["Cache-Control"] = "no-store"
        return response

    return answer


def visits(get_response: Answer) -> Answer:
    """Note that a person is here and keep their session alive while they open pages.

    What a page asks for by itself, through htmx, keeps no session alive: a form left open
    saves its draft every 20 seconds and must still end.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        # The person themselves for whoever asks further in, not Django's stand-in, which is slow to ask.
        request.user = person = get_user(request)
        if person.is_authenticated:
            now = clock.now()
            note_visit(user=person, at=now)
            is_by_itself = "HX-Request" in request.headers or request.headers.get("X-Session-Check") == "1"
            if not is_by_itself:
                sessions.keep_alive(request.session, now=now)
        return get_response(request)

    return answer


def looked_on(get_response: Answer) -> Answer:
    """Have every wall know that the other side may look on at this session's screen, whatever page is asked for."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            sessions.look_on(request.user, request.session)
        return get_response(request)

    return answer


def worded_refusals(get_response: Answer) -> Answer:
    """Say in words, with a way back, what a bare 405 leaves blank: a reload of what only a form may send."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            return errors.not_that_way(request, response["Allow"])
        return response

    return answer


def plain_addresses(get_response: Answer) -> Answer:
    """Find nothing where the address holds a NUL: the database keeps none, so nothing is called that.

    In what is asked after the question mark it is left out.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path:
            raise Http404
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return get_response(request)

    return answer


def _postgres_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _valkey_answers() -> bool:
    try:
        cache.get("healthz")
    except (RedisError, OSError):
        return False
    return True

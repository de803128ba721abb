"""Pages for what went wrong. What may not be seen and what does not exist answer alike."""

import logging
import secrets
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be read."""
    return HttpResponse(render_to_string("400.html", _office()), status=HTTPStatus.BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for an absent record and for one the reader may not see, word for word."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page exists for everyone, and this person's role does not include it."""
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: nothing was saved, and how to save it now."""
    logger.warning("Form refused: %s", reason)
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def not_that_way(request: HttpRequest, allowed: str) -> HttpResponse:
    """The address takes what a form sends and was opened like a page: nothing was done, here is the way back."""
    response = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
    response["Allow"] = allowed
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """A short code to read out over the telephone; the log holds the same code beside the fault.

    Rendered without context processors: whatever failed may be what they need.
    """
    code = secrets.token_hex(3).upper()
    logger.error("Reference %s: %s %s", code, request.method, request.path, exc_info=True)
    return HttpResponse(
        render_to_string("500.html", {**_office(), "code": code}), status=HTTPStatus.INTERNAL_SERVER_ERROR
    )


def _office() -> dict[str, str]:
    return {"office_name": settings.OFFICE_NAME, "help_extension": settings.HELP_EXTENSION}

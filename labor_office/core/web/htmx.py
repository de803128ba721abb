"""Answering htmx and a plain browser from the same view, context and markup."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from labor_office.core.web.requests import StaffRequest


def render_page(
    request: StaffRequest,
    page: str,
    context: dict[str, Any],
    *,
    fragments: Mapping[str, str] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The whole ``page``, or only the fragment of it that htmx asks to replace.

    ``fragments`` maps an element's id to the template which the page itself includes
    there, so both answers come from the same markup and the same context. A form in
    the context under ``form`` that has errors turns a 200 into 422, which htmx swaps
    in and which tells a browser test that nothing was saved.
    """
    target = request.htmx.target or ""
    template = (fragments or {}).get(target, page) if request.htmx else page
    form = context.get("form")
    if status == HTTPStatus.OK and request.method == "POST" and getattr(form, "errors", None):
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def is_asked_from(request: StaffRequest, address: str) -> bool:
    """Whether htmx asks for a part of the page that stands at the path ``address``, whatever follows its ``?``."""
    return bool(request.htmx) and urlsplit(request.htmx.current_url_abs_path or "").path == address


def redirect_page(request: StaffRequest, url: str) -> HttpResponse:
    """Send the person to ``url`` after a save, whether htmx asked or the browser did."""
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)


class HtmxLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Send the whole window to the login page; htmx would paste that page into a list.

    The address to come back to is the page the person was looking at, not the fragment.
    """

    def handle_no_permission(  # type: ignore[override]  # the header's redirect is not Django's
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """A redirect to sign in, as a header that htmx follows when htmx asked."""
        if request.headers.get("HX-Request") != "true":
            return super().handle_no_permission(request, view_func)
        shown = HtmxDetails(request).current_url_abs_path or "/"
        answer = redirect_to_login(shown, self.get_login_url(view_func), self.get_redirect_field_name(view_func))
        return HttpResponseClientRedirect(answer["Location"])

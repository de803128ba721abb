"""What a role may do, asked before a view runs, and before a link to it is shown.

What a person may see is asked of every queryset instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.requests import StaffRequest

P = ParamSpec("P")
T = TypeVar("T")
View = Callable[Concatenate[StaffRequest, P], HttpResponse]
# Whether a page answers a person at all, told what stands in its address ({"reference": "G-2026-0042"}).
Opens = Callable[[User, Mapping[str, object]], bool]


def requires(*permissions: Permission) -> Callable[[View[P]], View[P]]:
    """Let a view run only for people whose role carries every one of ``permissions``; 403 for others."""

    def allowed(user: User, _given: Mapping[str, object]) -> bool:
        return all(user.may(permission) for permission in permissions)

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not allowed(request.user, kwargs):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        # functools.wraps keeps the view's parameters, which its stub forgets.
        return opens_for(allowed)(cast("View[P]", guarded))

    return guard


def opens_for(allowed: Opens) -> Callable[[View[P]], View[P]]:
    """Say of a view that decides by its record whom it answers at all: nobody else is shown a link to it.

    ``allowed`` may ask more than the role: whether the person sits at the table whose number stands in the address.
    Above ``requires`` it says both. It changes nothing of the answer. Of a view that says nothing everybody is shown
    the links.
    """

    def mark(view: View[P]) -> View[P]:
        before: Opens = getattr(view, "opens_for", _everyone)
        view.opens_for = lambda user, given: before(user, given) and allowed(user, given)  # type: ignore[attr-defined]
        return view

    return mark


def asked_once(user: User, what: str, ask: Callable[[], T]) -> T:
    """What ``ask`` tells of ``user``, asked once while this person is answered, however many links of a page ask.

    It lives as long as the one object that stands for the person in a request or a task, and is never kept.
    """
    told: dict[str, T] = user.__dict__.setdefault("_asked_once", {})
    if what not in told:
        told[what] = ask()
    return told[what]


def any_of(*permissions: Permission) -> Opens:
    """Whoever has one of ``permissions``."""
    return lambda user, _given: any(user.may(permission) for permission in permissions)


def may_open(user: User, address: str) -> bool:
    """Whether a link to ``address`` leads ``user`` anywhere but to "this is not for you"."""
    allowed, given = _place(urlsplit(address).path, settings.ROOT_URLCONF)
    return allowed(user, given)


def _everyone(_user: User, _given: Mapping[str, object]) -> bool:
    return True


@lru_cache(maxsize=4096)
def _place(path: str, _urlconf: str) -> tuple[Opens, Mapping[str, object]]:
    """Who is answered at an address, and what stands in it; found once for each. Everyone where no view says."""
    try:
        found = resolve(path)
    except Resolver404:
        return _everyone, {}
    return getattr(found.func, "opens_for", _everyone), found.kwargs

"""What a role may do, asked before a view runs. What a person may see is asked of every queryset instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from labor_office.core.users.permissions import Permission
from labor_office.core.web.requests import StaffRequest

P = ParamSpec("P")
View = Callable[Concatenate[StaffRequest, P], HttpResponse]


def requires(*permissions: Permission) -> Callable[[View[P]], View[P]]:
    """Let a view run only for people whose role carries every one of ``permissions``; 403 for others."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not all(request.user.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        # functools.wraps keeps the view's parameters, which its stub forgets.
        return cast("View[P]", guarded)

    return guard

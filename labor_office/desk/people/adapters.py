"""What happens when someone has signed in: it is kept, and a browser never seen before is told of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from labor_office.core.notices.actions.promise import promise
from labor_office.core.notices.messages.people import NewSignIn
from labor_office.core.users.actions import record_sign_in
from labor_office.core.users.adapters import ClosedSignupAdapter
from labor_office.core.users.models import User
from labor_office.core.users.rules import device_words
from labor_office.core.web import clock, words


class DeskAccountAdapter(ClosedSignupAdapter):
    """The office's sign-in, with its log."""

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Keep the sign-in; after a password, a passkey or the city's sign-on alike, once every step is done."""
        now, agent = clock.now(), request.headers.get("User-Agent", "")
        is_new = record_sign_in(user=user, agent=agent, address=self.get_client_ip(request) or None, at=now)
        if is_new:
            promise(
                key=f"new-sign-in-{user.pk}-{now:%Y%m%d%H%M%S%f}",
                message=NewSignIn(when=words.moment(now), device=device_words(agent)),
                recipient=user,
                matter=None,
                why="someone signed in as you with a browser not seen before",
                not_before=now,
                at=now,
            )
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

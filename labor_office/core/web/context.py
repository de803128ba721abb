"""What every template may use: the office's names and the person's way around."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from labor_office.core.web import clock, navigation, sessions


def desk(request: HttpRequest) -> dict[str, Any]:
    """``city_name``, ``office_name``, ``help_extension`` and ``is_demo``; when signed in also
    ``nav_items``, ``section``, ``new_links``, ``account_links``, ``unread_count`` and
    ``session_left`` (seconds), all lazy.
    """
    names: dict[str, Any] = {
        "city_name": settings.CITY_NAME,
        "office_name": settings.OFFICE_NAME,
        "help_extension": settings.HELP_EXTENSION,
        "is_demo": settings.IS_DEMO,
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return names
    nav = SimpleLazyObject(lambda: navigation.sections_for(user, path=request.path))
    return names | {
        "nav_items": nav,
        "section": SimpleLazyObject(lambda: next((item for item in nav if item.is_current), None)),
        "new_links": SimpleLazyObject(lambda: navigation.new_links_for(user)),
        "account_links": SimpleLazyObject(lambda: navigation.account_links_for(user)),
        "session_left": SimpleLazyObject(lambda: sessions.seconds_left(request.session, now=clock.now())),
        "unread_count": SimpleLazyObject(lambda: navigation.unread_count_for(user)),
    }

"""A proceeding that grows out of another matter: what that matter says already, and who may know of it."""

from __future__ import annotations

from typing import Any

from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.queries import readers_left
from labor_office.core.users.models import User

# Kinds of matter from whose page a proceeding of a kind may be opened.
_FROM = {"information_request": ("negotiation",)}


def origin_asked(user: User, reference: str, kind: str) -> Matter | None:
    """The matter named in the address, when ``user`` may know of it and such proceedings come from its kind."""
    found = Matter.objects.visible_to(user).filter(reference=reference, kind__in=_FROM.get(kind, ()))
    return found.select_related("unit__organization").first() if reference else None


def what_origin_says(origin: Matter | None) -> dict[str, Any]:
    """What the form is filled with; closed where the origin is."""
    if origin is None:
        return {}
    return {"unit": origin.unit, "is_restricted": origin.is_restricted}


def beside_origin(origin: Matter | None) -> dict[str, Any]:
    """What is opened beside what was typed: under the same wall, for the same readers."""
    if origin is None:
        return {}
    if not origin.is_restricted:
        return {"origin": origin}
    readers = [grant.user for grant in readers_left(origin).select_related("user")]
    return {"origin": origin, "is_restricted": True, "readers": readers}

"""Into table-safe view by oneself in the room, and out of it with the second factor."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest

# When the second factor was last given, as it stood when leaving was asked for.
LEAVING = "table_leaving"


def is_in_the_room(request: StaffRequest) -> bool:
    """Whether the request comes out of the network of the room in which both sides sit; never where none is set."""
    if not settings.ROOM_NETWORKS:
        return False
    address = get_adapter(request).get_client_ip(request)
    return bool(address) and any(ip_address(address) in ip_network(one) for one in settings.ROOM_NETWORKS)


def stop_leaving(request: StaffRequest, address: str) -> HttpResponse | None:
    """The way to the second factor, for whoever has set one and has not given it since they asked to leave.

    None once it was given, and for whoever has none. Every leaving takes a second factor of its
    own: the laptop may have changed hands in between. Given, it leads back to ``address``.
    """
    if not is_mfa_enabled(request.user):
        return None
    given, asked_at = _last_given(request), request.session.get(LEAVING)
    if asked_at is not None and given > asked_at:
        del request.session[LEAVING]
        return None
    request.session[LEAVING] = given
    types_by_code = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
    has_codes = is_mfa_enabled(request.user, types=types_by_code)
    page = reverse("mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn")
    return redirect_page(request, f"{page}?{urlencode({REDIRECT_FIELD_NAME: address})}")


def has_given(request: StaffRequest) -> bool:
    """Whether the second factor was given since leaving was asked for."""
    asked_at = request.session.get(LEAVING)
    return asked_at is not None and _last_given(request) > asked_at


def _last_given(request: StaffRequest) -> float:
    """The moment of the last second factor, by the clock of the sign-in; 0 where none was given."""
    records = get_authentication_records(request, request.user)
    return max((record["at"] for record in records if record["method"] == "mfa"), default=0.0)

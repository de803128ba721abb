"""The request a view receives once the login middleware has let it through."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from labor_office.core.users.models import User


class StaffRequest(HttpRequest):
    """A request by a person who has signed in."""

    user: User
    htmx: HtmxDetails

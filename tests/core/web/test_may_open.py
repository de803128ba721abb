"""Whether a link leads anywhere but to "this is not for you", asked before it is shown."""

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import path, reverse

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role
from labor_office.core.web.access import any_of, may_open, opens_for, requires


@requires(Permission.WORKFORCE_READ)
def office(request, name):
    """For the office."""
    return HttpResponse(name)


@opens_for(lambda user, given: given["name"] == "open" or user.may(Permission.ADMIN))
def by_record(request, name):
    """Decides by what stands in its address."""
    return HttpResponse(name)


@opens_for(any_of(Permission.ADMIN, Permission.TRAINING_READ))
def either(request):
    """For whoever has one of two."""
    return HttpResponse()


def anyone(request):
    """Says nothing."""
    return HttpResponse()


urlpatterns = [
    path("office/<str:name>/", office, name="office"),
    path("by-record/<str:name>/", by_record, name="by_record"),
    path("either/", either, name="either"),
    path("anyone/", anyone, name="anyone"),
]
LIAISON, CHIEF, DECIDER = (User(role=role) for role in (Role.LIAISON, Role.CHIEF, Role.DECISION_MAKER))


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "user", "opens"),
    [
        ("/office/a/", LIAISON, False),
        ("/office/a/?tab=1#top", CHIEF, True),
        ("/by-record/open/", LIAISON, True),
        ("/by-record/closed/", LIAISON, False),
        ("/either/", LIAISON, True),
        ("/either/", DECIDER, False),
        ("/anyone/", DECIDER, True),
        ("/nowhere/", DECIDER, True),
        ("", DECIDER, True),
    ],
)
def test_a_link_is_for_whom_its_page_answers(address, user, opens):
    assert may_open(user, address) is opens


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("user", "says"), [(LIAISON, "Ann"), (CHIEF, '<a class="t" href="/office/7/">Ann</a> yes')])
def test_a_link_without_its_page_is_its_words_alone(user, says):
    request = RequestFactory().get("/")
    request.user = user
    page = Template(
        '{% load ui %}{% link "office" "7" css="t" %}Ann{% endlink %}'
        '{% opens "office" "7" as may %}{% if may %} yes{% endif %}'
    )
    assert page.render(Context({"request": request})) == says
    assert reverse("office", args=["7"]) == "/office/7/"

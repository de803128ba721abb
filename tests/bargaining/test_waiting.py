"""Forms that wait for recording authority: at their own place, until they are sent or thrown away."""

from uuid import uuid4

import pytest
from django.urls import reverse

from bargaining.views.stopped import MOST_CHARACTERS, TOO_LONG
from labor_office.core.matters.models.record import FormDraft
from tests.bargaining.authority import HURRY

pytestmark = pytest.mark.django_db
AUTHORITY = {"body": "COUNCIL", "given_on": "6/1/2026", "words": "As discussed"}


@pytest.fixture
def at(client, negotiation, chief):
    """The chief, signed in; gives the address of a page of the table."""
    client.force_login(chief)
    return lambda name, *more: reverse(f"bargaining:{name}", args=[negotiation.reference, *more])


def words(client, address, name="words"):
    return client.get(address).context["form"][name].value()


def test_each_form_waits_at_its_place_until_it_is_sent_or_thrown_away(client, at, negotiation):
    proposal, package, record = at("new_proposal"), at("new_package", "city"), at("record_mandate")
    typed = {"side": "CITY", "issue": negotiation.issues.get().pk, "words": "3/3/3", "key": uuid4()}
    assert client.post(package, {"words": "Both or none", "authority": "1"}).url == record
    assert client.post(proposal, typed | {"authority": "1"}).url == record
    assert f'href="{proposal}">Cancel' in client.get(record).content.decode(), "the one left last"
    assert client.post(record, AUTHORITY).url == proposal
    # However often either is opened or loaded again; not while the other side may look on.
    assert [words(client, proposal), words(client, proposal), words(client, package)] == [
        "3/3/3", "3/3/3", "Both or none",
    ]  # fmt: skip
    client.post(at("safe"), {"safe": "1"})
    assert (words(client, proposal), "is below" in client.get(proposal).content.decode()) == (None, False)
    client.post(reverse("bargaining:leave_safe"))

    client.post(proposal, typed | {"leave": HURRY})
    assert negotiation.proposals.get().words == "3/3/3"
    assert [words(client, proposal), words(client, package)] == [None, "Both or none"]
    assert "Begin with an empty form" in client.get(package).content.decode()
    assert client.post(package, {"forget": "1"}).url == package
    assert (words(client, package), FormDraft.objects.exists()) == (None, False)


def test_what_is_too_long_to_wait_stays_on_the_page_and_says_so(client, at):
    long = "x" * (MOST_CHARACTERS + 1)
    page = client.post(at("new_proposal"), {"text": long, "authority": "1"})
    assert page.context["form"]["text"].value() == long
    assert [str(one) for one in page.context["messages"]] == [TOO_LONG]
    assert not FormDraft.objects.exists()

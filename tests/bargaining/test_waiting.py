"""Forms that wait for recording authority: at their own place, until they are sent or thrown away."""

from uuid import uuid4

import pytest
from django.urls import reverse

from bargaining.models.negotiation import Issue
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


def shown(client, address):
    """What the form at ``address`` says of what it was begun with."""
    return {"waited": words(client, address, "waited")}


def words(client, address, name="words"):
    return client.get(address).context["form"][name].value()


def test_each_form_waits_at_its_place_until_it_is_sent_or_thrown_away(client, at, negotiation):
    proposal, package, record = at("new_proposal"), at("new_package", "city"), at("record_mandate")
    typed = {"side": "CITY", "issue": negotiation.issues.get().pk, "words": "3/3/3", "key": uuid4()}
    client.post(package, {"words": "Both or none", "authority": "1"})
    recording = client.post(proposal, typed | {"authority": "1"}).url
    assert f'href="{proposal}">Cancel' in client.get(recording).content.decode(), "the one that waits for this"
    assert f'href="{proposal}">Cancel' not in client.get(record).content.decode(), "opened by itself it is for none"
    assert client.post(recording, AUTHORITY).url == proposal
    # However often either is opened or loaded again; not while the other side may look on.
    assert [words(client, proposal), words(client, proposal), words(client, package)] == [
        "3/3/3", "3/3/3", "Both or none",
    ]  # fmt: skip
    client.post(at("safe"), {"safe": "1"})
    assert (words(client, proposal), "is below" in client.get(proposal).content.decode()) == (None, False)
    client.post(reverse("bargaining:leave_safe"))

    client.post(proposal, shown(client, proposal) | typed | {"leave": HURRY})
    assert negotiation.proposals.get().words == "3/3/3"
    assert [words(client, proposal), words(client, package)] == [None, "Both or none"]
    assert "Begin with an empty form" in client.get(package).content.decode()
    assert words(client, f"{package}?empty=1") is None
    assert client.post(package, shown(client, package) | {"forget": "1"}).url == f"{package}?empty=1"
    assert (words(client, package), FormDraft.objects.exists()) == (None, False)


def test_what_waits_for_one_issue_is_neither_shown_nor_lost_on_another(client, at, negotiation):
    proposal, wages = at("new_proposal"), negotiation.issues.get()
    other = Issue.objects.create(negotiation=negotiation, number="20", title="Overtime")
    day = {"passed_on": "2026-05-01", "passed_time": "09:00", "session": "1"}
    for issue, said in ((other, "Three hours"), (wages, "3/3/3")):
        client.post(proposal, day | {"side": "CITY", "issue": issue.pk, "words": said, "authority": "1"})
    on_other, on_wages = (f"{proposal}?issue={issue.number}&side=city" for issue in (other, wages))
    assert [words(client, on_other), words(client, on_wages), words(client, proposal)] == [
        "Three hours", "3/3/3", "3/3/3",
    ]  # fmt: skip
    assert [words(client, on_wages, name) for name in day] == [None, None, None], "asked anew"

    begun = shown(client, on_other) | {"side": "CITY", "issue": wages.pk, "key": uuid4(), "leave": HURRY}
    client.post(proposal, begun | {"words": "2/2/2"})
    assert negotiation.proposals.get().words == "2/2/2"
    client.post(on_wages, shown(client, on_wages) | {"forget": "1"})
    assert [words(client, on_wages), words(client, on_other)] == [None, "Three hours"]


def test_what_is_too_long_to_wait_stays_on_the_page_and_says_so(client, at):
    long = "x" * (MOST_CHARACTERS + 1)
    page = client.post(at("new_proposal"), {"text": long, "authority": "1"})
    assert page.context["form"]["text"].value() == long
    assert [str(one) for one in page.context["messages"]] == [TOO_LONG]
    assert not FormDraft.objects.exists()

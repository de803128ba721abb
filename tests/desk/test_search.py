"""Search finds what a person may know of, and leaves no trace of the rest."""

from datetime import UTC, datetime

import pytest

from labor_office.core.users.permissions import Role
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.grievances import NOW, filed, unit_with_procedure
from tests.factories.users import UserFactory
from tests.factories.workforce import EmployeeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)


@pytest.fixture
def specialist(client):
    user = UserFactory()
    client.force_login(user)
    return user


def found(client, words, **headers):
    """The labels found, by group."""
    context = client.get("/search/", {"q": words}, headers=headers).context
    return {group.code: [hit.label for hit in group.hits] for group in context["groups"]}


@pytest.mark.parametrize("words", ["G-2026-0001", "g-26-1", "g 2026 1", " g-2026-1 "])
def test_a_number_however_typed_leads_straight_to_its_record(client, specialist, words):
    filed()
    assert client.get("/search/", {"q": words})["Location"] == "/grievances/G-2026-0001/"


@pytest.mark.parametrize("words", ["overtime bypassed", "OVERTIME", "L-77", "0001"])
def test_a_case_is_found_by_words_by_the_unions_number_and_by_its_own(client, specialist, words):
    filed(union_number="L-77")
    assert found(client, words)["cases"] == ["G-2026-0001 Overtime call-out order bypassed"]


def test_an_article_is_found_by_number_and_by_a_units_nickname(client, specialist):
    unit, other = unit_with_procedure(), unit_with_procedure()
    unit.nicknames = ["fire"]
    unit.save(update_fields=["nicknames"])
    for one in (unit, other):
        ArticleVersionFactory(article=ArticleFactory(unit=one, number="14.3"), agreement=AgreementFactory(unit=one))
    assert len(found(client, "art 14.3")["articles"]) == 2
    assert len(found(client, "art 14.3 fire")["articles"]) == 1


def test_people_are_found_only_by_those_who_may_read_the_roster(client):
    EmployeeFactory(name="Marcus Bell", number="10042")
    client.force_login(UserFactory(role=Role.ANALYST))
    assert found(client, "bell")["people"] == ["Marcus Bell"]
    client.force_login(UserFactory(role=Role.LIAISON))
    assert found(client, "bell") == {}


def test_no_trace_of_what_one_may_not_know_of(client, specialist):
    filed(title="Secret matter", is_restricted=True, union_number="L-88")
    for words in ("secret matter", "L-88", "secrit mater"):
        page = client.get("/search/", {"q": words})
        assert page.context["groups"] == ()
        assert page.context["near"] == ()
    hidden, made_up = client.get("/search/", {"q": "G-2026-0001"}), client.get("/search/", {"q": "G-2026-0999"})
    assert hidden.status_code == made_up.status_code == 200
    assert hidden.content.replace(b"0001", b"0999") == made_up.content.replace(b"0001", b"0999") or (
        len(hidden.content) == len(made_up.content)
    )
    addresses = ("/grievances/G-2026-0001/", "/grievances/G-2026-0999/")
    seen, absent = (client.get(address) for address in addresses)
    assert seen.status_code == absent.status_code == 404


def test_nothing_found_says_so_and_offers_the_nearest_spelling(client, specialist):
    filed()
    page = client.get("/search/", {"q": "overtme callout"})
    assert "Nothing is found for “overtme callout”" in page.content.decode()
    assert page.context["near"] == ("Overtime call-out order bypassed",)


def test_the_panel_holds_links_and_never_sends_the_window_away(client, specialist):
    filed()
    page = client.get("/search/", {"q": "g-26-1"}, headers={"HX-Request": "true", "HX-Target": "search-panel"})
    assert page.status_code == 200
    assert b'href="/grievances/G-2026-0001/"' in page.content
    assert b"<html" not in page.content


@pytest.mark.parametrize(
    "nasty", ["", "a", "\x00\x00", "%%", "'; --", "<script>", "x" * 5000, "g-99-99999", "14.3." * 50]
)
def test_hostile_words_break_nothing(client, specialist, nasty):
    assert client.get("/search/", {"q": nasty}).status_code == 200

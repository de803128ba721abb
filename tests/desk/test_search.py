"""Search finds what a person may know of, and leaves no trace of the rest."""

import re
from datetime import UTC, date, datetime

import pytest

from grievances.models import Grievance
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from labor_office.core.web.sessions import LOOKED_ON_UNITS, TABLE_SAFE
from labor_office.desk.search import queries
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.documents import DocumentFactory
from tests.factories.grievances import NOW, filed, unit_with_procedure
from tests.factories.matters import MatterAccessFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, EmployeeFactory

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 6, 9), date(2026, 6, 10), date(2026, 6, 11))


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


def test_a_case_is_found_by_words_by_the_unions_number_and_by_its_own(client, specialist):
    filed(union_number="L-77")
    for words in ("overtime bypassed", "OVERTIME", "L-77", "0001"):
        assert (words, found(client, words)["cases"]) == (words, ["G-2026-0001 Overtime call-out order bypassed"])
    for words in ("G-2026-0001", "g-26-1", "g 2026 1", " g-2026-1 "):  # a number leads straight to its record
        assert (words, client.get("/search/", {"q": words})["Location"]) == (words, "/grievances/G-2026-0001/")


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


PAGES = ("", "peek/", "steps/", "deadlines/", "documents/", "notes/", "people/", "related/", "history/", "facts/",
         "extend/", "access/")  # fmt: skip
# Everywhere that a number, its words or the union's number could show that a hidden grievance is there.
ADDRESSES = (
    *(f"/search/?q={words}" for words in ("G-2026-0001", "g-26-1", "secret+matter", "L-88", "secrit+mater", "0001")),
    *(f"/grievances/?q={words}" for words in ("G-2026-0001", "secret", "")),
    "/grievances/?status=all&access=restricted",
    "/grievances/assign/?grievance=G-2026-0001",
    *(f"/grievances/G-2026-0001/{page}" for page in PAGES),
    "/arbitrations/G-2026-0001/",
)  # fmt: skip
# What differs between any two answers: the token against forged forms, and the seconds the session has left.
CHANGING = re.compile(rb'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"|data-session-left="\d+"')


def answer(client, address, **headers):
    """Everything that a person gets: status, headers, and the body byte by byte."""
    response = client.get(address, headers=headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    told = {name: value for name, value in response.items() if name not in {"Content-Length", "Set-Cookie"}}
    return response.status_code, told, CHANGING.sub(b"", body)


PANEL = {"HX-Request": "true", "HX-Target": "search-panel"}


def test_what_one_may_not_know_of_answers_word_for_word_like_what_is_not_there(client, specialist):
    unit = unit_with_procedure()
    asked = [(address, headers) for address in ADDRESSES for headers in ({}, PANEL)]
    before = [answer(client, address, **headers) for address, headers in asked]
    hidden = filed(unit=unit, title="Secret matter", is_restricted=True, union_number="L-88")
    assert hidden.reference == "G-2026-0001"
    for (address, headers), absent in zip(asked, before, strict=True):
        assert answer(client, address, **headers) == absent, (address, headers)
    made_up = answer(client, "/grievances/G-2026-0999/")
    # The foot of a printed page names the address that was asked for.
    assert answer(client, "/grievances/G-2026-0001/") == (*made_up[:2], made_up[2].replace(b"-0999", b"-0001"))
    client.force_login(unit.owner)
    assert client.get("/search/?q=G-2026-0001")["Location"] == hidden.get_absolute_url()


def test_the_words_searched_for_are_marked(client, specialist):
    filed(title="Overtime <b>call-out</b>")
    page = client.get("/search/", {"q": "call-OUT over"}).content.decode()
    assert "<mark>Over</mark>time &lt;b&gt;<mark>call-out</mark>&lt;/b&gt;" in page


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


def test_hostile_words_break_nothing(client, specialist):
    for nasty in ("", "a", "\x00\x00", "%%", "'; --", "<script>", "x" * 5000, "g-99-99999", "14.3." * 50):
        assert (nasty, client.get("/search/", {"q": nasty}).status_code) == (nasty, 200)


def test_open_cases_stand_first_and_then_the_newest(client, specialist):
    unit = unit_with_procedure()
    cases = [filed(unit=unit, title=f"Overtime {n}", received_on=day, event_on=day) for n, day in enumerate(DAYS)]
    Grievance.objects.filter(pk=cases[0].pk).update(closed_on=date(2026, 6, 12), outcome="WITHDRAWN")
    assert [label.partition(" ")[2] for label in found(client, "overtime")["cases"]] == [
        "Overtime 2", "Overtime 1", "Overtime 0",
    ]  # fmt: skip


@pytest.mark.parametrize("panel", [{}, PANEL])
def test_while_the_union_may_look_on_no_paper_of_the_mandate_is_found(client, panel):
    paper = DocumentFactory(level=Level.MANDATE, title="Ceiling of the mandate", matter__unit=BargainingUnitFactory())
    DocumentFactory(matter=paper.matter, title="Ceiling of the pool hall")
    client.force_login(MatterAccessFactory(matter=paper.matter).user)
    assert len(found(client, "ceiling of", **panel)["documents"]) == 2
    session = client.session
    session[TABLE_SAFE], session[LOOKED_ON_UNITS] = [paper.matter.reference], [paper.matter.unit_id]
    session.save()
    [label] = found(client, "ceiling of", **panel)["documents"]
    assert label.endswith("Ceiling of the pool hall")


def test_cases_behind_a_wall_take_no_place_among_those_found_by_number(client, specialist, monkeypatch):
    monkeypatch.setattr(queries, "MOST_NUMBERED", 1)
    unit = unit_with_procedure()
    for words in ("77", "No. 88"):
        filed(unit=unit, union_number=words, title="Secret matter", is_restricted=True)
        open_one = filed(unit=unit, union_number=words)
        filed(unit=unit, union_number=words, title="Secret matter", is_restricted=True)
        assert found(client, words)["cases"] == [f"{open_one.reference} {open_one.title}"]

"""Searching agreement text: what is found, what is not, and what the page says about it."""

import itertools
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.queries import searching
from agreements.queries.noted import readings_found
from agreements.queries.searching import Scope, found_text
from agreements.queries.spelling import nearest_spelling
from agreements.rules.asking import read
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.agreements.readings import held, published
from tests.agreements.shelves import agreement_with
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 14, tzinfo=UTC)
TEXTS = {
    "14": "",
    "14.3": "Overtime call-outs shall be offered in order of classification seniority from the posted list.",
    "15": "Leave is granted in order of requests.",
}


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)


@pytest.fixture
def liaison(client):
    user = UserFactory(role=Role.LIAISON)
    client.force_login(user)
    return user


def numbers(user, question, **where):
    found = found_text(user, read(question, {}), **{"on": TODAY, **where})
    return [hit.number for hit in found.hits]


FOUND = {
    "overtime call-out": ["14.3"],
    "seniority LIST": ["14.3"],
    "order": ["14.3", "15"],
    '"order of requests"': ["15"],
    '"order requests"': [],
    "classif*": ["14.3"],
    "call-o*": ["14.3"],
    "overtime*": ["14.3"],
    "order -leave": ["14.3"],
    "overtime 14.3": ["14.3"],
    # Words of the heading find the paragraph under it.
    "14.3": [],
    "the of": [],
}


def test_what_is_found(liaison):
    agreement_with(TEXTS)
    assert {question: sorted(numbers(liaison, question)) for question in FOUND} == FOUND


def test_the_words_found_are_marked_and_nothing_else(liaison):
    agreement_with({"14": "Notice < 5 days & overtime: none."})
    (hit,) = found_text(liaison, read("overtime", {}), on=TODAY).hits
    assert hit.pieces == (("Notice < 5 days & ", False), ("overtime", True), (": none.", False))


@pytest.mark.parametrize("few", [0, 1, 3000], ids=["as many", "as one too many", "as few"])
def test_what_holds_today_but_will_end_is_found_and_what_ended_is_not(liaison, monkeypatch, few):
    monkeypatch.setattr(searching, "_FEW_ENDING", few)
    agreement_with({"14": "Overtime in winter."}, until=date(2026, 9, 1))
    agreement_with({"15": "Overtime of old."}, until=date(2026, 1, 1), unit=BargainingUnitFactory())
    assert numbers(liaison, "overtime") == ["14"]
    assert numbers(liaison, "overtime", on=date(2025, 12, 31)) == ["14", "15"]
    assert numbers(liaison, "overtime", scope=Scope.ALL) == ["14", "15"]
    assert numbers(liaison, "overtime", on=date(2026, 9, 1)) == []


def test_words_are_searched_within_units(liaison):
    here, there = agreement_with(TEXTS).unit, agreement_with(TEXTS, unit=BargainingUnitFactory()).unit
    assert numbers(liaison, "overtime", units=[here.pk]) == ["14.3"]
    assert numbers(liaison, "overtime", units=[here.pk, there.pk]) == ["14.3", "14.3"]


def test_the_unit_is_looked_up_in_the_index_of_words(liaison):
    unit = agreement_with(TEXTS).unit
    with CaptureQueriesContext(connection) as asked:
        numbers(liaison, "overtime", units=[unit.pk])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}".replace("%", "%%"), [])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert re.search(r"paragraph_(words_in_force|unit_words).*\n *Index Cond: .*unit_id = ", plan), plan


def test_a_closed_agreement_leaves_no_trace(liaison):
    closed = agreement_with({"14": "Overtime and secondment."}, level=Level.RESTRICTED)
    walled = agreement_with({"15": "Overtime and tiredness."}, unit=BargainingUnitFactory())
    MatterExclusion.objects.create(matter=walled, user=liaison, reason="Named in it.", excluded_at=NOW)
    for scope in Scope:
        found = found_text(liaison, read("overtime", {}), on=TODAY, scope=scope)
        assert (found.hits, found.count, found.has_more) == ((), 0, False)
    assert nearest_spelling(liaison, read("leavve", {})) == ""
    assert found_text(UserFactory(), read("overtime", {}), on=TODAY).count == 1, closed


def test_the_count_is_bounded_and_says_so(liaison, client, monkeypatch):
    monkeypatch.setattr(searching, "MOST_RANKED", 2)
    agreement_with({str(number): "Overtime." for number in range(1, 6)})
    page = client.get("/agreements/search/", {"q": "overtime"})
    assert page.context["found"].count_words == "More than 2 paragraphs"
    assert b"<strong>More than 2 paragraphs</strong>" in page.content


MEANT = {
    "overtme callouts": "overtime call-outs",
    "overtime calloutz": "overtime call-outs",
    "senoirity list": "seniority list",
    "seniority": "",
    "zzzz": "",
}


def test_the_nearest_spelling_is_offered(liaison):
    agreement_with(TEXTS)
    assert {question: nearest_spelling(liaison, read(question, {})) for question in MEANT} == MEANT


def test_a_units_nickname_is_a_filter_and_the_page_says_so(liaison, client):
    agreement_with(TEXTS)
    agreement_with(TEXTS, unit=BargainingUnitFactory(slug="fire", name="Fire and EMS"))
    page = client.get("/agreements/search/", {"q": "overtime call-out labor"})
    assert [hit.unit for hit in page.context["found"].hits] == ["Labor and Trades"]
    assert "because you wrote “labor”" in page.content.decode()
    wide = client.get("/agreements/search/", {"q": "overtime call-out", "unit": "any"})
    assert {hit.unit for hit in wide.context["found"].hits} == {"Fire and EMS", "Labor and Trades"}


@pytest.mark.parametrize("question", ["art 14.3 trades", "14.3(a) L&T"])
def test_a_clause_of_one_unit_is_opened_at_once(liaison, client, question):
    agreement_with(TEXTS)
    agreement_with(TEXTS, unit=BargainingUnitFactory(slug="fire", name="Fire and EMS"))
    there = client.get("/agreements/search/", {"q": question})["Location"]
    assert there.startswith("/agreements/lt/articles/14.3/?as-of=2026-06-15#14.3")
    page = client.get("/agreements/search/", {"q": "14.3"})
    assert [hit.unit for hit, _ in page.context["clauses"]] == ["Fire and EMS", "Labor and Trades"]


NASTY = ("", "a", "%%", "'; --", "<script>", "x" * 5000, "\\:*", "'*", "a'b*", "!& | ()", '"', "--", "\x00")


@pytest.mark.usefixtures("liaison")
def test_hostile_words_break_nothing(client):
    agreement_with(TEXTS)
    for scope, nasty in itertools.product(("DAY", "ALL", "OTHER"), NASTY):
        page = client.get("/agreements/search/", {"q": nasty, "scope": scope, "on": "never"})
        assert page.status_code == 200, (scope, nasty)


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_asks_the_same_number_of_questions_however_much_it_finds(
    liaison, client, django_assert_num_queries, count
):
    for _ in range(count):
        agreement_with(TEXTS, unit=BargainingUnitFactory())
    client.get("/agreements/search/")
    with django_assert_num_queries(8):
        assert len(client.get("/agreements/search/", {"q": "overtime"}).context["found"].hits) == count


def test_a_search_finds_the_readings_that_hold_on_the_day_asked_about():
    article = held()
    reading = published(article, effective_on=date(2026, 6, 1))
    user = UserFactory(role=Role.SPECIALIST)
    assert [find.reference for find in readings_found(user, "storm", [], 5, date(2026, 6, 1))] == [reading.reference]
    assert readings_found(user, "storm", [], 5, date(2026, 5, 31)) == []
    assert [find.reference for find in readings_found(user, "storm", [], 5, None)] == [reading.reference]

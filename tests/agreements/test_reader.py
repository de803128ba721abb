"""The reader: the exact words of a day, where they stand, and what is offered when there are none."""

from datetime import UTC, date, datetime

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.models.text import ArticleVersion
from labor_office.core.users.permissions import Role
from tests.agreements.shelves import agreement_with
from tests.agreements.test_practices import recorded
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026."""
    settings.CLOCK_OFFSET = datetime(2026, 6, 15, 14, tzinfo=UTC) - datetime.now(UTC)


@pytest.fixture
def liaison(client):
    user = UserFactory(role=Role.LIAISON)
    client.force_login(user)
    return user


def read(client, address, **headers):
    return client.get(f"/agreements/{address}", headers=headers)


def test_a_liaison_reads_an_article_with_its_sections(client, liaison):
    agreement_with({"14": "", "14.1": "Paid at one and one half.", "14.3": "In order of seniority.", "15": "Leave."})
    page = read(client, "lt/2023-2026/articles/14/")
    reading = page.context["reading"]
    assert [clause.line.number for clause in reading.clauses] == ["14", "14.1", "14.3"]
    assert [branch.line.number for branch in reading.branches] == ["14", "15"]
    assert (reading.before, reading.after.line.number) == (None, "15")
    assert reading.citation == "Art. 14, Labor and Trades Agreement 2023 to 2026"
    body = page.content.decode()
    assert "Showing the text in force on <strong>June 15, 2026</strong>" in body
    assert "In order of seniority." in body


def test_a_section_number_opens_its_article_and_is_cited_with_it(client, liaison):
    agreement_with({"14": "", "14.3": "In order of seniority."})
    reading = read(client, "lt/articles/14.3/").context["reading"]
    assert (reading.article.number, reading.asked.number) == ("14", "14.3")
    assert reading.citation == "Art. 14, section 14.3, Labor and Trades Agreement 2023 to 2026"


def test_the_day_in_the_address_decides_the_words(client, liaison):
    agreement = agreement_with({"14": "Two hours."}, until=date(2025, 7, 1))
    article = agreement.versions.get().article
    ArticleVersionFactory(
        article=article, agreement=agreement, text="Three hours.", in_force=DateRange(date(2025, 7, 1), None)
    )
    for day, words in (("2025-06-30", "Two hours."), ("2025-07-01", "Three hours.")):
        page = read(client, f"lt/2023-2026/articles/14/?as-of={day}")
        assert [clause.passages[0].text for clause in page.context["reading"].clauses] == [words]
    assert page.context["reading"].clauses[0].marks == (("The agreement’s own words again from Jul 1, 2025", ""),)


@pytest.mark.parametrize(("typed", "iso"), [("5/9/2026", "2026-05-09"), ("yesterday", "2026-06-14")])
def test_a_day_typed_another_way_becomes_an_address_that_holds(client, liaison, typed, iso):
    agreement_with({"14": "Words."})
    answer = client.get("/agreements/lt/articles/14/", {"as-of": typed})
    assert answer["Location"] == f"/agreements/lt/articles/14/?as-of={iso}"


def test_a_day_that_cannot_be_read_says_so_and_shows_today(client, liaison):
    agreement_with({"14": "Words."})
    page = client.get("/agreements/lt/articles/14/", {"as-of": "2026-02-31"})
    assert page.status_code == 200
    assert "Enter a date, for example 2/1/2024." in page.content.decode()
    assert page.context["place"].as_of == TODAY


def test_a_day_before_the_first_agreement_offers_the_nearest(client, liaison):
    agreement_with({"14": "Words."})
    page = read(client, "lt/articles/14/?as-of=2020-01-01")
    assert page.status_code == 200
    assert 'href="/agreements/lt/articles/14/?as-of=2023-07-01"' in page.content.decode()


def test_a_unit_without_an_agreement_says_what_governs(client, liaison):
    BargainingUnitFactory(slug="pros", name="Professional")
    page = read(client, "pros/text/")
    assert "City ordinance and policies govern" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    ["lt/articles/99/", "lt/1999-2001/articles/14/", "nowhere/articles/14/", "lt/1999-2001/", "nowhere/text/"],
)
def test_what_was_never_there_is_not_found(client, liaison, address):
    agreement_with({"14": "Words."})
    assert read(client, address).status_code == 404


def test_a_term_in_the_address_means_a_day_on_which_its_words_held(client, liaison):
    agreement_with({"14": "Old."}, until=date(2023, 7, 1), starts_on=date(2020, 7, 1), ends_on=date(2023, 6, 30),
                   term_name="2020 to 2023", text_until=date(2023, 7, 1))  # fmt: skip
    agreement_with({"14": "New."})
    old, new = read(client, "lt/2020-2023/articles/14/"), read(client, "lt/2023-2026/articles/14/")
    assert (old.context["place"].as_of, new.context["place"].as_of) == (date(2023, 6, 30), TODAY)
    assert [page.context["reading"].clauses[0].passages[0].text for page in (old, new)] == ["Old.", "New."]


def test_a_draft_is_on_the_shelf_only_for_those_who_may_edit(client):
    unit = agreement_with({"14": "Words."}).unit
    AgreementFactory(
        unit=unit, term_name="2026 to 2029", published_at=None, title="Successor", ends_on=date(2029, 6, 30)
    )
    for role, drafts in ((Role.SPECIALIST, ["Successor"]), (Role.ANALYST, []), (Role.LIAISON, [])):
        client.force_login(UserFactory(role=role))
        place = client.get("/agreements/").context["shelf"].places[0]
        assert [draft.title for draft in place.drafts] == drafts
        assert place.current.agreement.term_name == "2023 to 2026"


def test_the_tree_asks_for_the_article_alone(client, liaison):
    agreement_with({"14": "Words."})
    page = read(client, "lt/articles/14/", **{"HX-Request": "true", "HX-Target": "agreement"})
    assert b"<html" not in page.content
    assert b'<div class="reader">' in page.content


@pytest.mark.parametrize("count", [1, 3])
def test_the_reader_asks_the_same_number_of_questions_however_long(client, liaison, django_assert_num_queries, count):
    agreement_with({f"{n}{section}": "Words." for n in range(10, 10 + 4 * count) for section in ("", ".1", ".2")})
    read(client, "lt/articles/11/")
    with django_assert_num_queries(8):
        assert read(client, "lt/articles/11/").status_code == 200
    # Whoever sees every kind of note asks as little where there is none; a kind that has some is asked besides.
    client.force_login(UserFactory(role=Role.SPECIALIST))
    read(client, "lt/articles/11/")
    with django_assert_num_queries(9):
        assert read(client, "lt/articles/11/").context["reading"].notes == ()
    recorded(ArticleVersion.objects.get(number="11").article)
    with django_assert_num_queries(10):
        assert [one.note.kind for one in read(client, "lt/articles/11/").context["reading"].notes] == ["Past practice"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_shelf_asks_the_same_number_of_questions_however_many(client, liaison, django_assert_num_queries, count):
    for _ in range(count):
        unit = BargainingUnitFactory()
        ArticleVersionFactory(article=ArticleFactory(unit=unit), agreement=AgreementFactory(unit=unit))
    client.get("/agreements/")
    with django_assert_num_queries(6):
        assert client.get("/agreements/").status_code == 200


def test_another_unit_opens_at_the_same_subject(client, liaison):
    agreement_with({"14": "Words.", "15": "Leave."})
    fire = BargainingUnitFactory(slug="fire")
    agreement_with({"20": "Other.", "21": "Words."}, unit=fire)
    fire_overtime = fire_article(fire, "21", "Overtime and callback")
    there = read(client, "lt/articles/14/elsewhere/?to=fire&as-of=2026-01-05")["Location"]
    assert there == f"/agreements/fire/2023-2026/articles/{fire_overtime}/?as-of=2026-01-05"
    nothing_alike = read(client, "lt/articles/15/elsewhere/?to=fire&as-of=2026-01-05")
    assert nothing_alike["Location"] == "/agreements/fire/text/?as-of=2026-01-05"
    assert read(client, "lt/articles/14/elsewhere/?to=nowhere").status_code == 404


def fire_article(unit, number, title):
    """Give an article of ``unit`` another title; its number."""
    ArticleVersion.objects.filter(unit=unit, number=number).update(title=title)
    return number

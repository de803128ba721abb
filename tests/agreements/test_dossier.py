"""The dossier: everything that touched an article and that the reader may know of, on screen and as exhibits."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.actions.dossiers import set_dossier
from agreements.models.dossiers import DossierPrint
from grievances.rules.vocabulary import Outcome, StepOutcome
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import PdfJob
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.agreements.shelves import agreement_with
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.agreements import ArticleFactory, ArticleVersionFactory, SideLetterFactory, TextChangeFactory
from tests.factories.grievances import CitationFactory, GrievanceFactory, GrievanceStepFactory, ProceedingFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 14, tzinfo=UTC)
ADDRESS = "/agreements/lt/articles/14/dossier/"


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)


@pytest.fixture
def article():
    """Section 14.3 in its second words."""
    agreement = agreement_with({"14": "", "14.3": "In order of seniority."}, until=date(2025, 7, 1))
    version = agreement.versions.get(number="14.3")
    ArticleVersionFactory(
        article=version.article, agreement=agreement, parent=version.parent, position=9, title=version.title,
        text="In order of rotation.", in_force=DateRange(date(2025, 7, 1), None),
    )  # fmt: skip
    return version.article


@pytest.fixture
def specialist(client):
    user = UserFactory()
    client.force_login(user)
    return user


def case(article, **fields):
    """A grievance that cites ``article``, denied at Step 1, arbitrated and settled."""
    grievance = GrievanceFactory(
        level=Level.OFFICE, unit=article.unit, title="Call-out passed over", outcome=Outcome.SETTLED,
        closed_on=date(2026, 6, 1), closing_note="Three hours paid.", **fields,
    )  # fmt: skip
    CitationFactory(grievance=grievance, article=article, text="Art. 14, section 14.3")
    GrievanceStepFactory(grievance=grievance, outcome=StepOutcome.DENIED, decided_on=date(2026, 5, 22))
    ProceedingFactory(
        kind="arbitration", origin=grievance, outcome="Split award.", level=grievance.level, unit=article.unit,
        title="Call-out list",
    )  # fmt: skip
    return grievance


def counts(client, address=ADDRESS):
    """How much stands under each tab."""
    return {part.code: len(part.entries) for part in client.get(address).context["dossier"].parts}


def test_everything_stands_in_order_of_time_under_its_tab(client, specialist, article):
    case(article)
    letter = SideLetterFactory(
        agreement=article.versions.first().agreement, put_in_force_at=NOW,
        signed_by_city_on=date(2025, 6, 1), signed_by_union_on=date(2025, 6, 1), effective_on=date(2025, 7, 1),
    )  # fmt: skip
    TextChangeFactory(letter=letter, article=article)
    page = client.get(ADDRESS)
    assert counts(client) == {
        "text": 2, "side_letters": 1, "grievances": 1, "decisions": 1, "awards": 1, "settlements": 1
    }  # fmt: skip
    days = [entry.on for entry in page.context["entries"]]
    assert days == sorted(days, reverse=True)
    assert [link.count for link in page.context["tabs"]] == ["7", "2", "1", "1", "1", "1", "1"]
    tab = client.get(ADDRESS, {"tab": "settlements"})
    assert [(entry.text, entry.on) for entry in tab.context["entries"]] == [("Three hours paid.", date(2026, 6, 1))]


def test_a_section_has_a_dossier_of_its_own(client, specialist, article):
    other = article.versions.first().parent
    case(other)
    assert "grievances" in counts(client)
    assert counts(client, "/agreements/lt/articles/14.3/dossier/") == {"text": 2}


def test_an_article_that_nothing_touched_says_so(client, specialist, article):
    assert b"Nothing but the text." in client.get(ADDRESS).content


def restricted_case(article):
    """A case closed to the office that cites ``article``."""
    grievance = GrievanceFactory(level=Level.RESTRICTED, unit=article.unit, title="Secret matter")
    CitationFactory(grievance=grievance, article=article)
    GrievanceStepFactory(grievance=grievance, outcome=StepOutcome.DENIED, decided_on=date(2026, 5, 22))
    return grievance


def test_what_one_may_not_know_of_is_in_no_entry_no_count_and_no_tab(client, specialist, article):
    before = [(link.label, link.count) for link in client.get(ADDRESS).context["tabs"]]
    restricted_case(article)
    shut_out_of = case(article)
    MatterExclusion.objects.create(matter=shut_out_of, user=specialist, reason="Named in it.", excluded_at=NOW)
    page = client.get(ADDRESS)
    assert [(link.label, link.count) for link in page.context["tabs"]] == before
    assert [entry.reference for entry in page.context["entries"] if entry.reference] == []
    assert b"Nothing but the text." in page.content


def test_a_liaison_sees_the_cases_of_the_own_department(client, article):
    own, other = DepartmentFactory(), DepartmentFactory()
    liaison = UserFactory(role=Role.LIAISON)
    DepartmentContactFactory(department=own, user=liaison)
    mine = case(article, department=own)
    case(article, department=other, reference="G-2026-0902")
    client.force_login(liaison)
    parts = {part.code: part.entries for part in client.get(ADDRESS).context["dossier"].parts}
    assert [entry.reference for entry in parts["grievances"]] == [mine.reference]
    assert client.post(f"{ADDRESS}print/").status_code == 403


def test_the_pdf_numbers_its_exhibits_and_leaves_out_what_not_all_may_know_of(client, specialist, article):
    case(article)
    restricted = restricted_case(article)
    restricted.access_grants.create(user=specialist, reason="Works on it.", granted_at=NOW)
    client.post(f"{ADDRESS}print/")
    made = DossierPrint.objects.get()
    assert made.left_out == 2
    assert [each["number"] for each in made.facts["paper"]["exhibits"]] == [f"C-{n}" for n in range(1, 7)]
    assert [each["on"] for each in made.facts["paper"]["exhibits"]][:2] == ["2023-07-01", "2025-07-01"]
    assert "Secret matter" not in str(made.facts)
    document = print_job(job_id=PdfJob.objects.get().pk, now=NOW)
    page = client.get(ADDRESS).content.decode()
    assert f"/documents/{document.reference}/file" in page
    assert "Left out of it: 2 entries" in page


def test_the_pdf_is_tagged_and_the_same_twice(client, specialist, article):
    case(article)
    client.post(f"{ADDRESS}print/")
    printed = set_dossier(DossierPrint.objects.get().pk)
    assert printed.content == set_dossier(DossierPrint.objects.get().pk).content
    with pikepdf.open(io.BytesIO(printed.content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "en-US"
        assert paper.open_metadata()["pdfuaid:part"] == "1"
    assert_accessible_pdf(printed.content)


def test_another_persons_print_is_not_there(client, specialist, article):
    client.post(f"{ADDRESS}print/")
    reference = DossierPrint.objects.get().reference
    assert client.get(f"{ADDRESS}print/{reference}/").status_code == 200
    client.force_login(UserFactory())
    assert client.get(f"{ADDRESS}print/{reference}/").status_code == 404
    assert client.get(ADDRESS).context["print"] is None


@pytest.mark.parametrize("address", ["lt/articles/99/dossier/", "nowhere/articles/14/dossier/"])
def test_what_was_never_there_has_no_dossier(client, specialist, article, address):
    assert client.get(f"/agreements/{address}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_dossier_asks_the_same_number_of_questions_however_much_happened(
    client, specialist, article, django_assert_num_queries, count
):
    for _ in range(count):
        case(article)
    client.get(ADDRESS)
    with django_assert_num_queries(21):
        assert counts(client)["grievances"] == count


@pytest.fixture
def renumbered(article):
    """What is section 14.3 was section 13.9 until 2023, and an article without a number stood before it all."""
    agreement = article.versions.first().agreement
    before = {"agreement": agreement, "in_force": DateRange(date(2020, 7, 1), date(2023, 7, 1))}
    ArticleVersionFactory(article=article, number="13.9", text="By lot.", **before)
    ArticleVersionFactory(
        article=ArticleFactory(unit=article.unit, number=""), number="", agreement=agreement, title="Purpose",
        text="Good faith.", in_force=DateRange(date(2023, 7, 1), None),
    )  # fmt: skip
    return article


@pytest.mark.usefixtures("specialist", "renumbered")
@pytest.mark.parametrize(("number", "day", "status"), [
    ("13.9", "2022-01-01", 200),
    ("13.9", "", 200),
    ("preamble", "", 200),
    ("99", "2022-01-01", 404),
])  # fmt: skip
def test_the_dossier_is_found_by_the_number_of_its_day(client, number, day, status):
    assert client.get(f"/agreements/lt/articles/{number}/dossier/", {"as-of": day}).status_code == status


def test_an_old_number_leads_to_the_words_of_its_own_days(client, specialist, renumbered):
    page = client.get("/agreements/lt/articles/13.9/dossier/")
    assert page.context["dossier"].article == renumbered
    assert "/agreements/lt/articles/13.9/?as-of=2023-06-30" in page.content.decode()
    reader = client.get("/agreements/lt/articles/14.3/", {"as-of": "2025-08-01"}).content.decode()
    assert "/agreements/lt/articles/14.3/dossier/?as-of=2025-08-01" in reader

"""Comparators: figures kept, replaced, loaded from a survey, shown with the City first."""

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from bargaining.actions import comparators
from bargaining.actions.comparators import Point
from bargaining.models.comparators import Benchmark, DataPoint, Jurisdiction
from bargaining.rules.comparators import PointRefused
from labor_office.core.users.models import PersonEvent
from labor_office.core.users.permissions import Role
from tests.bargaining.table import AT
from tests.factories.comparators import BenchmarkFactory, DataPointFactory, JurisdictionFactory
from tests.factories.users import UserFactory

TODAY = date(2026, 6, 15)
HEAD = "Benchmark,Jurisdiction,Value,Weekly hours,Effective,Matched class,Match,Source\n"


def keep(benchmark, employer, value, *, since=date(2026, 1, 1), by=None, **more):
    """One figure."""
    point = Point(Decimal(value), since, "Pay plan", **more)
    return comparators.record_point(
        benchmark=benchmark, jurisdiction=employer, point=point, by=by or UserFactory(), at=AT
    )


def load(text, *, adds_employers=False):
    """A survey file."""
    return comparators.import_points(
        data=text.encode(), adds_employers=adds_employers, by=UserFactory(), at=AT, today=TODAY
    )


def test_a_newer_figure_replaces_the_former_which_stays(db):
    benchmark, county = BenchmarkFactory(), JurisdictionFactory()
    former = keep(benchmark, county, 70_000)
    newer = keep(benchmark, county, 72_000, since=date(2026, 7, 1))
    former.refresh_from_db()
    assert (former.replaced_at, newer.replaced_at) == (AT, None)
    with pytest.raises(PointRefused, match="newer figure"):
        keep(benchmark, county, 60_000, since=date(2025, 1, 1))


@pytest.mark.parametrize(("value", "more"), [(-1, {}), (1, {"weekly_hours": Decimal(200)})])
def test_what_no_figure_is_is_refused(db, value, more):
    with pytest.raises(PointRefused):
        keep(BenchmarkFactory(), JurisdictionFactory(), value, **more)


def test_a_survey_is_loaded_whole_or_not_at_all(db):
    BenchmarkFactory(name="Pipe Fitter II")
    JurisdictionFactory(name="Harlan County")
    good = 'Pipe Fitter II,Harlan County,"$72,500.00",37.5,7/1/2025,Technician,fair,"Pay plan, p. 4"\n'
    bad = (
        "Pipe Fitter III,Harlan County,72500,,7/1/2025,,,Plan\n"
        "Pipe Fitter II,Nowhere,72500,,7/1/2025,,,Plan\n"
        "Pipe Fitter II,Harlan County,much,,7/1/2025,,,Plan\n"
        "Pipe Fitter II,Harlan County,1,,July,,,Plan\n"
        "Pipe Fitter II,Harlan County,1,,7/1/2025,,,\n"
        f"Pipe Fitter II,Harlan County,1,,7/1/2025,,,{'Plan' * 60}\n"
        'Pipe Fitter II,Harlan County,"999,999,999,999",,7/1/2025,,,Plan\n'
    )
    count, problems = load(HEAD + good + bad)
    assert (count, DataPoint.objects.count()) == (0, 0)
    assert [problem.split(":")[0] for problem in problems] == [f"Line {n}" for n in range(3, 10)]
    assert load(HEAD + good) == (1, [])
    point = DataPoint.objects.get()
    assert (point.value, point.weekly_hours, point.match, point.effective_on) == (
        Decimal(72_500), Decimal("37.5"), "FAIR", date(2025, 7, 1),
    )  # fmt: skip


def test_a_survey_adds_employers_when_told(db):
    BenchmarkFactory(name="Raise", figure="PERCENT")
    assert load(f"{HEAD}Raise,New Town,3.125%,,2026-07-01,,,Plan\n", adds_employers=True) == (1, [])
    assert (Jurisdiction.objects.get().name, DataPoint.objects.get().value) == ("New Town", Decimal("3.125"))


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"PK\x03\x04", "no CSV"), (b"a,\0b\n", "no CSV"), (b"a,b\n1,2\n", "lacks benchmark"), (b"", "lacks benchmark")],
)
def test_what_is_no_survey_is_said_in_a_sentence(db, data, said):
    count, problems = comparators.import_points(data=data, adds_employers=True, by=UserFactory(), at=AT, today=TODAY)
    assert count == 0
    assert said in problems[0]


def test_the_tables_refuse_two_cities_and_two_current_figures(db):
    JurisdictionFactory(is_own=True)
    with pytest.raises(IntegrityError, match="jurisdiction_one_is_the_city"), transaction.atomic():
        JurisdictionFactory(is_own=True)
    point = DataPointFactory()
    with pytest.raises(IntegrityError, match="data_point_one_current"), transaction.atomic():
        DataPointFactory(benchmark=point.benchmark, jurisdiction=point.jurisdiction)


@pytest.fixture
def analyst(client, db):
    """An analyst's browser."""
    client.force_login(UserFactory(role=Role.ANALYST))
    return client


def test_the_city_stands_first_and_where_it_stands_is_said_in_words(analyst):
    benchmark = BenchmarkFactory()
    city = JurisdictionFactory(name="Rivermont", is_own=True)
    keep(benchmark, city, 68_900)
    for name, value in (("A County", 72_500), ("B County", 70_100)):
        keep(benchmark, JurisdictionFactory(name=name), value, since=date(2024, 1, 1))
    page = analyst.get(reverse("bargaining:comparator", args=[benchmark.pk])).content.decode()
    assert "The City is third of three, the lowest, 3.37% below the mean of the others." in page
    table = page[page.index("<tbody>") :]
    assert table.index("Rivermont") < table.index("A County") < table.index("B County")
    assert page.count("Older than 18 months") == 2
    assert '<svg class="chart bars"' in page
    said = "0th percentile: 0 of 2 comparators at or below the City"
    # On the page, and in the chart's words for whoever does not see it.
    assert page.count(said) == 2
    file = analyst.get(reverse("bargaining:comparator_csv", args=[benchmark.pk])).content.decode()
    assert file.splitlines()[0].startswith('Employer,"Figure, dollars a year",Compared,"Over the City, percent",')
    numbers = ("A County,72500.00,72500.00,5.22,", "B County,70100.00,70100.00,1.74,", "Mean without the City,71300.00")
    assert [one for one in numbers if one not in file] == []
    assert file.splitlines()[-2:] == [
        'Rank of the City,3,"third of three, the lowest"', f"Percentile of the City,0,{said}",
    ]  # fmt: skip
    assert PersonEvent.objects.get().summary == f"Exported the comparators of {benchmark}"
    analyst.force_login(UserFactory(role=Role.ATTORNEY))
    page = analyst.get(reverse("bargaining:comparator", args=[benchmark.pk])).content.decode()
    address = reverse("bargaining:comparator_csv", args=[benchmark.pk])
    assert (address in page, analyst.get(address).status_code) == (False, HTTPStatus.FORBIDDEN)


def test_an_analyst_adds_employers_benchmarks_figures_and_a_survey(analyst):
    analyst.post(reverse("bargaining:employers"), {"name": "Rivermont", "is_own": "on", "is_used": "on"})
    city = Jurisdiction.objects.get()
    analyst.post(f"{reverse('bargaining:employers')}?change={city.pk}", {"name": "City of Rivermont", "is_own": "on"})
    analyst.post(reverse("bargaining:comparator_new"), {"name": "Pipe Fitter", "figure": "YEARLY"})
    benchmark = Benchmark.objects.get()
    given = {"jurisdiction": city.pk, "value": "68900", "effective_on": "2026-01-01", "match": "GOOD", "source": "Plan"}
    assert analyst.post(reverse("bargaining:comparator", args=[benchmark.pk]), given).status_code == HTTPStatus.FOUND
    file = SimpleUploadedFile("survey.csv", f"{HEAD}Pipe Fitter,X,1,,2026-01-01,,,Plan\n".encode())
    answer = analyst.post(reverse("bargaining:comparator_survey"), {"file": file})
    assert "Line 2: There is no employer called “X”" in answer.content.decode()
    city.refresh_from_db()
    assert (city.name, DataPoint.objects.count()) == ("City of Rivermont", 1)


#   who, do they read, do they keep
MAY = [
    (Role.CHIEF, True, True), (Role.SPECIALIST, True, True), (Role.ANALYST, True, True),
    (Role.ATTORNEY, True, False), (Role.LIAISON, False, False), (Role.TRAINER, False, False),
]  # fmt: skip


def test_who_reads_and_who_keeps_comparators(client, db):
    got = []
    for role, *_ in MAY:
        client.force_login(UserFactory(role=role))
        answers = [client.get(reverse(f"bargaining:{name}")) for name in ("comparators", "comparator_new")]
        got.append((role, *(answer.status_code == HTTPStatus.OK for answer in answers)))
    assert got == MAY


def test_the_list_asks_the_same_for_one_benchmark_and_for_three(client, db, django_assert_num_queries):
    for more in (1, 2):
        for _ in range(more):
            keep(BenchmarkFactory(), JurisdictionFactory(), 70_000)
        client.force_login(UserFactory(role=Role.ANALYST))
        with django_assert_num_queries(9):
            client.get(reverse("bargaining:comparators"))

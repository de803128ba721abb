"""What the demo city's 14.3 said on the days that people ask about."""

from datetime import date

import pytest

from agreements.models.text import Article, ArticleVersion
from labor_office.core.users.permissions import Role
from labor_office.desk.demo import texts
from labor_office.desk.demo.agreements import TERMS
from tests.agreements.texts import said
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db


def test_what_14_3_said():
    units = {slug: BargainingUnitFactory(slug=slug, name=slug) for slug in {term.unit for term in TERMS}}
    texts.put_in_force(units, UserFactory(role=Role.CHIEF), UserFactory())
    unit = units["labor-and-trades"]
    expected = {
        date(2022, 5, 2): "An employee on stand-by",
        date(2024, 2, 1): "While the City has declared a snow emergency",
        date(2024, 4, 1): "except where an emergency makes it impracticable",
        date(2026, 1, 31): "among those who signed the sheet",
        date(2026, 2, 1): "in turn from the sign-up sheet",
        date(2026, 6, 8): "except where an emergency makes it impracticable",
    }
    assert {day: words in said(unit, "14.3", day) for day, words in expected.items()} == dict.fromkeys(expected, True)
    calls = Article.objects.cited_as(unit, "14.3", on=date(2026, 6, 8)).get()
    assert ArticleVersion.objects.in_force(date(2022, 5, 2)).get(article=calls).number == "13.2"
    assert said(unit, "14.5", date(2025, 12, 1))
    assert said(unit, "14.5", date(2026, 2, 1)) is None

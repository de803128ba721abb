"""An award questions official readings of what it decided on, and names no case to those who hear of it."""

from datetime import UTC, date, datetime

import pytest

from agreements.models.interpretations import Interpretation
from grievances.actions.awards import question_readings
from labor_office.core.matters.rules import Level
from labor_office.core.notices.models import Notice
from tests.agreements.readings import held, published
from tests.factories.grievances import CitationFactory, GrievanceFactory, ProceedingFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("kind", "level", "because"),
    [
        ("arbitration", Level.OFFICE, "An arbitrator's award on it came on Monday, June 1, 2026."),
        ("arbitration", Level.RESTRICTED, ""),
        ("charge", Level.OFFICE, ""),
    ],
)
def test_an_award_on_an_article_questions_its_readings(kind, level, because):
    article = held()
    reading, grievance = published(article), GrievanceFactory()
    CitationFactory(grievance=grievance, article=article)
    case = ProceedingFactory(kind=kind, level=level, origin=grievance.matter)
    question_readings(matter=case, on=ON, by=UserFactory(), at=datetime(2026, 6, 2, 15, tzinfo=UTC))
    assert Interpretation.objects.get(pk=reading.pk).questioned_because == because
    told = Notice.objects.filter(template="reading_in_question")
    assert told.exists() is bool(because)
    assert not [notice for notice in told if case.reference in str(notice.context)]


def test_an_award_on_nothing_we_hold_questions_nothing():
    case = ProceedingFactory(kind="arbitration", origin=GrievanceFactory().matter)
    question_readings(matter=case, on=ON, by=UserFactory(), at=datetime(2026, 6, 2, 15, tzinfo=UTC))
    assert not Notice.objects.filter(template="reading_in_question").exists()

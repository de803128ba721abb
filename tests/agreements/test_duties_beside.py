"""Practice, advice and obligations beside the text and in the dossier, for those who may know of them."""

import pytest

from agreements import dossier
from agreements.actions.advice import log_advice
from agreements.queries import duties_beside, duties_told
from labor_office.core.users.permissions import Role
from tests.agreements.counted import AT, TODAY, taken_on
from tests.agreements.readings import held
from tests.agreements.test_practices import recorded
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db
BESIDE = (duties_beside.practices_beside, duties_beside.obligations_beside, duties_beside.advice_beside)
TOLD = (duties_told.practices_told, duties_told.obligations_told, duties_told.advice_told)
#                practices, obligations of others, advice
SEES = {
    Role.CHIEF: (1, 1, 1),
    Role.SPECIALIST: (1, 1, 1),
    Role.ANALYST: (1, 1, 1),
    Role.ATTORNEY: (1, 1, 1),
    Role.RECORDS: (1, 1, 0),
    Role.TRAINER: (0, 0, 0),
    Role.LIAISON: (0, 0, 0),
    Role.DECISION_MAKER: (0, 0, 0),
}


def on_article(article, **changes):
    """One of each on an article, and an answer that is privileged."""
    recorded(article)
    taken_on(unit=article.unit, article=article, **changes)
    given = {"question": "May we?", "answer": "Yes.", "unit": article.unit, "articles": [article]}
    who = {"by": UserFactory(), "at": AT, "today": TODAY}
    log_advice(**given, **who)
    log_advice(**given, **who, readers=[])


@pytest.mark.parametrize("role", list(SEES))
def test_each_role_finds_beside_the_text_and_in_the_dossier_what_is_theirs(role):
    article, user = held(), UserFactory(role=role)
    on_article(article)
    subject = dossier.Subject(article.unit_id, (article.pk,))
    assert tuple(len(list(source(user, [article.pk], TODAY))) for source in BESIDE) == SEES[role]
    assert tuple(len(list(source(user, subject))) for source in TOLD) == SEES[role]
    user.is_looked_on = True
    for units, obligations in (((article.unit_id,), SEES[role][1]), ((), 0)):
        user.looked_on_units = units
        assert tuple(len(list(source(user, [article.pk], TODAY))) for source in BESIDE) == (0, obligations, 0)
        assert tuple(len(list(source(user, subject))) for source in TOLD) == (0, obligations, 0)


def test_a_liaison_finds_what_their_department_owes():
    article, liaison, department = held(), UserFactory(role=Role.LIAISON), DepartmentFactory()
    DepartmentContactFactory(department=department, user=liaison)
    on_article(article, department=department)
    (note,) = duties_beside.obligations_beside(liaison, [article.pk], TODAY)
    assert note.title == "Publish the seniority list"


def test_sources_ask_as_often_for_three_as_for_one(django_assert_num_queries):
    article, user = held(), UserFactory()
    subject = dossier.Subject(article.unit_id, (article.pk,))
    for _ in range(3):
        on_article(article)
        with django_assert_num_queries(8):
            for beside, told in zip(BESIDE, TOLD, strict=True):
                assert list(beside(user, [article.pk], TODAY))
                assert list(told(user, subject))

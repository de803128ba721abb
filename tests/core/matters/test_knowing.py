"""Who may know of a matter, asked for many people at once, and of two matters at once."""

import pytest

from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.queries import is_open_to_all_of, knowing
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.factories.matters import MatterAccessFactory, MatterExclusionFactory, MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def test_many_people_are_asked_for_in_one_question_and_as_each_by_themselves(django_assert_num_queries):
    matter = MatterFactory(level=Level.RESTRICTED)
    people = [UserFactory(role=role) for role in (Role.CHIEF, Role.SPECIALIST, Role.LIAISON, Role.DECISION_MAKER)]
    named, shut_out, gone = UserFactory(), UserFactory(), UserFactory(is_active=False)
    for user in (named, shut_out, gone):
        MatterAccessFactory(matter=matter, user=user)
    MatterExclusionFactory(matter=matter, user=shut_out)
    people += [named, shut_out, gone]
    with django_assert_num_queries(1):
        found = knowing(matter, people)
    assert found == {named.pk}
    assert found == {one.pk for one in people if Matter.objects.visible_to(one).filter(pk=matter.pk).exists()}
    assert knowing(matter, []) == set()


@pytest.mark.parametrize(("here", "there", "expected"), [
    (Level.OFFICE, Level.OFFICE, True),
    (Level.OFFICE, Level.RESTRICTED, True),
    (Level.RESTRICTED, Level.OFFICE, False),
    # Nobody is named on either.
    (Level.RESTRICTED, Level.RESTRICTED, True),
])  # fmt: skip
def test_levels_tell_whether_one_is_as_open_as_the_other(here, there, expected):
    assert is_open_to_all_of(MatterFactory(level=here), MatterFactory(level=there)) is expected

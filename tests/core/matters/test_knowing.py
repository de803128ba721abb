"""Who may know of a matter, asked for many people at once, and of two matters at once."""

import pytest

from labor_office.core.matters import kinds
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.queries import is_open_to_all_of, knowing
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.factories.matters import MatterAccessFactory, MatterExclusionFactory, MatterFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

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


@pytest.mark.parametrize("kind", ["advice", "seniority_list"])
def test_a_kind_with_a_permission_of_its_own_is_never_as_open_as_another_matter(kind):
    assert kinds.get(kind).reads_with is not None
    assert not is_open_to_all_of(MatterFactory(kind=kind), MatterFactory())


@pytest.mark.parametrize(("here", "there", "expected"), [
    ("Water", "Water", True),
    ("Water", "Parks", False),
    ("", "Parks", False),
    # No liaison reads a matter without a department, so nobody new is shown anything.
    ("Water", "", True),
])  # fmt: skip
def test_a_liaison_of_one_department_is_shown_nothing_of_another(here, there, expected):
    departments = {name: DepartmentFactory(name=name) for name in ("Water", "Parks")}
    matter, other = (MatterFactory(department=departments.get(name)) for name in (here, there))
    assert is_open_to_all_of(matter, other) is expected
    liaison = UserFactory(role=Role.LIAISON)
    DepartmentContactFactory(department=departments["Parks"], user=liaison)
    seen = set(Matter.objects.visible_to(liaison))
    assert not (other in seen and matter not in seen) or not expected


def test_naming_a_decider_on_a_hearing_opens_the_case_behind_it_to_nobody(django_assert_num_queries):
    matter, hearing = MatterFactory(level=Level.OFFICE), MatterFactory(level=Level.OFFICE)
    MatterAccessFactory(matter=hearing, user=UserFactory(role=Role.SPECIALIST))
    assert is_open_to_all_of(matter, hearing)
    decider = UserFactory(role=Role.DECISION_MAKER)
    MatterAccessFactory(matter=hearing, user=decider)
    assert not Matter.objects.visible_to(decider).filter(pk=matter.pk).exists()
    with django_assert_num_queries(3):
        assert not is_open_to_all_of(matter, hearing)
    MatterAccessFactory(matter=matter, user=decider)
    assert is_open_to_all_of(matter, hearing)


def test_a_closed_matter_is_read_by_those_named_whatever_its_department():
    other = MatterFactory(department=DepartmentFactory(), level=Level.RESTRICTED)
    assert is_open_to_all_of(MatterFactory(department=DepartmentFactory()), other)

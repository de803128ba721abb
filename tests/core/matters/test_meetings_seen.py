"""Whose calendar a meeting stands in."""

import pytest

from labor_office.core.matters.models.record import Meeting
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.factories.matters import OPENED_ON, MatterAccessFactory, MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def meeting(owner, matter=None):
    return Meeting.objects.create(title="Labor-management committee", on=OPENED_ON, owner=owner, matter=matter)


def test_a_meeting_on_no_matter_is_the_offices_and_its_owners():
    trainer = UserFactory(role=Role.TRAINER)
    offices, own = meeting(UserFactory()), meeting(trainer)
    assert set(Meeting.objects.visible_to(UserFactory())) == {offices, own}
    assert list(Meeting.objects.visible_to(trainer)) == [own]


def test_a_meeting_on_a_matter_is_for_those_who_know_of_the_matter():
    matter, stranger = MatterFactory(level=Level.RESTRICTED), UserFactory()
    held = meeting(stranger, matter)
    assert not Meeting.objects.visible_to(stranger).exists()
    assert list(Meeting.objects.visible_to(MatterAccessFactory(matter=matter).user)) == [held]

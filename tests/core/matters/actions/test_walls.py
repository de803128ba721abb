"""Who is shut out answers for nothing; and somebody may always open what is closed."""

import pytest

from labor_office.core.matters.actions import levels
from labor_office.core.matters.actions.access import LastReader, revoke_access, shut_out
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from tests.factories.matters import OPENED_AT, MatterAccessFactory, MatterExclusionFactory, MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def wall(matter, user):
    shut_out(matter_id=matter.pk, user=user, reason="Named in it.", by=None, at=OPENED_AT)
    matter.refresh_from_db()
    return matter


def take(matter, user):
    revoke_access(matter_id=matter.pk, user=user, reason="Moved on.", by=user, at=OPENED_AT)


def test_whoever_is_shut_out_steps_down_and_their_backup_steps_up():
    owner, backup = UserFactory(), UserFactory(name="Dana Whitfield")
    matter = wall(MatterFactory(owner=owner, backup=backup), owner)
    assert (matter.owner, matter.backup) == (backup, None)
    assert matter.events.filter(verb="matter.assigned").get().summary.startswith("Dana Whitfield answers for it")


def test_a_backup_who_cannot_answer_leaves_nobody_assigned():
    owner = UserFactory()
    walled = MatterFactory(owner=owner, backup=UserFactory())
    MatterExclusionFactory(matter=walled, user=walled.backup)
    for matter in (walled, MatterFactory(owner=owner, backup=UserFactory(is_active=False)), MatterFactory(owner=owner)):
        assert (wall(matter, owner).owner, matter.backup) == (None, None)


def test_shutting_the_backup_out_leaves_the_owner():
    owner, backup = UserFactory(), UserFactory()
    matter = wall(MatterFactory(owner=owner, backup=backup), backup)
    assert (matter.owner, matter.backup) == (owner, None)


def test_the_backup_who_steps_up_on_a_closed_matter_is_named_on_it():
    owner, backup = UserFactory(), UserFactory()
    matter = MatterFactory(level=Level.RESTRICTED, owner=owner, backup=backup)
    for user in (owner, UserFactory()):
        MatterAccessFactory(matter=matter, user=user)
    wall(matter, owner)
    assert Matter.objects.visible_to(backup).exists()


@pytest.mark.parametrize("act", [wall, take])
def test_the_last_who_may_open_a_closed_matter_stays(act):
    matter, last = MatterFactory(level=Level.RESTRICTED), UserFactory()
    MatterAccessFactory(matter=matter, user=last)
    MatterAccessFactory(matter=matter, user=UserFactory(is_active=False))
    MatterExclusionFactory(matter=matter, user=MatterAccessFactory(matter=matter).user)
    with pytest.raises(LastReader):
        act(matter, last)
    MatterAccessFactory(matter=matter)
    act(matter, last)
    assert not Matter.objects.visible_to(last).exists()


@pytest.mark.parametrize("act", [wall, take])
def test_a_matter_open_to_the_office_loses_no_reader(act):
    grant = MatterAccessFactory()
    act(grant.matter, grant.user)


def test_closing_a_matter_to_those_who_cannot_open_it_is_refused():
    barred = MatterExclusionFactory()
    for matter, named in ((barred.matter, barred.user), (MatterFactory(), UserFactory(is_active=False))):
        with pytest.raises(LastReader):
            levels.restrict(matter_id=matter.pk, named=[named], reason="Quiet.", by=UserFactory(), at=OPENED_AT)

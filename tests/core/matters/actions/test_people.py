"""Who is named, who answers for it, who may know of it."""

import pytest

from labor_office.core.matters.actions import assignment, levels, parties
from labor_office.core.matters.actions.access import LastReader
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level, PartyRole
from labor_office.core.users.permissions import Role
from tests.factories.matters import OPENED_AT, MatterExclusionFactory, MatterFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import EmployeeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "still_reads"),
    [
        (PartyRole.GRIEVANT, False),
        (PartyRole.SUPERVISOR, False),
        (PartyRole.WITNESS, False),
        (PartyRole.REPRESENTATIVE, True),
        (PartyRole.DECISION_MAKER, True),
    ],
)
def test_whom_the_matter_is_about_is_shut_out_even_the_chief(role, still_reads):
    matter, chief = MatterFactory(), UserFactory(role=Role.CHIEF)
    person = EmployeeFactory(user=chief)
    assert Matter.objects.visible_to(chief).count() == 1
    parties.add_party(matter_id=matter.pk, role=role, employee=person, by=None, at=OPENED_AT)
    assert Matter.objects.visible_to(chief).exists() is still_reads


def test_a_typed_name_is_marked_as_not_on_the_roster():
    matter = MatterFactory()
    typed = parties.add_party(matter_id=matter.pk, role=PartyRole.GRIEVANT, name="A. Nobody", by=None, at=OPENED_AT)
    known = parties.add_party(
        matter_id=matter.pk, role=PartyRole.GRIEVANT, employee=EmployeeFactory(), by=None, at=OPENED_AT
    )
    assert (typed.is_off_roster, known.is_off_roster) == (True, False)


def test_who_is_named_by_mistake_is_taken_off_and_history_says_so():
    matter, by = MatterFactory(), UserFactory()
    party = parties.add_party(matter_id=matter.pk, role=PartyRole.WITNESS, name="Someone", by=by, at=OPENED_AT)
    parties.remove_party(party_id=party.pk, reason="Another person.", by=by, at=OPENED_AT)
    assert not matter.parties.exists()
    assert str(matter.events.first()) == "Someone is no longer named as witness: Another person."


def assign(matter, owner, backup=None):
    return assignment.assign(matter_id=matter.pk, owner=owner, backup=backup, by=UserFactory(), at=OPENED_AT)


def test_assigning_returns_who_is_new_and_changes_nothing_twice():
    matter, owner, backup = MatterFactory(), UserFactory(), UserFactory()
    assert assign(matter, owner)[1] == (owner,)
    assert assign(matter, owner, backup)[1] == (backup,)
    assert assign(matter, owner, backup)[1] == ()
    assert matter.events.count() == 2


def test_the_owner_of_a_restricted_matter_is_named_on_it():
    matter, owner = MatterFactory(level=Level.RESTRICTED), UserFactory()
    assign(matter, owner)
    assert list(Matter.objects.visible_to(owner)) == [matter]


def test_someone_shut_out_cannot_answer_for_it_and_nobody_backs_up_themselves():
    wall = MatterExclusionFactory(reason="Decided Step 1.")
    with pytest.raises(assignment.OwnerShutOut, match=r"Decided Step 1\. Choose someone else"):
        assign(wall.matter, wall.user)
    with pytest.raises(assignment.BackupIsOwner):
        assign(MatterFactory(), wall.user, wall.user)


def test_restricting_leaves_the_named_and_the_owner_and_opening_lets_the_office_back():
    owner, named, other = UserFactory(), UserFactory(), UserFactory()
    matter = MatterFactory(owner=owner)
    levels.restrict(matter_id=matter.pk, named=[named], reason="Discipline.", by=owner, at=OPENED_AT)
    assert [Matter.objects.visible_to(person).exists() for person in (owner, named, other)] == [True, True, False]
    levels.open_to_office(matter_id=matter.pk, reason="Over.", by=owner, at=OPENED_AT)
    assert Matter.objects.visible_to(other).exists()


def test_a_matter_is_never_left_without_a_reader():
    with pytest.raises(LastReader):
        levels.restrict(matter_id=MatterFactory().pk, named=[], reason="Quiet.", by=UserFactory(), at=OPENED_AT)

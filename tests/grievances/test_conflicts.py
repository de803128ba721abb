"""Whom a grievance is about neither answers for it nor learns of it, however they were named."""

import pytest
from django.urls import reverse

from grievances.actions.filing import Named, NobodyNamed
from grievances.forms.sheet import _supervisor
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.permissions import Role
from tests.factories.grievances import filed, unit_with_procedure
from tests.factories.users import UserFactory
from tests.factories.workforce import EmployeeFactory
from tests.undone import undone

pytestmark = pytest.mark.django_db


def about(user):
    """The people of a grievance against ``user``."""
    return (Named(role=PartyRole.SUPERVISOR, user=user), Named(role=PartyRole.GRIEVANT, name="Marcus Bell"))


@pytest.fixture
def clerk(client):
    user = UserFactory()
    client.force_login(user)
    return user


def name(client, grievance, **given):
    return client.post(
        reverse("grievances:add_person", args=[grievance.reference]), {"role": "WITNESS", "name": "Ola Reyes"} | given
    )


def test_the_specialist_whom_it_is_about_does_not_own_it_and_the_backup_does():
    unit, backup, by = unit_with_procedure(), UserFactory(), UserFactory()
    alone = filed(unit=unit, people=about(unit.owner), by=by)
    helped = filed(unit=unit, people=about(unit.owner), by=by, backup=backup)
    assert (alone.owner, alone.backup, helped.owner, helped.backup) == (None, None, backup, None)


def test_a_closed_grievance_that_nobody_could_open_is_not_filed():
    unit = unit_with_procedure()
    with pytest.raises(NobodyNamed, match="Nobody could open this grievance"):
        filed(unit=unit, people=about(unit.owner), by=unit.owner, is_restricted=True)
    assert not Matter.objects.exists()


def test_a_witness_named_by_hand_is_kept_out_when_they_sign_in(client, clerk):
    grievance, witness = filed(), UserFactory(name="Ola Reyes", role=Role.ANALYST)
    for is_on_roster in (False, True):
        with undone():
            if is_on_roster:
                EmployeeFactory(name="Ola Reyes", user=witness)
            name(client, grievance, name="ola  reyes" if is_on_roster else "OLA REYES")
            assert grievance.parties.get(role="WITNESS").user == witness
            assert not Matter.objects.visible_to(witness).exists()


def test_two_of_one_name_are_told_apart_by_number(client, clerk):
    grievance, witness = filed(), UserFactory(name="Ola Reyes")
    EmployeeFactory(name="Ola Reyes")
    meant = EmployeeFactory(name="Ola Reyes", user=witness)
    assert "2 people on the roster are called Ola Reyes" in name(client, grievance).content.decode()
    assert "Nobody on the roster has the number" in name(client, grievance, number="none").content.decode()
    name(client, grievance, number=meant.number)
    assert grievance.parties.get(role="WITNESS").employee == meant
    assert not Matter.objects.visible_to(witness).exists()


def test_naming_the_owner_hands_the_case_to_the_backup_and_naming_oneself_leaves_it(client, clerk):
    backup = UserFactory()
    grievance = filed(owner=clerk, backup=backup)
    answer = name(client, grievance, name=clerk.name)
    grievance.refresh_from_db()
    assert (grievance.owner, answer.url) == (backup, reverse("grievances:list"))


def test_a_typed_supervisor_is_known_by_the_name_of_their_account():
    user = UserFactory(name="Ola Reyes")
    assert _supervisor("ola reyes", None).account == user
    assert _supervisor("Someone Else", None).account is None

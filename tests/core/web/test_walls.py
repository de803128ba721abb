"""A wall kept in SQL is the wall itself, wherever a query puts it."""

import pytest
from django.db.models import Exists, OuterRef

from bargaining.models.mandate import Mandate, inside_the_wall
from grievances.models import Grievance
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.matter import Matter, readable_rows
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.factories.bargaining import MandateHolderFactory, NegotiationFactory
from tests.factories.documents import DocumentFactory
from tests.factories.grievances import filed
from tests.factories.matters import MatterAccessFactory, MatterExclusionFactory, MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [UserFactory(role=role) for role in (Role.SPECIALIST, Role.SPECIALIST, Role.CHIEF)]


@pytest.fixture
def matters(people):
    """One open to the office, one for the first alone, one that the second is shut out of."""
    found = [MatterFactory(), MatterFactory(level=Level.RESTRICTED), MatterFactory()]
    MatterAccessFactory(matter=found[1], user=people[0])
    MatterExclusionFactory(matter=found[2], user=people[1])
    return found


def seen(rows):
    return {row.pk for row in rows}


def test_people_of_one_role_have_walls_of_their_own(people, matters):
    first, second, third = (one.pk for one in matters)

    assert [seen(Matter.objects.visible_to(person)) for person in people] == [
        {first, second, third},
        {first},
        {first, third},
    ]


def test_it_stands_for_the_table_that_the_query_means(people, matters):
    first, second, _ = (one.pk for one in matters)
    for person, wanted in ((people[0], {first, second}), (people[1], {first})):
        known = Matter.objects.visible_to(person)
        # The wall inside a wall, under another name each time.
        nested = Matter.objects.filter(pk__in=known.filter(Exists(known.filter(pk=OuterRef("pk")))))
        either = Matter.objects.filter(pk=first) & known | Matter.objects.filter(pk=second) & known

        assert seen(nested) == seen(known)
        assert seen(either) == wanted
        assert seen(Matter.objects.exclude(pk__in=known)) == seen(matters) - seen(known)
        assert known.count() == len(seen(known))


def test_a_child_is_told_by_its_parents_row(people):
    case = filed()
    Matter.objects.filter(pk=case.pk).update(level=Level.RESTRICTED)
    MatterAccessFactory(matter=Matter.objects.get(pk=case.pk), user=people[0])

    assert [seen(Grievance.objects.visible_to(person)) for person in people] == [{case.pk}, set(), set()]
    assert list(Grievance.objects.visible_to(people[0]).values_list("unit__slug", "reference")) == [
        (case.unit.slug, case.reference)
    ]


def test_the_walls_of_a_mandate_stand_inside_that_of_what_was_written(people):
    table, other = NegotiationFactory(), NegotiationFactory()
    for person in people:
        MatterAccessFactory(matter=table, user=person)
        MatterAccessFactory(matter=other, user=person)
    holder = people[0]
    MandateHolderFactory(mandate__negotiation=table, user=holder)
    for negotiation in (table, other):
        for level in Level:
            DocumentFactory(matter=negotiation, level=level)
    for person in [*people, UserFactory(role=Role.LIAISON)]:
        for is_looked_on in (False, True):
            person.is_looked_on, person.looked_on_units = is_looked_on, (table.unit_id,)
            plain = Document.objects.filter(readable_rows(person, author="added_by"))
            assert seen(Document.objects.readable_by(person)) == seen(plain), (person.role, is_looked_on)
            closed = Document.objects.visible_to(person).filter(level=Level.MANDATE, matter=table)
            is_inside = person == holder and not is_looked_on
            held = Mandate.objects.visible_to(person).filter(negotiation=table)
            found = (closed.exists(), held.exists(), inside_the_wall(person).filter(pk=table.pk).exists())
            assert found == (is_inside,) * 3, (person.role, is_looked_on)
    # No table of a wall inside is called as one of the wall around it.
    holder.is_looked_on = False
    assert "inside_inside_" in str(Document.objects.readable_by(holder).query)

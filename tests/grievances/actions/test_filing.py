"""A grievance comes in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from grievances.actions.filing import LatenessUndecided, Named, NobodyNamed, NotAsTheProcedureAllows
from grievances.models import Grievance
from grievances.rules.vocabulary import Filer, Timeliness
from labor_office.core.matters.models.matter import Matter, ReferenceCounter
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.permissions import Role
from tests.factories.agreements import ArticleFactory
from tests.factories.grievances import DISCIPLINE, TODAY, filed, unit_with_procedure
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, EmployeeFactory

pytestmark = pytest.mark.django_db


def test_filing_opens_a_numbered_matter_with_its_clock_step_people_and_tasks():
    unit = unit_with_procedure()
    article = ArticleFactory(unit=unit, number="14.3")
    grievance = filed(unit=unit, articles=["14.3", "past practice"])
    assert (grievance.reference, grievance.owner, grievance.timeliness) == ("G-2026-0001", unit.owner, "TIMELY")
    assert [(step.code, step.name, step.filed_on) for step in grievance.steps.all()] == [
        ("1", "Step 1", date(2026, 5, 14))
    ]
    assert [(row.code, row.state, row.due_on) for row in grievance.deadlines.order_by("code")] == [
        ("1", "MET", date(2026, 5, 22)),
        ("2", "MISSED", date(2026, 5, 26)),
        ("3", "MISSED", date(2026, 6, 4)),
    ]
    # The first that the City owes, missed or not, stands on the case from its first row on.
    assert Matter.objects.get(pk=grievance.pk).next_due_on == date(2026, 5, 26)
    assert grievance.clock.version_reason == "in force on the event date, Saturday, May 9, 2026"
    assert [(c.text, c.article) for c in grievance.citations.all()] == [("14.3", article), ("past practice", None)]
    assert grievance.cited == "14.3, past practice"
    assert [str(party) for party in grievance.parties.all()] == ["Marcus Bell, Grievant"]
    assert [event.verb for event in grievance.events.all()] == ["grievance.filed"]
    assert grievance.requests.count() == 3


def test_a_late_filing_names_days_and_section_and_needs_a_choice():
    late = {"received_on": date(2026, 5, 27)}
    with pytest.raises(LatenessUndecided, match=r"2 working days late under 11\.1: the last day was Fri, May 22"):
        filed(**late)
    grievance = filed(**late, lateness=Timeliness.DISPUTED)
    assert (grievance.reference, grievance.timeliness, grievance.days_late) == ("G-2026-0001", "DISPUTED", 2)
    assert "2 working days late under 11.1" in grievance.events.get(verb="grievance.filed").summary


def test_a_refused_filing_uses_up_no_number():
    for _ in range(3):
        with pytest.raises(NobodyNamed):
            filed(people=())
    assert not ReferenceCounter.objects.exists()
    assert filed(people=(), filer=Filer.UNION).reference == "G-2026-0001"


def test_discipline_enters_at_the_later_step_and_nothing_else_does():
    unit = unit_with_procedure()
    grievance = filed(unit=unit, kinds=[DISCIPLINE])
    assert grievance.step == "2"
    with pytest.raises(NotAsTheProcedureAllows, match="names these ways in: Step 1"):
        filed(unit=unit, step="2")
    assert filed(unit=unit, step="2", basis="Letter of agreement of May 1").step == "2"


def test_a_unit_without_a_procedure_is_told_so():
    with pytest.raises(NotAsTheProcedureAllows, match="No grievance procedure is published for"):
        filed(unit=BargainingUnitFactory(owner=UserFactory()))


@pytest.mark.parametrize("role", [PartyRole.GRIEVANT, PartyRole.SUPERVISOR])
def test_whom_it_is_about_never_learns_of_it_even_the_chief(role):
    chief = UserFactory(role=Role.CHIEF)
    named = Named(role=role, employee=EmployeeFactory(user=chief))
    others = Named(role=PartyRole.GRIEVANT, name="Someone")
    grievance = filed(people=(named, others))
    assert not Matter.objects.visible_to(chief).exists()
    assert Matter.objects.visible_to(grievance.owner).exists()


def test_a_restricted_grievance_is_known_to_its_owner_and_who_filed_it():
    unit, filer, other = unit_with_procedure(), UserFactory(), UserFactory()
    filed(unit=unit, is_restricted=True, by=filer)
    seen = [Matter.objects.visible_to(person).exists() for person in (unit.owner, filer, other)]
    assert seen == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_twelve_filings_at_once_take_twelve_consecutive_numbers():
    unit = unit_with_procedure()

    def file_one(number):
        try:
            return filed(unit=unit, title=f"Case {number}", received_on=TODAY, event_on=TODAY).reference
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        taken = sorted(pool.map(file_one, range(12)))
    assert taken == [f"G-2026-{number:04}" for number in range(1, 13)]
    assert Grievance.objects.count() == 12

"""What each person owes follows from roster, rules and proof, and what was stays."""

from datetime import date, timedelta

import pytest

from labor_office.core.workforce.models import Assignment, Employee
from tests.factories.agreements import AgreementFactory
from tests.factories.requirements import ExemptionFactory, NamedPersonFactory
from tests.factories.workforce import BargainingUnitFactory, ClassificationFactory, DepartmentFactory
from tests.training.city import (
    AT,
    TODAY,
    a_rule,
    all_duties,
    at_work,
    completed,
    duty_of,
    ended,
    office_calendar,
    supervised_by,
)
from training.actions.deriving import derive_duties
from training.models.duties import Duty
from training.rules.vocabulary import DutyState, ExemptionKind, Trigger, Who

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _calendar():
    office_calendar()


def test_someone_hired_owes_it_so_many_days_later_and_the_clock_says_why():
    new = at_work(hired_on=date(2026, 6, 1))
    rule = a_rule(due_amount=33)

    derive_duties(today=TODAY)

    duty = duty_of(new, rule)
    # The 33rd day is a Saturday: the next working day.
    assert (duty.state, duty.trigger_on, duty.due_on) == (DutyState.OWED, date(2026, 6, 1), date(2026, 7, 6))
    assert duty.due_date.trace["start"]["event"] == "hiring"


def test_who_was_there_before_the_rule_has_time_from_its_first_day():
    old = at_work(hired_on=date(2015, 3, 2))
    rule = a_rule(due_amount=60, starts_on=date(2026, 5, 1))
    derive_duties(today=TODAY)
    duty = duty_of(old, rule)
    assert (duty.trigger_on, duty.due_on) == (date(2026, 5, 1), date(2026, 6, 30))
    assert duty.due_date.trace["start"]["event"] == "first_day_of_the_rule"


def test_each_rule_reaches_its_own_people():
    fire, parks = DepartmentFactory(), DepartmentFactory()
    unit, title = BargainingUnitFactory(), ClassificationFactory()
    boss = at_work(department=fire)
    crew = supervised_by(boss, department=fire, unit=unit)
    gardener = at_work(department=parks, classification=title)
    rules = {
        "everyone": a_rule(),
        "supervisors": a_rule(who=Who.SUPERVISORS),
        "represented": a_rule(who=Who.REPRESENTED),
        "unrepresented": a_rule(who=Who.UNREPRESENTED),
        "named": a_rule(who=Who.NAMED, trigger=Trigger.JOINED),
        "fire": a_rule(),
        "unit": a_rule(),
        "title": a_rule(),
        "nobody": a_rule(who=Who.SUPERVISORS),
    }
    rules["fire"].departments.add(fire)
    rules["unit"].units.add(unit)
    rules["title"].classifications.add(title)
    rules["nobody"].departments.add(parks)
    NamedPersonFactory(requirement=rules["named"].requirement, employee=gardener)

    derive_duties(today=TODAY)

    reached = {
        name: set(Duty.objects.filter(requirement=rule.requirement).values_list("employee", flat=True))
        for name, rule in rules.items()
    }
    assert reached == {
        "everyone": {boss.pk, crew.pk, gardener.pk},
        "supervisors": {boss.pk},
        "represented": {crew.pk},
        "unrepresented": {boss.pk, gardener.pk},
        "named": {gardener.pk},
        "fire": {boss.pk, crew.pk},
        "unit": {crew.pk},
        "title": {gardener.pk},
        "nobody": set(),
    }


def test_a_promotion_begins_the_time_and_a_second_gives_no_more():
    lead, chief = ClassificationFactory(), ClassificationFactory()
    person = at_work(hired_on=date(2020, 1, 6))
    rule = a_rule(who=Who.PROMOTED, trigger=Trigger.PROMOTED, due_amount=60)
    derive_duties(today=TODAY)
    assert duty_of(person, rule) is None

    move(person, date(2026, 3, 2), classification=lead)
    derive_duties(today=TODAY)
    first = duty_of(person, rule)
    move(person, date(2026, 6, 8), classification=chief)
    derive_duties(today=TODAY)

    assert (first.trigger_on, first.due_on) == (date(2026, 3, 2), date(2026, 5, 1))
    again = duty_of(person, rule)
    assert (again.pk, again.due_on) == (first.pk, date(2026, 5, 1))


def test_a_transfer_changes_what_is_owed_and_history_stays():
    fire, parks = DepartmentFactory(), DepartmentFactory()
    person = at_work(department=fire)
    of_fire, of_parks = a_rule(), a_rule()
    of_fire.departments.add(fire)
    of_parks.departments.add(parks)
    derive_duties(today=TODAY)

    move(person, TODAY, department=parks)
    derive_duties(today=TODAY)

    assert duty_of(person, of_fire) is None
    assert duty_of(person, of_parks).state == DutyState.OWED
    past = Duty.objects.get(requirement=of_fire.requirement)
    assert (past.state, past.ended_on, past.ended_because) == (DutyState.ENDED, TODAY, "No longer under the rule")


def test_a_person_who_left_owes_nothing():
    person = at_work()
    rules = [a_rule(), a_rule()]
    completed(person, rules[0], date(2026, 2, 2))
    derive_duties(today=TODAY)
    assert Duty.objects.current().filter(employee=person).count() == 2

    Employee.objects.filter(pk=person.pk).update(left_on=TODAY - timedelta(days=1))
    derive_duties(today=TODAY)

    assert not Duty.objects.current().filter(employee=person).exists()
    kept = Duty.objects.get(employee=person, state=DutyState.DONE)
    assert (kept.done_on, kept.ended_because) == (date(2026, 2, 2), "Left the City")


def test_a_new_agreement_asks_again_and_only_what_comes_after_counts():
    unit = BargainingUnitFactory()
    person = at_work(unit=unit)
    rule = a_rule(trigger=Trigger.AGREEMENT, agreement_unit=unit, due_amount=-1, counts_from_days=60)
    derive_duties(today=TODAY)
    assert duty_of(person, rule) is None

    AgreementFactory(unit=unit, starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30), published_at=AT)
    completed(person, rule, date(2026, 4, 1))
    derive_duties(today=TODAY)
    owed = duty_of(person, rule)
    assert (owed.state, owed.due_on) == (DutyState.OWED, date(2026, 6, 30))

    completed(person, rule, date(2026, 6, 10))
    derive_duties(today=TODAY)
    assert duty_of(person, rule).done_on == date(2026, 6, 10)


def test_the_outcome_of_a_case_names_people_again():
    person = at_work()
    rule = a_rule(who=Who.NAMED, trigger=Trigger.CASE_OUTCOME, due_amount=30, counts_from_days=0)
    NamedPersonFactory(requirement=rule.requirement, employee=person, since_on=date(2026, 1, 5))
    completed(person, rule, date(2026, 1, 20))
    derive_duties(today=TODAY)
    assert duty_of(person, rule).state == DutyState.DONE

    NamedPersonFactory(requirement=rule.requirement, employee=person, since_on=date(2026, 6, 1))
    derive_duties(today=TODAY)

    again = duty_of(person, rule)
    assert (again.state, again.turn, again.trigger_on) == (DutyState.OWED, 2, date(2026, 6, 1))
    assert Duty.objects.get(employee=person, turn=1).state == DutyState.DONE


def test_an_exemption_frees_for_its_days():
    person = at_work()
    rule = a_rule()
    leave = ExemptionFactory(
        requirement=rule.requirement, employee=person, kind=ExemptionKind.ON_LEAVE, until_on=date(2026, 6, 30)
    )
    derive_duties(today=TODAY)
    assert (duty_of(person, rule).state, duty_of(person, rule).exemption) == (DutyState.EXEMPT, leave)
    derive_duties(today=date(2026, 7, 1))
    assert duty_of(person, rule).state == DutyState.OWED


def test_a_rule_that_ended_asks_nothing():
    person = at_work()
    rule = a_rule()
    derive_duties(today=TODAY)
    ended(rule, TODAY - timedelta(days=1))
    derive_duties(today=TODAY)
    assert duty_of(person, rule) is None
    assert Duty.objects.get(employee=person).ended_because == "The requirement ended"


def move(person, on, **post):
    """Another post from ``on``."""
    last = Assignment.objects.get(employee=person, ends_on=None)
    Assignment.objects.filter(pk=last.pk).update(ends_on=on - timedelta(days=1))
    last.pk, last.starts_on = None, on
    for name, value in post.items():
        setattr(last, name, value)
    last.save()


def test_derived_again_nothing_changes():
    fire = DepartmentFactory()
    boss = at_work(department=fire)
    crew = [supervised_by(boss, department=fire) for _ in range(3)]
    rules = [
        a_rule(),
        a_rule(who=Who.SUPERVISORS, repeat_months=24),
        a_rule(trigger=Trigger.FIXED_DAY, fixed_on=date(2026, 7, 1), due_amount=0),
        a_rule(repeat_months=12, trigger=Trigger.JOINED),
    ]
    completed(boss, rules[1], date(2024, 6, 20))
    completed(crew[0], rules[3], date(2024, 1, 8))
    completed(crew[1], rules[3], date(2026, 1, 8))
    ExemptionFactory(requirement=rules[0].requirement, employee=crew[2])
    assert derive_duties(today=TODAY).changed > 0
    before = all_duties()

    assert derive_duties(today=TODAY).changed == 0
    assert derive_duties(today=TODAY, employees=[boss.pk]).changed == 0
    assert all_duties() == before

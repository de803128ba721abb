"""What a case says of the grievance it came from, what else may be recorded on, and who reads on when it goes on."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from grievances.actions.arbitrations import take_to_arbitration
from grievances.actions.hearing import record_happening
from grievances.models import Grievance, Proceeding
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.levels import restrict
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.agreements.counted import AT, TODAY, rules_in_use, taken_on
from tests.factories.grievances import GrievanceFactory, ProceedingFactory, filed
from tests.factories.users import UserFactory
from tests.grievances.walks import decided, noon, unit_with_language

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.CLOCK_OFFSET = noon(date(2026, 6, 15)) - datetime.now(UTC)


@pytest.mark.parametrize(("level", "is_named"), [(Level.RESTRICTED, False), (Level.OFFICE, True)])
def test_closing_names_the_grievance_it_came_from_to_those_who_may_know_of_it(client, level, is_named):
    grievance = GrievanceFactory(level=level)
    case = ProceedingFactory(kind="arbitration", origin=grievance, level=Level.OFFICE)
    client.force_login(UserFactory(role=Role.SPECIALIST))
    close = reverse("grievances:arbitration_close", args=[case.reference])
    for page in (close, case.get_absolute_url()):
        assert (grievance.reference in client.get(page).content.decode()) is is_named
    if not is_named:
        client.post(close, {"on": "6/15", "ending": "AWARD_DENIED", "closes_origin": "on"})
        assert Grievance.objects.get(pk=grievance.pk).closed_on is None


def test_nothing_is_recorded_here_on_a_matter_that_is_no_case(client):
    rules_in_use()
    obligation = taken_on()
    page = reverse("grievances:happening", args=[obligation.reference])
    for role in (Role.ATTORNEY, Role.SPECIALIST, Role.CHIEF):
        person = UserFactory(role=role)
        client.force_login(person)
        assert (role, client.get(page).status_code) == (role, 404)
        assert (role, client.post(page, {"event": "done", "on": "6/15"}).status_code) == (role, 404)
        with pytest.raises(Matter.DoesNotExist):
            record_happening(matter_id=obligation.pk, what=Happened("done", TODAY), by=person, at=AT, today=TODAY)


def test_who_read_the_grievance_for_a_time_reads_its_arbitration_no_longer():
    unit = unit_with_language()
    grievance = filed(
        unit=unit, articles=["14.3"], step="3", basis="letter of May 1", event_on=date(2026, 5, 9),
        received_on=date(2026, 5, 14), at=noon(date(2026, 5, 14)), today=date(2026, 5, 14),
    )  # fmt: skip
    decided(grievance, on=date(2026, 6, 8))
    today, until = date(2026, 6, 15), date(2026, 6, 30)
    who = {"by": unit.owner, "at": noon(today)}
    for_a_time, for_good = UserFactory(), UserFactory()
    restrict(matter_id=grievance.pk, named=[for_good, unit.owner], reason="Sensitive", **who)
    grant_access(matter_id=grievance.pk, user=for_a_time, reason="Covers June.", ends_on=until, **who)
    take_to_arbitration(grievance_id=grievance.pk, opens_file=True, received_on=today, today=today, **who)
    grants = Proceeding.objects.get(origin=grievance).access_grants
    lasts = dict(grants.filter(user__in=[for_a_time, for_good, unit.owner]).values_list("user", "ends_on"))
    assert lasts == {for_a_time.pk: until, for_good.pk: None, unit.owner.pk: None}

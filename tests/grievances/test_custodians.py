"""Who must produce what one item of an information request asks for: asked, reminded, produced, and shown."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse

from grievances.actions.assigning import ask_custodian
from grievances.queries.asked_for import asked_for
from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.matters.actions import requests
from labor_office.core.matters.models.record import Request
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.factories.bargaining import NegotiationFactory
from tests.factories.grievances import ProceedingFactory
from tests.factories.matters import MatterAccessFactory, RequestFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db
AT, TODAY = datetime(2026, 6, 15, 15, tzinfo=UTC), date(2026, 6, 15)
ASKED, NEEDED = date(2026, 6, 8), date(2026, 6, 19)


@pytest.fixture
def dana():
    return UserFactory(role=Role.SPECIALIST)


@pytest.fixture
def case(dana):
    """An information request of the union, which the department's liaison may know of."""
    return ProceedingFactory(kind="information_request", reference="IR-2026-0001", title="Overtime", owner=dana)


@pytest.fixture
def item(case, dana):
    """One thing it asks for."""
    return requests.ask(matter_id=case.pk, title="Totals by month", by=dana, today=ASKED, at=AT)


@pytest.fixture
def finance(case):
    """A department whose liaison is named on the case."""
    department = DepartmentFactory(name="Finance")
    contact = DepartmentContactFactory(department=department, part="LIAISON")
    MatterAccessFactory(matter=case.matter, user=contact.user)
    return department


def asked(item, finance, dana, custodian="Ann Lee"):
    return ask_custodian(
        item_id=item.pk, department=finance, custodian=custodian, due_on=NEEDED, by=dana, today=ASKED, at=AT
    )


def test_a_custodian_is_asked_for_one_item_and_the_liaisons_are_told(item, finance, dana):
    made = asked(item, finance, dana)
    assert (made.for_item, made.whom, made.asked_on, made.due_on) == (item, "Finance, Ann Lee", ASKED, NEEDED)
    assert Notice.objects.filter(template="waiting_on_you", matter_id=item.matter_id).count() == 1
    requests.mark_done(request_id=item.pk, by=dana, today=TODAY, at=AT)
    with pytest.raises(requests.RequestDone):
        asked(item, finance, dana)


def test_our_own_task_is_nobody_s_to_produce(item):
    with pytest.raises(IntegrityError):
        RequestFactory(matter=item.matter, kind="CHECK", asked_on=None, for_item=item)


def test_the_pages_ask_remind_and_say_what_was_produced(client, case, item, finance, dana):
    make_calendar(
        name="Office", slug="office", first_on=date(2026, 1, 1), published_through=date(2027, 12, 31), closed=(),
        by=dana, at=AT, reason="Test", is_office=True,
    )  # fmt: skip
    client.force_login(dana)
    here = reverse("grievances:information_request", args=[case.reference])
    ask = reverse("grievances:information_request_ask_of", args=[case.reference, item.pk])
    assert ask in client.get(here).content.decode()
    assert client.post(ask, {"department": "", "due_on": ""}).status_code == 422
    sent = {"department": finance.pk, "custodian": "Ann Lee", "due_on": "12/31/2027"}
    assert client.post(ask, sent).status_code == 302
    made = Request.objects.get(for_item=item)
    assert "Finance, Ann Lee" in client.get(here).content.decode()
    remind = reverse("grievances:information_request_nudge", args=[case.reference, made.pk])
    assert "Remind them again" in client.post(remind, follow=True).content.decode()
    Request.objects.filter(pk=made.pk).update(asked_on=ASKED)
    assert "Reminder sent." in client.post(remind, follow=True).content.decode()
    assert Request.objects.get(pk=made.pk).nudge_count == 1
    client.post(reverse("grievances:information_request_tick", args=[case.reference, made.pk]))
    assert "Produced" in client.get(here).content.decode()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.RECORDS])
def test_who_may_only_read_neither_asks_nor_reminds(client, item, finance, dana, role):
    case, made = item.matter, asked(item, finance, dana)
    client.force_login(UserFactory(role=role))
    ask = reverse("grievances:information_request_ask_of", args=[case.reference, item.pk])
    remind = reverse("grievances:information_request_nudge", args=[case.reference, made.pk])
    assert client.get(ask).status_code == 403
    assert client.post(remind).status_code == 403
    assert ask not in client.get(reverse("grievances:information_request", args=[case.reference])).content.decode()


def test_the_table_reads_who_must_produce_each_item(case, item, finance, dana):
    table = NegotiationFactory()
    type(case).objects.filter(pk=case.pk).update(origin=table.pk)
    first, second = asked(item, finance, dana), asked(item, finance, dana, custodian="")
    requests.mark_done(request_id=first.pk, by=dana, today=TODAY, at=AT)
    (row,) = asked_for(dana, table.pk, TODAY)
    (shown,) = row.items
    assert (shown.title, shown.standing) == ("Totals by month", "Waiting")
    assert shown.custodians == (
        "Finance, Ann Lee: asked Mon, Jun 8, 2026, produced Mon, Jun 15, 2026",
        "Finance: asked Mon, Jun 8, 2026, needed by Fri, Jun 19, 2026",
    )
    assert second.for_item == item

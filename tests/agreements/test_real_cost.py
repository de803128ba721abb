"""From an agreement to what it really cost: for those alone who may open that, and never while the union looks on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agreements.queries.bargained import costed_at
from labor_office.core.users.permissions import Role
from tests.agreements.adopting import chief, negotiation_with
from tests.agreements.texts import OVERTIME, in_force
from tests.factories.costing import EstimateOfRecordFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def test_an_agreements_page_leads_to_its_real_cost_before_those_who_may_open_it(client):
    rosa, outsider = chief(), UserFactory(role=Role.CHIEF)
    agreement = in_force(*OVERTIME, by=rosa)
    table = negotiation_with(agreement, rosa)
    page, real = agreement.get_absolute_url(), reverse("bargaining:actuals", args=[table.reference])
    client.force_login(rosa)
    assert real not in client.get(page).content.decode()
    estimate = EstimateOfRecordFactory(
        negotiation=table, adopted_on=agreement.starts_on + timedelta(days=30), named_by=rosa
    )
    assert real in client.get(page).content.decode()
    client.post(reverse("bargaining:safe", args=[table.reference]), {"safe": "1"})
    assert real not in client.get(page).content.decode()
    client.force_login(outsider)
    assert real not in client.get(page).content.decode()
    assert costed_at(UserFactory(role=Role.LIAISON), agreement) == []
    estimate.adopted_on = agreement.ends_on + timedelta(days=30)
    estimate.save(update_fields=["adopted_on"])
    assert costed_at(rosa, agreement) == []

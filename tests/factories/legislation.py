"""Bills and policies as they begin. One that is enacted or adopted is brought there by its actions."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from agreements.models.legislation import Bill, BillStatus, ReopenerFlag
from agreements.models.policies import Policy, UnionNotice
from agreements.rules.legislation import Form, Status
from labor_office.core.matters.rules import Level
from tests.factories.agreements import AgreementFactory
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import EmployeeOrganizationFactory

RECORDED_AT = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)


class PolicyFactory(MatterFactory):
    """A draft."""

    class Meta:
        model = Policy

    kind = "policy"
    reference = factory.Sequence(lambda n: f"POL-2020-{n + 1:03}")
    title = "Telework"
    level = Level.OFFICE
    number = factory.Sequence(lambda n: f"AR 4-{n + 1}")


class UnionNoticeFactory(DjangoModelFactory[UnionNotice]):
    class Meta:
        model = UnionNotice

    policy = factory.SubFactory(PolicyFactory)
    organization = factory.SubFactory(EmployeeOrganizationFactory)
    sent_on = date(2026, 6, 1)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = RECORDED_AT


class BillFactory(MatterFactory):
    """A bill just introduced."""

    class Meta:
        model = Bill

    kind = "legislation"
    reference = factory.Sequence(lambda n: f"LEG-2020-{n + 1:03}")
    title = "Binding arbitration"
    level = Level.OFFICE
    form = Form.BILL
    number = factory.Sequence(lambda n: f"HB {n + 1}")
    session = "2026 regular session"
    status = Status.INTRODUCED
    status_on = date(2026, 6, 1)


class BillStatusFactory(DjangoModelFactory[BillStatus]):
    class Meta:
        model = BillStatus

    bill = factory.SubFactory(BillFactory)
    status = Status.INTRODUCED
    on = date(2026, 6, 1)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = RECORDED_AT


class ReopenerFlagFactory(DjangoModelFactory[ReopenerFlag]):
    class Meta:
        model = ReopenerFlag

    agreement = factory.SubFactory(AgreementFactory)
    cause = factory.SubFactory(MatterFactory)
    reason = "HB 12 was enacted."
    raised_at = RECORDED_AT

"""Essential services plans, committees and conversations."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from bargaining.models.committees import ActionItem, Committee, CommitteeMeeting, CommitteeMember
from bargaining.models.contacts import Conversation
from bargaining.models.plans import (
    ActionNotice,
    CallBack,
    Designation,
    MutualAid,
    PlanLine,
    PlanPrint,
    ServicePlan,
    ShiftMinimum,
    StoppageScenario,
)
from bargaining.rules.plans import Criticality, Stoppage
from bargaining.rules.vocabulary import Side
from labor_office.core.matters.models.record import Meeting
from labor_office.core.matters.rules import Level
from tests.factories.rosters import RepresentativeFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import (
    BargainingUnitFactory,
    ClassificationFactory,
    EmployeeFactory,
    EmployeeOrganizationFactory,
)

AT, DAY = datetime(2026, 6, 12, 20, 30, tzinfo=UTC), date(2026, 6, 12)


class ServicePlanFactory(DjangoModelFactory[ServicePlan]):
    """A plan that nobody is named on."""

    class Meta:
        model = ServicePlan

    kind = "essential_services"
    reference = factory.Sequence(lambda n: f"ES-2020-{n + 1:02}")
    title = "Water treatment"
    level = Level.RESTRICTED
    unit = factory.SubFactory(BargainingUnitFactory)
    opened_on = DAY
    created_at = AT
    criticality = Criticality.PUBLIC_HEALTH
    why = "Pressure."
    reviewed_on = DAY


class ShiftMinimumFactory(DjangoModelFactory[ShiftMinimum]):
    class Meta:
        model = ShiftMinimum

    plan = factory.SubFactory(ServicePlanFactory)
    classification = factory.SubFactory(ClassificationFactory)
    shift = "Nights"
    usual = 4
    minimum = 2


class DesignationFactory(DjangoModelFactory[Designation]):
    class Meta:
        model = Designation

    minimum = factory.SubFactory(ShiftMinimumFactory)
    employee = factory.SubFactory(EmployeeFactory)


class CallBackFactory(DjangoModelFactory[CallBack]):
    class Meta:
        model = CallBack

    plan = factory.SubFactory(ServicePlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = "Lloyd Grady"
    phone = "555-0120"


class MutualAidFactory(DjangoModelFactory[MutualAid]):
    class Meta:
        model = MutualAid

    plan = factory.SubFactory(ServicePlanFactory)
    partner = "Fairview"
    offers = "Two crews"


class StoppageScenarioFactory(DjangoModelFactory[StoppageScenario]):
    class Meta:
        model = StoppageScenario

    plan = factory.SubFactory(ServicePlanFactory)
    stoppage = Stoppage.FULL
    measures = "Call the list."


class ActionNoticeFactory(DjangoModelFactory[ActionNotice]):
    class Meta:
        model = ActionNotice

    plan = factory.SubFactory(ServicePlanFactory)
    organization = factory.SubFactory(EmployeeOrganizationFactory)
    received_at = AT
    announces = "No overtime"
    hours = 72
    earliest_at = datetime(2026, 6, 15, 20, 30, tzinfo=UTC)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT


class PlanLineFactory(DjangoModelFactory[PlanLine]):
    class Meta:
        model = PlanLine

    plan = factory.SubFactory(ServicePlanFactory)
    words = "Notice received."
    logged_by = factory.SubFactory(UserFactory)
    logged_at = AT


class PlanPrintFactory(DjangoModelFactory[PlanPrint]):
    class Meta:
        model = PlanPrint

    plan = factory.SubFactory(ServicePlanFactory)
    reference = factory.Sequence(lambda n: f"DOC-P{n:04}")
    facts = factory.LazyFunction(dict)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT


class CommitteeFactory(DjangoModelFactory[Committee]):
    class Meta:
        model = Committee

    kind = "committee"
    reference = factory.Sequence(lambda n: f"LM-2020-{n + 1:03}")
    title = "Safety committee"
    level = Level.OFFICE
    unit = factory.SubFactory(BargainingUnitFactory)
    opened_on = DAY
    created_at = AT
    slug = factory.Sequence(lambda n: f"safety-{n}")


class CommitteeMemberFactory(DjangoModelFactory[CommitteeMember]):
    class Meta:
        model = CommitteeMember

    committee = factory.SubFactory(CommitteeFactory)
    side = Side.UNION
    name = "Alma Ferris"
    starts_on = DAY


class MeetingOfCommitteeFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    title = "Safety committee"
    on = DAY
    owner = factory.SubFactory(UserFactory)


class CommitteeMeetingFactory(DjangoModelFactory[CommitteeMeeting]):
    class Meta:
        model = CommitteeMeeting

    committee = factory.SubFactory(CommitteeFactory)
    meeting = factory.SubFactory(MeetingOfCommitteeFactory)
    on = DAY


class ActionItemFactory(DjangoModelFactory[ActionItem]):
    class Meta:
        model = ActionItem

    committee = factory.SubFactory(CommitteeFactory)
    title = "Write the heat plan"
    owner_name = "Local 1840"
    due_on = DAY


class ConversationFactory(DjangoModelFactory[Conversation]):
    class Meta:
        model = Conversation

    representative = factory.SubFactory(RepresentativeFactory)
    user = factory.SubFactory(UserFactory)
    on = DAY
    channel = "CALL"
    about = "Dates for the first sessions."
    logged_at = AT

"""Negotiations, what passes across the table, and the authority to agree."""

import uuid
from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from bargaining.models.mandate import (
    IssueAuthority,
    Mandate,
    MandateException,
    MandateHolder,
    MandateReading,
    MoneyLimit,
)
from bargaining.models.money import RateTable, RosterSnapshot, Scenario
from bargaining.models.negotiation import DepartmentIntake, Issue, Negotiation, TeamMember
from bargaining.models.papers import ProposalPaper, SheetPaper
from bargaining.models.parity import ParityClause
from bargaining.models.proposals import Package, Proposal, TentativeAgreement
from bargaining.models.sessions import Attendance, CaucusNote, Session, TableEntry
from bargaining.rules.topics import Topic
from bargaining.rules.vocabulary import Authority, Ceiling, Form, Move, Side, TeamRole
from labor_office.core.matters.rules import Level
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, DepartmentFactory

AT = datetime(2026, 6, 15, 17, 42, tzinfo=UTC)


class NegotiationFactory(DjangoModelFactory[Negotiation]):
    """A successor agreement at the table, known to its team only."""

    class Meta:
        model = Negotiation

    kind = "negotiation"
    # Of a year in which no act of ours opens one: an act counts its own.
    reference = factory.Sequence(lambda n: f"N-2020-{n + 1:02}")
    title = "Labor and Trades successor agreement"
    level = Level.RESTRICTED
    unit = factory.SubFactory(BargainingUnitFactory)
    opened_on = date(2026, 2, 2)
    created_at = AT
    form = Form.SUCCESSOR


class TeamMemberFactory(DjangoModelFactory[TeamMember]):
    class Meta:
        model = TeamMember

    negotiation = factory.SubFactory(NegotiationFactory)
    side = Side.CITY
    user = factory.SubFactory(UserFactory)
    name = "Robin Castellanos"
    role = TeamRole.NEGOTIATOR


class IssueFactory(DjangoModelFactory[Issue]):
    class Meta:
        model = Issue

    negotiation = factory.SubFactory(NegotiationFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    title = "Wages"


class DepartmentIntakeFactory(DjangoModelFactory[DepartmentIntake]):
    class Meta:
        model = DepartmentIntake

    negotiation = factory.SubFactory(NegotiationFactory)
    department = factory.SubFactory(DepartmentFactory)
    problem = "Call-outs of one hour are paid as three."
    sent_by = factory.SubFactory(UserFactory)
    sent_at = AT


class SessionFactory(DjangoModelFactory[Session]):
    class Meta:
        model = Session

    negotiation = factory.SubFactory(NegotiationFactory)
    number = factory.Sequence(lambda n: n + 1)
    on = date(2026, 6, 15)


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    side = Side.UNION
    name = "T. Boone"


class TableEntryFactory(DjangoModelFactory[TableEntry]):
    class Meta:
        model = TableEntry

    negotiation = factory.SubFactory(NegotiationFactory)
    side = Side.UNION
    move = Move.NOTE
    words = "Third year moved half a point."
    logged_by = factory.SubFactory(UserFactory)
    logged_at = AT
    key = factory.LazyFunction(uuid.uuid4)


class CaucusNoteFactory(DjangoModelFactory[CaucusNote]):
    class Meta:
        model = CaucusNote

    negotiation = factory.SubFactory(NegotiationFactory)
    words = "Hold three in year one."
    written_by = factory.SubFactory(UserFactory)
    written_at = AT


class PackageFactory(DjangoModelFactory[Package]):
    class Meta:
        model = Package

    negotiation = factory.SubFactory(NegotiationFactory)
    side = Side.CITY
    number = 1
    passed_at = AT


class ProposalFactory(DjangoModelFactory[Proposal]):
    class Meta:
        model = Proposal

    issue = factory.SubFactory(IssueFactory)
    negotiation = factory.SelfAttribute("issue.negotiation")
    side = Side.UNION
    number = factory.Sequence(lambda n: n + 1)
    words = "3.5/3.5/3 retro"
    passed_at = AT
    entered_by = factory.SubFactory(UserFactory)


class TentativeAgreementFactory(DjangoModelFactory[TentativeAgreement]):
    class Meta:
        model = TentativeAgreement

    issue = factory.SubFactory(IssueFactory)
    negotiation = factory.SelfAttribute("issue.negotiation")
    number = factory.Sequence(lambda n: n + 1)
    text = "The City pays three percent more from July 1, 2026."
    drafted_at = AT


class SheetPaperFactory(DjangoModelFactory[SheetPaper]):
    class Meta:
        model = SheetPaper

    agreement = factory.SubFactory(TentativeAgreementFactory)
    reference = factory.Sequence(lambda n: f"DOC-S{n:04}")
    fingerprint = factory.Sequence(lambda n: f"{n:064}")
    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT


class ProposalPaperFactory(DjangoModelFactory[ProposalPaper]):
    class Meta:
        model = ProposalPaper

    proposal = factory.SubFactory(ProposalFactory)
    reference = factory.Sequence(lambda n: f"DOC-P{n:04}")
    fingerprint = factory.Sequence(lambda n: f"{n:064}")
    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT


class MandateFactory(DjangoModelFactory[Mandate]):
    class Meta:
        model = Mandate

    negotiation = factory.SubFactory(NegotiationFactory)
    body = Mandate.Body.COUNCIL
    given_on = date(2026, 2, 10)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT


class MandateHolderFactory(DjangoModelFactory[MandateHolder]):
    class Meta:
        model = MandateHolder

    mandate = factory.SubFactory(MandateFactory)
    user = factory.SubFactory(UserFactory)
    named_by = factory.SelfAttribute("user")
    named_at = AT


class MoneyLimitFactory(DjangoModelFactory[MoneyLimit]):
    class Meta:
        model = MoneyLimit

    mandate = factory.SubFactory(MandateFactory)
    measure = Ceiling.TERM
    amount = "6250000.00"


class IssueAuthorityFactory(DjangoModelFactory[IssueAuthority]):
    class Meta:
        model = IssueAuthority

    mandate = factory.SubFactory(MandateFactory)
    issue = factory.SubFactory(IssueFactory)
    authority = Authority.MAY_AGREE


class MandateExceptionFactory(DjangoModelFactory[MandateException]):
    class Meta:
        model = MandateException

    mandate = factory.SubFactory(MandateFactory)
    reason = "Council told by the City Manager on June 14."
    given_by = factory.SubFactory(UserFactory)
    given_at = AT


class MandateReadingFactory(DjangoModelFactory[MandateReading]):
    class Meta:
        model = MandateReading

    mandate = factory.SubFactory(MandateFactory)
    user = factory.SubFactory(UserFactory)
    read_at = AT


class RosterSnapshotFactory(DjangoModelFactory[RosterSnapshot]):
    class Meta:
        model = RosterSnapshot

    unit = factory.SubFactory(BargainingUnitFactory)
    as_of = date(2026, 6, 1)
    reference = "Roster of June 1, 2026"
    groups = factory.LazyFunction(lambda: [["1042", "3", "10", "52000.00", "2080", 0, None, {}]])
    source = "Payroll extract"
    taken_by = factory.SubFactory(UserFactory)
    taken_at = AT


class RateTableFactory(DjangoModelFactory[RateTable]):
    class Meta:
        model = RateTable

    name = factory.Sequence(lambda n: f"Payroll charges {n}")
    effective_on = date(2026, 7, 1)
    rates = factory.LazyFunction(lambda: [{"name": "Medicare", "rate": "0.0145", "on": ["BASE"]}])
    entered_by = factory.SubFactory(UserFactory)
    entered_at = AT


class ScenarioFactory(DjangoModelFactory[Scenario]):
    class Meta:
        model = Scenario

    negotiation = factory.SubFactory(NegotiationFactory)
    name = "City 3"
    snapshot = factory.SubFactory(RosterSnapshotFactory)
    rate_table = factory.SubFactory(RateTableFactory)
    rates = factory.LazyFunction(list)
    items = factory.LazyFunction(list)
    years = factory.LazyFunction(list)
    formulas = "2026.1"
    results = factory.LazyFunction(dict)
    made_by = factory.SubFactory(UserFactory)
    made_at = AT


class ParityClauseFactory(DjangoModelFactory[ParityClause]):
    class Meta:
        model = ParityClause

    unit = factory.SubFactory(BargainingUnitFactory)
    place = factory.Sequence(lambda n: f"Art. 28.{n + 1}")
    topic = Topic.WAGES
    words = "What another unit gets is offered to this one."
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT

"""Petitions about units, cards, ballots and orders."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from bargaining.models.unit_matters import BallotLine, Election, ShowingOfInterest, UnitHearing, UnitMatter, UnitOrder
from bargaining.rules.representation import Method, Outcome, Petition
from labor_office.core.matters.rules import Level
from tests.factories.matters import MeetingFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

AT = datetime(2026, 6, 8, 17, tzinfo=UTC)


class UnitMatterFactory(DjangoModelFactory[UnitMatter]):
    class Meta:
        model = UnitMatter

    kind = "unit_matter"
    reference = factory.Sequence(lambda n: f"UC-2020-{n + 1:04}")
    title = "Professional unit"
    level = Level.OFFICE
    unit = factory.SubFactory(BargainingUnitFactory)
    opened_on = date(2026, 6, 8)
    created_at = AT
    petition = Petition.DECERTIFICATION
    filed_on = date(2026, 6, 8)
    petitioner = "Employees of the unit"
    asked = "An election."


class ShowingOfInterestFactory(DjangoModelFactory[ShowingOfInterest]):
    class Meta:
        model = ShowingOfInterest

    unit_matter = factory.SubFactory(UnitMatterFactory)
    party = "Employees of the unit"
    cards = 8
    as_of = date(2026, 6, 8)
    eligible = 23
    threshold = "30.00"
    counted_by = factory.SubFactory(UserFactory)
    counted_at = AT


class ElectionFactory(DjangoModelFactory[Election]):
    class Meta:
        model = Election

    unit_matter = factory.SubFactory(UnitMatterFactory)
    number = 1
    method = Method.MAIL
    cutoff_on = date(2026, 6, 8)
    opens_on = date(2026, 6, 15)
    closes_on = date(2026, 7, 13)
    eligible = 23


class BallotLineFactory(DjangoModelFactory[BallotLine]):
    class Meta:
        model = BallotLine

    election = factory.SubFactory(ElectionFactory)
    position = factory.Sequence(lambda n: n + 1)
    label = factory.Sequence(lambda n: f"Local {n}")


class UnitHearingFactory(DjangoModelFactory[UnitHearing]):
    class Meta:
        model = UnitHearing

    unit_matter = factory.SubFactory(UnitMatterFactory)
    meeting = factory.SubFactory(MeetingFactory)
    heard_by = "A. Neutral"


class UnitOrderFactory(DjangoModelFactory[UnitOrder]):
    class Meta:
        model = UnitOrder

    unit_matter = factory.SubFactory(UnitMatterFactory)
    decided_on = date(2026, 6, 12)
    effective_on = date(2026, 7, 1)
    outcome = Outcome.DISMISSED
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = AT

"""Adoptions and what hangs on them. One that is ratified or published is brought there by its actions."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from agreements.models.adoption import (
    Adoption,
    AdoptionStep,
    ClosedBrief,
    CouncilMemo,
    CouncilPacket,
    CouncilVote,
    FiscalLine,
    Ratification,
    Resolution,
    TakenText,
)
from agreements.models.closed_side import ClosedReader
from agreements.rules.adoption import Step
from bargaining.rules.roll_call import Ballot
from labor_office.core.documents.rules.packets import Edition
from labor_office.core.matters.rules import Level
from tests.factories.agreements import AgreementFactory
from tests.factories.bargaining import TentativeAgreementFactory
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

RECORDED_AT = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)


class AdoptionFactory(MatterFactory):
    """The adoption of an agreement that nobody has signed."""

    class Meta:
        model = Adoption

    kind = "adoption"
    reference = factory.Sequence(lambda n: f"AD-2020-{n + 1:02}")
    title = "Adoption of the Labor and Trades Agreement"
    level = Level.RESTRICTED
    agreement = factory.SubFactory(AgreementFactory, published_at=None)
    unit = factory.SelfAttribute("agreement.unit")


class _OnAdoption(DjangoModelFactory):
    class Meta:
        abstract = True

    adoption = factory.SubFactory(AdoptionFactory)


class AdoptionStepFactory(_OnAdoption):
    class Meta:
        model = AdoptionStep

    step = Step.FISCAL
    done_on = date(2026, 6, 1)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = RECORDED_AT


class TakenTextFactory(_OnAdoption):
    class Meta:
        model = TakenText

    agreed = factory.SubFactory(TentativeAgreementFactory)
    taken_by = factory.SubFactory(UserFactory)
    taken_at = RECORDED_AT


class RatificationFactory(_OnAdoption):
    class Meta:
        model = Ratification

    opened_on = date(2026, 5, 27)
    closed_on = date(2026, 5, 29)
    eligible, in_favor, against = 120, 88, 12
    is_ratified = True
    certifier = "Ty Boone"
    certified_on = date(2026, 6, 1)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = RECORDED_AT


class ResolutionFactory(_OnAdoption):
    class Meta:
        model = Resolution

    number = "3301"
    voted_on = date(2026, 6, 9)
    is_adopted = True
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = RECORDED_AT


class CouncilVoteFactory(DjangoModelFactory[CouncilVote]):
    class Meta:
        model = CouncilVote

    resolution = factory.SubFactory(ResolutionFactory)
    member = factory.Sequence(lambda n: f"Member {n + 1}")
    ballot = Ballot.AYE


class FiscalLineFactory(_OnAdoption):
    class Meta:
        model = FiscalLine

    fiscal_year = 2027
    item = "General wage increase"
    is_recurring = True
    amount = "410000.00"


class CouncilMemoFactory(_OnAdoption):
    class Meta:
        model = CouncilMemo


class ClosedBriefFactory(_OnAdoption):
    class Meta:
        model = ClosedBrief


class ClosedReaderFactory(_OnAdoption):
    class Meta:
        model = ClosedReader

    user = factory.SubFactory(UserFactory)
    named_by = factory.SubFactory(UserFactory)
    named_at = RECORDED_AT


class CouncilPacketFactory(_OnAdoption):
    class Meta:
        model = CouncilPacket

    edition = Edition.OPEN
    reference = factory.Sequence(lambda n: f"DOC-P{n + 1:04}")
    fingerprint = factory.Sequence(lambda n: f"{n:064}")
    asked_by = factory.SubFactory(UserFactory)
    asked_at = RECORDED_AT

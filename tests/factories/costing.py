"""Costings on paper, and what agreements really cost."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from bargaining.models.actuals import ActualCost, EstimateOfRecord
from bargaining.models.papers import CostingPaper
from tests.factories.bargaining import AT, NegotiationFactory, ScenarioFactory
from tests.factories.users import UserFactory


class CostingPaperFactory(DjangoModelFactory[CostingPaper]):
    class Meta:
        model = CostingPaper

    scenario = factory.SubFactory(ScenarioFactory)
    reference = factory.Sequence(lambda n: f"DOC-C{n:04}")
    fingerprint = factory.Sequence(lambda n: f"{n:064}")
    asked_by = factory.SubFactory(UserFactory)
    asked_at = AT


class EstimateOfRecordFactory(DjangoModelFactory[EstimateOfRecord]):
    class Meta:
        model = EstimateOfRecord

    negotiation = factory.SubFactory(NegotiationFactory)
    scenario = factory.SubFactory(ScenarioFactory, negotiation=factory.SelfAttribute("..negotiation"))
    adopted_on = date(2026, 6, 9)
    named_by = factory.SubFactory(UserFactory)
    named_at = AT


class ActualCostFactory(DjangoModelFactory[ActualCost]):
    class Meta:
        model = ActualCost

    negotiation = factory.SubFactory(NegotiationFactory)
    item = "1"
    title = "General increase 3%"
    year = "FY 2027"
    amount = Decimal("3651.00")
    source = "Ledger of FY 2027"
    entered_by = factory.SubFactory(UserFactory)
    entered_at = AT

"""What other employers pay."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from bargaining.models.comparators import Benchmark, DataPoint, Jurisdiction
from tests.factories.users import UserFactory

AT = datetime(2026, 6, 15, 17, 42, tzinfo=UTC)


class JurisdictionFactory(DjangoModelFactory[Jurisdiction]):
    class Meta:
        model = Jurisdiction

    name = factory.Sequence(lambda n: f"County {n}")


class BenchmarkFactory(DjangoModelFactory[Benchmark]):
    class Meta:
        model = Benchmark

    name = factory.Sequence(lambda n: f"Pipe Fitter, step {n}")


class DataPointFactory(DjangoModelFactory[DataPoint]):
    class Meta:
        model = DataPoint

    benchmark = factory.SubFactory(BenchmarkFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    value = Decimal(68_900)
    effective_on = date(2026, 1, 1)
    source = "Pay plan of 2026"
    collected_by = factory.SubFactory(UserFactory)
    collected_at = AT

"""What defines units, who stands in and out of them, and release time."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from bargaining.models.seniority import SeniorityList
from bargaining.models.units import ReleaseGrant, ReleaseUse, UnitPlacement, UnitProfile
from bargaining.rules.seniority import ListPaper, Measure, Purpose
from bargaining.rules.units import Basis
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.matters.rules import Level
from tests.factories.rosters import RepresentativeFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, ClassificationFactory, EmployeeOrganizationFactory


class UnitProfileFactory(DjangoModelFactory[UnitProfile]):
    class Meta:
        model = UnitProfile

    unit = factory.SubFactory(BargainingUnitFactory)
    definition = "Employees in laboring and trades classifications."
    basis = Basis.ELECTION


class UnitPlacementFactory(DjangoModelFactory[UnitPlacement]):
    class Meta:
        model = UnitPlacement

    unit = factory.SubFactory(BargainingUnitFactory)
    classification = factory.SubFactory(ClassificationFactory)
    starts_on = date(2022, 9, 14)
    because = "Certification of the unit"


class ReleaseGrantFactory(DjangoModelFactory[ReleaseGrant]):
    class Meta:
        model = ReleaseGrant

    organization = factory.SubFactory(EmployeeOrganizationFactory)
    starts_on = date(2025, 7, 1)
    ends_on = date(2026, 6, 30)
    hours = "320.00"


class ReleaseUseFactory(DjangoModelFactory[ReleaseUse]):
    class Meta:
        model = ReleaseUse

    grant = factory.SubFactory(ReleaseGrantFactory)
    representative = factory.SubFactory(RepresentativeFactory)
    on = date(2026, 3, 4)
    hours = "6.50"
    purpose = "Bargaining session"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = datetime(2026, 3, 4, 21, tzinfo=UTC)


class SeniorityListFactory(DjangoModelFactory[SeniorityList]):
    """A list of nobody, issued."""

    class Meta:
        model = SeniorityList

    kind = "seniority_list"
    reference = factory.Sequence(lambda n: f"SR-2020-{n + 1:03}")
    title = "Seniority list, Groundskeeper"
    level = Level.OFFICE
    opened_on = date(2026, 6, 15)
    created_at = datetime(2026, 6, 15, 13, tzinfo=UTC)
    purpose = Purpose.SENIORITY
    as_of = date(2026, 6, 15)
    basis = Measure.CITY
    scope = "Groundskeeper"
    facts = factory.LazyFunction(
        lambda: {"paper": freeze(ListPaper("Seniority list", "Groundskeeper", date(2026, 6, 15), "By day hired", ()))}
    )
    document_reference = factory.Sequence(lambda n: f"DOC-S{n:04}")

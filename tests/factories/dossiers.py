"""Printed dossiers."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from agreements.models.dossiers import DossierPrint
from tests.factories.agreements import AgreementFactory, ArticleFactory
from tests.factories.users import UserFactory


class DossierPrintFactory(DjangoModelFactory[DossierPrint]):
    """A dossier that somebody asked for; it holds nothing."""

    class Meta:
        model = DossierPrint

    article = factory.SubFactory(ArticleFactory)
    agreement = factory.SubFactory(AgreementFactory)
    reference = factory.Sequence(lambda n: f"DOC-T{n:04}")
    facts = factory.LazyFunction(dict)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2026, 6, 15, 12, tzinfo=UTC)

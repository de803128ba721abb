"""Agreements that are not law yet: drafts, and the files read into them."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from agreements.models.drafts import Draft, DraftClause
from agreements.models.imports import AgreementImport, ImportDoubt
from agreements.rules.vocabulary import ClauseLevel
from tests.factories.agreements import AgreementFactory
from tests.factories.documents import DocumentFactory
from tests.factories.users import UserFactory

MADE_AT = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)


class DraftFactory(DjangoModelFactory[Draft]):
    """The text of an agreement that nobody has adopted."""

    class Meta:
        model = Draft

    agreement = factory.SubFactory(AgreementFactory, published_at=None)
    made_at = MADE_AT


class DraftClauseFactory(DjangoModelFactory[DraftClause]):
    """An article that the former agreement did not have."""

    class Meta:
        model = DraftClause

    draft = factory.SubFactory(DraftFactory)
    position = factory.Sequence(lambda n: n)
    level = ClauseLevel.ARTICLE
    number = factory.Sequence(lambda n: str(n + 1))
    title = "Overtime"
    text = "Overtime call-outs go to the most senior employee on the list."


class AgreementImportFactory(DjangoModelFactory[AgreementImport]):
    """A file just uploaded."""

    class Meta:
        model = AgreementImport

    draft = factory.SubFactory(DraftFactory)
    document = factory.SubFactory(DocumentFactory)
    started_by = factory.SubFactory(UserFactory)
    started_at = MADE_AT


class ImportDoubtFactory(DjangoModelFactory[ImportDoubt]):
    class Meta:
        model = ImportDoubt

    imported = factory.SubFactory(AgreementImportFactory)
    code = "number_skipped"
    reason = "Article 15 follows Article 13."
    line = 120

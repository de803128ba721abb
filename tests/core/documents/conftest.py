"""A kind of letter to write, and a folder of its own for each test's files."""

import pytest

from labor_office.core.documents import letters
from labor_office.core.documents.actions import drafting
from labor_office.core.matters import kinds
from labor_office.core.users.permissions import Role
from tests.core.documents.papers import DECISION, SET_AT, WRITTEN
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory


@pytest.fixture(autouse=True)
def _kind():
    letters.register(DECISION)
    kinds.register(kinds.MatterKind("paper_test", "Test", "Tests", "PT", "documents:letters"))
    yield
    kinds._kinds.pop("paper_test")
    letters._kinds.pop("test_decision")


@pytest.fixture(autouse=True)
def files_folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.ROOT_URLCONF = "tests.core.documents.addresses"
    return tmp_path


@pytest.fixture
def writer(db):
    return UserFactory(name="Dana Whitfield", title="Labor Relations Specialist")


@pytest.fixture
def approver(db):
    return UserFactory(name="Ruth Castellanos", title="Director of Public Works", role=Role.DECISION_MAKER)


@pytest.fixture
def matter(db):
    return MatterFactory(reference="G-2026-0042", kind="paper_test")


@pytest.fixture
def letter(matter, writer):
    """A draft with every field filled and a way of delivery."""
    begun = drafting.draft_letter(matter_id=matter.pk, kind="test_decision", by=writer, at=SET_AT)
    return drafting.save_letter(
        letter_id=begun.pk, revision=1, fields=WRITTEN, delivery="By email", by=writer, at=SET_AT
    )


@pytest.fixture
def sent(letter, writer, approver):
    """The letter, waiting for its signature."""
    return drafting.send_for_approval(
        letter_id=letter.pk, revision=letter.revision, approver=approver, by=writer, at=SET_AT
    )

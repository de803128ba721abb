"""Which notes, papers and lines of history a person reads on a matter they may know of."""

import pytest

from labor_office.core.documents.models import Document, Letter, LetterState
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.matters.models.record import Note
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.factories.documents import DocumentFactory, LetterFactory
from tests.factories.matters import MatterAccessFactory, MatterEventFactory, MatterFactory, NoteFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db

MAKERS = {Note: NoteFactory, Document: DocumentFactory, MatterEvent: MatterEventFactory}
PLAIN, PRIVILEGED = {Level.OFFICE, Level.RESTRICTED}, {Level.OFFICE, Level.RESTRICTED, Level.PRIVILEGED}


def liaison_of(matter):
    """A liaison of the matter's department."""
    liaison = UserFactory(role=Role.LIAISON)
    DepartmentContactFactory(department=matter.department, user=liaison)
    return liaison


@pytest.mark.parametrize("model", list(MAKERS))
@pytest.mark.parametrize(
    ("role", "levels"), [(Role.SPECIALIST, PLAIN), (Role.ATTORNEY, PRIVILEGED), (Role.CHIEF, PRIVILEGED)]
)
def test_a_role_opens_levels_and_never_a_mandate(model, role, levels):
    matter, user = MatterFactory(), UserFactory(role=role)
    for level in Level:
        MAKERS[model](matter=matter, level=level)
    assert set(model.objects.visible_to(user).values_list("level", flat=True)) == levels


@pytest.mark.parametrize(("role", "reads"), [(Role.SPECIALIST, True), (Role.LIAISON, False)])
def test_a_mandate_is_for_those_who_bargain_and_are_named(role, reads):
    paper = DocumentFactory(level=Level.MANDATE)
    named = MatterAccessFactory(matter=paper.matter, user=UserFactory(role=role)).user
    assert Document.objects.visible_to(named).exists() is reads
    assert not Document.objects.visible_to(paper.added_by).exists()


@pytest.mark.parametrize("kind", list(Note.Kind))
def test_a_liaison_reads_no_note_of_the_office_but_their_own(kind):
    matter = MatterFactory(department=DepartmentFactory())
    liaison = liaison_of(matter)
    own = NoteFactory(matter=matter, author=liaison, kind=kind)
    NoteFactory(matter=matter, kind=kind)
    assert list(Note.objects.visible_to(liaison)) == [own]
    assert Note.objects.visible_to(UserFactory()).count() == 2


def test_a_letter_not_yet_issued_is_for_the_office_and_who_signs_it():
    matter = MatterFactory(department=DepartmentFactory())
    liaison, signer = liaison_of(matter), UserFactory(role=Role.DECISION_MAKER)
    MatterAccessFactory(matter=matter, user=signer)
    LetterFactory(matter=matter)
    asked = LetterFactory(matter=matter, state=LetterState.FOR_APPROVAL, approver=signer)
    issued = LetterFactory(
        matter=matter,
        state=LetterState.ISSUED,
        issued_by=signer,
        issued_at=matter.created_at,
        dated_on=matter.opened_on,
    )
    assert list(Letter.objects.visible_to(liaison)) == [issued]
    assert set(Letter.objects.visible_to(signer)) == {asked, issued}
    assert Letter.objects.visible_to(UserFactory()).count() == 3

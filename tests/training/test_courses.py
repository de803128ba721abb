"""Courses keep what they taught, and are marked for review when the words under them change."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from agreements.acts import TextChanged, tell_text_changed
from labor_office.core.users.permissions import Role
from tests.factories.agreements import AgreementFactory, ArticleVersionFactory
from tests.factories.requirements import CompletionFactory
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY
from training.actions import courses as actions
from training.models.courses import CourseVersion
from training.models.proof import Completion
from training.rules.vocabulary import CourseForm, ProofSource

pytestmark = pytest.mark.django_db
TAUGHT = {"starts_on": date(2026, 1, 5), "objectives": "Call from the list.", "length_minutes": 90}


@pytest.fixture
def trainer():
    return UserFactory(role=Role.TRAINER)


@pytest.fixture
def course(trainer):
    return actions.add_course(code="LR-114", title="Call-outs", form=CourseForm.CLASS, by=trainer, at=AT, **TAUGHT)


def test_a_revision_is_a_version_with_the_materials_that_were_kept(course, trainer):
    first = course.versions.get()
    kept, dropped = (
        actions.add_material(
            version=first, handout=actions.Handout(title, link="https://x.example/a"), by=trainer, at=AT
        )
        for title in ("Card", "Old slides")
    )
    second = actions.revise_course(
        course_id=course.pk, title="Call-outs", basis="", by=trainer, at=AT, dropped=[dropped.pk],
        handouts=[actions.Handout("Log sheet", data=b"Who was called", file_name="log.txt")],
        **TAUGHT | {"starts_on": TODAY, "changes": "The log."},
    )  # fmt: skip
    assert (second.number, [each.title for each in second.materials.all()]) == (2, ["Card", "Log sheet"])
    assert first.materials.count() == 2
    assert second.materials.get(title="Log sheet").document.matter.reference == "TP-2026-01"
    assert kept.position == 1


def test_what_was_taught_never_changes(course):
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        CourseVersion.objects.filter(course=course).update(objectives="Something else")


def test_a_code_is_one_course(course, trainer):
    with pytest.raises(actions.CodeTaken):
        actions.add_course(code="lr-114", title="Other", form=CourseForm.CLASS, by=trainer, at=AT, **TAUGHT)


@pytest.mark.parametrize(("after", "is_asked"), [("Call by lot.", True), ("Call from the  list.", False)])
def test_new_words_mark_the_course_until_somebody_has_looked(course, trainer, after, is_asked):
    agreement = AgreementFactory(published_at=AT)
    place = {"unit": agreement.unit, "agreement": agreement, "number": "14.3"}
    old = ArticleVersionFactory(**place, text="Call from the list.", in_force=(date(2023, 7, 1), date(2026, 7, 1)))
    ArticleVersionFactory(**place, article=old.article, text=after, in_force=(date(2026, 7, 1), None))
    tie = actions.tie_article(course_id=course.pk, article=old.article, on=TODAY, by=trainer, at=AT)

    tell_text_changed(
        TextChanged(
            frozenset({old.article_id}), agreement.unit_id, date(2026, 7, 1), agreement.pk, "Settled.", trainer, AT
        )
    )

    tie.refresh_from_db()
    assert tie.needs_review is is_asked
    reviewed = actions.review_tie(tie_id=tie.pk, on=date(2026, 7, 1), by=trainer, at=AT)
    assert (reviewed.needs_review, reviewed.text.text) == (False, after)


def test_proof_has_one_source_and_is_never_rewritten():
    proof = CompletionFactory()
    with pytest.raises(IntegrityError, match="completion_has_one_source"), transaction.atomic():
        CompletionFactory(source=ProofSource.EARLIER, evidence="A paper.")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Completion.objects.filter(pk=proof.pk).update(completed_on=TODAY)
    with pytest.raises(ProgrammingError), transaction.atomic():
        proof.delete()

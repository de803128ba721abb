"""Rules as people read them."""

from __future__ import annotations

from collections.abc import Collection

from training.models.requirements import RequirementVersion
from training.rules.sentence import Rule, sentence
from training.rules.vocabulary import Trigger, Who

_NAMED = ("units", "departments", "classifications", "courses__course")


def sentences_of(versions: Collection[int]) -> dict[int, str]:
    """Each rule in one sentence, by key. Five queries whatever their number."""
    found = RequirementVersion.objects.filter(pk__in=versions).select_related("agreement_unit")
    return {version.pk: sentence_of(version) for version in found.prefetch_related(*_NAMED)}


def sentence_of(version: RequirementVersion) -> str:
    """One rule in one sentence; its lists should be fetched with it."""
    return sentence(
        Rule(
            who=Who(version.who),
            courses=[tie.course.title for tie in version.courses.all()],
            trigger=Trigger(version.trigger),
            amount=version.due_amount,
            unit=version.due_unit,
            units=[unit.name for unit in version.units.all()],
            departments=[department.name for department in version.departments.all()],
            classifications=[title.title for title in version.classifications.all()],
            agreement_unit=version.agreement_unit.name if version.agreement_unit else "",
            fixed_on=version.fixed_on,
            repeat_months=version.repeat_months,
        )
    )

"""The closed edition's facts: what the Council reads behind closed doors, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping

from agreements.models.adoption import Adoption, ClosedBrief, FiscalLine
from agreements.queries.adoption import done_of, table_of
from agreements.rules.adoption import STEP_WORDS, Step
from agreements.rules.packets import ClosedPacket, Cost, Standing, fiscal_table
from labor_office.core.documents.rules.papers import paragraphs


def gather_closed(adoption_id: int) -> ClosedPacket:
    """What the closed edition says now."""
    adoption = Adoption.objects.select_related("agreement__unit", "owner", "memo").get(pk=adoption_id)
    brief = brief_of(adoption)
    done = done_of(adoption, table_of(adoption))
    owner, unit = adoption.owner, adoption.agreement.unit
    return ClosedPacket(
        reference=adoption.reference,
        unit=unit.name if unit else "",
        agreement=adoption.agreement.title,
        docket_title=adoption.memo.docket_title,
        council_on=adoption.council_on,
        sender=", ".join(part for part in (owner.name, owner.title) if part) if owner else "",
        authority=paragraphs(brief.authority),
        positions=paragraphs(brief.positions),
        risks=paragraphs(brief.risks),
        legal_note=paragraphs(brief.legal_note),
        standings=tuple(Standing(STEP_WORDS[step], _standing(step, done)) for step in Step),
        fiscal=fiscal_table(
            Cost(row.fiscal_year, row.item, row.fund, row.is_recurring, row.amount)
            for row in FiscalLine.objects.filter(adoption=adoption)
        ),
    )


def brief_of(adoption: Adoption) -> ClosedBrief:
    """What is written for closed session; an empty one where nothing is. For those who may read it."""
    return ClosedBrief.objects.filter(adoption=adoption).first() or ClosedBrief(adoption=adoption)


def _standing(step: Step, done: Mapping[Step, object]) -> str:
    record = done.get(step)
    day = getattr(record, "done_on", None)
    if day is not None:
        return f"Done {day:%B} {day.day}, {day.year}"
    return "Done" if step in done else "To do"

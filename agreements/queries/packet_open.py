"""The open edition's facts. Every table read here holds only what anybody may read.

It knows nothing of the closed brief, the mandate or the table's notes: it neither
imports them nor follows a relation to them, and a test watches which tables it reads.
"""

from __future__ import annotations

from agreements.models.adoption import Adoption, CouncilMemo, FiscalLine, Ratification
from agreements.queries.adoption import ratification_words
from agreements.queries.changes import changes_of
from agreements.rules.packets import Cost, MemoWords, OpenPacket, ResolutionDraft, fiscal_table
from labor_office.core.documents.rules.papers import paragraphs


def gather_open(adoption_id: int) -> OpenPacket:
    """What the open edition says now. Six queries, whatever the length of the agreement."""
    found = Adoption.objects.select_related("agreement__unit__organization", "agreement__predecessor", "owner")
    adoption = found.get(pk=adoption_id)
    agreement = adoption.agreement
    memo = CouncilMemo.objects.filter(adoption=adoption).first() or CouncilMemo(adoption=adoption)
    costs = [
        Cost(row.fiscal_year, row.item, row.fund, row.is_recurring, row.amount)
        for row in FiscalLine.objects.filter(adoption=adoption)
    ]
    table = fiscal_table(costs)
    unit, former = agreement.unit, agreement.predecessor
    vote = Ratification.objects.filter(adoption=adoption, is_ratified=True).first()
    return OpenPacket(
        reference=adoption.reference,
        unit=unit.name if unit else "",
        union=unit.organization.name if unit and unit.organization else "",
        agreement=agreement.title,
        council_on=adoption.council_on,
        memo=_memo(adoption, memo),
        ratified=ratification_words(vote),
        fiscal=table,
        resolution=ResolutionDraft(
            whereas=lines(memo.whereas),
            agreement=agreement.title,
            term=f"{agreement.starts_on:%B} {agreement.starts_on.day}, {agreement.starts_on.year} to "
            f"{agreement.ends_on:%B} {agreement.ends_on.day}, {agreement.ends_on.year}",
            years=table.years,
            members=lines(memo.members),
        ),
        former=former.title if former else "",
        changes=changes_of(agreement),
    )


def _memo(adoption: Adoption, memo: CouncilMemo) -> MemoWords:
    owner = adoption.owner
    sender = ", ".join(part for part in (owner.name, owner.title) if part) if owner else ""
    return MemoWords(
        addressed_to=memo.addressed_to,
        through=memo.through,
        sender=sender,
        docket_title=memo.docket_title,
        issue=paragraphs(memo.issue),
        recommendation=paragraphs(memo.recommendation),
        background=paragraphs(memo.background),
        discussion=paragraphs(memo.discussion),
        fiscal_note=paragraphs(memo.fiscal_note),
        attachments=lines(memo.attachments),
        staff=lines(memo.staff),
    )


def lines(text: str) -> tuple[str, ...]:
    """The lines of a typed list, empty ones left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())

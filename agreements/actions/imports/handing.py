"""An import is done: its outline is the agreement's draft, and what is law already is published."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db import transaction

from agreements.actions.force import put_in_force
from agreements.actions.imports.mending import NotUnderReview
from agreements.actions.obligations import follow_publication
from agreements.models.drafts import DraftClause
from agreements.models.imports import AgreementImport, ImportDoubt
from agreements.models.text import Agreement
from agreements.rules.obligations import asks_for_list
from agreements.rules.vocabulary import ImportStage, Match
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


class StillDoubtful(Exception):
    """Places of the import nobody has looked at yet; the text says how many."""


@transaction.atomic
def hand_over(*, import_id: int, by: User, at: datetime) -> AgreementImport:
    """End the review: from now on the draft is mended with the agreement. Raises StillDoubtful, NotUnderReview."""
    imported = (
        AgreementImport.objects.select_for_update(of=("self",)).select_related("draft__agreement").get(pk=import_id)
    )
    if imported.stage != ImportStage.REVIEW:
        raise NotUnderReview("This import is not under review.")
    _check(imported)
    imported.stage = ImportStage.HANDED_OVER
    imported.save(update_fields=["stage"])
    count = DraftClause.objects.filter(draft=imported.draft_id).count()
    record_event(
        matter=imported.draft.agreement, verb="agreement.imported", by=by, at=at, clauses=count,
        summary=f"Imported from {imported.document.reference}: {count} clauses looked through",
    )  # fmt: skip
    return imported


@transaction.atomic
def publish_imported(*, import_id: int, by: User, at: datetime, today: date) -> Agreement:
    """The agreement was adopted before it was entered here: its words become law from its first day.

    One that took effect lately, or will, begins the list of what it asks of the office.
    Raises NotUnderReview before the hand-over, and what ``put_in_force`` raises.
    """
    imported = AgreementImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    if imported.stage != ImportStage.HANDED_OVER:
        raise NotUnderReview("Finish the review first.")
    agreement = put_in_force(
        draft_id=imported.draft_id, by=by, at=at, summary="Entered from the adopted agreement; its text is in force"
    )
    if asks_for_list(agreement.starts_on, agreement.ends_on, today=today):
        follow_publication(agreement, by=by, at=at, today=today)
    return agreement


def _check(imported: AgreementImport) -> None:
    open_doubts = ImportDoubt.objects.filter(imported=imported, settled_at=None).count()
    if open_doubts:
        places = "1 place still needs" if open_doubts == 1 else f"{open_doubts} places still need"
        raise StillDoubtful(f"{places} a look. Go through them with Next doubt.")
    clauses = DraftClause.objects.filter(draft=imported.draft_id)
    unsure = clauses.filter(match=Match.UNSURE).count()
    if unsure:
        raise StillDoubtful(f"Say for {unsure} more whether they continue an article of the former agreement.")
    numbers = Counter(number for number in clauses.values_list("number", flat=True) if number)
    twice = [number for number, count in numbers.items() if count > 1]
    if twice:
        raise StillDoubtful(f"Each number may stand once. Given more than once: {', '.join(twice[:8])}.")

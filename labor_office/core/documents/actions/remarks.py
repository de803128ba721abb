"""What writer and approver say to each other about a letter before it goes out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from labor_office.core.documents.actions.drafting import ApproverRefused, LetterNotOpen, lock_letter
from labor_office.core.documents.models import Letter
from labor_office.core.documents.queries import REMARK, takes_part
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def remark(*, letter_id: int, words: str, by: User, at: datetime) -> Letter:
    """Say something of a letter that has not gone out. Raises LetterNotOpen, ApproverRefused."""
    letter = lock_letter(letter_id)
    if letter.is_issued:
        raise LetterNotOpen(f"Letter {letter.number} was issued. Nothing is said of it here any more.")
    if not takes_part(by, letter):
        raise ApproverRefused("Only those who write the letter and whoever signs it say something of it here.")
    summary = f"A remark was made on letter {letter.number}"
    record_event(matter=letter.matter, verb=REMARK, summary=summary, by=by, at=at, letter=letter.number, words=words)
    return letter

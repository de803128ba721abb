"""A form that arrives twice is one grievance."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, transaction

from grievances.actions.filing import file_grievance
from grievances.letters import ACKNOWLEDGEMENT
from grievances.models import FilingReceipt, Grievance
from labor_office.core.documents.actions.drafting import draft_letter
from labor_office.core.matters.actions.drafts import discard_draft


@transaction.atomic
def file_once(*, token: UUID, draft: str = "", **filing: Any) -> tuple[Grievance, bool]:
    """File as ``file_grievance`` does, unless the form called ``token`` was filed before.

    Its acknowledgement is drafted with it, and what was kept of the form as ``draft`` is forgotten.
    Returns the grievance and whether it is new. Two presses of one button wait for each other
    here: the second finds what the first opened.
    Raises what ``file_grievance`` raises.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"filing:{token}"])
    if draft:
        discard_draft(user=filing["by"], key=draft)
    receipt = FilingReceipt.objects.filter(pk=token).select_related("grievance").first()
    if receipt is not None:
        return receipt.grievance, False
    grievance = file_grievance(**filing)
    FilingReceipt.objects.create(token=token, grievance=grievance)
    draft_letter(matter_id=grievance.pk, kind=ACKNOWLEDGEMENT, by=filing["by"], at=filing["at"])
    return grievance, True

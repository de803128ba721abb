"""A form that arrives twice is one grievance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from grievances.actions.filing import open_grievance
from grievances.letters import ACKNOWLEDGEMENT
from grievances.models import FilingReceipt, Grievance
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.matters.actions.record import NEXT_KEY, next_matter_if

# The key of the grievance about to be opened, kept under the form's token. Who comes second waits here until
# the first is done, and then finds the token taken, and takes no number. What was kept of the form is forgotten
# by either.
_FIRST = f"""
    forgotten AS (DELETE FROM matters_formdraft WHERE user_id = %s AND key = %s),
    opened AS (
        INSERT INTO grievances_filingreceipt (token, grievance_id) VALUES (%s, {NEXT_KEY})
        ON CONFLICT (token) DO NOTHING RETURNING grievance_id AS key
    )
"""  # noqa: S608 -- constants only


@transaction.atomic
def file_once(*, token: UUID, draft: str = "", **filing: Any) -> tuple[Grievance, Sequence[Deadline] | None]:
    """File as ``file_grievance`` does, unless the form called ``token`` was filed before.

    Its acknowledgement is drafted with it, and what was kept of the form as ``draft`` is forgotten.
    Returns the grievance and the deadlines it began with, None if it was there before. Two
    presses of one button wait for each other here: the second finds what the first opened.
    Raises what ``file_grievance`` raises.
    """
    values = [filing["by"].pk, draft, token]
    taken = next_matter_if(_FIRST, values, kind="grievance", year=filing["received_on"].year)
    if taken is None:
        return FilingReceipt.objects.select_related("grievance").get(pk=token).grievance, None
    return open_grievance(taken=taken, letters=[ACKNOWLEDGEMENT], **filing)

"""What someone began to type and has not saved."""

from __future__ import annotations

from uuid import UUID

from grievances.models import FilingReceipt
from labor_office.core.matters.models.record import FormDraft
from labor_office.core.users.models import User


def draft_of(user: User, key: str) -> FormDraft | None:
    """The draft that ``user`` left in the form called ``key``; None when there is none."""
    return FormDraft.objects.filter(user=user, key=key).first()


def was_filed(token: str) -> bool:
    """Whether the form called ``token`` opened a grievance: then what it held is no draft any more."""
    try:
        return FilingReceipt.objects.filter(pk=UUID(token)).exists()
    except ValueError:
        return False

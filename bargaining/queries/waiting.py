"""Forms of a table that wait, as they were typed, until authority is recorded."""

from __future__ import annotations

from django.urls import reverse

from bargaining.models.negotiation import Negotiation
from bargaining.rules.vocabulary import Side
from labor_office.core.matters.models.record import FormDraft
from labor_office.core.users.models import User


def waiting_at(user: User, address: str) -> FormDraft | None:
    """What ``user`` typed into the form at ``address`` and has neither sent nor thrown away. One query."""
    return FormDraft.objects.filter(user=user, key=address).first()


def last_waiting(user: User, negotiation: Negotiation) -> str:
    """The address of the form of this table that was left last to wait; empty where none waits. One query.

    Each form has one place, so that no more than these three wait at a table.
    """
    places = [reverse("bargaining:new_proposal", args=[negotiation.reference])]
    places += [reverse("bargaining:new_package", args=[negotiation.reference, side.lower()]) for side in Side]
    waiting = FormDraft.objects.filter(user=user, key__in=places).order_by("-saved_at", "-pk")
    return waiting.values_list("key", flat=True).first() or ""

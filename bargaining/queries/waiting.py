"""Forms of a table that wait, as they were typed, until authority is recorded."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from bargaining.models.negotiation import Issue, Negotiation
from bargaining.rules.vocabulary import Side
from labor_office.core.matters.models.record import FormDraft
from labor_office.core.users.models import User

# Between the address of a form and the issue it was filled in for: what waits for one issue waits by itself.
_MARK = "#"
# A key's digits; more of them are no row's.
_MOST_DIGITS = 12


def key_of(address: str, issue: str) -> str:
    """The key under which the form at ``address`` waits; ``issue``, a row's key as it was sent, may be empty."""
    return f"{address}{_MARK}{issue}" if _is_key(issue) else address


def waiting_at(user: User, address: str, issue: Issue | None = None) -> FormDraft | None:
    """What ``user`` typed into the form at ``address`` and has neither sent nor thrown away. One query.

    With ``issue`` what was typed for it; without, what was left last, for whichever issue.
    """
    if issue is not None:
        return FormDraft.objects.filter(user=user, key=key_of(address, str(issue.pk))).first()
    return _at(user, address).order_by("-saved_at", "-pk").first()


def shown_at(user: User, address: str, waited: str) -> FormDraft | None:
    """What the form at ``address`` was begun with, ``waited`` being its key; None where it waits no more. One query."""
    return _at(user, address).filter(pk=waited).first() if _is_key(waited) else None


def waits_for_authority(user: User, negotiation: Negotiation, waited: str) -> str:
    """The address of the form of this table that waits as ``waited``; empty where none does. One query at most."""
    waits = FormDraft.objects.filter(user=user, pk=waited).first() if _is_key(waited) else None
    places = {reverse("bargaining:new_proposal", args=[negotiation.reference])}
    places |= {reverse("bargaining:new_package", args=[negotiation.reference, side.lower()]) for side in Side}
    address = waits.key.partition(_MARK)[0] if waits is not None else ""
    return address if address in places else ""


def _at(user: User, address: str) -> QuerySet[FormDraft]:
    # An address ends in a slash and is the beginning of no other form's.
    return FormDraft.objects.filter(user=user, key__startswith=address)


def _is_key(value: str) -> bool:
    return value.isdecimal() and len(value) <= _MOST_DIGITS

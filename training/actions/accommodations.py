"""What people need to take part, and what was arranged: never written over unseen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from labor_office.core.users.models import User
from training.models.sessions import AccommodationRequest, Enrolment
from training.rules.seen import stamp


class NeedsChanged(Exception):
    """Somebody else kept other words meanwhile; ``theirs`` are those, None where the writer may not read them."""

    def __init__(self, theirs: AccommodationRequest | None) -> None:
        self.theirs = theirs
        super().__init__(
            "Somebody else changed this while you wrote. Their words stand above; save yours when they hold both."
            if theirs
            else "Somebody else has passed on what this person needs. Tell the trainer what you would add."
        )


@transaction.atomic
def ask_accommodation(
    *, enrolment_id: int, needs: str, by: User, at: datetime, seen: str | None = None
) -> AccommodationRequest:
    """Keep what the person needs to take part, apart from everything else; what was arranged is asked anew.

    ``seen`` is the ``stamp_of`` what the writer began from; without one nothing is compared.
    Raises NeedsChanged. The same words once more change nothing.
    """
    enrolment = Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment_id)
    known = AccommodationRequest.objects.filter(enrolment=enrolment).first()
    _compare(known, seen, by)
    if known is not None and known.needs == needs:
        return known
    if known is None:
        return AccommodationRequest.objects.create(enrolment=enrolment, needs=needs, asked_by=by, asked_at=at)
    # Whoever passed it on first goes on reading it, whoever changes the words.
    known.needs, known.asked_at = needs, at
    known.arranged, known.arranged_by, known.arranged_at = "", None, None
    known.save(update_fields=["needs", "asked_at", "arranged", "arranged_by", "arranged_at"])
    return known


@transaction.atomic
def arrange_accommodation(
    *, request_id: int, arranged: str, by: User, at: datetime, seen: str | None = None
) -> AccommodationRequest:
    """Keep what was arranged for the needs that were ``seen``. Raises NeedsChanged."""
    request = AccommodationRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    _compare(request, seen, by)
    request.arranged, request.arranged_by, request.arranged_at = arranged, by, at
    request.save(update_fields=["arranged", "arranged_by", "arranged_at"])
    return request


def stamp_of(request: AccommodationRequest | None) -> str:
    """What tells one standing of a request from another, short enough to travel with a form."""
    return stamp(request.needs, request.arranged, request.asked_at, request.arranged_at) if request else stamp()


def _compare(known: AccommodationRequest | None, seen: str | None, by: User) -> None:
    if seen is None or seen == stamp_of(known):
        return
    may_read = known and AccommodationRequest.objects.visible_to(by).filter(pk=known.pk).exists()
    raise NeedsChanged(known if may_read else None)

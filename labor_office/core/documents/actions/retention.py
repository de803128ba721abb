"""Holds placed and released, and papers destroyed by a person once their time is over. Nothing here runs by itself."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.db import transaction

from labor_office.core.documents.copies import copies_of
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.retention import destroy_after, refusal
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.retention import Disposal, LegalHold, RetentionRule
from labor_office.core.users.models import User


class NotToDestroy(Exception):
    """The papers may not be destroyed; the words say why."""


class NotHeld(Exception):
    """The hold was released already."""


@transaction.atomic
def place_hold(*, matter_id: int, reason: str, by: User, at: datetime) -> LegalHold:
    """Keep everything of a matter until somebody releases the hold."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    hold = LegalHold.objects.create(matter=matter, reason=reason[:300], placed_by=by, placed_at=at)
    record_event(matter=matter, verb="retention.held", summary=f"Legal hold: {reason}"[:300], by=by, at=at)
    return hold


@transaction.atomic
def release_hold(*, hold_id: int, because: str, by: User, at: datetime) -> LegalHold:
    """End a hold, with the reason. Raises NotHeld."""
    hold = LegalHold.objects.select_for_update(of=("self",)).select_related("matter").get(pk=hold_id)
    if hold.released_at is not None:
        raise NotHeld("This hold was released already.")
    hold.released_by, hold.released_at, hold.released_because = by, at, because[:300]
    hold.save(update_fields=["released_by", "released_at", "released_because"])
    summary = f"Legal hold released: {because}"[:300]
    record_event(matter=hold.matter, verb="retention.released", summary=summary, by=by, at=at)
    return hold


@transaction.atomic
def destroy_papers(*, matter_id: int, certificate: str, by: User, at: datetime, today: date) -> Disposal:
    """Destroy the bytes of a matter's papers, by a signed certificate; rows, hashes and history stay.

    Papers of other matters that hold copies of them, such as a hearing's binder, go with them;
    while one of those matters is open, under a hold or kept longer nothing goes. The files go when the
    transaction is done. The database refuses it under a hold, whoever asks. Raises NotToDestroy.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    rule = RetentionRule.objects.filter(kind=matter.kind).first()
    last_day = destroy_after(matter.closed_on, rule.years if rule else None)
    is_held = matter.holds.filter(released_at=None).exists()
    why_not = refusal(
        last_day=last_day, today=today, is_held=is_held, is_destroyed=Disposal.objects.filter(matter=matter).exists()
    )
    if why_not or rule is None or last_day is None:
        raise NotToDestroy(why_not)
    papers = list(Document.objects.filter(matter=matter, destroyed_at=None))
    copies = _copies_to_destroy(matter, today)
    Document.objects.filter(pk__in=[paper.pk for paper in (*papers, *copies)]).update(destroyed_at=at)
    done = Disposal.objects.create(
        matter=matter, certificate=certificate, series=rule.series, was_due_on=last_day, papers_count=len(papers),
        destroyed_by=by, destroyed_at=at,
    )  # fmt: skip
    summary = f"{len(papers)} papers destroyed under {rule.series}, certificate {certificate}"
    record_event(matter=matter, verb="retention.destroyed", summary=summary[:300], by=by, at=at)
    for copy in copies:
        summary = f"{copy.reference} destroyed: it held papers destroyed under {rule.series}, certificate {certificate}"
        record_event(matter=copy.matter, verb="retention.copy_destroyed", summary=summary[:300], by=by, at=at)
    for paper in (*papers, *copies):
        transaction.on_commit(partial(_remove, paper.pk), robust=True)
    return done


def _copies_to_destroy(matter: Matter, today: date) -> list[Document]:
    """The papers elsewhere that hold copies. Raises NotToDestroy when one of their matters still needs them.

    It names none of those matters: whoever destroys may not know of them.
    """
    copies = copies_of(matter.pk)
    others = Matter.objects.filter(pk__in=[copy.matter_id for copy in copies]).order_by("pk")
    years = dict(RetentionRule.objects.values_list("kind", "years"))
    for other in others.select_for_update(no_key=True):
        last_day = destroy_after(other.closed_on, years.get(other.kind))
        is_held = other.holds.filter(released_at=None).exists()
        if refusal(last_day=last_day, today=today, is_held=is_held, is_destroyed=False):
            raise NotToDestroy(
                "A binder of another matter holds copies of its papers, and that matter is open, under a legal hold"
                " or kept longer by the schedule. They are destroyed together once that is over."
            )
    return copies


def _remove(document_id: int) -> None:
    """Take the bytes away, unless another paper that is kept stands on the same file."""
    found = Document.objects.get(pk=document_id)
    name = found.file.name or ""
    if name and not Document.objects.filter(file=name, destroyed_at=None).exists():
        found.file.storage.delete(name)

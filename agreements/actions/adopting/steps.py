"""Steps of an adoption: recorded in their order, taken back while nothing rests on them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from agreements.models.adoption import Adoption, AdoptionStep
from agreements.queries.adoption import done_of, table_of
from agreements.rules.adoption import EVENTS, LAST_OF_ALL, STEP_WORDS, Step, refusal, undoing
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import (
    AlreadyRecorded,
    NotRecorded,
    record_trigger,
    withdraw_trigger,
)
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.documents.models import Document
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.web import words


class OutOfOrder(Exception):
    """Something else comes first, or it is done; the words say which."""


@transaction.atomic
def record_step(
    *,
    adoption_id: int,
    step: Step,
    done_on: date,
    by: User,
    at: datetime,
    today: date,
    note: str = "",
    document: Document | None = None,
) -> AdoptionStep:
    """Record that ``step`` was done on a day. The last of all closes the adoption. Raises OutOfOrder."""
    adoption = held(adoption_id)
    return put_step(adoption, step, done_on=done_on, by=by, at=at, today=today, note=note, document=document)


def put_step(
    adoption: Adoption,
    step: Step,
    *,
    done_on: date,
    by: User,
    at: datetime,
    today: date,
    note: str = "",
    document: Document | None = None,
) -> AdoptionStep:
    """The record of a step on an adoption held by the caller, its event, and its deadline met. Raises OutOfOrder."""
    check_order(adoption, step)
    row = AdoptionStep.objects.create(
        adoption=adoption, step=step, done_on=done_on, note=note[:300], document=document, recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    said = f"{STEP_WORDS[step]}, {words.day_year(done_on)}"
    record_event(matter=adoption, verb=f"adoption.{step.lower()}", summary=said, by=by, at=at, on=done_on)
    _tell_clock(adoption, step, done_on, by=by, at=at, today=today)
    done = done_of(adoption)
    if adoption.closed_on is None and all(each in done for each in LAST_OF_ALL):
        close_matter(
            matter_id=adoption.pk, closed_on=max(today, adoption.opened_on), why="adopted and put to use", by=by, at=at
        )
    return row


@transaction.atomic
def take_back_step(*, adoption_id: int, step: Step, reason: str, by: User, at: datetime, today: date) -> None:
    """Take back a step recorded by mistake, while no later one rests on it. Raises OutOfOrder."""
    adoption = held(adoption_id)
    why_not = undoing(step, done_of(adoption))
    row = adoption.steps.filter(step=step).first()
    if why_not or row is None:
        raise OutOfOrder(why_not or "It was signed at the table, so it is taken back there.")
    row.delete()
    if step is Step.SIGNED:
        adoption.city_signer = adoption.union_signer = ""
        adoption.city_signed_on = adoption.union_signed_on = None
        adoption.signed_text = ""
        adoption.save(update_fields=["city_signer", "city_signed_on", "union_signer", "union_signed_on", "signed_text"])
    said = f"{STEP_WORDS[step]} taken back: {reason}"[:300]
    record_event(matter=adoption, verb="adoption.taken_back", summary=said, by=by, at=at, step=step)
    if step in EVENTS and clock_of(adoption.pk) is not None:
        try:
            with transaction.atomic():
                withdraw_trigger(
                    matter_id=adoption.pk, event=EVENTS[step], reason=reason[:200], by=by, at=at, today=today
                )
        except NotRecorded:
            # The rules in use then did not count it.
            return


def check_order(adoption: Adoption, step: Step) -> None:
    """Raises OutOfOrder, with what comes first."""
    table = table_of(adoption)
    why_not = refusal(step, done_of(adoption, table), unsigned=table.unsigned if table else ())
    if why_not:
        raise OutOfOrder(why_not)


def held(adoption_id: int) -> Adoption:
    """The adoption under lock, matter first."""
    Matter.objects.select_for_update(no_key=True).get(pk=adoption_id)
    return (
        Adoption.objects.select_for_update(no_key=True, of=("self",))
        .select_related("agreement__unit", "negotiation", "owner")
        .get(pk=adoption_id)
    )


def _tell_clock(adoption: Adoption, step: Step, on: date, *, by: User, at: datetime, today: date) -> None:
    if step not in EVENTS or clock_of(adoption.pk) is None:
        return
    what = Happened(EVENTS[step], on, label=STEP_WORDS[step])
    try:
        with transaction.atomic():
            record_trigger(matter_id=adoption.pk, what=what, by=by, at=at, today=today)
    except AlreadyRecorded:
        # A second vote or roll call: the first met the deadline.
        return

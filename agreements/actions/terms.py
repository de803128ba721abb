"""The end of an agreement's term: its windows counted, what happened recorded, the money of each year."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from agreements.actions.counting import begin_to_count
from agreements.models.obligations import FundingYear
from agreements.models.text import Agreement
from agreements.rules.obligations import FUNDING_WORDS, Funding
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import correct_trigger, record_trigger, withdraw_trigger
from labor_office.core.deadlines.models.clocks import Clock, Trigger
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.web import words

# What may happen to a term, and how one says it.
TERM_EVENTS: dict[str, str] = {
    "notice_to_bargain": "Notice to bargain was given",
    "first_session": "The first session was held",
    "funding_asked": "The Council was asked to fund it",
    "successor_in_effect": "The successor took effect",
    "reopened": "The parties met on the money refused",
}


# The Council refused the money of a year.
REFUSED = "not_appropriated"


class NotCounted(Exception):
    """No rules are in use that count a term."""


@transaction.atomic
def count_term(*, agreement_id: int, by: User, at: datetime, today: date) -> None:
    """Count the notice, opening and funding windows back from the end of the term; counting twice is once.

    Raises NotCounted.
    """
    agreement = _locked(agreement_id)
    if clock_of(agreement.pk) is not None:
        return
    triggers = [
        Happened("term_begins", agreement.starts_on, label="The term begins"),
        Happened("term_ends", agreement.ends_on, label="The term ends"),
    ]
    lists = {"term": [agreement.ends_on]}
    if begin_to_count(matter=agreement.matter, triggers=triggers, lists=lists, by=by, at=at, today=today) is None:
        message = "No rules are in use that count the end of a term. Put the shipped ones in use first."
        raise NotCounted(message)
    record_event(matter=agreement, verb="agreement.term_counted", summary="Windows of the term counted", by=by, at=at)


@transaction.atomic
def record_term_event(*, agreement_id: int, event: str, on: date, by: User, at: datetime, today: date) -> None:
    """Record what happened to the term: notice given, first session, successor. Raises NotCounted, AlreadyRecorded."""
    agreement = _locked(agreement_id)
    if clock_of(agreement.pk) is None:
        message = "The windows of this term are not counted yet."
        raise NotCounted(message)
    what = Happened(event, on, label=TERM_EVENTS[event])
    record_trigger(matter_id=agreement.pk, what=what, by=by, at=at, today=today)


@transaction.atomic
def move_term_end(
    *, agreement_id: int, ends_on: date, because: str, by: User, at: datetime, today: date, letter: str = ""
) -> Agreement:
    """Give the term another last day, by a paper both sides signed; its windows are counted back from there."""
    agreement = _locked(agreement_id)
    was, agreement.ends_on = agreement.ends_on, ends_on
    agreement.save(update_fields=["ends_on"])
    record_event(
        matter=agreement, verb="agreement.term_moved", by=by, at=at, was=was, ends_on=ends_on,
        summary=f"The term ends {words.day_year(ends_on)}, not {words.day_year(was)}: {because}"[:300], letter=letter,
    )  # fmt: skip
    if clock_of(agreement.pk) is not None:
        Clock.objects.filter(pk=agreement.pk).update(lists={"term": [ends_on.isoformat()]})
        correct_trigger(
            matter_id=agreement.pk, event="term_ends", on=ends_on, reason=because[:200], by=by, at=at, today=today
        )
    return agreement


@transaction.atomic
def record_funding(
    *,
    agreement_id: int,
    fiscal_year: int,
    status: Funding,
    by: User,
    at: datetime,
    today: date,
    decided_on: date | None = None,
    resolution: str = "",
    note: str = "",
) -> FundingYear:
    """Say whether the money of a fiscal year is there, one answer a year.

    Money that the Council refused reopens bargaining on it: the clock of the term counts
    from that day, from the right one once it is corrected, and no more once the money is there.
    The row history keeps what stood before.
    """
    agreement = _locked(agreement_id)
    given = {
        "status": status, "decided_on": decided_on, "resolution": resolution, "note": note, "recorded_by": by,
        "recorded_at": at,
    }  # fmt: skip
    year, _ = FundingYear.objects.update_or_create(agreement=agreement, fiscal_year=fiscal_year, defaults=given)
    record_event(
        matter=agreement,
        verb="agreement.funding",
        summary=f"{year.name}: {FUNDING_WORDS[status].lower()}",
        by=by,
        at=at,
    )
    _count_refusals(agreement, year, by=by, at=at, today=today)
    return year


def _count_refusals(agreement: Agreement, year: FundingYear, *, by: User, at: datetime, today: date) -> None:
    """One meeting is owed on money refused, counted from one refusal even where several years were refused."""
    clock = clock_of(agreement.pk)
    if clock is None:
        return
    standing = Trigger.objects.filter(
        matter=agreement.matter, cycle=clock.cycle, event=REFUSED, replaced_at=None
    ).first()
    if standing is not None and standing.label != _refused(year):
        return
    if standing is not None and year.reopens and year.decided_on is not None:
        if standing.on != year.decided_on:
            why = f"{year.name} was decided on another day"
            correct_trigger(
                matter_id=agreement.pk, event=REFUSED, on=year.decided_on, reason=why, by=by, at=at, today=today
            )
        return
    if standing is not None:
        why = f"{year.name}: {year.get_status_display().lower()}"
        withdraw_trigger(matter_id=agreement.pk, event=REFUSED, reason=why, by=by, at=at, today=today)
    refused = agreement.funding_years.filter(status=Funding.NOT_APPROPRIATED, decided_on__isnull=False)
    first = refused.order_by("decided_on", "fiscal_year").first()
    if first is not None and first.decided_on is not None:
        what = Happened(REFUSED, first.decided_on, label=_refused(first))
        record_trigger(matter_id=agreement.pk, what=what, by=by, at=at, today=today)


def _refused(year: FundingYear) -> str:
    return f"{year.name} was not appropriated"


def _locked(agreement_id: int) -> Agreement:
    Matter.objects.select_for_update(no_key=True).get(pk=agreement_id)
    return (
        Agreement.objects.select_for_update(no_key=True, of=("self",))
        .select_related("unit", "matter")
        .get(pk=agreement_id)
    )

"""Obligations: taken on, done with evidence, their occasion recorded, ended."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack

from django.db import transaction

from agreements.actions.counting import begin_to_count
from agreements.models.obligations import Fulfilment, Obligation, RefusedSuggestion
from agreements.models.text import Agreement, Article, ArticleVersion
from agreements.queries.counting import owed_on
from agreements.queries.obligations import has_list
from agreements.rules.obligations import (
    AFTER_ADOPTION,
    RHYTHM_WORDS,
    Rhythm,
    Source,
    day_after,
    kinds_of,
)
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Happened, new_cycle
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.deadlines.rules import words
from labor_office.core.documents.models import Document
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit, Department

# The day named must lie past the day after the count begins.
_BEFORE_THE_DAY = timedelta(days=2)


class NothingOwed(Exception):
    """Nothing waits to be done here now; the words say why."""


class Closed(Exception):
    """The obligation has ended."""


class ChecklistStands(Exception):
    """The agreement's list of things to do was begun already."""


class Owing(TypedDict, total=False):
    """What is known of an obligation."""

    title: str
    detail: str
    source: Source
    origin: Matter | None
    unit: BargainingUnit | None
    department: Department | None
    article: Article | None
    quote: str
    rhythm: Rhythm
    first_due_on: date | None
    period: str
    occasion: str
    owner: User


@transaction.atomic
def take_on(*, by: User, at: datetime, today: date, **owing: Unpack[Owing]) -> Obligation:
    """Write down what the City owes, and start its clock."""
    rhythm, first = owing["rhythm"], owing.get("first_due_on")
    obligation = Obligation(
        kind="obligation",
        reference=next_reference(kind="obligation", year=today.year),
        level=Level.OFFICE,
        opened_on=today,
        created_at=at,
        **{"owner": by, **owing},
    )
    obligation.save(force_insert=True)
    record_event(
        matter=obligation, verb="obligation.taken_on", summary=f"Taken on: {RHYTHM_WORDS[rhythm].lower()}", by=by, at=at
    )
    triggers = [_promised(first, today)] if first else []
    begin_to_count(
        matter=obligation, triggers=triggers, kinds=kinds_of(rhythm, owing.get("period", "")),
        lists={"days": [first]} if first else {}, by=by, at=at, today=today,
    )  # fmt: skip
    return obligation


@transaction.atomic
def record_done(
    *,
    obligation_id: int,
    due_on: date | None,
    done_on: date,
    evidence: str,
    by: User,
    at: datetime,
    today: date,
    document: Document | None = None,
) -> Fulfilment:
    """Record that it was done, on the word of ``by``; the next day of its series is owed from then on.

    ``due_on`` is the day it was owed by when they looked; the same answer sent twice is not
    taken for the next day as well. The series runs from the first day, whenever it was done.
    What is owed once is over. Raises NothingOwed, Closed.
    """
    obligation = _locked(obligation_id)
    clock = clock_of(obligation.pk)
    owed = owed_on(obligation)
    if clock is not None and owed is None:
        message = "Nothing is owed now. Record first what it is counted from."
        raise NothingOwed(message)
    if owed != due_on:
        message = "What was owed has changed since this page was opened: it was done, or its day was moved. Look again."
        raise NothingOwed(message)
    done = Fulfilment.objects.create(
        obligation=obligation, due_on=due_on, done_on=done_on, evidence=evidence, document=document,
        attested_by=by, attested_at=at,
    )  # fmt: skip
    late = " late" if done.is_late else ""
    record_event(matter=obligation, verb="obligation.done", summary=f"Done{late} {words.day(done_on)}", by=by, at=at)
    if clock is not None:
        what = Happened("done", done_on, label="Done")
        record_trigger(matter_id=obligation.pk, what=what, by=by, at=at, today=today)
    _go_on(obligation, clock, by=by, at=at, today=today)
    return done


@transaction.atomic
def record_occasion(*, obligation_id: int, on: date, by: User, at: datetime, today: date) -> None:
    """Record that what the obligation waits for happened; its period runs from there.

    Raises Closed, NothingOwed where it waits for no occasion, and AlreadyRecorded.
    """
    obligation = _locked(obligation_id)
    if obligation.how_often is not Rhythm.EVENT or clock_of(obligation.pk) is None:
        message = "It waits for nothing: its day is named."
        raise NothingOwed(message)
    what = Happened("occasion", on, label=obligation.occasion)
    record_trigger(matter_id=obligation.pk, what=what, by=by, at=at, today=today)


@transaction.atomic
def end_obligation(*, obligation_id: int, on: date, why: str, by: User, at: datetime) -> None:
    """It binds no more: replaced, expired, bargained away. Raises Closed."""
    obligation = _locked(obligation_id)
    let_lapse(matter_id=obligation.pk, reason="It binds no more")
    close_matter(matter_id=obligation.pk, closed_on=max(on, obligation.opened_on), why=why, by=by, at=at)


@transaction.atomic
def refuse_suggestion(*, version: ArticleVersion, text: str, by: User, at: datetime) -> None:
    """Say that a sentence is no obligation to keep; it is suggested no more."""
    RefusedSuggestion.objects.get_or_create(version=version, text=text, defaults={"refused_by": by, "refused_at": at})


@transaction.atomic
def begin_checklist(
    *, agreement_id: int, by: User, at: datetime, today: date, counted_from: date | None = None
) -> list[Obligation]:
    """What every new agreement asks of an office, for whoever answers for the agreement.

    Each has its day, counted from the agreement's first day or from ``counted_from``. Raises ChecklistStands.
    """
    agreement = Agreement.objects.select_related("unit", "owner").get(pk=agreement_id)
    Matter.objects.select_for_update(no_key=True).get(pk=agreement_id)
    if has_list(agreement):
        raise ChecklistStands(f"The list for {agreement} was begun already.")
    begun = []
    for item in AFTER_ADOPTION:
        one = take_on(
            title=item.what, detail=item.detail, source=Source.ADOPTION, origin=agreement.matter, unit=agreement.unit,
            rhythm=Rhythm.EVENT, period=item.period, occasion="The agreement takes effect",
            owner=agreement.owner or by, by=by, at=at, today=today,
        )  # fmt: skip
        if clock_of(one.pk) is not None:
            record_occasion(obligation_id=one.pk, on=counted_from or agreement.starts_on, by=by, at=at, today=today)
        begun.append(one)
    record_event(
        matter=agreement, verb="agreement.checklist", summary=f"{len(begun)} things to do after adoption", by=by, at=at
    )
    return begun


def follow_publication(agreement: Agreement, *, by: User, at: datetime, today: date) -> None:
    """Begin the list with the words' publication, unless somebody began it before; in the caller's transaction.

    Adopted after its first day, an agreement is put to use from the day on which it is published.
    """
    if not has_list(agreement):
        first = max(agreement.starts_on, today)
        begin_checklist(agreement_id=agreement.pk, by=by, at=at, today=today, counted_from=first)


def _go_on(obligation: Obligation, clock: Clock | None, *, by: User, at: datetime, today: date) -> None:
    is_once = obligation.how_often is Rhythm.ONCE or obligation.source == Source.ADOPTION
    if is_once:
        close_matter(matter_id=obligation.pk, closed_on=max(today, obligation.opened_on), why="done", by=by, at=at)
        return
    if clock is None:
        return
    # The day of the series, not the day it was moved to: September 1 extended to October is followed by September 1.
    listed = clock.lists.get("days")
    following = None
    if obligation.first_due_on is not None and listed:
        following = day_after(obligation.how_often, obligation.first_due_on, date.fromisoformat(listed[-1]))
    Clock.objects.filter(pk=obligation.pk).update(lists={"days": [following.isoformat()]} if following else {})
    begins = [_promised(following, today)] if following else []
    new_cycle(
        matter_id=obligation.pk, triggers=begins, reason="done, the next one is counted", by=by, at=at, today=today
    )


def _promised(day: date, today: date) -> Happened:
    """From when the day named is waited for: today, or where it is nearer, far enough before it to be counted."""
    return Happened("promised", min(today, day - _BEFORE_THE_DAY), label="Promised")


def _locked(obligation_id: int) -> Obligation:
    Matter.objects.select_for_update(no_key=True).get(pk=obligation_id)
    obligation = Obligation.objects.select_for_update(no_key=True, of=("self",)).get(pk=obligation_id)
    if obligation.closed_on is not None:
        raise Closed(f"{obligation} ended {words.day(obligation.closed_on)}.")
    return obligation

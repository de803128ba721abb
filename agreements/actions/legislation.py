"""Bills: followed from introduction to their end, and what follows when one is enacted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from agreements.actions.counting import begin_to_count
from agreements.actions.publishing import mark_for_review
from agreements.models.legislation import Bill, BillStatus, ReopenerFlag
from agreements.models.policies import Policy
from agreements.models.text import Agreement, Article, ArticleVersion
from agreements.rules.legislation import (
    OVER,
    POSITION_WORDS,
    STATUS_WORDS,
    Form,
    Position,
    Status,
    refusal,
    tasks_after,
)
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Happened, new_cycle
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded, record_trigger
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.actions.requests import ask
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.web import words


class NotNow(Exception):
    """That cannot be done in the state it is in; the words say why."""


class AlreadyFollowed(Exception):
    """The bill of that number and session is followed."""


@transaction.atomic
def follow_bill(
    *,
    form: Form,
    number: str,
    session: str,
    title: str,
    status: Status,
    status_on: date,
    by: User,
    at: datetime,
    today: date,
    owner: User | None = None,
    next_hearing_on: date | None = None,
    **words_of_it: Any,
) -> Bill:
    """Begin to follow a bill, ordinance or rule. Raises AlreadyFollowed."""
    known = Bill.objects.filter(number__iexact=number, session__iexact=session).first()
    if known is not None:
        raise AlreadyFollowed(f"{known.reference} follows {known.number} of {known.session} already.")
    hit = {name: words_of_it.pop(name, ()) for name in ("articles", "policies", "procedures")}
    bill = Bill(
        kind="legislation",
        reference=next_reference(kind="legislation", year=today.year),
        title=title,
        level=Level.OFFICE,
        owner=owner or by,
        opened_on=today,
        created_at=at,
        form=form,
        number=number,
        session=session,
        status=status,
        status_on=status_on,
        next_hearing_on=next_hearing_on,
        **words_of_it,
    )
    bill.save(force_insert=True)
    _touch(bill, **hit)
    BillStatus.objects.create(bill=bill, status=status, on=status_on, recorded_by=by, recorded_at=at)
    record_event(matter=bill, verb="legislation.followed", summary=f"{number} of {session} followed", by=by, at=at)
    begin_to_count(matter=bill, triggers=_triggers(bill), by=by, at=at, today=today)
    return bill


@transaction.atomic
def write_bill(*, bill_id: int, by: User, at: datetime, **words_of_it: Any) -> Bill:
    """Change what the office wrote of it: title, sponsor, summary, effect, owner, what it hits."""
    bill = _locked(bill_id)
    hit = {name: words_of_it.pop(name) for name in ("articles", "policies", "procedures") if name in words_of_it}
    for name, value in words_of_it.items():
        setattr(bill, name, value)
    bill.save(update_fields=list(words_of_it))
    _touch(bill, **hit)
    record_event(matter=bill, verb="legislation.written", summary="Summary and effect changed", by=by, at=at)
    return bill


@transaction.atomic
def take_position(*, bill_id: int, position: Position, because: str, by: User, at: datetime, today: date) -> Bill:
    """Say what the City asks of the legislature. Raises NotNow once the bill has ended."""
    bill = _locked(bill_id)
    if bill.standing in OVER:
        raise NotNow(f"It ended: {STATUS_WORDS[bill.standing].lower()}.")
    bill.position = position
    bill.save(update_fields=["position"])
    said = f"Position: {POSITION_WORDS[position].lower()}" + (f". {because}" if because else "")
    record_event(matter=bill, verb="legislation.position", summary=said[:300], by=by, at=at, position=position)
    if clock_of(bill.pk) is not None:
        try:
            with transaction.atomic():
                what = Happened("position_taken", today, label="Position taken")
                record_trigger(matter_id=bill.pk, what=what, by=by, at=at, today=today)
        except AlreadyRecorded:
            # Another position since the status moved: the first met the day.
            return bill
    return bill


@transaction.atomic
def move_bill(
    *,
    bill_id: int,
    status: Status,
    on: date,
    by: User,
    at: datetime,
    today: date,
    note: str = "",
    next_hearing_on: date | None = None,
    effective_on: date | None = None,
) -> Bill:
    """Record the status a bill reached. Enacted, it makes tasks, questions readings and flags agreements.

    Vetoed or failed, it is closed. Raises NotNow.
    """
    bill = _locked(bill_id)
    why_not = refusal(bill.standing, bill.status_on, status, on)
    if not why_not and status is Status.ENACTED and effective_on is None:
        why_not = "Enter the day from which it binds."
    if why_not:
        raise NotNow(why_not)
    bill.status, bill.status_on = status, on
    bill.next_hearing_on = None if status in OVER else next_hearing_on
    bill.effective_on = effective_on if status is Status.ENACTED else None
    bill.save(update_fields=["status", "status_on", "next_hearing_on", "effective_on"])
    BillStatus.objects.create(bill=bill, status=status, on=on, note=note[:300], recorded_by=by, recorded_at=at)
    said = f"{STATUS_WORDS[status]}, {words.day_year(on)}" + (f": {note}" if note else "")
    record_event(matter=bill, verb="legislation.status", summary=said[:300], by=by, at=at, status=status, on=on)
    _recount(bill, by=by, at=at, today=today)
    if status is Status.ENACTED:
        _follow_enactment(bill, by=by, at=at, today=today)
    elif status in OVER:
        close_matter(matter_id=bill.pk, closed_on=max(on, bill.opened_on), why=said[:200], by=by, at=at)
    return bill


@transaction.atomic
def clear_flag(*, flag_id: int, outcome: str, by: User, at: datetime) -> ReopenerFlag:
    """Say, having looked, what becomes of the agreement. Clearing twice is once."""
    flag = ReopenerFlag.objects.select_for_update().select_related("agreement").get(pk=flag_id)
    if flag.cleared_at is None:
        flag.cleared_by, flag.cleared_at, flag.outcome = by, at, outcome[:300]
        flag.save(update_fields=["cleared_by", "cleared_at", "outcome"])
        said = f"Reopener looked at: {outcome}"
        record_event(matter=flag.agreement, verb="agreement.reopener_cleared", summary=said[:300], by=by, at=at)
    return flag


def _follow_enactment(bill: Bill, *, by: User, at: datetime, today: date) -> None:
    articles = list(bill.articles.select_related("unit"))
    tasks = tasks_after(
        articles=tuple(f"{article} ({article.unit})" for article in articles),
        policies=tuple(str(number) for number in bill.policies.values_list("number", flat=True)),
        procedures=tuple(bill.procedures.values_list("title", flat=True)),
    )
    for title in tasks:
        ask(matter_id=bill.pk, title=title[:160], due_on=bill.effective_on, by=by, today=today, at=at)
    because = f"{bill.number} was enacted and binds from {words.day_year(bill.effective_on)}."
    mark_for_review(articles=articles, because=because, by=by, at=at)
    held = ArticleVersion.objects.in_force(today).filter(article__in=articles).values("agreement")
    for agreement in Agreement.objects.filter(pk__in=held):
        _, is_new = ReopenerFlag.objects.get_or_create(
            agreement=agreement, cause=bill.matter, defaults={"reason": because, "raised_at": at}
        )
        if is_new:
            said = f"May reopen: {because}"
            record_event(matter=agreement, verb="agreement.reopener_flagged", summary=said[:300], by=by, at=at)


def _recount(bill: Bill, *, by: User, at: datetime, today: date) -> None:
    if clock_of(bill.pk) is None:
        return
    if bill.standing in OVER:
        let_lapse(matter_id=bill.pk, reason=STATUS_WORDS[bill.standing])
        return
    new_cycle(
        matter_id=bill.pk, triggers=_triggers(bill), reason=STATUS_WORDS[bill.standing], by=by, at=at, today=today
    )


def _triggers(bill: Bill) -> list[Happened]:
    found = [Happened("status", bill.status_on, label=STATUS_WORDS[bill.standing])]
    if bill.next_hearing_on is not None:
        found.append(Happened("hearing", bill.next_hearing_on, label="Hearing"))
    return found if bill.standing not in OVER else []


def _touch(
    bill: Bill,
    *,
    articles: Sequence[Article] | None = None,
    policies: Sequence[Policy] | None = None,
    procedures: Sequence[Procedure] | None = None,
) -> None:
    if articles is not None:
        bill.articles.set(articles)
    if policies is not None:
        bill.policies.set(policies)
    if procedures is not None:
        bill.procedures.set(procedures)


def _locked(bill_id: int) -> Bill:
    Matter.objects.select_for_update(no_key=True).get(pk=bill_id)
    return Bill.objects.select_for_update(no_key=True, of=("self",)).select_related("matter").get(pk=bill_id)

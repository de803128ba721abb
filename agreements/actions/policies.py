"""Policies: registered, reviewed with the unions asked, adopted, repealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from agreements.actions.counting import begin_to_count
from agreements.models.policies import Policy, UnionNotice
from agreements.models.text import Article
from agreements.rules.policies import ANSWER_WORDS, CYCLES, Answer, PolicyState, bargaining_refusal, refusal
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Happened, new_cycle
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded, correct_trigger, record_trigger
from labor_office.core.deadlines.models.clocks import Trigger
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import BargainingUnit, Department, EmployeeOrganization


class NotNow(Exception):
    """That cannot be done in the state it is in; the words say why."""


class NumberTaken(Exception):
    """Another policy bears the number."""


@transaction.atomic
def register_policy(
    *,
    number: str,
    title: str,
    department: Department | None,
    unit: BargainingUnit | None,
    cycle: int,
    by: User,
    at: datetime,
    today: date,
    words: str = "",
    articles: Sequence[Article] = (),
    adopted_on: date | None = None,
) -> Policy:
    """Put a policy on the register: a draft, or one that was adopted before. Raises NumberTaken."""
    known = Policy.objects.filter(number__iexact=number).first()
    if known is not None:
        raise NumberTaken(f"{known.reference} is {known.number} already.")
    policy = Policy(
        kind="policy",
        reference=next_reference(kind="policy", year=today.year),
        title=title,
        level=Level.OFFICE,
        unit=unit,
        department=department,
        owner=by,
        opened_on=today,
        created_at=at,
        number=number,
        words=words,
        cycle=cycle,
        state=PolicyState.ADOPTED if adopted_on else PolicyState.DRAFT,
        adopted_on=adopted_on,
    )
    policy.save(force_insert=True)
    policy.articles.set(articles)
    record_event(matter=policy, verb="policy.registered", summary=f"Registered as {number}", by=by, at=at)
    triggers = [Happened("adopted", adopted_on, label="Adopted")] if adopted_on else []
    begin_to_count(matter=policy, triggers=triggers, kinds=[CYCLES[cycle]], by=by, at=at, today=today)
    return policy


@transaction.atomic
def move_policy(*, policy_id: int, to: PolicyState, on: date, by: User, at: datetime, today: date) -> Policy:
    """Send it to review, back to draft, adopt it, or repeal it.

    Adopted, its next review is counted from that day. Where it touches an agreement, unions
    are told first and have their time to ask for bargaining. Raises NotNow.
    """
    policy = _locked(policy_id)
    why_not = refusal(policy.standing, to) or (_for_the_unions(policy, on) if to is PolicyState.ADOPTED else "")
    if why_not:
        raise NotNow(why_not)
    policy.state = to
    if to is PolicyState.ADOPTED:
        policy.adopted_on = on
    if to is PolicyState.REPEALED:
        policy.repealed_on = on
    policy.save(update_fields=["state", "adopted_on", "repealed_on"])
    said = f"{policy.get_state_display()}, {words.day_year(on)}"
    record_event(matter=policy, verb=f"policy.{to.lower()}", summary=said, by=by, at=at, on=on)
    if to is PolicyState.ADOPTED and clock_of(policy.pk) is not None:
        adopted = [Happened("adopted", on, label="Adopted")]
        new_cycle(
            matter_id=policy.pk, triggers=adopted, reason="adopted, reviewed again later", by=by, at=at, today=today
        )
    if to is PolicyState.REPEALED:
        let_lapse(matter_id=policy.pk, reason="Repealed")
        close_matter(matter_id=policy.pk, closed_on=max(on, policy.opened_on), why="repealed", by=by, at=at)
    return policy


@transaction.atomic
def record_review(*, policy_id: int, on: date, note: str, by: User, at: datetime, today: date) -> Policy:
    """Record that an adopted policy was looked at and stands; the next review is counted from that day.

    Raises NotNow.
    """
    policy = _locked(policy_id)
    if policy.standing is not PolicyState.ADOPTED:
        message = "Only an adopted policy is reviewed and kept."
        raise NotNow(message)
    said = f"Reviewed, stands as it is: {note}"[:300]
    record_event(matter=policy, verb="policy.reviewed", summary=said, by=by, at=at, on=on)
    if clock_of(policy.pk) is not None:
        record_trigger(matter_id=policy.pk, what=Happened("reviewed", on, label="Reviewed"), by=by, at=at, today=today)
        again = [Happened("adopted", on, label="Reviewed")]
        new_cycle(matter_id=policy.pk, triggers=again, reason="reviewed, and again later", by=by, at=at, today=today)
    return policy


@transaction.atomic
def tell_union(
    *, policy_id: int, organization: EmployeeOrganization, sent_on: date, by: User, at: datetime, today: date
) -> UnionNotice:
    """Record that a union was given notice; its time to ask for bargaining runs from that day. Raises NotNow."""
    policy = _locked(policy_id)
    if policy.standing is PolicyState.REPEALED:
        message = "It is repealed."
        raise NotNow(message)
    notice, is_new = UnionNotice.objects.get_or_create(
        policy=policy, organization=organization, sent_on=sent_on, defaults={"recorded_by": by, "recorded_at": at}
    )
    if not is_new:
        return notice
    said = f"{organization} given notice, {words.day_year(sent_on)}"
    record_event(matter=policy, verb="policy.noticed", summary=said[:300], by=by, at=at, on=sent_on)
    if clock_of(policy.pk) is not None:
        try:
            with transaction.atomic():
                record_trigger(
                    matter_id=policy.pk, what=Happened("noticed", sent_on, label="The unions were told"), by=by, at=at,
                    today=today,
                )  # fmt: skip
        except AlreadyRecorded:
            _move_notice(policy, sent_on, by=by, at=at, today=today)
    return notice


@transaction.atomic
def record_answer(
    *, notice_id: int, answer: Answer, answered_on: date, note: str, by: User, at: datetime, today: date
) -> UnionNotice:
    """Record what a union made of the notice; asking to bargain in time is on the calendar as done."""
    policy_id = UnionNotice.objects.values_list("policy_id", flat=True).get(pk=notice_id)
    policy = _locked(policy_id)
    notice = UnionNotice.objects.select_related("organization").get(pk=notice_id)
    notice.answer, notice.answered_on, notice.note = answer, answered_on, note[:300]
    notice.recorded_by, notice.recorded_at = by, at
    notice.save(update_fields=["answer", "answered_on", "note", "recorded_by", "recorded_at"])
    said = f"{notice.organization}: {ANSWER_WORDS[answer].lower()}"
    record_event(matter=policy, verb="policy.answered", summary=said[:300], by=by, at=at, on=answered_on)
    if answer is Answer.ASKED and clock_of(policy.pk) is not None:
        what = Happened("bargaining_asked", answered_on, label=f"{notice.organization} asked to bargain")
        try:
            with transaction.atomic():
                record_trigger(matter_id=policy.pk, what=what, by=by, at=at, today=today)
        except AlreadyRecorded:
            # Another union asked before.
            return notice
    return notice


def _move_notice(policy: Policy, sent_on: date, *, by: User, at: datetime, today: date) -> None:
    """A further union was told later: the time to ask runs from the last notice, for all of them."""
    last = Trigger.objects.filter(matter_id=policy.pk, event="noticed", replaced_at=None).order_by("-cycle").first()
    if last is not None and last.on < sent_on:
        correct_trigger(
            matter_id=policy.pk, event="noticed", on=sent_on, reason="A further union was told", by=by, at=at,
            today=today,
        )  # fmt: skip


def _for_the_unions(policy: Policy, on: date) -> str:
    notices = policy.union_notices.select_related("organization")
    counted = Deadline.objects.filter(matter_id=policy.pk, code="NOTICE").exclude(state="LAPSED")
    waits = counted.order_by("-due_on").first()
    return bargaining_refusal(
        answers=[(str(one.organization), Answer(one.answer)) for one in notices],
        waits_until=waits.due_on if waits else None,
        today=on,
        hits_agreement=policy.articles.exists(),
    )


def _locked(policy_id: int) -> Policy:
    Matter.objects.select_for_update(no_key=True).get(pk=policy_id)
    return Policy.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=policy_id)

"""Questions and answers: logged, asked, answered, followed up, and what comes of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from agreements.actions.counting import begin_to_count
from agreements.models.advice import Advice, TrainingNeed
from agreements.models.text import Article
from agreements.rules.advice import Channel, title_of
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.notices.actions.promise import promise
from labor_office.core.notices.messages.opinions import Opinion, QuestionAnswered, QuestionAsked
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import BargainingUnit, Department


class AlreadyAnswered(Exception):
    """Someone answered it first."""


class NothingToFollowUp(Exception):
    """No day was set, or it was followed up already."""


class NeedNoted(Exception):
    """The training need stands already."""


class Asked(TypedDict, total=False):
    """What is known of a question."""

    question: str
    asker_name: str
    asker_department: Department | None
    unit: BargainingUnit | None
    articles: Sequence[Article]
    channel: Channel


@transaction.atomic
def log_advice(
    *,
    answer: str,
    by: User,
    at: datetime,
    today: date,
    follow_up_on: date | None = None,
    readers: Collection[User] | None = None,
    **asked: Unpack[Asked],
) -> Advice:
    """Keep a question that was answered on the spot.

    ``readers`` given, it is privileged: only they, the writer and whoever is named later
    know of it. It stays open until its follow-up day is dealt with; without one it is done.
    """
    advice = _new(asked, owner=by, level=Level.OFFICE if readers is None else Level.PRIVILEGED, at=at, today=today)
    advice.answer, advice.answered_by, advice.answered_on, advice.follow_up_on = answer, by, today, follow_up_on
    _keep(advice, asked)
    for person in {one.pk: one for one in [by, *(readers or ())]}.values() if readers is not None else ():
        grant_access(matter_id=advice.pk, user=person, reason="Works on it.", by=by, at=at)
    record_event(matter=advice, verb="advice.logged", summary="Advice logged", by=by, at=at, level=Level(advice.level))
    if follow_up_on is None:
        close_matter(matter_id=advice.pk, closed_on=today, why="answered", by=by, at=at)
        return advice
    lists = {"follow_up": [follow_up_on]}
    begin_to_count(
        matter=advice,
        triggers=[Happened("advised", today, label="Advice given")],
        lists=lists,
        by=by,
        at=at,
        today=today,
    )
    return advice


@transaction.atomic
def ask_office(*, by: User, at: datetime, today: date, **asked: Unpack[Asked]) -> Advice:
    """Put a question to the office; it lands on the desk of whoever looks after the unit, and they are told.

    Whoever asks is named on it, so that they read the answer.
    """
    unit = asked.get("unit")
    owner = (unit.owner if unit else None) or User.objects.in_role(Role.CHIEF).order_by("pk").first()
    asked |= {"asker_name": by.name, "channel": Channel.DESK}
    advice = _new(asked, owner=owner, level=Level.OFFICE, at=at, today=today)
    advice.asker = by
    _keep(advice, asked)
    grant_access(matter_id=advice.pk, user=by, reason="Asked the question.", by=by, at=at)
    record_event(matter=advice, verb="advice.asked", summary="Asked Labor Relations", by=by, at=at)
    begin_to_count(matter=advice, triggers=[Happened("asked", today, label="Asked")], by=by, at=at, today=today)
    if owner is not None:
        about = ", ".join(str(article) for article in asked.get("articles", ()))
        item = Opinion(
            matter=advice.pk, reference=advice.reference, path=advice.get_absolute_url(), about=about,
            unit=unit.name if unit else "",
        )  # fmt: skip
        promise(
            key=f"asked-office-{advice.pk}", recipient=owner, matter=advice, why="you look after this unit's questions",
            message=QuestionAsked(item=item, department=str(asked.get("asker_department") or "")), not_before=at, at=at,
        )  # fmt: skip
    return advice


@transaction.atomic
def answer_question(
    *, advice_id: int, answer: str, by: User, at: datetime, today: date, follow_up_on: date | None = None
) -> Advice:
    """Answer what was asked in the Desk; the asker is told by mail. Raises AlreadyAnswered."""
    advice = _locked(advice_id)
    if advice.is_answered:
        raise AlreadyAnswered(f"{advice.answered_by} answered this already.")
    advice.answer, advice.answered_by, advice.answered_on, advice.follow_up_on = answer, by, today, follow_up_on
    advice.save(update_fields=["answer", "answered_by", "answered_on", "follow_up_on"])
    record_event(matter=advice, verb="advice.answered", summary="Answered", by=by, at=at)
    clock = clock_of(advice.pk)
    if clock is not None:
        record_trigger(
            matter_id=advice.pk, what=Happened("answered", today, label="Answered"), by=by, at=at, today=today
        )
    if advice.asker is not None:
        promise(
            key=f"answered-{advice.pk}", recipient=advice.asker, matter=advice, why="you asked", not_before=at, at=at,
            message=QuestionAnswered(
                reference=advice.reference, path_to=advice.get_absolute_url(), asked_on=advice.opened_on,
                answered_by=by.name, phone=by.phone,
            ),
        )  # fmt: skip
    if follow_up_on is None:
        close_matter(matter_id=advice.pk, closed_on=today, why="answered", by=by, at=at)
    elif clock is not None:
        clock.lists = {**clock.lists, "follow_up": [follow_up_on.isoformat()]}
        clock.save(update_fields=["lists"])
        record_trigger(
            matter_id=advice.pk, what=Happened("advised", today, label="Advice given"), by=by, at=at, today=today
        )
    return advice


@transaction.atomic
def follow_up(*, advice_id: int, note: str, by: User, at: datetime, today: date) -> Advice:
    """Say what became of the advice; it is done with. Raises NothingToFollowUp."""
    advice = _locked(advice_id)
    if advice.follow_up_on is None or advice.followed_up_on is not None:
        message = "No follow-up waits here."
        raise NothingToFollowUp(message)
    advice.followed_up_on, advice.follow_up_note = today, note[:300]
    advice.save(update_fields=["followed_up_on", "follow_up_note"])
    if clock_of(advice.pk) is not None:
        what = Happened("followed_up", today, label="Followed up")
        record_trigger(matter_id=advice.pk, what=what, by=by, at=at, today=today)
        let_lapse(matter_id=advice.pk, reason="Followed up")
    record_event(matter=advice, verb="advice.followed_up", summary="Followed up", by=by, at=at)
    close_matter(matter_id=advice.pk, closed_on=today, why="followed up", by=by, at=at)
    return advice


@transaction.atomic
def note_training_need(*, advice_id: int, subject: str, by: User, at: datetime) -> TrainingNeed:
    """Keep that people need to be taught this. Raises NeedNoted."""
    advice = _locked(advice_id)
    if TrainingNeed.objects.filter(advice=advice).exists():
        message = "The training need is noted already."
        raise NeedNoted(message)
    need = TrainingNeed.objects.create(
        advice=advice, subject=subject[:200], department=advice.asker_department, noted_by=by, noted_at=at
    )
    record_event(matter=advice, verb="advice.training_need", summary="Training need noted", by=by, at=at)
    return need


def _new(asked: Asked, *, owner: User | None, level: Level, at: datetime, today: date) -> Advice:
    return Advice(
        kind="advice",
        reference=next_reference(kind="advice", year=today.year),
        title=title_of(asked["question"]),
        level=level,
        unit=asked.get("unit"),
        owner=owner,
        opened_on=today,
        created_at=at,
        asker_name=asked.get("asker_name", ""),
        asker_department=asked.get("asker_department"),
        channel=asked.get("channel", Channel.CALL),
        question=asked["question"],
    )


def _keep(advice: Advice, asked: Asked) -> None:
    advice.save(force_insert=True)
    advice.articles.set(asked.get("articles", ()))


def _locked(advice_id: int) -> Advice:
    Matter.objects.select_for_update(no_key=True).get(pk=advice_id)
    found = Advice.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("asker", "answered_by", "asker_department").get(pk=advice_id)

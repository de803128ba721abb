"""An interpretation goes out, comes into question, stands after all, or goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from agreements.actions.interpretations import NotNow, draft_interpretation, locked
from agreements.letters import MEMO
from agreements.models.interpretations import Interpretation, ReadingRecipient
from agreements.models.text import Article
from agreements.queries.interpretations import articles_and_theirs, sections_in_words, shut_out_of, who_is_told
from agreements.rules.interpretations import Audience, Basis, Doing, ReadingState
from labor_office.core.deadlines.rules.words import full_day
from labor_office.core.documents.actions.drafting import draft_letter
from labor_office.core.documents.actions.issuing import issue_letter
from labor_office.core.documents.letters import LetterNotIssued
from labor_office.core.documents.models import Letter
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.queries import knowing
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.opinions import ReadingInQuestion, ReadingPublished
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role


def refuse_by_letter(*, letter_id: int, revision: int, dated_on: date, delivery: str, by: User, at: datetime) -> Letter:
    """An interpretation goes out on its own page only: with its check of conflicts and readers."""
    message = "An interpretation is published, or replaced, on its own page."
    raise LetterNotIssued(message)


@transaction.atomic
def publish_interpretation(*, interpretation_id: int, by: User, at: datetime, today: date) -> Interpretation:
    """Publish what counsel approved: memo issued, the one it replaces superseded, its readers told.

    The one it replaces holds until the day from which this one applies.
    Raises NotNow, and LetterNotIssued when the memo cannot be set.
    """
    reading = locked(interpretation_id, Doing.PUBLISH)
    _supersede(reading, by=by, at=at, today=today)
    memo = draft_letter(matter_id=reading.pk, kind=MEMO, title=f"Interpretation: {reading.title}"[:160], by=by, at=at)
    issued = issue_letter(letter_id=memo.pk, revision=memo.revision, dated_on=today, delivery="", by=by, at=at)
    reading.state, reading.published_by, reading.published_at, reading.letter = (
        ReadingState.PUBLISHED, by, at, issued,
    )  # fmt: skip
    reading.save(update_fields=["state", "published_by", "published_at", "letter"])
    told = who_is_told(reading, but=by)
    ReadingRecipient.objects.bulk_create(
        ReadingRecipient(interpretation=reading, user=one.user, why=one.why, told_at=at) for one in told
    )
    record_event(
        matter=reading, verb="interpretation.published", summary=f"Published and told to {len(told)}", by=by, at=at,
        effective_on=reading.effective_on, replaces=reading.supersedes and reading.supersedes.reference,
    )  # fmt: skip
    message = _news(reading, by)
    _promise(reading, [(one.user.pk, one.why) for one in told], message, stage="published", at=at)
    return reading


@transaction.atomic
def replace_interpretation(*, interpretation_id: int, by: User, at: datetime, today: date) -> Interpretation:
    """Begin the interpretation that will take this one's place, with its words. Raises NotNow."""
    old = locked(interpretation_id, Doing.REPLACE)
    if begun := Interpretation.objects.filter(supersedes=old, closed_on=None).first():
        return begun
    return draft_interpretation(
        unit=old.unit,
        title=old.title,
        question=old.question,
        answer=old.answer,
        reasoning=old.reasoning,
        basis=Basis(old.basis),
        basis_note=old.basis_note,
        audience=Audience(old.audience),
        departments=list(old.departments.all()),
        articles=[one.article for one in old.sections.select_related("article")],
        effective_on=today,
        supersedes=old,
        by=by,
        at=at,
        today=today,
    )


@transaction.atomic
def withdraw_interpretation(
    *, interpretation_id: int, because: str, by: User, at: datetime, today: date
) -> Interpretation:
    """Take a published reading back without another in its place; whoever was told of it is told. Raises NotNow."""
    reading = locked(interpretation_id, Doing.WITHDRAW)
    reading.state, reading.withdrawn_because = ReadingState.WITHDRAWN, because[:300]
    reading.questioned_at, reading.questioned_because = None, ""
    reading.save(update_fields=["state", "withdrawn_because", "questioned_at", "questioned_because"])
    record_event(matter=reading, verb="interpretation.withdrawn", summary=f"Withdrawn: {because}"[:300], by=by, at=at)
    close_matter(matter_id=reading.pk, closed_on=max(today, reading.opened_on), why="withdrawn", by=by, at=at)
    _tell_past(reading, f"It was withdrawn: {because}", by=by, at=at, is_withdrawn=True)
    return reading


@transaction.atomic
def mark_for_review(
    *,
    articles: Sequence[Article],
    because: str,
    by: User | None,
    at: datetime,
    from_on: date | None = None,
    is_due: bool = False,
) -> list[Interpretation]:
    """Put every published reading of ``articles``, or of what they are sections of, in question.

    Called by whatever changes the ground under a reading: new text, a side letter, an
    award, a statute; ``because`` is a sentence that says which. Whoever was told of the
    reading is told not to rely on it. One already in question stays so and nobody is told
    twice. ``from_on``: the day from which the words are others. ``is_due``: that day has come;
    readings that were put in question for it when it was announced, and those that apply only
    from then on, are left alone. Returns those newly in question.
    """
    touched = articles_and_theirs(articles)
    found = Interpretation.objects.published().filter(sections__article__in=touched).values_list("pk", flat=True)
    marked = []
    for pk in sorted(set(found)):
        reading = _published(pk)
        if reading is None or reading.is_in_question:
            continue
        if is_due and from_on is not None and _was_looked_at(reading, from_on):
            continue
        reading.questioned_at, reading.questioned_because = at, because[:300]
        reading.save(update_fields=["questioned_at", "questioned_because"])
        record_event(
            matter=reading, verb="interpretation.questioned", summary=f"Needs review: {because}"[:300], by=by, at=at,
            from_on=from_on,
        )  # fmt: skip
        _tell_past(reading, because, by=by, at=at)
        marked.append(reading)
    return marked


@transaction.atomic
def keep_standing(*, interpretation_id: int, because: str, by: User, at: datetime) -> Interpretation:
    """Say, having looked, that a reading in question stands; its readers are told. Raises NotNow."""
    reading = locked(interpretation_id, Doing.KEEP)
    reading.questioned_at, reading.questioned_because = None, ""
    reading.save(update_fields=["questioned_at", "questioned_because"])
    record_event(matter=reading, verb="interpretation.kept", summary=f"It stands: {because}"[:300], by=by, at=at)
    _tell_past(reading, f"Labor Relations has looked at it again: {because}", by=by, at=at, is_kept=True)
    return reading


def _was_looked_at(reading: Interpretation, from_on: date) -> bool:
    """It applies only from that day on, or was put in question for it before."""
    if reading.effective_on is not None and reading.effective_on >= from_on:
        return True
    told = reading.events.filter(verb="interpretation.questioned", details__from_on=from_on.isoformat())
    return bool(told.exists())


def _published(pk: int) -> Interpretation | None:
    try:
        return locked(pk, Doing.WITHDRAW)
    except NotNow:
        return None


def _supersede(reading: Interpretation, *, by: User, at: datetime, today: date) -> None:
    if reading.supersedes_id is None:
        return
    old = locked(reading.supersedes_id, Doing.REPLACE)
    old.state, old.questioned_at, old.questioned_because = ReadingState.SUPERSEDED, None, ""
    old.save(update_fields=["state", "questioned_at", "questioned_because"])
    close_matter(
        matter_id=old.pk, closed_on=max(today, old.opened_on), why=f"replaced by {reading.reference}", by=by, at=at
    )
    # Whoever is told of the new one reads there what it replaces; the others hear that theirs has gone.
    reached = {one.user.pk for one in who_is_told(reading, but=by)}
    if reading.effective_on is not None and reading.effective_on > today:
        because = f"{reading.reference} takes its place from {full_day(reading.effective_on)}; until then it holds."
        _tell_past(old, because, by=by, at=at, is_kept=True, but=reached)
        return
    _tell_past(old, f"{reading.reference} takes its place.", by=by, at=at, is_withdrawn=True, but=reached)


def _news(reading: Interpretation, by: User) -> ReadingPublished:
    assert reading.effective_on is not None  # noqa: S101 -- counsel reviews none without a day
    return ReadingPublished(
        reference=reading.reference,
        path_to=reading.get_absolute_url(),
        about=sections_in_words(reading.sections.select_related("article")),
        effective_on=reading.effective_on,
        unit=reading.unit.name if reading.unit else "",
        replaces=reading.supersedes.reference if reading.supersedes else "",
        answer=reading.answer,
        call=_call(reading, by),
    )


def _tell_past(
    reading: Interpretation,
    because: str,
    *,
    by: User | None,
    at: datetime,
    is_withdrawn: bool = False,
    is_kept: bool = False,
    but: Iterable[int] = (),
) -> None:
    """Tell everyone who was ever told of the reading, and the chief; nobody who is shut out of it since."""
    message = ReadingInQuestion(
        reference=reading.reference,
        path_to=reading.get_absolute_url(),
        about=sections_in_words(reading.sections.select_related("article")),
        because=because,
        is_withdrawn=is_withdrawn,
        is_kept=is_kept,
        call=_call(reading, by),
    )
    walled = shut_out_of(reading)
    past = dict(reading.recipients.filter(user__is_active=True).exclude(user__in=walled).values_list("user", "why"))
    for chief in User.objects.filter(is_active=True, role=Role.CHIEF).exclude(pk__in=walled):
        past.setdefault(chief.pk, "You answer for interpretations.")
    left_out = {*but, by.pk if by else None}
    people = [(pk, why) for pk, why in past.items() if pk not in left_out]
    _promise(reading, people, message, stage=f"{reading.state}-{at.isoformat()}", at=at)


def _call(reading: Interpretation, by: User | None) -> str:
    person = reading.owner or by
    return f"{person.name}, {person.phone}".rstrip(", ") if person else ""


def _promise(
    reading: Interpretation,
    people: Iterable[tuple[int, str]],
    message: ReadingPublished | ReadingInQuestion,
    *,
    stage: str,
    at: datetime,
) -> None:
    """Told of its matter are those who may know of it: they are asked again when the mail goes out.

    The others may not know the matter; what they may read was asked when they were chosen.
    """
    people = list(people)
    may_know = knowing(reading, User.objects.filter(pk__in=[pk for pk, _ in people]))
    promise_many(
        [
            Promise(
                key=f"reading-{reading.pk}-{stage}-{pk}", message=message, recipient_id=pk,
                matter_id=reading.pk if pk in may_know else None, why=why, not_before=at,
            )
            for pk, why in people
        ],
        at=at,
    )  # fmt: skip

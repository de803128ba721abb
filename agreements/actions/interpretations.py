"""Writing an interpretation: begun, written, sent to counsel, come back. Nothing here reaches anyone outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from agreements.models.interpretations import ConstruedSection, CounselReview, Interpretation
from agreements.models.text import Article
from agreements.queries.interpretations import sections_in_words, version_read
from agreements.rules.interpretations import VERDICT_WORDS, Audience, Basis, Doing, ReadingState, Verdict, gaps
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.opinions import ForCounsel, Opinion
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import BargainingUnit, Department


class NotNow(Exception):
    """That cannot be done in the state it is in; the words say which."""


class HasGaps(Exception):
    """It lacks something counsel needs. ``words`` name each and what to do."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        super().__init__(" ".join(words))


class OwnDraft(Exception):
    """Who sent a draft to counsel does not review it."""


class Written(TypedDict, total=False):
    """What a writer fills in."""

    title: str
    question: str
    answer: str
    reasoning: str
    basis: Basis
    basis_note: str
    audience: Audience
    departments: Sequence[Department]
    effective_on: date | None
    articles: Sequence[Article]
    supersedes: Interpretation | None


@transaction.atomic
def draft_interpretation(
    *,
    unit: BargainingUnit | None,
    by: User,
    at: datetime,
    today: date,
    origin: Matter | None = None,
    **written: Unpack[Written],
) -> Interpretation:
    """Begin an interpretation. Everything but its title may still be missing."""
    draft = Interpretation(
        kind="interpretation",
        reference=next_reference(kind="interpretation", year=today.year),
        title=written["title"],
        level=Level.OFFICE,
        unit=unit,
        owner=by,
        opened_on=today,
        created_at=at,
        origin=origin,
    )
    _fill(draft, written)
    draft.save(force_insert=True)
    _attach(draft, written, today)
    # Whoever reads this history may not know of the origin, so its number stays out.
    said = "Interpretation begun from an earlier matter" if origin else "Interpretation begun"
    record_event(matter=draft, verb="interpretation.drafted", summary=said, by=by, at=at)
    return draft


@transaction.atomic
def write_interpretation(
    *, interpretation_id: int, by: User, at: datetime, today: date, **written: Unpack[Written]
) -> Interpretation:
    """Save what the writer changed. What counsel had approved goes back to being a draft. Raises NotNow."""
    draft = locked(interpretation_id, Doing.EDIT)
    was_cleared = draft.standing is ReadingState.CLEARED
    _fill(draft, written)
    draft.state = ReadingState.DRAFT
    draft.save(update_fields=[*_FILLED, "state"])
    _attach(draft, written, today)
    said = "Changed after counsel approved it: a draft again" if was_cleared else "Draft saved"
    record_event(matter=draft, verb="interpretation.written", summary=said, by=by, at=at)
    return draft


@transaction.atomic
def send_to_counsel(*, interpretation_id: int, by: User, at: datetime) -> Interpretation:
    """Ask the City Attorney to review the draft. Raises NotNow, HasGaps."""
    draft = locked(interpretation_id, Doing.SEND_TO_COUNSEL)
    missing = gaps(
        question=draft.question, answer=draft.answer, reasoning=draft.reasoning,
        has_section=draft.sections.exists(), has_day=draft.effective_on is not None,
    )  # fmt: skip
    if missing:
        raise HasGaps(missing)
    draft.state = ReadingState.COUNSEL
    draft.save(update_fields=["state"])
    review = CounselReview.objects.create(interpretation=draft, asked_by=by, asked_at=at)
    record_event(matter=draft, verb="interpretation.sent_to_counsel", summary="Sent to counsel", by=by, at=at)
    attorneys = User.objects.in_role(Role.ATTORNEY).exclude(pk=by.pk)
    _tell(draft, review, attorneys, by=by, at=at, why="you review interpretations as counsel")
    return draft


@transaction.atomic
def answer_as_counsel(
    *, interpretation_id: int, verdict: Verdict, words: str, by: User, at: datetime
) -> Interpretation:
    """Approve the draft for publication, or send it back with words. Raises NotNow, OwnDraft."""
    draft = locked(interpretation_id, Doing.REVIEW)
    review = draft.reviews.select_related("asked_by").get(answered_at=None)
    if review.asked_by_id == by.pk:
        message = "You sent this draft to counsel, so someone else reviews it."
        raise OwnDraft(message)
    review.verdict, review.words, review.answered_by, review.answered_at = verdict, words, by, at
    review.save(update_fields=["verdict", "words", "answered_by", "answered_at"])
    is_approved = verdict is Verdict.APPROVED
    draft.state = ReadingState.CLEARED if is_approved else ReadingState.DRAFT
    draft.save(update_fields=["state"])
    said = "Approved by counsel" if is_approved else "Sent back by counsel"
    record_event(matter=draft, verb="interpretation.reviewed", summary=said, by=by, at=at, verdict=verdict)
    chiefs = User.objects.filter(is_active=True, role=Role.CHIEF) if is_approved else User.objects.none()
    people = {person.pk: person for person in [review.asked_by, *chiefs] if person.pk != by.pk}
    _tell(draft, review, people.values(), by=by, at=at, why=f"you work on {draft.reference}", verdict=verdict)
    return draft


@transaction.atomic
def discard_draft(*, interpretation_id: int, reason: str, by: User, at: datetime, today: date) -> None:
    """Give the draft up: it is withdrawn without ever having gone out, and keeps its number. Raises NotNow."""
    draft = locked(interpretation_id, Doing.DISCARD)
    # What it was to replace may be replaced by another draft.
    draft.supersedes = None
    draft.save(update_fields=["supersedes"])
    close_matter(matter_id=draft.pk, closed_on=max(today, draft.opened_on), why=reason, by=by, at=at)


def locked(interpretation_id: int, doing: Doing) -> Interpretation:
    """The interpretation under lock, matter first. Raises NotNow when ``doing`` is not possible."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=interpretation_id)
    found = Interpretation.objects.select_for_update(no_key=True, of=("self",)).get(pk=interpretation_id)
    why_not = "It was given up." if matter.closed_on and not found.is_issued else found.refuses(doing)
    if why_not:
        raise NotNow(why_not)
    return found


# What the writer says of an interpretation itself.
_FILLED = (
    "title", "question", "answer", "reasoning", "basis", "basis_note", "audience", "effective_on", "supersedes",
)  # fmt: skip


def _fill(draft: Interpretation, written: Written) -> None:
    for name, value in written.items():
        if name in _FILLED:
            setattr(draft, name, value)


def _attach(draft: Interpretation, written: Written, today: date) -> None:
    """The articles with the words each had on the day it applies from, and the departments named."""
    if "departments" in written:
        draft.departments.set(written["departments"])
    articles = written["articles"] if "articles" in written else [one.article for one in draft.sections.all()]
    draft.sections.exclude(article__in=articles).delete()
    for article in articles:
        version = version_read(article, draft.effective_on or today)
        ConstruedSection.objects.update_or_create(interpretation=draft, article=article, defaults={"version": version})


def _tell(
    draft: Interpretation,
    review: CounselReview,
    people: Iterable[User],
    *,
    by: User,
    at: datetime,
    why: str,
    verdict: Verdict | None = None,
) -> None:
    item = Opinion(
        matter=draft.pk,
        reference=draft.reference,
        path=draft.get_absolute_url(),
        about=sections_in_words(draft.sections.select_related("article")),
        unit=draft.unit.name if draft.unit else "",
    )
    message = ForCounsel(item=item, sent_by=by.name, verdict=VERDICT_WORDS[verdict] if verdict else "")
    stage = "answered" if verdict else "asked"
    promise_many(
        [
            Promise(
                key=f"counsel-{review.pk}-{stage}-{person.pk}", message=message, recipient_id=person.pk,
                matter_id=draft.pk, why=why, not_before=at,
            )
            for person in people
        ],
        at=at,
    )  # fmt: skip

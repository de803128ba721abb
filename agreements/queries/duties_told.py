"""What past practice, advice and obligations add to an article's dossier, as far as the reader may know of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from agreements.dossier import Entry, Subject
from agreements.models.obligations import Obligation
from agreements.models.practices import Practice
from agreements.queries.advice import whole as advice_of
from agreements.rules.obligations import RHYTHM_WORDS, Rhythm
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


def practices_told(user: User, subject: Subject) -> Iterator[Entry]:
    """Practices on the clause, on the day they were recorded or ended. One query."""
    for one in Practice.objects.visible_to(user).filter(article__in=subject.article_ids).select_related("article"):
        yield Entry(
            on=one.ended_on or one.recorded_at.date(),
            kind="Past practice",
            title=one.title,
            text=f"{one.practice} Since: {one.since}.",
            url=reverse("agreements:practice", args=[one.number]),
            reference=one.reference,
            number=one.article.number if one.article else "",
            chip=one.get_state_display(),
            chip_kind=one.chip,
            is_open_to_file=False,
        )


def advice_told(user: User, subject: Subject) -> Iterator[Entry]:
    """Questions on the clause and their answers, for those who give them. Two queries; none for others."""
    if not user.may(Permission.ADVICE_LOG):
        return
    for one in advice_of(user).filter(articles__in=subject.article_ids).distinct():
        yield Entry(
            on=one.answered_on or one.opened_on,
            kind="Advice",
            title=one.title,
            text=one.answer,
            url=one.get_absolute_url(),
            reference=one.reference,
            chip="Privileged" if one.is_restricted else "" if one.is_answered else "Waits for an answer",
            chip_kind="lock" if one.is_restricted else "wait",
            matter_id=one.pk,
            is_open_to_file=False,
        )


def obligations_told(user: User, subject: Subject) -> Iterator[Entry]:
    """What the clause makes the City do, since it was taken on. One query."""
    found = Obligation.objects.visible_to(user).filter(article__in=subject.article_ids).select_related("article")
    for one in found:
        yield Entry(
            on=one.opened_on,
            kind="Obligation",
            title=one.title,
            text=f"{RHYTHM_WORDS[Rhythm(one.rhythm)]}.",
            url=one.get_absolute_url(),
            reference=one.reference,
            number=one.article.number if one.article else "",
            chip="Ended" if one.closed_on else "Kept up",
            chip_kind="quiet" if one.closed_on else "plan",
            matter_id=one.pk,
        )

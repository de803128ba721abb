"""Past practice, obligations and earlier advice beside the text they concern, as far as the reader may know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse

from agreements.beside import Note
from agreements.models.obligations import Obligation
from agreements.models.practices import Practice
from agreements.queries.advice import whole as advice_of
from agreements.rules.obligations import RHYTHM_WORDS, Rhythm
from agreements.rules.practices import PRACTICE_CHIPS, PracticeState
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.compiled import Compiled

# Answers shown beside one text; the log has the others.
MOST_ADVICE = 3
_PRACTICES = Compiled(lambda user, articles: Practice.objects.visible_to(user).filter(article__any_of=articles))
_OBLIGATIONS = Compiled(
    lambda user, articles: (
        Obligation.objects.visible_to(user).open().filter(article__any_of=articles).select_related("owner")
    )
)
_ADVICE = Compiled(
    lambda user, articles: (
        advice_of(user)
        .exclude(answered_on=None)
        .filter(articles__any_of=articles)
        .distinct()
        .order_by("-answered_on", "-pk")[:MOST_ADVICE]
    )
)


def practices_beside(user: User, articles: Sequence[int], as_of: date) -> Iterator[Note]:
    """Practices on these articles that had not ended by the day shown. One query."""
    for one in _PRACTICES.rows(user, articles=list(articles)):
        if one.ended_on is None or one.ended_on > as_of or one.state == PracticeState.REPUDIATED:
            yield Note(
                article_id=one.article_id or 0,
                kind="Past practice",
                title=one.title,
                text=one.practice,
                url=reverse("agreements:practice", args=[one.number]),
                reference=one.reference,
                chip=one.get_state_display(),
                chip_kind=PRACTICE_CHIPS[PracticeState(one.state)],
            )


def obligations_beside(user: User, articles: Sequence[int], _as_of: date) -> Iterator[Note]:
    """What these articles make the City do today. One query."""
    for one in _OBLIGATIONS.rows(user, articles=list(articles)):
        due = (
            f" Next due {one.next_due_on:%b} {one.next_due_on.day}, {one.next_due_on.year}." if one.next_due_on else ""
        )
        yield Note(
            article_id=one.article_id or 0,
            kind="Obligation",
            title=one.title,
            text=f"{RHYTHM_WORDS[Rhythm(one.rhythm)]}.{due}",
            url=one.get_absolute_url(),
            reference=one.reference,
        )


def advice_beside(user: User, articles: Sequence[int], _as_of: date) -> Iterator[Note]:
    """The newest answers given on these articles, for those who give them. Two queries; none for others."""
    if not user.may(Permission.ADVICE_LOG):
        return
    wanted = set(articles)
    found = _ADVICE.rows(user, articles=list(articles))
    prefetch_related_objects(found, "articles")
    for one in found:
        on = next(article.pk for article in one.articles.all() if article.pk in wanted)
        chip = "Privileged" if one.is_restricted else ""
        yield Note(
            article_id=on, kind="Advice", title=one.title, text=one.answer, url=one.get_absolute_url(),
            reference=one.reference, chip=chip, chip_kind="lock" if chip else "quiet",
        )  # fmt: skip

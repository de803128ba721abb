"""What changes the ground under official readings: new words put them in question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Q

from agreements.actions.publishing import mark_for_review
from agreements.acts import TextChanged
from agreements.models.interpretations import Interpretation
from agreements.models.text import Article, ArticleVersion
from labor_office.core.deadlines.rules import words

_A_DAY = timedelta(days=1)
# Further back than any outage of the worker; what was put in question is not put in question again.
LOOK_BACK = timedelta(days=30)


def question_readings(changed: TextChanged) -> None:
    """Put readings of the articles whose words change in question, in the transaction that changes them.

    A successor that carries words over unchanged questions nothing.
    """
    other = _other_words(changed.article_ids, changed.from_on)
    if other:
        because = f"Its words change from {words.full_day(changed.from_on)}: {changed.reason.rstrip('.')}."
        mark_for_review(articles=other, because=because, by=changed.by, at=changed.at, from_on=changed.from_on)


def question_by_date(*, today: date, at: datetime) -> list[Interpretation]:
    """Put readings in question under which words changed by date alone: a letter ran out, a successor began.

    Whoever wrote a reading after that day was announced was told of nothing; now the day is
    here. Looks back over any outage of the worker, and does a day's work once.
    """
    since = today - LOOK_BACK
    begun = Q(in_force__startswith__gt=since, in_force__startswith__lte=today)
    ended = Q(in_force__endswith__gt=since, in_force__endswith__lte=today)
    days: dict[date, set[int]] = defaultdict(set)
    for article, range_ in ArticleVersion.objects.filter(begun | ended).values_list("article", "in_force"):
        for day in (range_.lower, range_.upper):
            if day is not None and since < day <= today:
                days[day].add(article)
    marked: list[Interpretation] = []
    for day, touched in sorted(days.items()):
        other = _other_words(touched, day)
        if other:
            because = f"Its words are others since {words.full_day(day)}{_ran_out(touched, day)}."
            marked += mark_for_review(articles=other, because=because, by=None, at=at, from_on=day, is_due=True)
    return marked


def _ran_out(articles: Collection[int], day: date) -> str:
    """Which letters ended the day before."""
    rows = ArticleVersion.objects.filter(article__in=articles, in_force__endswith=day, change__isnull=False)
    letters = sorted(set(rows.values_list("change__letter__reference", flat=True)))
    return f": {', '.join(letters)} has run out" if len(letters) == 1 else ""


def _other_words(articles: Collection[int], day: date) -> list[Article]:
    """Those of ``articles`` that say something else on ``day`` than the day before."""
    before, after = (_texts(articles, each) for each in (day - _A_DAY, day))
    return list(Article.objects.filter(pk__in=[pk for pk in articles if before.get(pk) != after.get(pk)]))


def _texts(articles: Collection[int], on: date) -> dict[int, str]:
    rows = ArticleVersion.objects.in_force(on).filter(article__in=articles).values_list("article", "text")
    return {pk: " ".join(text.split()) for pk, text in rows}

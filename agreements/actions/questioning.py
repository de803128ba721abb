"""What changes the ground under official readings: new words put them in question."""

from __future__ import annotations

from datetime import date, timedelta

from agreements.actions.publishing import mark_for_review
from agreements.acts import TextChanged
from agreements.models.text import Article, ArticleVersion
from labor_office.core.deadlines.rules import words

_A_DAY = timedelta(days=1)


def question_readings(changed: TextChanged) -> None:
    """Put readings of the articles whose words change in question, in the transaction that changes them.

    A successor that carries words over unchanged questions nothing.
    """
    before, after = (_texts(changed.article_ids, day) for day in (changed.from_on - _A_DAY, changed.from_on))
    other = [pk for pk in changed.article_ids if before.get(pk) != after.get(pk)]
    if other:
        because = f"Its words change from {words.full_day(changed.from_on)}: {changed.reason.rstrip('.')}."
        articles = list(Article.objects.filter(pk__in=other))
        mark_for_review(articles=articles, because=because, by=changed.by, at=changed.at)


def _texts(articles: frozenset[int], on: date) -> dict[int, str]:
    rows = ArticleVersion.objects.in_force(on).filter(article__in=articles).values_list("article", "text")
    return {pk: " ".join(text.split()) for pk, text in rows}

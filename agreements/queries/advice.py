"""Reads of advice: what was said before, and the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q

from agreements.models.advice import Advice, AdviceQuerySet, TrainingNeed
from agreements.models.interpretations import Interpretation
from agreements.models.text import Article
from agreements.queries.interpretations import whole as interpretations_of
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission

MOST_SHOWN = 5
_SHORTEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Before:
    """What the office has said already: official readings first, then answers given."""

    readings: Sequence[Interpretation]
    answers: Sequence[Advice]
    # Whether there was enough to look for.
    is_asked: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.readings or self.answers)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of advice."""

    readings: Sequence[Interpretation]
    need: TrainingNeed | None


def outcomes_of(user: User, advice: Advice) -> Outcomes:
    """The interpretations that grew out of it and the training need noted. Two queries."""
    return Outcomes(
        list(Interpretation.objects.visible_to(user).filter(origin=advice)),
        TrainingNeed.objects.filter(advice=advice).first(),
    )


def whole(user: User) -> AdviceQuerySet:
    """Advice ``user`` may read, with what a list shows. Outside the office people read what they asked."""
    found = Advice.objects.visible_to(user)
    if not user.may(Permission.ADVICE_LOG):
        found = found.filter(asker=user)
    return found.select_related("unit", "owner", "asker_department", "answered_by").prefetch_related("articles")


def said_before(user: User, *, articles: Sequence[Article], words: str, on: date, but: int = 0) -> Before:
    """Readings that hold on ``on`` and answers, on ``articles``; when none are named, by words of the question."""
    if not articles and len(words.strip()) < _SHORTEST_WORDS:
        return Before((), (), is_asked=False)
    readings = interpretations_of(user).holding(on)
    answers = whole(user).exclude(answered_on=None).exclude(pk=but)
    if articles:
        by_article = {"articles__in": articles}
        return Before(
            list(readings.filter(sections__article__in=articles).distinct().order_by("-effective_on")[:MOST_SHOWN]),
            list(answers.filter(**by_article).distinct().order_by("-answered_on", "-pk")[:MOST_SHOWN]),
        )
    asked = _any_word(words)
    readings = readings.annotate(said=SearchVector("title", "question", "answer", config="english")).filter(said=asked)
    answers = answers.annotate(said=SearchVector("question", "answer", config="english")).filter(said=asked)
    return Before(
        list(readings.order_by("-effective_on")[:MOST_SHOWN]), list(answers.order_by("-answered_on")[:MOST_SHOWN])
    )


def searched(found: AdviceQuerySet, words: str) -> AdviceQuerySet:
    """Advice whose number, question, answer or asker holds ``words``."""
    text = Q(question__icontains=words) | Q(answer__icontains=words) | Q(asker_name__icontains=words)
    return found.filter(text | Q(reference__iexact=words) | Q(articles__number=words)).distinct()


def _any_word(words: str) -> SearchQuery:
    """Any of the longer words: a question put in other words still finds the answer."""
    longer = [
        word for word in "".join(c if c.isalnum() else " " for c in words).split() if len(word) >= _SHORTEST_WORDS
    ]
    query = SearchQuery(longer[0] if longer else words, config="english")
    for word in longer[1:12]:
        query |= SearchQuery(word, config="english")
    return query


def drafted_from(advice: Advice | None) -> dict[str, str]:
    """What an interpretation that grows out of advice begins with; nothing for privileged advice or none."""
    if advice is None or advice.is_restricted:
        return {}
    return {
        "unit": advice.unit.slug if advice.unit else "",
        "title": advice.title,
        "articles": ", ".join(article.number for article in advice.articles.all()),
        "question": advice.question,
        "answer": advice.answer,
    }

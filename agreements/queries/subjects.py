"""The same subject in another unit's agreement: article numbers differ, titles are alike."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models.functions import Greatest

from agreements.models.text import ArticleVersion
from agreements.queries.outline import Line
from agreements.queries.reader import Place

# Below this two titles name different subjects: "Overtime and call-outs" and "Call-back" stay apart.
ALIKE = 0.35


def same_subject(place: Place, title: str) -> Line | None:
    """The article of ``place`` whose title is most like ``title``; None when none is. One query."""
    alike = Greatest(TrigramSimilarity("title", title), TrigramWordSimilarity(title, "title"))
    articles = ArticleVersion.objects.filter(pk__in=[line.version_id for line in place.outline.articles])
    nearest = articles.annotate(alike=alike).filter(alike__gte=ALIKE).order_by("-alike", "position").first()
    return place.outline.holding(nearest.article_id) if nearest else None

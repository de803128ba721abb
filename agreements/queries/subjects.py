"""The same subject in other units' agreements: article numbers differ, titles are alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import F
from django.db.models.functions import Greatest
from django.urls import reverse

from agreements.models.text import ArticleVersion
from agreements.queries.outline import Line
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit

# Below this two titles name different subjects: "Overtime and call-outs" and "Call-back" stay apart.
ALIKE = 0.35


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An article of another unit's agreement on the same subject."""

    unit: BargainingUnit
    heading: str
    url: str


def same_subject(user: User, article: Line, unit: BargainingUnit, *, on: date) -> tuple[Elsewhere, ...]:
    """For each other unit the article in force on ``on`` whose title is most alike; none where none is. One query."""
    if not article.title:
        return ()
    alike = Greatest(TrigramSimilarity("title", article.title), TrigramWordSimilarity(article.title, "title"))
    found = ArticleVersion.objects.visible_to(user).in_force(on).filter(parent=None).exclude(unit=unit)
    rows = found.annotate(alike=alike).filter(alike__gte=ALIKE).select_related("unit")
    nearest = rows.order_by("unit__name", F("alike").desc(), "position").distinct("unit__name")
    return tuple(
        Elsewhere(
            row.unit,
            str(row),
            f"{reverse('agreements:text', args=[row.unit.slug, row.number])}?as-of={on.isoformat()}",
        )
        for row in nearest
        if row.number
    )

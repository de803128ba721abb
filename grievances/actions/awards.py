"""An award puts official readings of the articles it decided on in question."""

from __future__ import annotations

from datetime import date, datetime

from agreements.actions.publishing import mark_for_review
from agreements.models.text import Article
from grievances.models import Citation, Proceeding
from labor_office.core.deadlines.rules import words
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

AWARD = "award"


def question_readings(*, matter: Matter, on: date, by: User, at: datetime) -> None:
    """Put readings of the articles cited in the grievance that went to arbitration in question.

    Those who are told may not know of the case, so neither its number nor its parties are
    named; of a case closed to the office nothing is said at all.
    """
    if matter.kind != "arbitration" or matter.is_restricted:
        return
    origin = Proceeding.objects.filter(pk=matter.pk).values("origin")
    cited = Citation.objects.filter(grievance__in=origin, article__isnull=False).values("article")
    articles = list(Article.objects.filter(pk__in=cited))
    if articles:
        because = f"An arbitrator's award on it came on {words.full_day(on)}."
        mark_for_review(articles=articles, because=because, by=by, at=at)

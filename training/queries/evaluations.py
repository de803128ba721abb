"""Evaluations together, and the link by which they are handed in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db.models import Avg, Count
from django.urls import reverse

from labor_office.core.users.models import User
from training.models.evaluations import Evaluation
from training.models.quizzes import Attempt
from training.models.sessions import TrainingSession
from training.rules.evaluation import FEWEST, Sheet, Summary, summary
from training.rules.vocabulary import QuizPart

SALT = "training.evaluation"


@dataclass(frozen=True, slots=True)
class Scores:
    """Average score before and after a class, of those who answered both times; None while fewer than five did."""

    people: int
    before: int | None
    after: int | None


def summary_of(session: TrainingSession, user: User) -> tuple[int, Summary | None]:
    """How many sheets were handed in, and all of them together once there are five. One query."""
    rows = Evaluation.objects.visible_to(user).filter(session=session)
    sheets = [Sheet(row.usefulness, row.clarity, row.readiness, row.went_well, row.to_better) for row in rows]
    return len(sheets), summary(sheets)


def scores_of(session: TrainingSession) -> Scores:
    """Scores before and after a class. One query."""
    tried = Attempt.objects.filter(session=session, handed_in_at__isnull=False)
    both = tried.values("employee").annotate(parts=Count("part", distinct=True)).filter(parts=2).values("employee")
    rows = dict(tried.filter(employee__in=both).values_list("part").annotate(Avg("score")).order_by())
    people = both.count()
    if people < FEWEST:
        return Scores(people, None, None)
    return Scores(people, int(rows[QuizPart.PRE]), int(rows[QuizPart.POST]))


def evaluation_link(session: TrainingSession) -> str:
    """The address of the sheet: the same for everyone in the room."""
    token = signing.dumps(session.pk, salt=SALT)
    return f"{settings.DESK_URL}{reverse('training:evaluate', args=[token])}"


def session_by(token: str) -> TrainingSession | None:
    """The session a link names; None for one that is not ours."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return TrainingSession.objects.select_related("version__course").filter(pk=pk).first()

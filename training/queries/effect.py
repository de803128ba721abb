"""What training goes with, and what seems to call for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from agreements.models.advice import Advice, TrainingNeed
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import Assignment
from training.models.courses import Course, CourseArticle
from training.models.proof import Completion
from training.rules.effect import Effect, Place, effect_of

PERIOD = timedelta(days=365)
# So many cases of one department within the period, and training is worth a thought.
MANY = 3
KIND = "grievance"


@dataclass(frozen=True, slots=True)
class Need:
    """A training need from advice. ``subject`` and ``address`` are empty for whoever may not read the advice."""

    pk: int
    articles: str
    department: str
    noted_on: date
    subject: str = ""
    address: str = ""
    courses: tuple[Course, ...] = ()


def reads_cases(user: User) -> bool:
    """Whether counts of cases are for ``user``: they are for those who read cases themselves."""
    return user.may(Permission.MATTER_READ_OFFICE)


def places_of(course: Course, user: User, *, today: date) -> list[Place]:
    """Every department with its people, its supervisors, and the cases ``user`` may know of. Four queries."""
    posts = list(
        Assignment.objects.on(today).values_list(
            "department", "department__name", "employee", "employee__number", "supervisor_number"
        )
    )
    bosses = {boss for *_, boss in posts if boss}
    trained = set(Completion.objects.good_on(today).filter(version__course=course).values_list("employee", flat=True))
    cases = _cases(user, today)
    people: Counter[int] = Counter()
    supervisors: Counter[int] = Counter()
    done: Counter[int] = Counter()
    names: dict[int, str] = {}
    for department, name, employee, number, _ in posts:
        names[department] = name
        people[department] += 1
        supervisors[department] += number in bosses
        done[department] += number in bosses and employee in trained
    return [
        Place(names[pk], people[pk], supervisors[pk], done[pk], cases.get(pk, 0))
        for pk in sorted(names, key=lambda pk: names[pk])
    ]


def effect_for(places: list[Place]) -> Effect:
    """Both groups together."""
    return effect_of(places)


def busy_places(places: list[Place]) -> list[Place]:
    """Departments with many cases whose supervisors are not trained, the most cases first."""
    return sorted(
        (place for place in places if place.cases >= MANY and not place.is_trained),
        key=lambda place: (-place.cases, place.name),
    )


def needs_for(user: User) -> list[Need]:
    """Training needs that nobody has met yet. Of advice the reader may not see, article and department alone."""
    rows = list(
        TrainingNeed.objects.filter(settled_on=None)
        .select_related("department", "advice__asker_department")
        .prefetch_related("advice__articles__unit")
    )
    seen = set(
        Advice.objects.visible_to(user).filter(pk__in=[row.advice_id for row in rows]).values_list("pk", flat=True)
    )
    articles = {article.pk for row in rows for article in row.advice.articles.all()}
    taught: dict[int, list[Course]] = {}
    ties = CourseArticle.objects.filter(article__in=articles, untied_at=None, course__retired_on=None)
    for tie in ties.select_related("course"):
        taught.setdefault(tie.article_id, []).append(tie.course)
    return [_need(row, row.advice_id in seen, taught) for row in rows]


def open_needs(user: User) -> QuerySet[TrainingNeed]:
    """Needs nobody has taken up, for those who plan training."""
    found = TrainingNeed.objects.filter(settled_on=None)
    return found if user.may(Permission.TRAINING_EDIT) else found.none()


def _need(row: TrainingNeed, is_seen: bool, taught: dict[int, list[Course]]) -> Need:  # noqa: FBT001 -- of one row
    articles = list(row.advice.articles.all())
    place = row.department or row.advice.asker_department
    courses = {course.pk: course for article in articles for course in taught.get(article.pk, [])}
    return Need(
        row.pk,
        ", ".join(f"{article.unit} {article.number}" for article in articles),
        str(place or ""),
        timezone.localdate(row.noted_at),
        row.subject if is_seen else "",
        row.advice.get_absolute_url() if is_seen else "",
        tuple(courses.values()),
    )


def _cases(user: User, today: date) -> dict[int, int]:
    if not reads_cases(user):
        return {}
    found = Matter.objects.visible_to(user).filter(kind=KIND, opened_on__gt=today - PERIOD, department__isnull=False)
    return dict(found.values_list("department").annotate(Count("pk")).order_by())

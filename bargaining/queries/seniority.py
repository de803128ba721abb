"""Lists of seniority, and the people of a roster day from whom they are drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from bargaining.models.seniority import SeniorityList
from bargaining.rules.seniority import ListPaper, Person
from labor_office.core.documents.models import PdfJob
from labor_office.core.documents.rules.papers import thaw
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, BargainingUnit, Classification, Department


def whole(user: User) -> QuerySet[SeniorityList]:
    """Lists that ``user`` may know of, with their unit."""
    return SeniorityList.objects.visible_to(user).select_related("unit", "department", "owner", "drawn_from")


def people_on(
    day: date,
    *,
    unit: BargainingUnit | None = None,
    department: Department | None = None,
    classifications: Sequence[Classification] = (),
) -> list[Person]:
    """Everyone the roster shows there on ``day``, with the days that count for seniority. Two queries.

    The first day in a title or a department is that of the run of posts that leads up to
    ``day`` without leaving it; before the first roster loaded nothing is known.
    """
    rows = Assignment.objects.on(day).select_related("employee", "classification", "department")
    if unit is not None:
        rows = rows.filter(unit=unit)
    if department is not None:
        rows = rows.filter(department=department)
    if classifications:
        rows = rows.filter(classification__in=classifications)
    posts = list(rows)
    before: dict[int, list[Assignment]] = defaultdict(list)
    every = Assignment.objects.filter(employee__in=[post.employee_id for post in posts], starts_on__lte=day)
    for post in every.order_by("-starts_on", "-pk"):
        before[post.employee_id].append(post)
    return [
        Person(
            number=post.employee.number,
            name=post.employee.name,
            title=post.classification.title,
            department=post.department.name,
            hired_on=post.employee.hired_on,
            in_title_on=_since(before[post.employee_id], "classification_id"),
            in_department_on=_since(before[post.employee_id], "department_id"),
        )
        for post in posts
    ]


def _since(posts: Sequence[Assignment], column: str) -> date:
    """The first day of the newest run of ``posts`` that share what ``column`` says; ``posts`` begin with the newest."""
    first = posts[0]
    for post in posts[1:]:
        if getattr(post, column) != getattr(first, column):
            break
        first = post
    return first.starts_on


def paper_of(found: SeniorityList) -> ListPaper:
    """The list as it was issued."""
    return thaw(ListPaper, found.facts["paper"])


def job_of(found: SeniorityList) -> PdfJob | None:
    """How far its PDF is."""
    return PdfJob.objects.filter(matter=found.pk).select_related("document").order_by("-asked_at").first()

"""One person's training, and people searched for a seat or a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models.text import Article
from labor_office.core.deadlines.rules.standing import Facts, standing
from labor_office.core.deadlines.rules.trace import Trace
from labor_office.core.deadlines.shown import Shown, shown_trace
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, BargainingUnit, Employee
from training.models.courses import CourseArticle
from training.models.duties import Duty
from training.models.proof import Completion
from training.models.reach import own_departments, reads_everyone, reads_training
from training.queries.calendar import calendar_now
from training.queries.compliance import cell_of
from training.queries.rules import sentences_of
from training.rules.standing import Cell

MOST_FOUND = 25


@dataclass(frozen=True, slots=True)
class Owed:
    """One requirement of one person: how it stands, why it is theirs, and how its day was counted."""

    duty: Duty
    cell: Cell
    sentence: str
    why: Shown | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody was trained on an article on a day: by which completion, out of which they have."""

    person: Employee
    articles: tuple[Article, ...]
    on: date
    proof: tuple[Completion, ...]
    others: tuple[Completion, ...]

    @property
    def was_trained(self) -> bool:
        """Whether a completion was good on that day."""
        return bool(self.proof)


def people_visible_to(user: User) -> QuerySet[Employee]:
    """Whose training ``user`` may read: everyone's, or of those who work in departments of theirs, and their own."""
    if reads_everyone(user):
        return Employee.objects.all()
    if not reads_training(user):
        return Employee.objects.filter(user=user)
    here = Assignment.objects.filter(employee=OuterRef("pk"), ends_on=None, department__in=own_departments(user))
    return Employee.objects.filter(Q(user=user) | Q(Exists(here)))


def candidates(user: User, words: str, *, today: date) -> list[Employee]:
    """Those at work whom ``words`` find, with ``post``, at most twenty-five. Nothing for no words. Two queries."""
    if len(words.strip()) < 2:
        return []
    found = list(people_visible_to(user).employed(today).matching(words).order_by("name", "pk")[:MOST_FOUND])  # type: ignore[attr-defined]
    posts = Assignment.objects.on(today).filter(employee__in=found).select_related("department", "classification")
    by_person = {post.employee_id: post for post in posts}
    for person in found:
        person.post = by_person.get(person.pk)
    return found


def owed_by(user: User, person: Employee, *, today: date) -> list[Owed]:
    """What ``person`` owes now, with the reasoning of each day, overdue first."""
    duties = list(
        Duty.objects.visible_to(user)
        .current()
        .filter(employee=person)
        .select_related("requirement", "exemption", "due_date", "completion__version__course")
    )
    rules = sentences_of({duty.version_id for duty in duties})
    found = [Owed(duty, cell_of(duty, today), rules.get(duty.version_id, ""), _why(duty, today)) for duty in duties]
    return sorted(found, key=lambda one: (one.duty.state != "OWED", one.duty.due_on or date.max, one.duty.pk))


def articles_under(unit: BargainingUnit, number: str) -> list[Article]:
    """The article or section called so, and the sections under it: a course on 14.3 teaches Art. 14 as well."""
    under = Q(number=number) | Q(number__startswith=f"{number}.") | Q(number__startswith=f"{number}(")
    return list(Article.objects.filter(under, unit=unit))


def was_trained(person: Employee, articles: Sequence[Article], *, on: date) -> Answer:
    """Whether ``person`` was trained on one of ``articles`` on a day, as the courses are tied to them.

    A completion counts while it is good; what was completed later, or had run out, stands
    under the others.
    """
    courses = CourseArticle.objects.filter(article__in=articles, untied_at=None).values("course")
    done = Completion.objects.standing().filter(employee=person, version__course__in=courses)
    every = list(done.select_related("version__course", "attendance__session").order_by("-completed_on", "-pk"))
    good = [one for one in every if one.completed_on <= on and (one.valid_until is None or one.valid_until >= on)]
    others = tuple(one for one in every if one not in good)
    return Answer(person, tuple(articles), on, tuple(good), others)


def _why(duty: Duty, today: date) -> Shown | None:
    due = duty.due_date
    calendar = calendar_now()
    if due is None or not due.trace or calendar is None:
        return None
    facts = Facts(
        state="MET" if duty.done_on else "OPEN", is_ours=True, due_on=due.due_on, satisfied_on=duty.done_on,
        stopped_on=None, days_left_when_stopped=None,
    )  # fmt: skip
    return shown_trace(Trace.from_json(due.trace), today=today, state=standing(facts, today=today, calendar=calendar))

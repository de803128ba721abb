"""Requirements: made, revised from a day on, ended; people named and people freed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.text import slugify

from agreements.models.text import Article
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day_with_year
from labor_office.core.workforce.models import BargainingUnit, Classification, Department, Employee
from training.actions.deriving import derive_duties
from training.actions.program import remember
from training.models.courses import Course
from training.models.duties import Duty
from training.models.requirements import Exemption, NamedPerson, Requirement, RequirementVersion, SatisfyingCourse
from training.rules.vocabulary import EXEMPTION_WORDS, DutyState, ExemptionKind, Trigger, Who

_A_DAY = timedelta(days=1)


class CodeTaken(Exception):
    """Another requirement bears the code."""


class BeginsTooEarly(Exception):
    """The rule before it has not had a day yet, or began later."""


class NotInForce(Exception):
    """No rule of the requirement is in force to be revised or ended."""


class FreedAlready(Exception):
    """The person is freed on some of those days."""


class RuleText(TypedDict):
    """What a rule says; the lists may be empty."""

    starts_on: date
    who: Who
    units: Sequence[BargainingUnit]
    departments: Sequence[Department]
    classifications: Sequence[Classification]
    trigger: Trigger
    agreement_unit: BargainingUnit | None
    fixed_on: date | None
    due_amount: int
    due_unit: str
    counts_from_days: int | None
    repeat_months: int | None
    window_days: int
    courses: Sequence[Course]
    equivalents: Sequence[Course]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would do today: whom it reaches, who would be overdue, who has it already."""

    people: int
    overdue: int
    done: int
    uncounted: int = 0


@transaction.atomic
def add_requirement(
    *, code: str, title: str, basis: str, article: Article | None, by: User, at: datetime, today: date,
    **rule: Unpack[RuleText],
) -> Requirement:  # fmt: skip
    """Make a requirement with its first rule, and count what people owe by it. Raises CodeTaken."""
    if Requirement.objects.filter(code__iexact=code).exists():
        raise CodeTaken(f"{code} is another requirement. Give this one a code of its own.")
    requirement = Requirement.objects.create(
        code=code, slug=_free_slug(title), title=title, basis=basis, article=article, added_by=by, added_at=at
    )
    _write_rule(requirement, 1, rule, by, at)
    _tell("requirement_added", f"{requirement}: required", requirement, by, at)
    derive_duties(today=today, requirements=[requirement.pk])
    return requirement


@transaction.atomic
def revise_requirement(
    *, requirement_id: int, basis: str, by: User, at: datetime, today: date, **rule: Unpack[RuleText]
) -> RequirementVersion:
    """Another rule from ``starts_on``: the one before ends the day before, and its dates stay on what was done.

    Raises BeginsTooEarly, NotInForce.
    """
    requirement = Requirement.objects.select_for_update(no_key=True).get(pk=requirement_id)
    former = requirement.versions.order_by("-number").first()
    if former is None or (former.ends_on is not None and former.ends_on < today):
        raise NotInForce(f"{requirement} has ended. Make a new requirement.")
    if rule["starts_on"] <= former.starts_on:
        day = short_day_with_year(former.starts_on + _A_DAY)
        raise BeginsTooEarly(f"The rule in force began on {former.starts_on:%B} {former.starts_on.day}: "
                             f"begin the new one on {day} or later.")  # fmt: skip
    RequirementVersion.objects.filter(pk=former.pk).update(ends_on=rule["starts_on"] - _A_DAY)
    requirement.basis = basis
    requirement.save(update_fields=["basis"])
    version = _write_rule(requirement, former.number + 1, rule, by, at)
    _tell("requirement_revised", f"{requirement}: rule {version.number} from {version.starts_on}", requirement, by, at)
    derive_duties(today=today, requirements=[requirement.pk])
    return version


def preview_requirement(
    *, requirement: Requirement | None, by: User, at: datetime, today: date, **rule: Unpack[RuleText]
) -> Preview:
    """What the rule would do if it held today. Everything is written, counted and taken back again."""
    with transaction.atomic():
        made = Requirement.objects.create(
            code=f"~{at.timestamp():.6f}"[:20], slug=f"preview-{at.timestamp():.6f}".replace(".", "-"),
            title="Preview", added_by=by, added_at=at,
        )  # fmt: skip
        if requirement is not None:
            _copy_people(requirement, made)
        began = min(rule["starts_on"], today)
        _write_rule(made, 1, {**rule, "starts_on": began}, by, at)
        derive_duties(today=today, requirements=[made.pk])
        duties = Duty.objects.current().filter(requirement=made)
        found = Preview(
            people=duties.count(),
            overdue=duties.overdue(today).count(),
            done=duties.filter(state=DutyState.DONE).count(),
            uncounted=duties.owed().filter(due_on=None).count(),
        )
        transaction.set_rollback(True)
    return found


@transaction.atomic
def end_requirement(*, requirement_id: int, ends_on: date, by: User, at: datetime, today: date) -> Requirement:
    """The last day it is asked of anybody; what was done stays. Raises NotInForce, BeginsTooEarly."""
    requirement = Requirement.objects.select_for_update(no_key=True).get(pk=requirement_id)
    last = requirement.versions.order_by("-number").first()
    if last is None or last.ends_on is not None:
        raise NotInForce(f"{requirement} has ended already.")
    if ends_on < last.starts_on:
        raise BeginsTooEarly(f"Its rule began on {short_day_with_year(last.starts_on)}: end it then or later.")
    RequirementVersion.objects.filter(pk=last.pk).update(ends_on=ends_on)
    _tell("requirement_ended", f"{requirement} ends on {short_day_with_year(ends_on)}", requirement, by, at)
    derive_duties(today=today, requirements=[requirement.pk])
    return requirement


@transaction.atomic
def name_person(
    *, requirement_id: int, employee_id: int, since_on: date, because: str, by: User, at: datetime, today: date,
    matter: Matter | None = None,
) -> NamedPerson:  # fmt: skip
    """Name somebody a requirement is for, from a day on. Named again on that day, nothing changes."""
    named, is_new = NamedPerson.objects.get_or_create(
        requirement_id=requirement_id, employee_id=employee_id, since_on=since_on,
        defaults={"because": because, "matter": matter, "named_by": by, "named_at": at},
    )  # fmt: skip
    if is_new:
        said = f"{named.employee}: {named.requirement}"
        _tell("person_named", said, named.requirement, by, at, person=named.employee)
        derive_duties(today=today, employees=[employee_id], requirements=[requirement_id])
    return named


@transaction.atomic
def free_person(
    *, requirement_id: int, employee_id: int, kind: ExemptionKind, reason: str, from_on: date, until_on: date | None,
    by: User, at: datetime, today: date,
) -> Exemption:  # fmt: skip
    """Free a person from a requirement for some days, with the reason. Raises FreedAlready."""
    Employee.objects.select_for_update(no_key=True).get(pk=employee_id)
    same = Exemption.objects.filter(requirement_id=requirement_id, employee_id=employee_id)
    overlapping = same.exclude(until_on__lt=from_on)
    if until_on is not None:
        overlapping = overlapping.exclude(from_on__gt=until_on)
    other = overlapping.first()
    if other is not None:
        since = short_day_with_year(other.from_on)
        raise FreedAlready(f"{other.employee} is freed from {since} already. End that first.")
    freed = Exemption.objects.create(
        requirement_id=requirement_id, employee_id=employee_id, kind=kind, reason=reason, from_on=from_on,
        until_on=until_on, granted_by=by, granted_at=at,
    )  # fmt: skip
    what = EXEMPTION_WORDS[kind].lower()
    _tell(
        "person_freed",
        f"{freed.employee}: {what}, {freed.requirement}",
        freed.requirement,
        by,
        at,
        person=freed.employee,
    )
    derive_duties(today=today, employees=[employee_id], requirements=[requirement_id])
    return freed


@transaction.atomic
def end_exemption(*, exemption_id: int, until_on: date, by: User, at: datetime, today: date) -> Exemption:
    """Its last day; one that would have begun later is over on its first."""
    freed = Exemption.objects.select_for_update(no_key=True, of=("self",)).get(pk=exemption_id)
    freed.until_on = max(until_on, freed.from_on)
    freed.save(update_fields=["until_on"])
    _tell(
        "exemption_ended", f"{freed.employee}: no longer exempt, {freed.requirement}", freed.requirement, by, at,
        person=freed.employee,
    )  # fmt: skip
    derive_duties(today=today, employees=[freed.employee_id], requirements=[freed.requirement_id])
    return freed


def _write_rule(requirement: Requirement, number: int, rule: RuleText, by: User, at: datetime) -> RequirementVersion:
    lists = ("units", "departments", "classifications", "courses", "equivalents")
    plain = {name: value for name, value in rule.items() if name not in lists}
    version = RequirementVersion.objects.create(
        requirement=requirement, number=number, added_by=by, added_at=at, **plain
    )
    version.units.set(rule["units"])
    version.departments.set(rule["departments"])
    version.classifications.set(rule["classifications"])
    own = {course.pk: course for course in rule["courses"]}
    ties = [SatisfyingCourse(version=version, course=course) for course in own.values()]
    ties += [
        SatisfyingCourse(version=version, course=course, is_equivalent=True)
        for course in rule["equivalents"]
        if course.pk not in own
    ]
    SatisfyingCourse.objects.bulk_create(ties)
    return version


def _copy_people(requirement: Requirement, made: Requirement) -> None:
    """Those whom the requirement names, for a preview of another rule of it."""
    for named in requirement.named.all():
        named.pk, named.requirement = None, made
        named.save(force_insert=True)


def _tell(
    verb: str, summary: str, requirement: Requirement, by: User, at: datetime, *, person: Employee | None = None
) -> None:
    about = {"requirement": requirement.slug} | ({"person": person.code} if person else {})
    remember(verb=verb, summary=summary, by=by, at=at, **about)


def _free_slug(title: str) -> str:
    base = slugify(title)[:50] or "requirement"
    taken = set(Requirement.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := f"{base}-{n}" if n > 1 else base) not in taken)

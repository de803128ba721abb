"""The few rows that a large office is made of: people, units, contracts, a calendar, procedures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import transaction

from agreements.models.text import Agreement, Article, ArticleVersion
from agreements.rules.vocabulary import ClauseLevel
from labor_office.core.deadlines.actions.calendars import Closing, make_calendar
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureStep, ProcedureVersion, TimeLimit
from labor_office.core.deadlines.queries.readings import row_of
from labor_office.core.deadlines.rules.procedure import Actor, CountUnit, Limit, MissedEffect
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import BargainingUnit, Classification, Department, EmployeeOrganization
from labor_office.desk.demo.holidays import city_holidays

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 2014, 2027
UNITS, SPECIALISTS, DEPARTMENTS, ARTICLES = 8, 40, 12, 40


@dataclass(frozen=True, slots=True)
class Turn:
    """A limit, the event that starts it, how many working days into the case that comes, and what follows."""

    limit: Limit
    begins: int
    ends: int


def _limit(place: int, name: str, actor: Actor, *, days: int, course: tuple[str, str]) -> Limit:
    code, (start, met) = str(place), course
    effect = MissedEffect.WITHDRAWN if actor is Actor.UNION else MissedEffect.ADVANCE_ALLOWED
    return Limit(
        code, name, actor, (start,), days, CountUnit.BUSINESS_DAYS, step=met[-1], satisfied_by=met,
        missed="the other side may go on", missed_effect=effect, citation=f"Art. 11, 11.{code}", is_verified=True,
    )  # fmt: skip


CITY, UNION = Actor.EMPLOYER, Actor.UNION
# The course of a case: day of the case on which each limit begins, and on which it is met.
TURNS = (
    Turn(_limit(1, "File at Step 1", UNION, days=10, course=("knowledge", "filed:1")), 0, 8),
    Turn(_limit(2, "Step 1 meeting", CITY, days=5, course=("filed:1", "meeting:1")), 8, 12),
    Turn(_limit(3, "Step 1 decision", CITY, days=10, course=("meeting:1", "response:1")), 12, 20),
    Turn(_limit(4, "Appeal to Step 2", UNION, days=10, course=("response:1", "filed:2")), 20, 26),
    Turn(_limit(5, "Step 2 meeting", CITY, days=10, course=("filed:2", "meeting:2")), 26, 34),
    Turn(_limit(6, "Step 2 decision", CITY, days=30, course=("meeting:2", "response:2")), 34, 60),
)
COURSE = TURNS[-1].begins + TURNS[-1].limit.amount


@transaction.atomic
def found_city() -> None:
    """Everything but the cases, once."""
    if User.objects.exists():
        return
    people = _people()
    calendar = _calendar()
    units = _units(people)
    Department.objects.bulk_create(
        [Department(name=f"Department {n}", slug=f"department-{n}", code=f"D{n:02}") for n in range(DEPARTMENTS)]
    )
    Classification.objects.bulk_create(
        [Classification(code=f"C{n:03}", title=f"Technician {n}", unit=units[n % UNITS]) for n in range(60)]
    )
    for unit in units:
        _procedure(unit, calendar)
        _contract(unit)


def _people() -> list[User]:
    roles = [(Role.CHIEF, 1), (Role.ATTORNEY, 1), (Role.SPECIALIST, SPECIALISTS)]
    users = [
        User(
            email=f"{role.value.lower()}{n}@rivermont.example", name=f"{role.value.title()} {n}", role=role,
            password="!",
        )
        for role, count in roles
        for n in range(count)
    ]  # fmt: skip
    return User.objects.bulk_create(users)


def _calendar() -> Calendar:
    closed = [Closing(day, name) for year in range(FIRST_YEAR, LAST_YEAR + 1) for day, name in city_holidays(year)]
    return make_calendar(
        name="City", first_on=date(FIRST_YEAR, 1, 1), published_through=date(LAST_YEAR, 12, 31), closed=closed,
        by=None, at=NOW, is_office=True,
    )  # fmt: skip


def _units(people: list[User]) -> list[BargainingUnit]:
    made = []
    for n in range(UNITS):
        union = EmployeeOrganization.objects.create(name=f"Local {n}", slug=f"local-{n}", short_name=f"Local {n}")
        made.append(
            BargainingUnit.objects.create(
                name=f"Unit {n}", slug=f"unit-{n}", code=f"U{n}", organization=union, owner=people[2 + n]
            )
        )
    return made


def _procedure(unit: BargainingUnit, calendar: Calendar) -> None:
    procedure = Procedure.objects.create(slug=f"{unit.slug}-grievances", title=unit.name, unit=unit, calendar=calendar)
    version = ProcedureVersion.objects.create(procedure=procedure, number=1, made_at=NOW)
    ProcedureStep.objects.bulk_create(
        [ProcedureStep(version=version, code=str(n), name=f"Step {n}", position=n) for n in (1, 2)]
    )
    TimeLimit.objects.bulk_create(
        [row_of(turn.limit, version_id=version.pk, position=n) for n, turn in enumerate(TURNS)]
    )
    version.state, version.effective_from, version.published_at = "PUBLISHED", date(FIRST_YEAR, 1, 1), NOW
    version.save(update_fields=["state", "effective_from", "published_at"])


def _contract(unit: BargainingUnit) -> None:
    contract = Agreement(
        kind="agreement", reference=f"A-2024-{unit.pk:04}", title=f"Agreement of {unit.name}", level="OFFICE",
        unit=unit,
        opened_on=date(FIRST_YEAR, 1, 1), created_at=NOW, term_name="2014 to 2027", starts_on=date(FIRST_YEAR, 1, 1),
        ends_on=date(LAST_YEAR, 12, 31), published_at=NOW,
    )  # fmt: skip
    contract.save(force_insert=True)
    articles = Article.objects.bulk_create([Article(unit=unit, number=str(n)) for n in range(1, ARTICLES + 1)])
    ArticleVersion.objects.bulk_create(
        [
            ArticleVersion(
                article=article, unit=unit, agreement=contract, level=ClauseLevel.ARTICLE, number=article.number,
                position=int(article.number), title=f"Overtime, part {article.number}",
                text="Overtime is offered to the most senior employee of the list who is not at work. " * 4,
                in_force=(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
            )
            for article in articles
        ]
    )  # fmt: skip


def case_count() -> int:
    """How many grievances the database holds."""
    return Matter.objects.filter(kind="grievance").count()

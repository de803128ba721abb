"""What training tells on the pages of units and of people on the roster, as far as the reader may know of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from labor_office.core.users.models import User
from labor_office.core.web.words import day_year
from labor_office.core.workforce.models import Assignment, BargainingUnit, Employee
from labor_office.core.workforce.panels import Grid, Line, Panel
from training.models.duties import Duty
from training.models.proof import Completion
from training.models.reach import reads_training
from training.queries.compliance import Numbers, cell_of
from training.queries.people import people_visible_to
from training.rules.vocabulary import DutyState

MOST_SHOWN = 8


def unit_panel(user: User, unit: BargainingUnit, day: date) -> Panel | None:
    """What those who were in the unit on ``day`` owed that day, by requirement, most overdue first. One query."""
    if not reads_training(user):
        return None
    posts = Assignment.objects.on(day).filter(employee=OuterRef("employee"), unit=unit)
    done = Q(done_on__lte=day) & (Q(good_until=None) | Q(good_until__gte=day))
    late = Q(due_on__lt=day) & (Q(done_on=None) | Q(done_on__gt=day)) & ~Q(state=DutyState.EXEMPT)
    counted = (
        Duty.objects.visible_to(user).on(day).filter(Exists(posts)).order_by()
        .values("requirement__title", "requirement__slug")
        .annotate(
            people=Count("pk"), done=Count("pk", filter=done), overdue=Count("pk", filter=late),
            freed=Count("pk", filter=Q(state=DutyState.EXEMPT)),
        )
    )  # fmt: skip
    rows = sorted(counted, key=lambda row: (-row["overdue"], row["requirement__title"]))
    return Panel(
        "Training of its members",
        grid=Grid("Each requirement with how its people stand", ("Requirement", "People", "Current", "Overdue"),
                  tuple(_counted(row) for row in rows[:MOST_SHOWN])),
        empty="Nothing is required of its members.",
        links=(Line("Compliance", reverse("training:compliance")),),
    )  # fmt: skip


def person_panel(user: User, employee: Employee, day: date) -> Panel | None:
    """What one person owes and completed last, for those who may read their training. Three queries."""
    if not people_visible_to(user).filter(pk=employee.pk).exists():
        return None
    duties = Duty.objects.visible_to(user).current().filter(employee=employee)
    owed = [
        Line(duty.requirement.title, chip=(cell := cell_of(duty, day)).word, chip_kind=cell.chip)
        for duty in duties.select_related("requirement", "exemption").order_by("due_on", "pk")[:MOST_SHOWN]
    ]
    done = Completion.objects.standing().filter(employee=employee).select_related("version__course").first()
    last = f"Last completed: {done.version.course}, {day_year(done.completed_on)}." if done else ""
    return Panel(
        "Training", text=last, lines=tuple(owed), empty="Nothing is required and nothing completed.",
        links=(Line("Training record", reverse("training:person", args=[employee.code])),), is_aside=True,
    )  # fmt: skip


def _counted(row: Mapping[str, Any]) -> tuple[Line, ...]:
    numbers = Numbers(row["people"], row["done"], row["overdue"], 0, row["freed"])
    percent = "Nobody is asked" if numbers.percent is None else f"{numbers.percent}%"
    late = Line("", chip=f"{numbers.overdue} overdue", chip_kind="over") if numbers.overdue else Line("None")
    url = reverse("training:requirement", args=[row["requirement__slug"]])
    return Line(row["requirement__title"], url=url), Line(str(numbers.asked)), Line(percent), late

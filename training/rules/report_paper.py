"""The compliance report on paper, for the Council or an arbitrator. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MAKER = "training_report"
# In the summary a smaller number of people could be told apart, so it is not printed for the Council.
SMALLEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """One department: asked, current, overdue; ``percent`` is "" where too few are asked to be told apart."""

    department: str
    asked: str
    current: str
    overdue: str
    percent: str


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """One person who is overdue, for a report that names people."""

    name: str
    number: str
    department: str
    requirement: str
    due_on: date | None
    late: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One requirement in its sentence."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """Everything the report says."""

    on: date
    about: str
    headline: str
    rules: tuple[RuleLine, ...]
    departments: tuple[DepartmentLine, ...]
    overdue: tuple[OverdueLine, ...]
    names_people: bool


def department_line(name: str, asked: int, current: int, overdue: int, *, hides_small: bool) -> DepartmentLine:
    """A department's numbers; fewer than five asked are told as such and nothing more where the report goes out."""
    if hides_small and 0 < asked < SMALLEST_SHOWN:
        few = f"fewer than {SMALLEST_SHOWN}"
        return DepartmentLine(name, few, "not shown", "not shown", "")
    percent = f"{current * 100 // asked}%" if asked else ""
    return DepartmentLine(name, str(asked), str(current), str(overdue), percent)


def headline(asked: int, current: int, overdue: int) -> str:
    """The answer first: ``412 of 460 required trainings are current (89%); 31 are overdue.``"""
    if not asked:
        return "Nobody is required to be trained by the rules shown here."
    return f"{current} of {asked} required trainings are current ({current * 100 // asked}%); {overdue} are overdue."

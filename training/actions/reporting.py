"""The compliance report as a PDF: facts frozen when it is asked for, set by the worker."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from training.actions.program import program_of, remember
from training.models.reports import ComplianceReport
from training.queries.compliance import Numbers, by_department, duties_now, requirements_now
from training.queries.overdue import overdue_people
from training.queries.rules import sentences_of
from training.rules.report_paper import MAKER, OverdueLine, ReportPaper, RuleLine, department_line, headline
from training.rules.standing import days


@transaction.atomic
def ask_report(
    *, given: dict[str, Any], about: str, names_people: bool, by: User, at: datetime, today: date
) -> ComplianceReport:
    """Freeze what the compliance page shows ``by`` now and ask the worker for it as a PDF.

    With names it is for those who may read them, so it is theirs alone; without, numbers
    under five are not told.
    """
    paper = _gather(by, given, about=about, names_people=names_people, today=today)
    reference = take_reference()
    title = f"Training compliance, {about}"
    sheet = letters.letterhead(
        title,
        short_title="Training compliance",
        dated_on=today,
        document=reference,
        built_at=at,
        confidentiality="CONFIDENTIAL" if names_people else "",
    )
    report = ComplianceReport.objects.create(
        reference=reference, title=title[:160], facts={"paper": freeze(paper), "sheet": freeze(sheet)}, asked_by=by,
        asked_at=at,
    )  # fmt: skip
    program = program_of(by=by, at=at)
    ask_for_paper(matter=program, maker=MAKER, subject_id=report.pk, by=by, at=at)
    remember(verb="report_printed", summary=f"{title}: report asked for", by=by, at=at, document=reference)
    return report


def set_report(subject_id: int) -> letters.Printed:
    """The report as a PDF, from its frozen facts alone."""
    report = ComplianceReport.objects.get(pk=subject_id)
    name = f"training-compliance-{report.facts['sheet']['dated_on']}-{report.reference}.pdf"
    return letters.from_facts(
        report.facts, ReportPaper, "letters/training_report.html", file_name=name, level=Level.RESTRICTED
    )


def _gather(by: User, given: dict[str, Any], *, about: str, names_people: bool, today: date) -> ReportPaper:
    duties = duties_now(by, given=given, today=today)
    columns = requirements_now(duties)
    rows = by_department(duties, columns, today=today)
    total = sum((row.total for row in rows), Numbers())
    versions = set(duties.order_by().values_list("version_id", flat=True).distinct())
    rules = sentences_of(versions)
    titles = dict(duties.order_by().values_list("version_id", "requirement__title").distinct())
    lines = [
        department_line(row.name, row.total.asked, row.total.done, row.total.overdue, hides_small=not names_people)
        for row in sorted(rows, key=lambda row: row.name)
    ]
    return ReportPaper(
        on=today,
        about=about,
        headline=headline(total.asked, total.done, total.overdue),
        rules=tuple(RuleLine(titles[pk], rules[pk]) for pk in sorted(rules, key=lambda pk: (titles[pk], pk))),
        departments=tuple(lines),
        overdue=tuple(_overdue(by, given, today)) if names_people else (),
        names_people=names_people,
    )


def _overdue(by: User, given: dict[str, Any], today: date) -> list[OverdueLine]:
    people = overdue_people(duties_now(by, given=given, today=today), today=today)
    return [
        OverdueLine(
            person.employee.name,
            person.employee.number,
            person.post.department.name if person.post else "",
            duty.requirement.title,
            duty.due_on,
            days(today - duty.due_on) if duty.due_on else "",
        )
        for person in people
        for duty in person.duties
    ]

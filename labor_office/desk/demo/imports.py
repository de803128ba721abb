"""The Administrative and Technical agreement, which the office has only as a Word file, stands half looked through."""

from __future__ import annotations

from datetime import date, timedelta

from agreements.actions.imports import mending, opening, reading
from labor_office.core.matters.actions.access import grant_access
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont
from labor_office.desk.demo.typed.agreement import Typed, typed_agreement

UNIT, YEARS = "administrative", "2025 to 2028"
UNION = "Rivermont City Employees, Local 1840"
FILE_NAME = "Administrative and Technical agreement 2025-2028.docx"


def tell(city: Rivermont) -> None:
    """The analyst uploaded it last week, the worker read it, and its first doubtful place is settled."""
    theo, day = city.people["Theo Lindqvist"], city.days.working(-3)
    imported = opening.open_import(
        data=the_file().data, name=FILE_NAME, unit=city.units[UNIT], term_name=YEARS, starts_on=date(2025, 7, 1),
        ends_on=date(2028, 6, 30), by=theo, at=moment(day, "10:20"), today=day,
    )  # fmt: skip
    reading.read_import(import_id=imported.pk, at=moment(day, "10:21"))
    first = imported.doubts.filter(clause__isnull=False).first()
    if first is not None:
        mending.settle_doubts(
            import_id=imported.pk, clause_id=first.clause_id, by=theo, at=moment(day, "10:20") + timedelta(minutes=4)
        )
    for person in (city.chief, city.dana, city.people["Ines Calder"]):
        grant_access(
            matter_id=imported.draft.agreement_id, user=person, reason="Looks through the outline.", by=theo,
            at=moment(day, "10:30"),
        )  # fmt: skip


def the_file() -> Typed:
    """The Word file."""
    return typed_agreement(unit="Administrative and Technical", union=UNION, years=YEARS)

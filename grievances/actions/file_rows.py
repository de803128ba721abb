"""What hangs on a grievance from its first moment, as rows: written together with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agreements.queries.reading import articles_called
from grievances.models import Citation, Grievance, GrievanceStep
from grievances.queries.filings import FilingPreview
from grievances.queries.procedures import step_called
from grievances.rules.citing import cited_once
from labor_office.core.matters.models.record import Party, Request
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.models import User

if TYPE_CHECKING:
    from grievances.actions.filing import Named

# What is looked into before any decision; whoever works the case adds and strikes out.
FIRST_TASKS = (("Interview the supervisor", False), ("Check earlier grievances on the articles cited", False),
               ("City Attorney review", True))  # fmt: skip


def file_rows(
    grievance: Grievance, preview: FilingPreview, *, people: Sequence[Named], articles: Sequence[str], by: User
) -> tuple[list[GrievanceStep], list[Party], list[Citation], list[Request]]:
    """The rows that hang on a new grievance: its step, people, citations and first tasks. One query at most."""
    assert preview.chosen is not None  # noqa: S101 -- a preview without refusal has chosen
    here = step_called(preview.chosen.version.pk, preview.step)
    step = GrievanceStep(
        grievance=grievance, code=here.code, name=here.name, authority=here.authority,
        filed_on=grievance.received_on, filed_method=grievance.method, timeliness=grievance.timeliness,
        filed_days_late=grievance.days_late,
    )  # fmt: skip
    numbers = cited_once(articles)
    known = articles_called(grievance.unit_id, numbers, on=grievance.event_on or grievance.received_on)
    tasks = [
        Request(matter_id=grievance.pk, kind=Request.Kind.CHECK, title=task, is_optional=is_optional, asked_by=by)
        for task, is_optional in FIRST_TASKS
    ]
    cited = [Citation(grievance=grievance, article=known.get(text), text=text) for text in numbers]
    return [step], [_party(grievance, person) for person in people], cited, tasks


def _party(grievance: Grievance, person: Named) -> Party:
    return Party(
        matter_id=grievance.pk, role=person.role, employee=person.employee, user=person.account,
        organization=person.organization, name=person.known_name, title=person.title, phone=person.phone,
        email=person.email,
        is_off_roster=person.employee is None and person.user is None and person.role is not PartyRole.REPRESENTATIVE,
    )  # fmt: skip

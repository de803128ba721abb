"""Asking departments, before the table, what should be mended; their answers turned into issues without retyping."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.models.negotiation import DepartmentIntake, Issue
from bargaining.models.process import IntakeInvitation
from bargaining.rules.board import MoveRefused
from labor_office.core.matters.actions.record import record_event
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.people import IntakeAsked
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Department, DepartmentContact


@transaction.atomic
def ask_department(
    *, negotiation_id: int, department: Department, words: str, due_on: date | None, by: User, at: datetime
) -> IntakeInvitation:
    """Ask a department what should be mended, and tell its liaisons. They learn nothing of the negotiation.

    Raises MoveRefused without words, when it is asked already, and when nobody is its liaison.
    """
    negotiation = hold_negotiation(negotiation_id)
    if not words.strip():
        raise MoveRefused("Say what the department is asked.")
    if negotiation.invitations.filter(department=department, closed_at=None).exists():
        raise MoveRefused(f"{department} is asked already.")
    contacts = DepartmentContact.objects.filter(department=department, part=DepartmentContact.Part.LIAISON)
    liaisons = list(User.objects.active().filter(pk__in=contacts.values("user")))
    if not liaisons:
        raise MoveRefused(f"Nobody is named as liaison of {department}. Name one under Workforce, Departments.")
    invitation = IntakeInvitation.objects.create(
        negotiation=negotiation, department=department, token=secrets.token_urlsafe(16), words=words.strip(),
        due_on=due_on, invited_by=by, invited_at=at,
    )  # fmt: skip
    message = IntakeAsked(
        path_to=reverse("bargaining:intake", args=[invitation.token]), department=department.name, asked_by=by.name,
        phone=by.phone, due_on=due_on,
    )  # fmt: skip
    promise_many(
        [
            Promise(
                key=f"intake-{invitation.pk}-{person.pk}", message=message, recipient_id=person.pk, matter_id=None,
                why=f"you are a liaison of {department}", not_before=at,
            )
            for person in liaisons
        ],
        at=at,
    )  # fmt: skip
    record_event(matter=negotiation, verb="intake.asked", summary=f"{department} asked before the table", by=by, at=at)
    return invitation


@transaction.atomic
def send_intake(
    *,
    negotiation_id: int,
    department: Department,
    problem: str,
    by: User,
    at: datetime,
    article: str = "",
    evidence: str = "",
    requested_change: str = "",
    operational_impact: str = "",
    priority: str = DepartmentIntake.Priority.SHOULD,
    invitation: IntakeInvitation | None = None,
) -> DepartmentIntake:
    """What a manager asks the table to mend. The sender need not see the negotiation: the office asked for it.

    Raises MoveRefused without a problem, and when no further answers are taken.
    """
    negotiation = hold_negotiation(negotiation_id)
    if not problem.strip():
        raise MoveRefused("Say what the problem is.")
    if invitation is not None and negotiation.invitations.filter(pk=invitation.pk).exclude(closed_at=None).exists():
        raise MoveRefused("No further answers are taken. Call Labor Relations.")
    intake = DepartmentIntake.objects.create(
        negotiation=negotiation,
        invitation=invitation,
        department=department,
        article=article.strip(),
        problem=problem.strip(),
        evidence=evidence,
        requested_change=requested_change,
        operational_impact=operational_impact,
        priority=priority,
        sent_by=by,
        sent_at=at,
    )
    record_event(
        matter=negotiation,
        verb="intake.sent",
        summary=f"{department} asked for a change before the table",
        by=by,
        at=at,
    )
    return intake


@transaction.atomic
def close_asking(*, invitation_id: int, by: User, at: datetime) -> IntakeInvitation:
    """Take no further answers; those given stay. Closing twice is once."""
    found = IntakeInvitation.objects.values_list("negotiation_id", flat=True)
    negotiation = hold_negotiation(found.get(pk=invitation_id))
    invitation = IntakeInvitation.objects.select_related("department").get(pk=invitation_id)
    if invitation.closed_at is None:
        invitation.closed_at = at
        invitation.save(update_fields=["closed_at"])
        said = f"No further answers from {invitation.department}"
        record_event(matter=negotiation, verb="intake.closed", summary=said, by=by, at=at)
    return invitation


@transaction.atomic
def join_to_issue(*, issue_id: int, intakes: Sequence[DepartmentIntake], by: User, at: datetime) -> Issue:
    """Let answers of departments stand behind an issue that is on the board. Raises MoveRefused without any."""
    negotiation = hold_negotiation(Issue.objects.values_list("negotiation_id", flat=True).get(pk=issue_id))
    issue = negotiation.issues.get(pk=issue_id)
    if not intakes:
        raise MoveRefused("Tick what the departments asked that belongs to the issue.")
    rows = negotiation.intakes.filter(pk__in=[one.pk for one in intakes])
    rows.update(issue=issue)
    first = rows.select_related("department").order_by("sent_at").first()
    if first is not None and not issue.problem:
        issue.raised_by, issue.problem = str(first.department), first.problem
        issue.save(update_fields=["raised_by", "problem"])
    said = f"{len(intakes)} department answer{'' if len(intakes) == 1 else 's'} put behind {issue}"
    record_event(matter=negotiation, verb="intake.joined", summary=said, by=by, at=at)
    touch(negotiation)
    return issue

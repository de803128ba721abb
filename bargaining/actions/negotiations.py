"""Opening a negotiation, naming its team, putting issues on its board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from bargaining.actions.holders import end_all_of
from bargaining.models.negotiation import DepartmentIntake, Issue, Negotiation, TeamMember
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import FORM_WORDS, Form, IssueState, Side, Stage, SubjectClass, TeamRole
from labor_office.core.matters.actions.access import grant_access, revoke_access
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit, Department


@transaction.atomic
def open_negotiation(
    *,
    unit: BargainingUnit,
    form: Form,
    title: str,
    by: User,
    at: datetime,
    today: date,
    term: tuple[date, date] | None = None,
    agreement_ends_on: date | None = None,
    demanded_on: date | None = None,
    demanded_by: Side | None = None,
    owner: User | None = None,
) -> Negotiation:
    """Open bargaining with ``unit``; its owner is the City's chief spokesperson until somebody else is named.

    It begins restricted: only those named on its team know that it exists.
    """
    owner = owner or by
    negotiation = Negotiation(
        kind="negotiation",
        reference=next_reference(kind="negotiation", year=today.year),
        title=title,
        level=Level.RESTRICTED,
        unit=unit,
        owner=owner,
        opened_on=today,
        created_at=at,
        form=form,
        term_starts_on=term[0] if term else None,
        term_ends_on=term[1] if term else None,
        agreement_ends_on=agreement_ends_on,
        demanded_on=demanded_on,
        demanded_by=demanded_by or "",
    )
    negotiation.save(force_insert=True)
    record_event(
        matter=negotiation,
        verb="negotiation.opened",
        summary=f"Opened: {FORM_WORDS[form].lower()} with {unit}",
        by=by,
        at=at,
    )
    name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=owner, role=TeamRole.CHIEF_SPOKESPERSON, by=by, at=at
    )
    if by != owner:
        grant_access(matter_id=negotiation.pk, user=by, reason="Opened the negotiation", by=by, at=at)
    return negotiation


@transaction.atomic
def name_team_member(
    *,
    negotiation_id: int,
    side: Side,
    role: TeamRole,
    by: User,
    at: datetime,
    user: User | None = None,
    name: str = "",
) -> TeamMember:
    """Put someone on a side's team; a City member is named on the matter too. Naming twice changes the role.

    Raises MoveRefused when nobody is named, or a union member is given an account here.
    """
    negotiation = hold_negotiation(negotiation_id)
    if user is None and not name.strip():
        raise MoveRefused("Say who joins the team.")
    if side is Side.UNION and user is not None:
        raise MoveRefused("The union's people have no account here: type the name.")
    if user is None:
        member = TeamMember.objects.create(negotiation=negotiation, side=side, name=name.strip(), role=role)
    else:
        member, _ = TeamMember.objects.update_or_create(
            negotiation=negotiation, user=user, left_on=None, defaults={"side": side, "name": str(user), "role": role}
        )
        grant_access(matter_id=negotiation.pk, user=user, reason="On the City's bargaining team", by=by, at=at)
    record_event(
        matter=negotiation,
        verb="negotiation.team_named",
        summary=f"{member.name} joined the {member.get_side_display()} team as {member.get_role_display().lower()}",
        by=by,
        at=at,
    )
    return member


@transaction.atomic
def leave_team(*, member_id: int, on: date, by: User, at: datetime) -> None:
    """Take someone off a team. A City member no longer sees the table. Raises LastReader for the last one."""
    lock_negotiation(TeamMember.objects.values_list("negotiation_id", flat=True).get(pk=member_id))
    members = TeamMember.objects.select_for_update(no_key=True, of=("self",)).select_related("negotiation", "user")
    member = members.get(pk=member_id)
    if member.left_on is not None:
        return
    member.left_on = on
    member.save(update_fields=["left_on"])
    if member.user is not None:
        revoke_access(
            matter_id=member.negotiation_id, user=member.user, reason="Left the bargaining team", by=by, at=at
        )
        end_all_of(user=member.user, negotiation_id=member.negotiation_id, at=at, by=by)
    record_event(
        matter=member.negotiation, verb="negotiation.team_left", summary=f"{member.name} left the team", by=by, at=at
    )


@transaction.atomic
def add_issue(
    *,
    negotiation_id: int,
    number: str,
    title: str,
    by: User,
    at: datetime,
    is_economic: bool = False,
    subject_class: SubjectClass = SubjectClass.UNCLASSIFIED,
    intakes: Sequence[DepartmentIntake] = (),
) -> Issue:
    """Put an issue on the board. Raises MoveRefused when its number is taken there."""
    negotiation = hold_negotiation(negotiation_id)
    number, title = number.strip(), title.strip()
    if not number or not title:
        raise MoveRefused("An issue needs the article's number and a title.")
    if negotiation.issues.filter(number=number).exists():
        raise MoveRefused(f"Art. {number} is on the board already.")
    first = intakes[0] if intakes else None
    issue = Issue.objects.create(
        negotiation=negotiation,
        number=number,
        title=title,
        is_economic=is_economic,
        subject_class=subject_class,
        raised_by=str(first.department) if first else "",
        problem=first.problem if first else "",
    )
    DepartmentIntake.objects.filter(pk__in=[intake.pk for intake in intakes], negotiation=negotiation).update(
        issue=issue
    )
    record_event(matter=negotiation, verb="issue.added", summary=f"Put on the board: {issue}", by=by, at=at)
    touch(negotiation)
    return issue


@transaction.atomic
def reopen_issue(*, issue_id: int, reason: str, by: User, at: datetime) -> Issue:
    """Take a settled issue up again, with the reason. Raises MoveRefused when both sides have initialled it."""
    negotiation = hold_negotiation(Issue.objects.values_list("negotiation_id", flat=True).get(pk=issue_id))
    issue = Issue.objects.select_for_update(no_key=True, of=("self",)).get(pk=issue_id)
    agreement = getattr(issue, "agreement", None)
    if agreement is not None and agreement.is_closed:
        raise MoveRefused(
            f"{agreement} bears both initials and stays. Put what should change on the board as an issue of its own."
        )
    if not reason.strip():
        raise MoveRefused("Say why the issue is taken up again.")
    issue.state, issue.moved_at = IssueState.HELD, at
    issue.save(update_fields=["state", "moved_at"])
    record_event(
        matter=negotiation, verb="issue.reopened", summary=f"{issue} taken up again: {reason.strip()}", by=by, at=at
    )
    touch(negotiation)
    return issue


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
) -> DepartmentIntake:
    """What a manager asks the table to mend. The sender need not see the negotiation: the office asked for it."""
    negotiation = hold_negotiation(negotiation_id)
    if not problem.strip():
        raise MoveRefused("Say what the problem is.")
    intake = DepartmentIntake.objects.create(
        negotiation=negotiation,
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
def enter_stage(*, negotiation_id: int, stage: Stage, by: User, at: datetime) -> Negotiation:
    """Say how far bargaining has come."""
    negotiation = hold_negotiation(negotiation_id)
    if negotiation.stage != stage:
        negotiation.stage = stage
        negotiation.save(update_fields=["stage"])
        record_event(
            matter=negotiation,
            verb="negotiation.stage",
            summary=f"Now: {negotiation.get_stage_display().lower()}",
            by=by,
            at=at,
        )
        touch(negotiation)
    return negotiation


def hold_negotiation(negotiation_id: int) -> Negotiation:
    """The negotiation, locked until the transaction ends. Raises MoveRefused when it is closed.

    Every act at the table holds it before anything that belongs to it, so that no two wait for each other.
    """
    negotiation = lock_negotiation(negotiation_id)
    if not negotiation.is_open:
        raise MoveRefused(f"{negotiation.reference} is closed. Reopen it to go on.")
    return negotiation


def lock_negotiation(negotiation_id: int) -> Negotiation:
    """The negotiation, open or closed, locked until the transaction ends."""
    return Negotiation.objects.select_for_update(no_key=True, of=("self",)).get(pk=negotiation_id)


def touch(negotiation: Negotiation) -> None:
    """Let every open page of the table know that there is something new."""
    Negotiation.objects.filter(pk=negotiation.pk).update(version=F("version") + 1)

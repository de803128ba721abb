"""Essential services plans as their pages and papers show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Prefetch, QuerySet, Sum

from bargaining.models.plans import ActionNotice, Designation, PlanLine, PlanPrint, ServicePlan, ShiftMinimum
from bargaining.rules.plans import MinimumLine, Paragraph, PlanPaper
from labor_office.core.deadlines.rules.hours import HourCount, count_hours
from labor_office.core.deadlines.shown import Due, counted_on
from labor_office.core.documents.models import PdfJob
from labor_office.core.documents.rules.papers import paragraphs
from labor_office.core.matters.models.matter import MatterAccess, MatterEvent
from labor_office.core.users.models import User
from labor_office.core.web import words


def whole(user: User) -> QuerySet[ServicePlan]:
    """Plans that ``user`` is named on, with their unit and department."""
    return ServicePlan.objects.visible_to(user).select_related("unit", "department", "owner")


def listed(user: User) -> QuerySet[ServicePlan]:
    """The same for the list, with how many positions must be filled on all shifts together."""
    return whole(user).annotate(needed=Sum("minimums__minimum"), shifts=Count("minimums")).order_by("title", "pk")


@dataclass(frozen=True, slots=True)
class Counted:
    """A notice with the proof of its hours."""

    notice: ActionNotice
    count: HourCount


@dataclass(frozen=True, slots=True)
class Book:
    """Everything a plan's page shows."""

    minimums: tuple[ShiftMinimum, ...]
    notices: tuple[Counted, ...]
    log: tuple[PlanLine, ...]
    dues: tuple[Due, ...]
    named: tuple[MatterAccess, ...]
    events: tuple[MatterEvent, ...]
    print: PlanPrint | None
    job: PdfJob | None


def minimums_of(plan: ServicePlan) -> list[ShiftMinimum]:
    """The shifts with who is designated on each. Two queries."""
    people = Designation.objects.select_related("employee")
    return list(plan.minimums.select_related("classification").prefetch_related(Prefetch("designations", people)))


def book_of(user: User, plan: ServicePlan, *, today: date) -> Book:
    """The plan with its shifts, notices, log and dates. Nine queries at most."""
    notices = plan.action_notices.select_related("organization", "recorded_by")
    newest = plan.prints.first()
    events = MatterEvent.objects.visible_to(user).filter(matter_id=plan.pk).select_related("actor")
    return Book(
        minimums=tuple(minimums_of(plan)),
        notices=tuple(Counted(each, proof_of(each)) for each in notices),
        log=tuple(plan.log.select_related("logged_by")[:30]),
        dues=tuple(due for due in counted_on(plan.pk, today=today, told_as=Due) if due.deadline.satisfied_on is None),
        named=tuple(MatterAccess.objects.in_force().filter(matter=plan.pk).select_related("user")),
        events=tuple(events[:20]),
        print=newest,
        job=job_of(newest) if newest else None,
    )


def proof_of(notice: ActionNotice) -> HourCount:
    """How the hours of a notice are counted, from what was recorded."""
    return count_hours(notice.received_at, notice.hours, ZoneInfo(settings.TIME_ZONE))


def job_of(made: PlanPrint) -> PdfJob | None:
    """How far a printed plan is."""
    rows = PdfJob.objects.filter(maker="service_plan", subject_id=made.pk).select_related("document")
    return rows.order_by("-asked_at").first()


def paper_of(plan: ServicePlan, *, on: date) -> PlanPaper:
    """What the printed plan says of a day. Seven queries."""
    facts = [
        Paragraph("Service", (plan.title, f"{plan.unit}. {plan.department or 'Every department'}.")),
        Paragraph("Why it is essential", (f"{plan.get_criticality_display()}.", *paragraphs(plan.why))),
        Paragraph("Minimum", (_standing(plan),)),
    ]
    if plan.outage_hours is not None:
        facts.append(Paragraph("Longest the City can do without it", (f"{plan.outage_hours} hours",)))
    if plan.basis:
        facts.append(Paragraph("Rests on", (plan.basis,)))
    return PlanPaper(
        reference=plan.reference,
        service=plan.title,
        on=on,
        facts=tuple(facts),
        minimums=tuple(_line(row) for row in minimums_of(plan)),
        parts=tuple(_parts(plan)),
        unverified="" if plan.is_basis_verified or not plan.basis else "The law it rests on has not been checked.",
    )


def _standing(plan: ServicePlan) -> str:
    return f"{plan.get_standing_display()}{f', {words.day_year(plan.agreed_on)}' if plan.agreed_on else ''}"


def _line(row: ShiftMinimum) -> MinimumLine:
    named = ", ".join(str(each.employee) for each in row.designations.all())
    return MinimumLine(row.classification.title, row.shift, row.usual, row.minimum, named or "Nobody designated")


def _parts(plan: ServicePlan) -> list[Paragraph]:
    found = [Paragraph("Conditions while people are designated", paragraphs(plan.conditions))]
    calls = tuple(
        f"{each.position}. {each.name}, {each.phone}{f'. {each.note}' if each.note else ''}"
        for each in plan.call_backs.all()
    )
    found.append(Paragraph("Call-back list", calls))
    aid = tuple(f"{each}{f'. {each.contact}' if each.contact else ''}" for each in plan.aid.all())
    found.append(Paragraph("Mutual aid", aid))
    found += [Paragraph(str(each), paragraphs(each.measures)) for each in plan.scenarios.all()]
    found += [
        Paragraph(
            f"Notice received {words.moment(each.received_at)}",
            (
                f"{each.organization}: {each.announces}. Earliest {words.moment(each.earliest_at)}.",
                proof_of(each).sentence,
                "" if each.is_verified else "The hours have not been checked against their source.",
            ),
        )
        for each in plan.action_notices.select_related("organization")
    ]
    return [part for part in found if part.text]

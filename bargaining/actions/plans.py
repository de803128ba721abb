"""Essential services plans: opened for named people, filled, agreed, reviewed; notices counted to the minute."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from bargaining.actions.shipped import begin_to_count, count_on
from bargaining.models.plans import (
    ActionNotice,
    CallBack,
    Designation,
    MutualAid,
    PlanLine,
    ServicePlan,
    ShiftMinimum,
    StoppageScenario,
)
from bargaining.rules.plans import SETTLED, STANDING_WORDS, Criticality, Standing, Stoppage, check_minimum
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.rules.hours import count_hours
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import (
    BargainingUnit,
    Classification,
    Department,
    Employee,
    EmployeeOrganization,
)

KIND = "essential_services"


class PlanRefused(Exception):
    """That does not fit with what the plan holds; the words say why."""


@transaction.atomic
def open_plan(
    *,
    service: str,
    why: str,
    criticality: Criticality,
    unit: BargainingUnit,
    by: User,
    at: datetime,
    today: date,
    department: Department | None = None,
    outage_hours: int | None = None,
    basis: str = "",
    is_basis_verified: bool = False,
    readers: Collection[User] = (),
) -> ServicePlan:
    """Open the plan of a service. Only ``by`` and ``readers`` know of it; its first review falls due in a year."""
    plan = ServicePlan(
        kind=KIND,
        reference=next_reference(kind=KIND, year=today.year),
        title=service,
        level=Level.RESTRICTED,
        unit=unit,
        department=department,
        owner=by,
        opened_on=today,
        created_at=at,
        criticality=criticality,
        why=why,
        outage_hours=outage_hours,
        basis=basis,
        is_basis_verified=is_basis_verified,
        reviewed_on=today,
    )
    plan.save(force_insert=True)
    record_event(matter=plan, verb="service_plan.opened", summary="Plan opened", by=by, at=at)
    for person in {one.pk: one for one in (by, *readers)}.values():
        grant_access(matter_id=plan.pk, user=person, reason="Named on the plan", by=by, at=at)
    begun = [Happened("reviewed", today, label="Plan written")]
    begin_to_count(matter=plan.matter, triggers=begun, by=by, at=at, today=today)
    return plan


@transaction.atomic
def settle_minimum(
    *, plan_id: int, standing: Standing, on: date, conditions: str, by: User, at: datetime
) -> ServicePlan:
    """Say how far the minimum is agreed, and under which conditions people are designated."""
    plan = _held(plan_id)
    plan.standing, plan.conditions = standing, conditions
    plan.agreed_on = on if standing in SETTLED else None
    plan.save(update_fields=["standing", "conditions", "agreed_on"])
    said = f"Minimum: {STANDING_WORDS[standing].lower()}, {words.day_year(on)}"
    record_event(matter=plan, verb="service_plan.minimum", summary=said, by=by, at=at, standing=standing)
    return plan


@transaction.atomic
def set_minimum(
    *, plan_id: int, classification: Classification, shift: str, usual: int, minimum: int, by: User, at: datetime
) -> ShiftMinimum:
    """Say how many of a title a shift needs at the least; said again, it is changed. Raises MinimumRefused."""
    plan = _held(plan_id)
    check_minimum(usual, minimum)
    row, _ = ShiftMinimum.objects.update_or_create(
        plan=plan, classification=classification, shift=shift, defaults={"usual": usual, "minimum": minimum}
    )
    record_event(matter=plan, verb="service_plan.shift", summary=f"At the least: {row}"[:300], by=by, at=at)
    return row


@transaction.atomic
def designate(
    *, minimum_id: int, employee: Employee, by: User, at: datetime, qualification: str = "", told_on: date | None = None
) -> Designation:
    """Name who fills a position during an action. Raises PlanRefused once as many as the minimum are named."""
    plan = _held(ShiftMinimum.objects.values_list("plan", flat=True).get(pk=minimum_id))
    row = ShiftMinimum.objects.get(pk=minimum_id)
    others = row.designations.exclude(employee=employee)
    if others.count() >= row.minimum:
        raise PlanRefused(f"As many as the minimum are named: {row}.")
    given = {"qualification": qualification, "told_on": told_on}
    made, _ = Designation.objects.update_or_create(minimum=row, employee=employee, defaults=given)
    record_event(
        matter=plan, verb="service_plan.designated", summary=f"A position designated: {row}"[:300], by=by, at=at
    )
    return made


@transaction.atomic
def list_call_back(*, plan_id: int, name: str, phone: str, by: User, at: datetime, note: str = "") -> CallBack:
    """Put someone at the end of the call-back list."""
    plan = _held(plan_id)
    last = plan.call_backs.order_by("-position").values_list("position", flat=True).first() or 0
    made = plan.call_backs.create(position=last + 1, name=name, phone=phone, note=note)
    record_event(matter=plan, verb="service_plan.call_back", summary="Call-back list changed", by=by, at=at)
    return made


@transaction.atomic
def add_aid(*, plan_id: int, partner: str, offers: str, by: User, at: datetime, contact: str = "") -> MutualAid:
    """Name who else can help, and with what."""
    plan = _held(plan_id)
    made = plan.aid.create(partner=partner, offers=offers, contact=contact)
    record_event(matter=plan, verb="service_plan.aid", summary=f"Mutual aid: {partner}"[:300], by=by, at=at)
    return made


@transaction.atomic
def write_scenario(*, plan_id: int, stoppage: Stoppage, measures: str, by: User, at: datetime) -> StoppageScenario:
    """Say what is done in one kind of action; written again, the row's history keeps the words before."""
    plan = _held(plan_id)
    made, _ = StoppageScenario.objects.update_or_create(plan=plan, stoppage=stoppage, defaults={"measures": measures})
    record_event(matter=plan, verb="service_plan.scenario", summary=f"Scenario written: {made}", by=by, at=at)
    return made


@transaction.atomic
def record_notice(
    *,
    plan_id: int,
    organization: EmployeeOrganization,
    received_at: datetime,
    announces: str,
    hours: int,
    by: User,
    at: datetime,
    method: str = "",
    citation: str = "",
    is_verified: bool = False,
) -> ActionNotice:
    """Record a notice of action; the earliest time of the action is counted in hours that pass.

    Raises PlanRefused for a notice from the future.
    """
    plan = _held(plan_id)
    if received_at > at:
        raise PlanRefused("Enter when the notice was received; that is not to come.")
    counted = count_hours(received_at, hours, ZoneInfo(settings.TIME_ZONE))
    made = plan.action_notices.create(
        organization=organization, received_at=counted.starts_at, method=method, announces=announces, hours=hours,
        citation=citation, is_verified=is_verified, earliest_at=counted.ends_at, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    said = f"Notice of action received {words.moment(counted.starts_at)}; earliest {words.moment(counted.ends_at)}"
    record_event(matter=plan, verb="service_plan.notice", summary=said, by=by, at=at)
    return made


@transaction.atomic
def log_line(*, plan_id: int, what: str, by: User, at: datetime) -> PlanLine:
    """Write down what happens, with the server's time; a line stays as it is."""
    plan = _held(plan_id)
    return PlanLine.objects.create(plan=plan, words=what, logged_by=by, logged_at=at)


@transaction.atomic
def record_review(*, plan_id: int, on: date, by: User, at: datetime, today: date) -> ServicePlan:
    """Record that the plan was gone through; the next review is counted from that day."""
    plan = _held(plan_id)
    plan.reviewed_on = on
    plan.save(update_fields=["reviewed_on"])
    record_event(matter=plan, verb="service_plan.reviewed", summary=f"Reviewed, {words.day_year(on)}", by=by, at=at)
    count_on(matter_id=plan.pk, event="reviewed", on=on, label="Plan reviewed", by=by, at=at, today=today)
    return plan


def _held(plan_id: int) -> ServicePlan:
    """The plan, locked until the transaction ends. Raises PlanRefused when it is closed."""
    Matter.objects.select_for_update(no_key=True).get(pk=plan_id)
    plan = ServicePlan.objects.select_for_update(no_key=True, of=("self",)).select_related("matter").get(pk=plan_id)
    if not plan.is_open:
        raise PlanRefused(f"{plan.reference} is closed.")
    return plan

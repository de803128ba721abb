"""Rivermont's essential services: the water works with a notice of action, dispatch agreed, refuse not begun."""

from __future__ import annotations

from datetime import timedelta

from bargaining.actions import plans
from bargaining.rules.plans import Criticality, Standing, Stoppage
from labor_office.core.workforce.models import Classification, Employee
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

LAW = "Placeholder, not the City's own law; confirm with counsel"


def tell(city: Rivermont) -> None:
    """Three plans, known to the chief, one specialist and the department's director."""
    _water(city)
    _fire(city)
    _refuse(city)


def _water(city: Rivermont) -> None:
    by, on = city.chief, city.days.working(-30)
    at = moment(on, "10:00")
    plan = plans.open_plan(
        service="Water treatment and distribution", unit=city.units["labor-and-trades"],
        department=city.departments["water-utilities"], criticality=Criticality.PUBLIC_HEALTH, outage_hours=2, basis=LAW,
        why="Pressure below 20 psi for two hours brings a boil-water notice for the whole city. Main breaks must be shut off within the hour.",
        readers=[city.dana, city.people["Priya Amadi"]], by=by, at=at, today=on,
    )  # fmt: skip
    pk = plan.pk
    fitters = Classification.objects.get(code="LT211")
    people = list(Employee.objects.filter(number__in=["10042", "10043", "10044"]).order_by("number"))
    days = plans.set_minimum(plan_id=pk, classification=fitters, shift="Days", usual=12, minimum=4, by=by, at=at)
    plans.set_minimum(plan_id=pk, classification=fitters, shift="Nights", usual=4, minimum=2, by=by, at=at)
    for person in people[:2]:
        plans.designate(minimum_id=days.pk, employee=person, qualification="Class II distribution", by=by, at=at)
    plans.settle_minimum(
        plan_id=pk, standing=Standing.PROPOSED, on=on, by=by, at=at,
        conditions="Those designated keep their pay and benefits and report to the North plant gate, which is kept clear.",
    )  # fmt: skip
    for name, phone, note in (("Lloyd Grady", "555-0120", "Superintendent"), ("Mateo Ortega", "555-0110", "")):
        plans.list_call_back(plan_id=pk, name=name, phone=phone, note=note, by=by, at=at)
    plans.add_aid(
        plan_id=pk, partner="Fairview Water Authority", offers="Two valve crews, by the agreement of 2019",
        contact="Duty desk 555-0190", by=by, at=at,
    )  # fmt: skip
    _scenarios(city, pk)
    _notice(city, pk)


def _scenarios(city: Rivermont, pk: int) -> None:
    at = moment(city.days.working(-30), "11:00")
    for stoppage, measures in (
        (Stoppage.PARTIAL, "Stop meter work and flushing. Put both valve crews on breaks only."),
        (
            Stoppage.FULL,
            "Call the list in order. Open the operations center. Ask Fairview for both crews. Tell hospitals.",
        ),
    ):
        plans.write_scenario(plan_id=pk, stoppage=stoppage, measures=measures, by=city.chief, at=at)


def _notice(city: Rivermont, pk: int) -> None:
    """Received on Friday afternoon; its hours are running on the morning of the story."""
    received = moment(city.days.today - timedelta(days=3), "16:30")
    at = received + timedelta(minutes=25)
    plans.record_notice(
        plan_id=pk, organization=city.organizations["local-1840"], received_at=received, method="by email",
        announces="No voluntary overtime in Water Utilities", hours=72, citation=LAW, by=city.dana, at=at,
    )  # fmt: skip
    plans.log_line(plan_id=pk, what="Notice received. Director and City Manager told.", by=city.dana, at=at)


def _fire(city: Rivermont) -> None:
    by, on = city.chief, city.days.working(-60)
    at = moment(on, "10:00")
    plan = plans.open_plan(
        service="Fire suppression and EMS", unit=city.units["fire-and-ems"], department=city.departments["fire-and-ems"],
        criticality=Criticality.LIFE_SAFETY, outage_hours=0, basis=LAW, why="Four-minute response is kept from six stations.",
        readers=[city.people["Corinne Vail"]], by=by, at=at, today=on,
    )  # fmt: skip
    plans.set_minimum(
        plan_id=plan.pk, classification=Classification.objects.get(code="FE100"), shift="Each 24 hours", usual=30,
        minimum=26, by=by, at=at,
    )  # fmt: skip
    plans.settle_minimum(
        plan_id=plan.pk, standing=Standing.AGREED, on=on, conditions="As in the staffing article.", by=by, at=at
    )


def _refuse(city: Rivermont) -> None:
    on = city.days.working(-20)
    plans.open_plan(
        service="Refuse collection", unit=city.units["labor-and-trades"], department=city.departments["public-works"],
        criticality=Criticality.PUBLIC_HEALTH, outage_hours=96, readers=[city.dana], by=city.chief,
        why="After four days of heat, uncollected waste is a health matter.", at=moment(on, "15:00"), today=on,
    )  # fmt: skip

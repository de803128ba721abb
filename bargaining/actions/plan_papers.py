"""The printed plan: its facts frozen when it is asked for, set by the worker."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bargaining.models.plans import PlanPrint, ServicePlan
from bargaining.queries.plans import paper_of
from bargaining.rules.plans import MAKER, PlanPaper
from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def print_plan(*, plan_id: int, by: User, at: datetime, today: date) -> PlanPrint:
    """Ask the worker for the plan as a PDF, kept on the plan's own file; printed later it is another paper."""
    plan = ServicePlan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan_id)
    reference = take_reference()
    sheet = letters.letterhead(
        f"Essential services plan {plan.reference}",
        short_title=f"Plan {plan.reference}",
        dated_on=today,
        document=reference,
        built_at=at,
        confidentiality="CONFIDENTIAL",
    )
    made = PlanPrint.objects.create(
        plan=plan, reference=reference, facts={"paper": freeze(paper_of(plan, on=today)), "sheet": freeze(sheet)},
        asked_by=by, asked_at=at,
    )  # fmt: skip
    record_event(matter=plan, verb="service_plan.printed", summary="Plan printed", by=by, at=at, document=reference)
    ask_for_paper(matter=plan, maker=MAKER, subject_id=made.pk, by=by, at=at)
    return made


def set_plan(subject_id: int) -> letters.Printed:
    """The plan as a PDF, from its frozen facts alone."""
    made = PlanPrint.objects.select_related("plan").get(pk=subject_id)
    name = f"{made.plan.reference}-{made.facts['sheet']['dated_on']}.pdf".lower()
    return letters.from_facts(made.facts, PlanPaper, "letters/service_plan.html", file_name=name)

"""The printed plan: its facts frozen when it is asked for, set by the worker."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from bargaining.models.plans import PlanPrint, ServicePlan
from bargaining.queries.plans import paper_of
from bargaining.rules.plans import MAKER, PlanPaper
from labor_office.core.documents import letters, pdf
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import Sheet, freeze, thaw
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def print_plan(*, plan_id: int, by: User, at: datetime, today: date) -> PlanPrint:
    """Ask the worker for the plan as a PDF, kept on the plan's own file; printed later it is another paper."""
    plan = ServicePlan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan_id)
    reference = take_reference()
    sheet = Sheet(
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        title=f"Essential services plan {plan.reference}",
        short_title=f"Plan {plan.reference}",
        dated_on=today,
        document=reference,
        built_at=at,
        confidentiality="CONFIDENTIAL",
        address=tuple(settings.OFFICE_ADDRESS),
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
    sheet = thaw(Sheet, made.facts["sheet"])
    html = pdf.render_html("letters/service_plan.html", paper=thaw(PlanPaper, made.facts["paper"]), sheet=sheet)
    return letters.Printed(
        content=pdf.render_pdf(html, built_at=sheet.built_at),
        title=sheet.title,
        file_name=f"{made.plan.reference}-{sheet.dated_on.isoformat()}.pdf".lower(),
        reference=made.reference,
        kind=Document.Kind.OTHER,
        dated_on=sheet.dated_on,
    )

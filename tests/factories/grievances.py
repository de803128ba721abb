"""A unit with a published procedure of three steps and arbitration, and grievances filed under it.

``filed`` files one for real; the factories below it make bare rows, without a clock.
"""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from grievances.actions.filing import Named, file_grievance
from grievances.models import Binder, Citation, FilingReceipt, Grievance, GrievanceStep, PanelName, Proceeding
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import ProcedureVersion
from labor_office.core.deadlines.rules.procedure import Actor, CountUnit, Limit, MissedEffect, StartMode
from labor_office.core.matters.rules import PartyRole
from labor_office.core.workforce.models import BargainingUnit
from tests.factories.deadlines import calendar, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

WORKING = CountUnit.BUSINESS_DAYS
TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)
DISCIPLINE = "suspension or dismissal"
ELSE_DUE = StartMode.RECEIVED_IF_TIMELY_ELSE_DUE


def limit(code: str, name: str, actor: Actor, start: tuple[str, ...], days: int, **more: Any) -> Limit:
    """A limit of so many working days, citing its own code."""
    return Limit(code, name, actor, start, days, WORKING, citation=f"11.{code}", is_verified=True, **more)


LIMITS = (
    limit("1", "File at Step 1", Actor.UNION, ("knowledge",), 10, step="1", satisfied_by="filed:1",
          missed_effect=MissedEffect.WITHDRAWN),
    limit("1D", "File discipline at Step 2", Actor.UNION, ("discipline_notice",), 10, step="2", satisfied_by="filed:2",
          applies_when=DISCIPLINE, missed_effect=MissedEffect.WITHDRAWN),
    limit("2", "Step 1 decision", Actor.EMPLOYER, ("filed:1",), 7, step="1", satisfied_by="response:1",
          missed_effect=MissedEffect.ADVANCE_ALLOWED),
    limit("3", "Appeal to Step 2", Actor.UNION, ("response:1", "due:2"), 7, start_mode=ELSE_DUE, step="2",
          satisfied_by="filed:2", missed_effect=MissedEffect.SETTLED_ON_LAST_ANSWER),
    limit("4", "Step 2 meeting", Actor.EMPLOYER, ("filed:2",), 10, step="2", satisfied_by="meeting:2"),
    limit("5", "Step 2 decision", Actor.EMPLOYER, ("meeting:2",), 10, step="2", satisfied_by="response:2",
          missed_effect=MissedEffect.DEEMED_DENIED, missed_creates="deemed_denied:2"),
    limit("6", "Appeal to Step 3", Actor.UNION, ("response:2", "deemed_denied:2"), 7, start_mode=StartMode.EARLIEST,
          step="3", satisfied_by="filed:3", missed_effect=MissedEffect.SETTLED_ON_LAST_ANSWER),
    limit("7", "Step 3 decision", Actor.EMPLOYER, ("filed:3",), 10, step="3", satisfied_by="response:3",
          missed_effect=MissedEffect.GRANTED),
    limit("8", "Demand arbitration", Actor.UNION, ("response:3",), 20, step="arbitration", satisfied_by="demand",
          missed_effect=MissedEffect.SETTLED_ON_LAST_ANSWER),
    limit("9", "Award", Actor.NEUTRAL, ("hearing_closed",), 30, step="arbitration", satisfied_by="award"),
)  # fmt: skip


def unit_with_procedure(*, limits: tuple[Limit, ...] = LIMITS, on: Calendar | None = None) -> BargainingUnit:
    """A unit whose grievances run under ``limits``, with a specialist who owns its cases."""
    unit = BargainingUnitFactory(owner=UserFactory())
    version: ProcedureVersion = published_version(limits=limits, slug=unit.slug, on=on or calendar(name=unit.slug))
    version.procedure.unit = unit
    version.procedure.save(update_fields=["unit"])
    return unit


def filed(**changes: Any) -> Grievance:
    """A grievance about Saturday, May 9, filed on Thursday, May 14, and so in time."""
    unit = changes.pop("unit", None) or unit_with_procedure()
    given = {
        "unit": unit,
        "title": "Overtime call-out order bypassed",
        "statement": "Two junior fitters were called out first.",
        "event_on": date(2026, 5, 9),
        "received_on": date(2026, 5, 14),
        "by": unit.owner,
        "at": NOW,
        "today": TODAY,
        "people": (Named(role=PartyRole.GRIEVANT, name="Marcus Bell"),),
        **changes,
    }
    return file_grievance(**given)


class GrievanceFactory(MatterFactory):
    """A grievance at Step 1."""

    class Meta:
        model = Grievance

    reference = factory.Sequence(lambda n: f"G-2020-{n + 1:04}")
    received_on = date(2026, 5, 14)
    filed_step = "1"
    step = "1"
    statement = "Two junior fitters were called out first."


class CitationFactory(DjangoModelFactory[Citation]):
    class Meta:
        model = Citation

    grievance = factory.SubFactory(GrievanceFactory)
    text = factory.Sequence(lambda n: f"Art. {n + 1}")


class GrievanceStepFactory(DjangoModelFactory[GrievanceStep]):
    class Meta:
        model = GrievanceStep

    grievance = factory.SubFactory(GrievanceFactory)
    code = "1"
    name = "Step 1"
    filed_on = date(2026, 5, 14)


class FilingReceiptFactory(DjangoModelFactory[FilingReceipt]):
    class Meta:
        model = FilingReceipt

    token = factory.LazyFunction(uuid.uuid4)
    grievance = factory.SubFactory(GrievanceFactory)


class ProceedingFactory(MatterFactory):
    """An arbitration."""

    class Meta:
        model = Proceeding

    kind = "arbitration"
    reference = factory.Sequence(lambda n: f"ARB-2020-{n + 1:04}")


class PanelNameFactory(DjangoModelFactory[PanelName]):
    class Meta:
        model = PanelName

    proceeding = factory.SubFactory(ProceedingFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = "Ada Finch"


class BinderFactory(DjangoModelFactory[Binder]):
    class Meta:
        model = Binder

    proceeding = factory.SubFactory(ProceedingFactory)
    reference = factory.Sequence(lambda n: f"DOC-B{n:04}")
    facts: dict[str, object] = {}
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2026, 6, 15, 13, 0, tzinfo=UTC)

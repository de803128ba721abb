"""Having a kept costing set as a PDF, once for the same figures and the same review."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bargaining.actions.negotiations import lock_negotiation
from bargaining.costing.paper import MAKER, CostPaper
from bargaining.models.money import Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.models.papers import CostingPaper
from bargaining.queries.cost_papers import gather_costing
from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

TEMPLATE = "letters/costing.html"
# Who may read the costing opens its paper there. Among the papers it stands behind the wall of the mandate.
LEVEL = Level.MANDATE
# Changed with the template: the same facts then give another paper.
_SETTING = 1


@transaction.atomic
def ask_for_costing(*, scenario_id: int, by: User, at: datetime) -> CostingPaper:
    """Ask the worker for a costing as it stands. Reviewed since, it is another paper; else the same one.

    A closed negotiation still prints: what was costed there stays costed.
    """
    scenario = Scenario.objects.select_related("snapshot", "rate_table", "made_by", "reviewed_by").get(pk=scenario_id)
    negotiation = lock_negotiation(scenario.negotiation_id)
    frozen = freeze(gather_costing(scenario, negotiation))
    fingerprint = hashlib.sha256(json.dumps([_SETTING, frozen], sort_keys=True).encode()).hexdigest()
    row = CostingPaper.objects.filter(scenario=scenario, fingerprint=fingerprint).first()
    if row is None:
        row = _made(negotiation, scenario, frozen, fingerprint, by=by, at=at)
    if not Document.objects.filter(reference=row.reference).exists():
        ask_for_paper(matter=negotiation, maker=MAKER, subject_id=row.pk, by=by, at=at)
    return row


def print_costing(subject_id: int) -> letters.Printed:
    """The costing as a PDF, from its frozen facts alone. For the worker."""
    row = CostingPaper.objects.get(pk=subject_id)
    return letters.from_facts(row.facts, CostPaper, TEMPLATE, level=LEVEL)


def _made(
    negotiation: Negotiation,
    scenario: Scenario,
    frozen: Any,  # noqa: ANN401 -- plain JSON
    fingerprint: str,
    *,
    by: User,
    at: datetime,
) -> CostingPaper:
    reference = take_reference()
    # Nothing of what it costs, nor what it is of, stands in a title: titles are read in lists.
    title = f"Costing, {negotiation.reference}"
    sheet = letters.letterhead(
        title,
        dated_on=timezone.localtime(at).date(),
        document=reference,
        built_at=at,
        confidentiality="CONFIDENTIAL",
    )
    facts = {
        "paper": frozen,
        "sheet": freeze(sheet),
        "file_name": f"{negotiation.reference}-costing-{scenario.pk}.pdf",
    }
    row = CostingPaper.objects.create(
        scenario=scenario, reference=reference, fingerprint=fingerprint, facts=facts, asked_by=by, asked_at=at
    )
    record_event(
        matter=negotiation, verb="costing.exported", summary="A costing was set as PDF", by=by, at=at, level=LEVEL,
        document=reference,
    )  # fmt: skip
    return row

"""Unit matters: opened, the City's position, how they end, what an order moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bargaining.actions.shipped import begin_to_count, happened
from bargaining.actions.units import place_classification
from bargaining.language import term_in_force
from bargaining.models.unit_matters import Election, UnitMatter, UnitOrder
from bargaining.rules.representation import (
    BARRED_BY,
    BY_SHOWING,
    OUTCOME_WORDS,
    PETITION_WORDS,
    Outcome,
    Petition,
    Result,
    Verdict,
    outcomes_of,
    result_of,
)
from bargaining.rules.units import Exclusion
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import BargainingUnit, Classification, EmployeeOrganization

KIND = "unit_matter"
# Orders that give or take a representative, from which a bar runs.
CERTIFYING = frozenset({Outcome.CERTIFIED, Outcome.RECOGNIZED})
BY_BALLOT = frozenset({Outcome.CERTIFIED, Outcome.DECERTIFIED, Outcome.NOT_CERTIFIED, Outcome.SEVERED})


class NotNow(Exception):
    """That cannot be done in the state the matter is in; the words say why."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A classification, or one position of it, that an order puts into a unit or out of it."""

    classification: Classification
    unit: BargainingUnit
    position: str = ""
    exclusion: Exclusion | None = None


@transaction.atomic
def open_unit_matter(
    *,
    petition: Petition,
    title: str,
    unit: BargainingUnit | None,
    filed_on: date,
    petitioner: str,
    asked: str,
    by: User,
    at: datetime,
    today: date,
    organization: EmployeeOrganization | None = None,
    forum: str = "",
    case_number: str = "",
    last_election_on: date | None = None,
    owner: User | None = None,
    classifications: Sequence[Classification] = (),
) -> UnitMatter:
    """Record a petition and start its clock: the bars are counted from certification, agreement and last election."""
    found = UnitMatter(
        kind=KIND,
        reference=next_reference(kind=KIND, year=filed_on.year),
        title=title,
        level=Level.OFFICE,
        unit=unit,
        owner=owner or (unit.owner if unit else None) or by,
        opened_on=filed_on,
        created_at=at,
        petition=petition,
        filed_on=filed_on,
        petitioner=petitioner,
        organization=organization,
        forum=forum,
        case_number=case_number,
        asked=asked,
    )
    found.save(force_insert=True)
    found.classifications.set(classifications)
    record_event(
        matter=found, verb="unit_matter.filed", summary=f"{PETITION_WORDS[petition]} filed by {petitioner}"[:300],
        by=by, at=at,
    )  # fmt: skip
    triggers = _triggers(petition, unit, filed_on, last_election_on)
    begin_to_count(matter=found.matter, triggers=triggers, by=by, at=at, today=today)
    return found


def _triggers(
    petition: Petition, unit: BargainingUnit | None, filed_on: date, last_election_on: date | None
) -> list[Happened]:
    found = [Happened("filed", filed_on, label="Petition filed")]
    if petition in BY_SHOWING:
        found.append(Happened("petition_filed", filed_on, label="Petition filed with its showing of interest"))
    if unit is None or petition not in BARRED_BY:
        return found
    if unit.certified_on is not None and unit.certified_on <= filed_on:
        found.append(Happened("certified", unit.certified_on, label="Certification in force"))
    term = term_in_force(unit.pk, filed_on)
    if term is not None:
        found.append(Happened("agreement_ends", term.ends_on, label=f"{term.reference} ends", evidence=term.reference))
    if last_election_on is not None:
        found.append(Happened("election_held", last_election_on, label="Last valid election"))
    return found


@transaction.atomic
def state_position(*, matter_id: int, position: str, sent_on: date, by: User, at: datetime, today: date) -> UnitMatter:
    """Write the City's position and the day it was sent. Raises NotNow once the matter is closed."""
    found = held_open(matter_id)
    found.position = position
    found.save(update_fields=["position"])
    record_event(
        matter=found, verb="unit_matter.position", summary=f"City's position sent, {words.day_year(sent_on)}", by=by,
        at=at,
    )  # fmt: skip
    happened(matter_id=found.pk, event="position_sent", on=sent_on, label="Position sent", by=by, at=at, today=today)
    return found


@transaction.atomic
def record_ruling(*, matter_id: int, is_sufficient: bool, on: date, by: User, at: datetime, today: date) -> UnitMatter:
    """Record the neutral's ruling on the showing of interest; found short, the time to mend it begins.

    Raises NotNow.
    """
    found = held_open(matter_id)
    said = "sufficient" if is_sufficient else "short"
    record_event(
        matter=found, verb="unit_matter.ruled", summary=f"Showing of interest ruled {said}, {words.day_year(on)}",
        by=by, at=at, is_sufficient=is_sufficient,
    )  # fmt: skip
    happened(matter_id=found.pk, event="sufficiency_ruled", on=on, label=f"Ruled {said}", by=by, at=at, today=today)
    event = "cured" if is_sufficient else "found_short"
    happened(matter_id=found.pk, event=event, on=on, label=f"Showing {said}", by=by, at=at, today=today)
    return found


@transaction.atomic
def record_order(
    *,
    matter_id: int,
    outcome: Outcome,
    decided_on: date,
    effective_on: date,
    by: User,
    at: datetime,
    today: date,
    number: str = "",
    order: str = "",
    moves: Sequence[Moved] = (),
) -> UnitOrder:
    """Record what was decided; classifications that it moves stand elsewhere from its effective day on.

    A certification becomes the unit's own. The matter closes. Raises NotNow while challenged
    ballots are not ruled on, and what ``place_classification`` raises.
    """
    found = held_open(matter_id)
    _check_order(found, outcome, decided_on, effective_on)
    made = UnitOrder.objects.create(
        unit_matter=found, decided_on=decided_on, effective_on=effective_on, number=number, outcome=outcome,
        words=order, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    for move in moves:
        place_classification(
            classification_id=move.classification.pk, unit=move.unit, position=move.position, exclusion=move.exclusion,
            starts_on=effective_on, because=f"Order in {found.reference}", matter=found.matter, today=today,
        )  # fmt: skip
    _follow(found, outcome, effective_on, by=by, at=at, today=today)
    return made


def _follow(found: UnitMatter, outcome: Outcome, on: date, *, by: User, at: datetime, today: date) -> None:
    said = f"{OUTCOME_WORDS[outcome]}, from {words.day_year(on)}"
    record_event(matter=found, verb="unit_matter.ordered", summary=said, by=by, at=at, outcome=outcome, on=on)
    if outcome in CERTIFYING:
        happened(
            matter_id=found.pk, event="certification_ordered", on=on, label="Certification", by=by, at=at, today=today
        )
    _certify(found, outcome, on)
    found.outcome = outcome
    found.save(update_fields=["outcome"])
    open_limits = ["POSITION", "BRIEF", "SUFFICIENCY", "CURE", "WINDOW-OPENS", "WINDOW-CLOSES"]
    let_lapse(matter_id=found.pk, reason=OUTCOME_WORDS[outcome], codes=open_limits)
    close_matter(matter_id=found.pk, closed_on=max(today, found.opened_on), why=said, by=by, at=at)


def _certify(found: UnitMatter, outcome: Outcome, on: date) -> None:
    """The unit's representative and its day of certification; history keeps who represented it before."""
    if found.unit_id is None or outcome not in {*CERTIFYING, Outcome.DECERTIFIED}:
        return
    unit = BargainingUnit.objects.select_for_update(no_key=True).get(pk=found.unit_id)
    if outcome is Outcome.DECERTIFIED:
        unit.organization, unit.certified_on = None, None
    else:
        unit.organization = _winner(found) or found.organization or unit.organization
        unit.certified_on = on
    unit.save(update_fields=["organization", "certified_on"])


def _last_result(found: UnitMatter) -> Result | None:
    counted = Election.objects.filter(unit_matter=found, counted_on__isnull=False).order_by("-number").first()
    return result_of(counted.count) if counted is not None else None


def _winner(found: UnitMatter) -> EmployeeOrganization | None:
    """The organization whose line of the ballot won, when it is one that we know."""
    result = _last_result(found)
    if result is None or result.verdict is not Verdict.WON:
        return None
    return EmployeeOrganization.objects.filter(short_name__iexact=result.winner).first()


def _check_order(found: UnitMatter, outcome: Outcome, decided_on: date, effective_on: date) -> None:
    if effective_on < decided_on:
        raise NotNow("An order takes effect on the day it was decided, or later.")
    if outcome not in outcomes_of(found.kind_of_petition):
        raise NotNow(f"A {found.get_petition_display().lower()} does not end so.")
    result = _last_result(found)
    if outcome in BY_BALLOT and result is not None and result.verdict is Verdict.CHALLENGED:
        raise NotNow(result.sentence)


def held_open(matter_id: int) -> UnitMatter:
    """The unit matter, locked until the transaction ends. Raises NotNow when it is closed."""
    Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    rows = UnitMatter.objects.select_for_update(no_key=True, of=("self",)).select_related("matter", "unit")
    found = rows.get(pk=matter_id)
    if not found.is_open:
        raise NotNow(f"{found.reference} is closed. What was decided stands.")
    return found

"""What silence does: a limit passed, and the agreement says what follows."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from grievances.actions.appeals import open_step
from grievances.actions.decisions import end_appeals
from grievances.models import Grievance, GrievanceStep
from grievances.queries.places import Place, missed_effect_of, place_of
from grievances.rules.effects import Effect, effect_of
from grievances.rules.route import FILED
from grievances.rules.vocabulary import StepState
from labor_office.core.deadlines.actions.by_hand import let_lapse, settle_by_miss
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.dockets import newly_missed
from labor_office.core.deadlines.queries.readings import reading
from labor_office.core.deadlines.rules import words
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import MatterEvent

VERB = "grievance.limit_missed"


def apply_silences(*, since: datetime, at: datetime) -> int:
    """Do what the agreements say of every limit found missed since ``since``; how many did something new.

    Each grievance in its own transaction, so that one that cannot be settled keeps no other waiting.
    """
    missed = newly_missed(since, matter_kind="grievance").values_list("pk", flat=True)
    return sum(apply_silence(deadline_id=pk, at=at) for pk in list(missed))


@transaction.atomic
def apply_silence(*, deadline_id: int, at: datetime) -> bool:
    """Do what the agreement says of this miss, once; whether it was new.

    The City's silence may decide the step or take the grievance on by itself. What the
    union misses closes nothing: an appeal may still be in the mail, so a person closes.
    A step that this miss decided is decided as of the new day where the miss itself moved to another.
    """
    matter_id = Deadline.objects.values_list("matter_id", flat=True).get(pk=deadline_id)
    grievance = Grievance.objects.select_for_update(no_key=True).get(pk=matter_id)
    row = Deadline.objects.select_related("limit").get(pk=deadline_id)
    if grievance.closed_on or row.state != DeadlineState.MISSED or row.satisfied_on or _is_told(row):
        return False
    place = place_of(grievance)
    if row.cycle != place.clock.cycle:
        return False
    effect = effect_of(missed_effect_of(place.clock, row.code), actor=row.actor)
    was_decided_on = None
    if (step := _decided_before(row, effect)) is not None:
        was_decided_on = step.decided_on
        _decide_by_silence(place, step, row, effect)
    elif effect.step_outcome is not None and row.step == place.step.code and not place.standing.is_decided:
        _decide_by_silence(place, place.step, row, effect)
    elif effect.moves_on and row.step == place.step.code and _next_filing(place) == row.limit.missed_creates != "":
        _carry_on(place, row)
    _tell(grievance, row, effect, at, was_decided_on=was_decided_on)
    return True


def _decided_before(row: Deadline, effect: Effect) -> GrievanceStep | None:
    """The step that this very miss decided when it still had another day; also one that the union has left since."""
    if effect.step_outcome is None or not _told(row).exists():
        return None
    return GrievanceStep.objects.filter(
        grievance_id=row.matter_id, cycle=row.cycle, code=row.step, state=StepState.DEEMED, outcome=effect.step_outcome
    ).first()


def _decide_by_silence(place: Place, step: GrievanceStep, row: Deadline, effect: Effect) -> None:
    step.state, step.outcome = StepState.DEEMED, effect.step_outcome or ""
    step.decided_on = _takes_effect_on(place, row)
    step.save(update_fields=["state", "outcome", "decided_on"])
    ended = [
        limit
        for limit in Deadline.objects.filter(matter_id=row.matter_id, cycle=row.cycle, step=step.code)
        if limit.pk != row.pk and limit.actor != "union"
    ]
    let_lapse(matter_id=row.matter_id, reason=effect.words, codes=[limit.code for limit in ended])
    if effect.step_outcome is not None:
        end_appeals(place, step, effect.step_outcome)
    settle_by_miss(deadline_id=row.pk, reason=effect.words)


def _carry_on(place: Place, row: Deadline) -> None:
    open_step(place, place.next_step, filed_on=_takes_effect_on(place, row), filed_by="By lapse of time")


def _takes_effect_on(place: Place, row: Deadline) -> date:
    """The day of what the miss brings about, by the limit that the clock itself counts with."""
    assert row.due_on is not None  # noqa: S101 -- only a dated limit is missed
    return reading(place.clock.version_id, tuple(place.clock.kinds)).procedure.limit(row.code).creates_on(row.due_on)


def _next_filing(place: Place) -> str:
    return place.route.event_into(place.next_step) if place.next_step else FILED


def _told(row: Deadline) -> QuerySet[MatterEvent]:
    return MatterEvent.objects.filter(matter_id=row.matter_id, verb=VERB, details__deadline=row.pk)


def _is_told(row: Deadline) -> bool:
    return _told(row).filter(details__due_on=str(row.due_on)).exists()


def _tell(grievance: Grievance, row: Deadline, effect: Effect, at: datetime, *, was_decided_on: date | None) -> None:
    who = "The union" if row.actor == "union" else "The City"
    day = words.day(row.due_on) if row.due_on else ""
    said = f"{who} let {row.name} pass on {day}."
    if was_decided_on is not None:
        said = f"{row.name}, which {who[0].lower()}{who[1:]} let pass, was due {day}, as it is counted now."
    record_event(
        matter=grievance,
        verb=VERB,
        summary=f"{said} {effect.words}"[:300],
        by=None,
        at=at,
        deadline=row.pk,
        due_on=row.due_on,
        code=row.code,
    )

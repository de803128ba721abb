"""Which procedure governs a matter, and the way through it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from grievances.rules.route import ARBITRATION, Route, route_of
from labor_office.core.deadlines.models.procedures import ProcedureStep, ProcedureVersion
from labor_office.core.deadlines.queries.choosing import in_force, versions_of
from labor_office.core.deadlines.queries.readings import reading
from labor_office.core.deadlines.rules import words
from labor_office.core.workforce.models import BargainingUnit


class NoProcedure(LookupError):
    """Nothing is published that a matter of this unit could run under."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The version that governs and why this one, in words that the record keeps."""

    version: ProcedureVersion
    reason: str


@dataclass(frozen=True, slots=True)
class StepOfProcedure:
    """A step as the procedure names it."""

    code: str
    name: str
    authority: str


def choose_version(*, unit: BargainingUnit | None, on: date, kind: str = "grievance", is_event: bool = True) -> Chosen:
    """The version of the unit's procedure in force on ``on``.

    ``is_event`` says whether that is the day of the event or only of receipt. Where nothing
    was in force yet the first version governs and the reason says so. One query. Raises
    NoProcedure.
    """
    versions = versions_of(kind, unit)
    if not versions:
        whose = unit.name if unit else "the office"
        raise NoProcedure(
            f"No {kind} procedure is published for {whose}. Publish one under Procedures, then save this."
        )
    day = "the event date" if is_event else "the day of receipt"
    governing = in_force(versions, on)
    if governing is not None:
        return Chosen(governing, f"in force on {day}, {words.full_day(on)}")
    return Chosen(versions[0], f"the first one published; none was in force on {day}, {words.full_day(on)}")


def version_of_kind(*, kind: str, unit: BargainingUnit | None, on: date) -> Chosen | None:
    """The version for a proceeding of ``kind``: the unit's own, else that for all units, else None."""
    for whose in dict.fromkeys((unit, None)):
        try:
            return choose_version(unit=whose, on=on, kind=kind, is_event=False)
        except NoProcedure:
            continue
    return None


def route_for(version_id: int, kinds: Iterable[str] = ()) -> Route:
    """The way through a published version for a matter of ``kinds``; no query once the process has read it."""
    limits = reading(version_id, tuple(kinds)).procedure.limits
    return route_of([step.code for step in steps_of(version_id)], limits)


@lru_cache(maxsize=256)
def steps_of(version_id: int) -> tuple[StepOfProcedure, ...]:
    """The steps of a version in order. A published version never changes, so the process keeps them."""
    rows = ProcedureStep.objects.filter(version_id=version_id).order_by("position")
    found = tuple(StepOfProcedure(row.code, row.name, row.authority) for row in rows)
    if found:
        return found
    codes = dict.fromkeys(limit.step for limit in reading(version_id, ()).procedure.limits if limit.step)
    return tuple(StepOfProcedure(code, step_name(code), "") for code in codes)


@lru_cache(maxsize=256)
def stations(version_id: int) -> tuple[StepOfProcedure, ...]:
    """The steps as a grievance passes through them, in order.

    Some procedures number the step at which arbitration is demanded and speak of arbitration
    beside it: those two are one place, and it is called arbitration unless it has a name of its own.
    """
    steps, route = steps_of(version_id), route_for(version_id)
    numbered = route.demanded_at()
    if not numbered:
        return steps
    named = (
        replace(one, name=step_name(ARBITRATION)) if one.code == numbered and one.name == step_name(numbered) else one
        for one in steps
    )
    ways = {way.to_step for way in route.ways}
    return tuple(one for one in named if one.code != ARBITRATION or ARBITRATION in ways)


def step_called(version_id: int, code: str) -> StepOfProcedure:
    """The step of that code; one with a plain name when the procedure has none."""
    known = {step.code: step for step in (*steps_of(version_id), *stations(version_id))}
    return known.get(code) or StepOfProcedure(code, step_name(code), "")


def step_name(code: str) -> str:
    """``Step 2`` for ``2``; ``Arbitration`` for a step that has a name for a code."""
    return f"Step {code}" if len(code) <= 2 else code.replace("_", " ").capitalize()


def events_known(version_id: int, kinds: tuple[str, ...] = ()) -> dict[str, str]:
    """Every event that the version counts from or is met by, with its words, in its order. No query once read."""
    found: dict[str, str] = {}
    for limit in reading(version_id, kinds).procedure.limits:
        for event in (*limit.start, limit.satisfied_by):
            if event and not event.startswith("due:") and event != limit.missed_creates:
                found.setdefault(event, words.event(event))
    return found


# What a grievance records on a page of its own, where the step follows with the clock.
ON_THEIR_OWN_PAGES = frozenset({"filed", "meeting", "response", "demand"})


def events_recordable(kind: str, version_id: int, kinds: tuple[str, ...] = ()) -> dict[str, str]:
    """``events_known``, for a grievance without those that an act records together with its step."""
    known = events_known(version_id, kinds)
    if kind != "grievance":
        return known
    return {event: said for event, said in known.items() if event.partition(":")[0] not in ON_THEIR_OWN_PAGES}

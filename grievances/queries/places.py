"""Where a grievance stands: its step, the way on, and what may be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grievances.models import Grievance, GrievanceStep
from grievances.queries.procedures import route_for, step_called
from grievances.rules.effects import effect_of
from grievances.rules.moves import Act, Standing, allowed, refusal
from grievances.rules.route import Route
from grievances.rules.vocabulary import StepOutcome, StepState
from labor_office.core.deadlines.models.clocks import Clock, ClockStop
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.readings import reading
from labor_office.core.deadlines.rules.procedure import MissedEffect
from labor_office.core.matters.models.matter import Matter

_MAY_BE_MISSED = (DeadlineState.OPEN, DeadlineState.MISSED)


@dataclass(frozen=True, slots=True)
class Place:
    """A grievance, the pass through its current step, and the route it runs on."""

    grievance: Grievance
    step: GrievanceStep
    clock: Clock
    route: Route
    standing: Standing

    @property
    def matter(self) -> Matter:
        """The grievance, as everything that hangs on a matter knows it."""
        return self.grievance

    @property
    def names(self) -> Mapping[str, str]:
        """What ``{step}``, ``{next}`` and ``{kind}`` stand for in headings."""
        return {"step": self.step.name, "next": self.next_step_name, "kind": "grievance"}

    @property
    def allowed(self) -> frozenset[Act]:
        """Every act possible now."""
        return allowed(self.standing)

    def refusal(self, act: Act) -> str:
        """Why ``act`` is not possible now; empty when it is."""
        return refusal(self.standing, act)

    @property
    def next_step(self) -> str:
        """The code of the step after this one; empty at the last."""
        return self.standing.next_step

    @property
    def next_step_name(self) -> str:
        """That step as the procedure names it."""
        return step_called(self.clock.version_id, self.next_step).name if self.next_step else ""


def place_of(grievance: Grievance, *, today: date | None = None) -> Place:
    """Where ``grievance`` stands; on ``today``, a date passed is missed before any sweep has said so. Four queries."""
    clock = Clock.objects.select_related("version__procedure").get(pk=grievance.pk)
    steps = list(GrievanceStep.objects.filter(grievance=grievance).select_related("decider"))
    is_stopped = ClockStop.objects.filter(matter_id=grievance.pk, to_on=None).exists()
    missed = Deadline.objects.filter(
        matter_id=grievance.pk, cycle=clock.cycle, step=grievance.step, state__in=_MAY_BE_MISSED
    )
    return place_from(grievance, clock=clock, steps=steps, deadlines=list(missed), is_stopped=is_stopped, today=today)


def place_from(
    grievance: Grievance,
    *,
    clock: Clock,
    steps: Sequence[GrievanceStep],
    deadlines: Iterable[Deadline],
    is_stopped: bool,
    today: date | None = None,
) -> Place:
    """The same from rows that a page holds already. No query."""
    route = route_for(clock.version_id, clock.kinds)
    step = current_step(grievance, steps)
    following = route.next_step(step.code)
    standing = Standing(
        step_name=step.name,
        state=StepState(step.state),
        outcome=StepOutcome(step.outcome) if step.outcome else None,
        next_step=following,
        is_next_arbitration=bool(following) and route.is_arbitration(following),
        is_at_arbitration=route.is_arbitration(step.code),
        is_answer_missed=any(lets_go_on(clock, row, step.code, today) for row in deadlines),
        is_stopped=is_stopped,
        is_closed=grievance.closed_on is not None,
        has_step_below=bool(route.steps) and step.code != route.steps[0],
    )
    return Place(grievance, step, clock, route, standing)


def current_step(grievance: Grievance, steps: Sequence[GrievanceStep]) -> GrievanceStep:
    """The latest pass through the step where the grievance is."""
    here = [step for step in steps if step.code == grievance.step]
    return max(here, key=lambda step: (step.cycle, step.pk))


def lets_go_on(clock: Clock, row: Deadline, step: str, today: date | None) -> bool:
    """Whether a missed limit of the City at ``step`` frees the union to go on without an answer."""
    is_passed = row.state == DeadlineState.OPEN and today is not None and row.due_on is not None and row.due_on < today
    is_missed = row.state == DeadlineState.MISSED or is_passed
    if row.step != step or row.actor == "union" or not is_missed or row.cycle != clock.cycle:
        return False
    return effect_of(missed_effect_of(clock, row.code), actor=row.actor).may_advance


def missed_effect_of(clock: Clock, code: str) -> MissedEffect:
    """What the procedure says of missing the limit ``code``."""
    procedure = reading(clock.version_id, tuple(clock.kinds)).procedure
    known = procedure.plan.positions
    return procedure.limits[known[code]].missed_effect if code in known else MissedEffect.NONE_STATED

"""The way through a procedure, read off its time limits: which step follows which, and by what act.

A procedure file holds time limits, not a map. But every limit of the union that is met by
a filing or a demand says from where one comes (its starts) and where one arrives (its step).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

DEMAND = "demand"
ARBITRATION = "arbitration"
FILED = "filed:"
DUE = "due:"
# Events of a step that a later limit may start from; all others come from before the first filing.
_OF_A_STEP = ("filed", "meeting", "response", "deemed_denied")


class LimitRow(Protocol):
    """What the route needs to know of a time limit."""

    @property
    def code(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def start(self) -> Sequence[str]: ...
    @property
    def satisfied_by(self) -> str: ...
    @property
    def applies_when(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Way:
    """From one step (empty: from outside) into another by an event; ``only_for`` names a kind of grievance."""

    from_step: str
    to_step: str
    event: str
    limit_code: str = ""
    only_for: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of a procedure in order and the ways between them."""

    steps: tuple[str, ...]
    ways: tuple[Way, ...]

    def next_step(self, step: str) -> str:
        """The step that follows ``step``: by a way that starts there, else by place; empty after the last."""
        onward = [way.to_step for way in self.ways if way.from_step == step and way.to_step != step]
        if onward:
            return min(onward, key=self._place)
        later = [other for other in self.steps if self._place(other) > self._place(step)]
        return later[0] if later else ""

    def event_into(self, step: str) -> str:
        """What is recorded when a grievance arrives at ``step``: ``filed:2``, or ``demand``."""
        events = [way.event for way in self.ways if way.to_step == step]
        if not events:
            return DEMAND if step == ARBITRATION else f"{FILED}{step.lower()}"
        return events[0]

    def is_arbitration(self, step: str) -> bool:
        """Whether one comes to ``step`` by demanding arbitration; nobody in the City decides there."""
        return self.event_into(step) == DEMAND

    def demanded_at(self) -> str:
        """The numbered step to which nothing but the demand for arbitration leads: arbitration by another name.

        Empty where arbitration is a step of its own, or there is none.
        """
        events = {step: {way.event for way in self.ways if way.to_step == step} for step in self.steps}
        return next((step for step in self.steps if step != ARBITRATION and events[step] == {DEMAND}), "")

    def entries(self) -> tuple[Way, ...]:
        """The ways in from outside."""
        return tuple(way for way in self.ways if not way.from_step)

    def may_enter_at(self, step: str, kinds: Iterable[str]) -> bool:
        """Whether a grievance of these ``kinds`` may be filed straight at ``step``."""
        held = {"", *kinds}
        return any(way.to_step == step and way.only_for in held for way in self.entries())

    def knows(self, step: str) -> bool:
        """Whether the procedure has such a step."""
        return step in self.steps

    def is_later(self, step: str, than: str) -> bool:
        """Whether ``step`` comes after ``than``."""
        return self._place(step) > self._place(than)

    def _place(self, step: str) -> int:
        return self.steps.index(step) if step in self.steps else len(self.steps)


def route_of(steps: Iterable[str], limits: Sequence[LimitRow]) -> Route:
    """The route that ``limits`` describe through ``steps`` (codes in the procedure's order)."""
    step_of = {limit.code: limit.step for limit in limits}
    ways: list[Way] = []
    for limit in limits:
        if not _is_arrival(limit):
            continue
        origins = {_origin(start, step_of) for start in limit.start}
        ways.extend(
            Way(origin, limit.step, limit.satisfied_by, limit.code, limit.applies_when) for origin in sorted(origins)
        )
    return Route(tuple(steps), tuple(ways))


def _is_arrival(limit: LimitRow) -> bool:
    is_filing = limit.satisfied_by.startswith(FILED) or limit.satisfied_by == DEMAND
    return is_filing and limit.actor in {"union", "either", "both"}


def _origin(start: str, step_of: dict[str, str]) -> str:
    if start.startswith(DUE):
        return step_of.get(start.removeprefix(DUE), "")
    kind, _, step = start.partition(":")
    return step if kind in _OF_A_STEP else ""


def codes_onward(limits: Sequence[LimitRow], route: Route, *, step: str) -> frozenset[str]:
    """The union's limits for going on from ``step``: nothing to appeal ends them."""
    return frozenset(way.limit_code for way in route.ways if way.from_step == step)

"""What a case must show of itself for something to be done to it: a grievance, or any other proceeding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from grievances.rules.moves import Act
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.matters.models.matter import Matter


class Case(Protocol):
    """A matter with a clock, the words its pages use, and what may be done to it now.

    ``clock`` is read only where ``refusal`` has let pass an act that needs one.
    """

    @property
    def matter(self) -> Matter: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def names(self) -> Mapping[str, str]:
        """What ``{step}``, ``{next}`` and ``{kind}`` stand for in headings."""
        ...

    def refusal(self, act: Act) -> str:
        """Why ``act`` is not possible now; empty when it is."""
        ...

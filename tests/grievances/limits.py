"""Procedures small enough to read, for tests that need to walk one."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """A time limit as the route reads it."""

    code: str
    step: str
    actor: str
    start: list[str]
    satisfied_by: str
    applies_when: str = ""
    missed_effect: str = "none_stated"
    name: str = field(default="")


# Three steps and arbitration; silence lets the union go on; discipline is filed at Step 2.
THREE_STEPS = [
    Row("F1", "1", "union", ["knowledge"], "filed:1"),
    Row("F2D", "2", "union", ["discipline_notice"], "filed:2", "suspension or dismissal"),
    Row("M1", "1", "employer", ["filed:1"], "meeting:1"),
    Row("A1", "1", "employer", ["meeting:1", "due:M1"], "response:1"),
    Row("F2", "2", "union", ["response:1", "due:A1"], "filed:2"),
    Row("A2", "2", "employer", ["filed:2"], "response:2"),
    Row("F3", "3", "union", ["response:2", "due:A2"], "filed:3"),
    Row("A3", "3", "employer", ["filed:3"], "response:3"),
    Row("D", "arbitration", "union", ["response:3", "due:A3"], "demand"),
    Row("AW", "arbitration", "neutral", ["hearing_closed"], "award"),
]
# The demand belongs to a numbered step; silence is a denial.
DEMAND_AT_STEP_3 = [
    Row("R1", "1", "union", ["knowledge"], "filed:1"),
    Row("R3", "1", "employer", ["filed:1"], "response:1"),
    Row("R4", "2", "union", ["response:1", "deemed_denied:1"], "filed:2"),
    Row("R6", "2", "employer", ["filed:2"], "response:2"),
    Row("R7", "3", "union", ["response:2", "deemed_denied:2"], "demand"),
    Row("R8", "arbitration", "neutral", ["hearing_closed", "briefs_filed"], "award"),
]
# No limit is written for the appeal to Step 2.
GAP = [
    Row("R1", "1", "union", ["knowledge"], "filed:1"),
    Row("R3", "1", "employer", ["filed:1"], "response:1"),
    Row("R5", "2", "employer", ["filed:2"], "response:2"),
    Row("R6", "3", "union", ["response:2"], "demand"),
]

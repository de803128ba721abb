"""In which order the limits of a procedure can be counted, and what stands against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labor_office.core.deadlines.rules.procedure import Limit


class ProcedureError(Exception):
    """The limits of a procedure contradict each other. ``code`` and ``key`` say where."""

    def __init__(self, code: str, key: str, message: str) -> None:
        super().__init__(message)
        self.code, self.key = code, key


@dataclass(frozen=True, slots=True)
class Plan:
    """The order of counting: each limit after all those it hangs on.

    ``positions`` finds a limit by its code; ``order`` lists positions. ``acts`` are events
    that some limit both waits for and creates when missed (an answer deemed given): such
    a created event never satisfies a limit, it only starts others.
    """

    order: tuple[int, ...]
    positions: dict[str, int]
    deemed_acts: frozenset[str]


def plan_of(limits: Sequence["Limit"]) -> Plan:
    """The plan for ``limits``.

    Raises ProcedureError for a code used twice, a start from an unknown limit, and a
    circle, naming every limit in it.
    """
    positions = _positions(limits)
    deemed = frozenset(
        limit.satisfied_by for limit in limits if limit.missed_creates and limit.missed_creates == limit.satisfied_by
    )
    needs = {limit.code: _needs(limit, limits, deemed) for limit in limits}
    for limit in limits:
        for code, key in _due_references(limit):
            if code not in positions:
                message = f"starts from the due date of {code}, which this procedure does not have"
                raise ProcedureError(limit.code, key, message)
    return Plan(tuple(positions[code] for code in _sorted(needs)), positions, deemed)


def _positions(limits: Sequence["Limit"]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for position, limit in enumerate(limits):
        if limit.code in positions:
            raise ProcedureError(limit.code, "id", f"the id {limit.code} is used by two rules")
        positions[limit.code] = position
    return positions


def _due_references(limit: "Limit") -> Iterable[tuple[str, str]]:
    for reference in limit.start:
        if reference.startswith("due:"):
            yield reference.removeprefix("due:"), "start"
    for reference in limit.cap.start if limit.cap else ():
        if reference.startswith("due:"):
            yield reference.removeprefix("due:"), "cap.start"


def _needs(limit: "Limit", limits: Sequence["Limit"], deemed: frozenset[str]) -> list[str]:
    """The codes that must be known before ``limit``: by due date, or by what a miss creates."""
    starts = {*limit.start, *(limit.cap.start if limit.cap else ())}
    events = starts | ({limit.satisfied_by} - deemed if limit.satisfied_by else set())
    created_by = [
        other.code
        for other in limits
        if other.missed_creates in events and (other is not limit or other.missed_creates in starts)
        if other.missed_creates
    ]
    return [code for code, _ in _due_references(limit)] + created_by


def _sorted(needs: dict[str, list[str]]) -> list[str]:
    """The codes, each after what it needs. Raises ProcedureError naming a circle."""
    done: dict[str, None] = {}
    for code in needs:
        _visit(code, needs, done, [])
    return list(done)


def _visit(code: str, needs: dict[str, list[str]], done: dict[str, None], path: list[str]) -> None:
    if code in done or code not in needs:
        return
    if code in path:
        circle = [*path[path.index(code) :], code]
        message = f"these rules wait for each other and none can be counted: {' -> '.join(circle)}"
        raise ProcedureError(code, "start", message)
    path.append(code)
    for other in needs[code]:
        _visit(other, needs, done, path)
    path.pop()
    done[code] = None

"""Which limits of a procedure are for this matter: by its kind, and by the step it has reached.

A limit with ``applies_when`` is for matters of that kind only, and there it takes the place
of a general limit: of one for the same act, and, when it is the way in (a filing that
nothing in the procedure comes before), of the general way in. What started from the due
date of the one that gave way starts from that of the one that took its place. A target
never takes the place of a limit: a wish does not lift a duty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.facts import Facts
from labor_office.core.deadlines.rules.procedure import (
    DUE_PREFIX,
    Actor,
    Cap,
    Limit,
    Procedure,
    StartMode,
    Strength,
)

_FILING = "filed"
_DEMAND = "demand"
_OTHER_SIDE = (Actor.UNION, Actor.BOTH, Actor.EITHER)


def special_kinds(procedure: Procedure) -> tuple[str, ...]:
    """The kinds of matter that some limit is only for, each once, in the procedure's order."""
    return tuple(dict.fromkeys(limit.applies_when for limit in procedure.limits if limit.applies_when))


def for_kinds(procedure: Procedure, kinds: Iterable[str]) -> Procedure:
    """The procedure as it is for a matter of ``kinds``; the same one when it has no special limits."""
    chosen = frozenset(kinds)
    if not special_kinds(procedure):
        return procedure
    special = [limit for limit in procedure.limits if limit.applies_when in chosen and limit.applies_when]
    general = [limit for limit in procedure.limits if not limit.applies_when]
    successors = _successors(general, special, procedure.limits)
    kept = {limit.code for limit in (*general, *special)} - successors.keys()
    limits = _rewired([limit for limit in procedure.limits if limit.code in kept], successors)
    return replace(procedure, limits=tuple(limits))


def overtaken(procedure: Procedure, facts: Facts, as_of: date) -> Mapping[str, str]:
    """Why limits are no longer owed, by code: the matter has been taken on to a later step.

    The step reached is the latest in the procedure's order that was filed at, or at which
    arbitration was demanded, up to ``as_of``.
    """
    order = tuple(dict.fromkeys(limit.step for limit in procedure.limits if limit.step))
    came = {happening.event: happening.on for happening in facts.happenings if happening.on <= as_of}
    entries = [
        limit
        for limit in procedure.limits
        if limit.step and limit.actor in _OTHER_SIDE and limit.satisfied_by in came and _takes_on(limit)
    ]
    if not entries:
        return {}
    last = max(entries, key=lambda limit: order.index(limit.step))
    why = f"Overtaken by {words.event(last.satisfied_by)} on {words.day(came[last.satisfied_by])}"
    passed = frozenset(order[: order.index(last.step)])
    return {limit.code: why for limit in procedure.limits if limit.step in passed}


def _takes_on(limit: Limit) -> bool:
    return limit.satisfied_by == _DEMAND or limit.satisfied_by.split(":")[0] == _FILING


def _successors(general: list[Limit], special: list[Limit], limits: tuple[Limit, ...]) -> dict[str, str]:
    """The general limits that give way, each with the code of the limit that takes its place."""
    made = {limit.satisfied_by for limit in limits} | {limit.missed_creates for limit in limits}
    found: dict[str, str] = {}
    for limit in special:
        if limit.strength is Strength.TARGET or not limit.satisfied_by:
            continue
        for other in general:
            same_act = other.satisfied_by == limit.satisfied_by
            if same_act or (_is_way_in(limit, made) and _is_way_in(other, made)):
                found.setdefault(other.code, limit.code)
    return found


def _is_way_in(limit: Limit, made: set[str]) -> bool:
    from_outside = not any(start in made or start.startswith(DUE_PREFIX) for start in limit.start)
    return from_outside and limit.satisfied_by.split(":")[0] == _FILING


def _rewired(limits: list[Limit], successors: Mapping[str, str]) -> list[Limit]:
    """The limits with every reference to a due date leading to one that is there.

    A limit that could only start from limits that are not here never can, and is left out;
    that may leave out others in turn.
    """
    while True:
        codes = {limit.code for limit in limits}
        rewired = [_rewire(limit, codes, successors) for limit in limits]
        kept = [limit for limit in rewired if limit.start]
        if len(kept) == len(limits):
            return kept
        limits = kept


def _rewire(limit: Limit, codes: set[str], successors: Mapping[str, str]) -> Limit:
    start = _references(limit.start, codes, successors)
    mode = limit.start_mode if len(start) == len(limit.start) else _alone(limit.start_mode, start)
    cap: Cap | None = None
    if limit.cap:
        cap_start = _references(limit.cap.start, codes, successors)
        cap = replace(limit.cap, start=cap_start) if cap_start else None
    if start == limit.start and cap == limit.cap:
        return limit
    return replace(limit, start=start, start_mode=mode, cap=cap)


def _alone(mode: StartMode, start: tuple[str, ...]) -> StartMode:
    return mode if len(start) > 1 else StartMode.SINGLE


def _references(starts: tuple[str, ...], codes: set[str], successors: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    for start in starts:
        if not start.startswith(DUE_PREFIX):
            found.append(start)
            continue
        code = start.removeprefix(DUE_PREFIX)
        code = successors.get(code, code)
        if code in codes:
            found.append(DUE_PREFIX + code)
    return tuple(dict.fromkeys(found))
